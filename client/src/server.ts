// The language server as the client sees it: starts it, ends it, starts it again, and hands requests on to it.
// It must never know what a service level agreement is: everything that is shown comes from the server.

import * as vscode from 'vscode';
import {
  CloseAction,
  CodeLensRequest,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
  vsdiag,
  type ErrorHandler,
  type LanguageClientOptions,
  type ServerOptions,
} from 'vscode-languageclient/node';
import type { InitializationOptions, ThemeName } from '../../server/src/lsp/protocol';

/** A server that ends more often than this within the time below is not started again by itself. */
const RESTART_LIMIT = 4;
const RESTART_PERIOD_MS = 3 * 60 * 1000;

export type ServerState = 'starting' | 'running' | 'stopped';

export interface Server {
  readonly state: ServerState;
  readonly onDidChangeState: vscode.Event<ServerState>;
  start(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Undefined where the server is down, or fails. */
  request<T>(method: string, params?: object): Promise<T | undefined>;
  /** A server that is down or starting gets the same facts with its next `initialize`. */
  tell(method: string, params: object): Promise<void>;
  /** Has the lines above the clauses of an open document drawn anew: the editor leaves that undone when the focus leaves its text meanwhile. */
  redrawLenses(document: vscode.TextDocument): void;
  /** Listens to every server that is started, also after a restart. */
  onNotification(method: string, listener: (params: unknown) => void): void;
  dispose(): void;
}

export function createServer(module: string, log: vscode.LogOutputChannel): Server {
  const changes = new vscode.EventEmitter<ServerState>();
  const listeners: (readonly [string, (params: unknown) => void])[] = [];
  const watchers = [
    vscode.workspace.createFileSystemWatcher('**/*.sla.{yaml,yml,json}'),
    vscode.workspace.createFileSystemWatcher('**/sla.config.yaml'),
    vscode.workspace.createFileSystemWatcher(
      '**/*.{csv,tsv,json,ndjson,jsonl,parquet,csv.gz,tsv.gz,json.gz,ndjson.gz,jsonl.gz}',
    ),
  ];
  let client: LanguageClient | undefined;
  let state: ServerState = 'stopped';

  const enter = (next: ServerState): void => {
    if (next === state) return;
    state = next;
    changes.fire(next);
  };

  /** A client whose start failed cannot be started again, so that every start makes a new one. */
  const start = async (): Promise<void> => {
    const made = new LanguageClient(
      'sla',
      'SLA Language Server',
      serverOptions(module),
      clientOptions(log, watchers, () => void offerRestart()),
    );
    client = made;
    made.onDidChangeState(({ newState }) => {
      if (client !== made) return;
      enter(newState === State.Running ? 'running' : newState === State.Starting ? 'starting' : 'stopped');
    });
    for (const [method, listener] of listeners) made.onNotification(method, listener);
    enter('starting');
    await made.start().catch((error: unknown) => {
      log.error(`The language server did not start: ${String(error)}`);
      if (client === made) enter('stopped');
      void offerRestart();
    });
  };
  const stop = async (): Promise<void> => {
    const old = client;
    client = undefined;
    enter('stopped');
    // A client that is not running refuses to be stopped, which is what was wanted.
    await old?.dispose().catch(() => undefined);
  };
  const restart = oneAtATime(async () => {
    await stop();
    await start();
  });
  const offerRestart = oneAtATime(async () => {
    const again = vscode.l10n.t('Restart');
    const showLog = vscode.l10n.t('Show Log');
    const message = vscode.l10n.t('The SLA language server has stopped and was not started again.');
    const choice = await vscode.window.showErrorMessage(message, again, showLog);
    if (choice === again) void restart();
    if (choice === showLog) log.show();
  });

  return {
    get state() {
      return state;
    },
    onDidChangeState: changes.event,
    start,
    restart,
    stop,
    request: async <T>(method: string, params?: object) => {
      if (client?.isRunning() !== true) return undefined;
      try {
        return await client.sendRequest<T>(method, params);
      } catch {
        return undefined;
      }
    },
    tell: async (method, params) => {
      if (client?.isRunning() === true) await client.sendNotification(method, params).catch(() => undefined);
    },
    redrawLenses: (document) => {
      if (client?.isRunning() !== true) return;
      client.getFeature(CodeLensRequest.method).getProvider(document)?.onDidChangeCodeLensEmitter.fire();
    },
    onNotification: (method, listener) => void listeners.push([method, listener]),
    dispose: () => {
      changes.dispose();
      for (const watcher of watchers) watcher.dispose();
    },
  };
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
      // Versions before, which are only read: what git had, and the left side of a comparison.
      { language: 'sla', scheme: 'git' },
      { language: 'sla', scheme: 'sla-base' },
    ],
    initializationOptions: (): InitializationOptions => ({
      trusted: vscode.workspace.isTrusted,
      theme: themeName(),
      hasPreview: true,
      hasReview: true,
    }),
    synchronize: { configurationSection: 'sla', fileEvents },
    outputChannel: log,
    diagnosticCollectionName: 'sla',
    middleware: {
      provideDiagnostics: (document, previousResultId, token, next) => {
        const uri = document instanceof vscode.Uri ? document : document.uri;
        return isEdited(uri) || isAlone(uri)
          ? next(document, previousResultId, token)
          : { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] };
      },
    },
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // Hovers show text of files that others wrote: no command links, no HTML.
    markdown: { isTrusted: false, supportHtml: false },
    errorHandler: errorHandler(onGivenUp),
  };
}

/** Whether a text is one that can be mended, and no version before. */
function isEdited({ scheme }: vscode.Uri): boolean {
  return scheme === 'file' || scheme === 'untitled';
}

/** Whether a text is shown in an editor of its own, and not as a side of a comparison, whose problems nobody asked for. */
function isAlone(uri: vscode.Uri): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
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

export function themeName(): ThemeName {
  const { kind } = vscode.window.activeColorTheme;
  if (kind === vscode.ColorThemeKind.Light) return 'light';
  if (kind === vscode.ColorThemeKind.HighContrast) return 'high-contrast';
  return kind === vscode.ColorThemeKind.HighContrastLight ? 'high-contrast-light' : 'dark';
}
