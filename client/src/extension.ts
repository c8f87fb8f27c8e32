// Starts the language server, tells it theme and trust, and registers the commands of the editor.
// It must never know what a service level agreement is: everything that is shown comes from the server.

import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  TransportKind,
  type ErrorHandler,
  type LanguageClientOptions,
  type ServerOptions,
} from 'vscode-languageclient/node';
import {
  themeNotification,
  trustNotification,
  type InitializationOptions,
  type ThemeName,
  type ThemeParams,
  type TrustParams,
} from '../../server/src/lsp/protocol';

/** A server that ends more often than this within the time below is not started again by itself. */
const RESTART_LIMIT = 4;
const RESTART_PERIOD_MS = 3 * 60 * 1000;

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('SLA', { log: true });
  const watchers = [
    vscode.workspace.createFileSystemWatcher('**/*.sla.{yaml,yml,json}'),
    vscode.workspace.createFileSystemWatcher('**/*.{csv,tsv,ndjson,jsonl}'),
  ];
  const module = context.asAbsolutePath('dist/server.js');

  /** A client whose start failed cannot be started again, so that every start makes a new one. */
  const start = async (): Promise<void> => {
    const options = clientOptions(log, watchers, () => void offerRestart());
    client = new LanguageClient('sla', 'SLA Language Server', serverOptions(module), options);
    await client.start().catch((error: unknown) => {
      log.error(`The language server did not start: ${String(error)}`);
      void offerRestart();
    });
  };
  const restart = async (): Promise<void> => {
    await stop();
    await start();
  };
  const offerRestart = oneAtATime(async () => {
    const again = vscode.l10n.t('Restart');
    const showLog = vscode.l10n.t('Show Log');
    const message = vscode.l10n.t('The SLA language server has stopped and was not started again.');
    const choice = await vscode.window.showErrorMessage(message, again, showLog);
    if (choice === again) void restart();
    if (choice === showLog) log.show();
  });

  context.subscriptions.push(
    log,
    ...watchers,
    vscode.commands.registerCommand('sla.restartServer', restart),
    vscode.commands.registerCommand('sla.showLog', () => log.show()),
    vscode.commands.registerCommand('sla.showCompliance', showCompliance),
    vscode.window.onDidChangeActiveColorTheme(() => void tell(themeNotification, { theme: themeName() })),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void tell(trustNotification, { trusted: true })),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await stop();
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  // A client that is not running refuses to be stopped, which is what was wanted.
  await old?.dispose().catch(() => undefined);
}

async function tell(method: string, params: ThemeParams | TrustParams): Promise<void> {
  // A server that is down or starting gets the same facts with its next `initialize`.
  if (client?.isRunning()) await client.sendNotification(method, params).catch(() => undefined);
}

function serverOptions(module: string): ServerOptions {
  const run = { module, transport: TransportKind.ipc };
  return { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6019'] } } };
}

function clientOptions(
  log: vscode.LogOutputChannel,
  fileEvents: vscode.FileSystemWatcher[],
  onGivenUp: () => void,
): LanguageClientOptions {
  return {
    documentSelector: [
      { language: 'sla', scheme: 'file' },
      { language: 'sla', scheme: 'untitled' },
    ],
    initializationOptions: (): InitializationOptions => ({ trusted: vscode.workspace.isTrusted, theme: themeName() }),
    synchronize: { configurationSection: 'sla', fileEvents },
    outputChannel: log,
    diagnosticCollectionName: 'sla',
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // Hovers show text of files that others wrote: no command links, no HTML.
    markdown: { isTrusted: false, supportHtml: false },
    errorHandler: errorHandler(onGivenUp),
  };
}

/** Starts a server that ended again, a few times, then leaves it to the person. */
function errorHandler(onGivenUp: () => void): ErrorHandler {
  let ends: number[] = [];
  return {
    // What goes wrong on the way is in the log; a person is only told when the server stays away.
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: () => {
      const now = Date.now();
      ends = [...ends.filter((end) => now - end < RESTART_PERIOD_MS), now];
      if (ends.length <= RESTART_LIMIT) return { action: CloseAction.Restart, handled: true };
      onGivenUp();
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}

/** Wraps an action so that a second call is ignored while the first one is under way. */
function oneAtATime(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= action().finally(() => (running = undefined)));
}

/** Moves the cursor to a place and opens the hover there; without arguments, at the cursor. */
async function showCompliance(uri?: string, position?: { line: number; character: number }): Promise<void> {
  if (uri !== undefined && position !== undefined) {
    const at = new vscode.Position(position.line, position.character);
    await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: new vscode.Range(at, at) });
  }
  await vscode.commands.executeCommand('editor.action.showHover');
}

function themeName(): ThemeName {
  const { kind } = vscode.window.activeColorTheme;
  if (kind === vscode.ColorThemeKind.Light) return 'light';
  if (kind === vscode.ColorThemeKind.HighContrast) return 'high-contrast';
  return kind === vscode.ColorThemeKind.HighContrastLight ? 'high-contrast-light' : 'dark';
}
