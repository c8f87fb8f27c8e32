// The language server: documents in, answers out, every handler guarded so that a failure costs one answer.
// It must never read data itself or hold logic that a feature of the core could hold.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CodeActionKind,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TextDocuments } from 'vscode-languageserver/node';
import { complete } from '../core/features/completion';
import { hover } from '../core/features/hover';
import { inlayHints } from '../core/features/inlay-hints';
import { lenses } from '../core/features/lenses';
import { outline } from '../core/features/symbols';
import { open, type SlaFile } from '../core/model/file';
import type { Project } from '../core/project';
import { runRules } from '../core/rules/run';
import type { Finding } from '../core/rules/rule';
import { lineTable, offsetAt } from '../core/text/lines';
import { EngineHost } from '../engine/host';
import { toCompletionItem, toDiagnostic, toRange, toSymbol } from './convert';
import { DataService } from './data';
import { themeNotification, trustNotification, type InitializationOptions, type ThemeParams } from './protocol';
import { defaultServerSettings, readSettings } from './settings';

const mebibyte = 1_048_576;
/** Waiting this long after a key gathers the keys of a burst into one check. */
const quietMs = 8;
/** Reading that takes longer than this shows progress. */
const progressAfterMs = 300;

/** Serves a connection. `version` is shown to the client. */
export function serve(connection: Connection, version: string): void {
  const documents = new TextDocuments(TextDocument);
  const files = new Map<string, SlaFile>();
  const findings = new Map<string, readonly Finding[]>();
  const pending = new Map<string, NodeJS.Timeout>();
  let settings = defaultServerSettings;
  let theme: InitializationOptions['theme'] = 'dark';
  let isTrusted = false;
  let roots: readonly string[] = [];
  let hasConfiguration = false;
  let hasProgress = false;
  const host = new EngineHost({
    script: join(__dirname, 'engine.js'),
    timeLimitMs: settings.timeLimitMs,
    memoryLimitMiB: settings.memoryLimitMiB,
  });

  const data = new DataService({
    host,
    fence: (uri) => {
      const path = pathOf(uri);
      if (path === undefined) return undefined;
      const inside = roots.filter((root) => path.startsWith(`${root}/`));
      const folder = dirname(path);
      return {
        folder,
        fence: { roots: inside.length > 0 ? inside : [folder], isTrusted },
        maximumBytes: (isTrusted ? 512 : 64) * mebibyte,
      };
    },
    onChange: (uri) => {
      schedule(uri);
      void connection.languages.inlayHint.refresh().catch(() => undefined);
      void connection.sendRequest('workspace/codeLens/refresh').catch(() => undefined);
    },
    progress: () => progressOf(connection, () => hasProgress),
  });

  const projectOf = (uri: string): Project => ({
    files,
    settings: settings.core,
    facts: { today: new Date().toISOString().slice(0, 10), theme },
    data: new Map([[uri, data.get(uri)]]),
  });
  const fileOf = (uri: string): SlaFile | undefined => {
    const document = documents.get(uri);
    if (document === undefined) return undefined;
    const known = files.get(uri);
    if (known?.snapshot.version === document.version) return known;
    const file = open({ uri, version: document.version, text: document.getText() });
    files.set(uri, file);
    return file;
  };
  const check = (uri: string): void => {
    pending.delete(uri);
    const file = fileOf(uri);
    if (file === undefined) return;
    // Judging costs more than parsing, so that it is done once for the keys of a burst and not for each of them.
    data.update(file);
    const found = runRules(projectOf(uri), file);
    findings.set(uri, found);
    const lines = lineTable(file.snapshot.text);
    void connection.sendDiagnostics({
      uri,
      version: file.snapshot.version,
      diagnostics: found.map((finding) => toDiagnostic(finding, uri, lines)),
    });
  };
  const schedule = (uri: string): void => {
    // One check waits for a file at a time, so that a burst of keys is answered as it goes and not at its end.
    if (!pending.has(uri))
      pending.set(
        uri,
        setTimeout(() => guard(connection, 'check', undefined, () => check(uri)), quietMs),
      );
  };

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const options = params.initializationOptions as Partial<InitializationOptions> | undefined;
    isTrusted = options?.trusted === true;
    theme = options?.theme ?? 'dark';
    hasConfiguration = params.capabilities.workspace?.configuration === true;
    hasProgress = params.capabilities.window?.workDoneProgress === true;
    const folders =
      params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri == null ? [] : [params.rootUri]);
    roots = folders.flatMap((uri) => pathOf(uri) ?? []);
    return {
      serverInfo: { name: 'sla', version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        completionProvider: { triggerCharacters: [' ', ':', '[', ',', '{'] },
        hoverProvider: true,
        documentSymbolProvider: true,
        codeLensProvider: {},
        inlayHintProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
      },
    };
  });
  const configure = async (): Promise<void> => {
    if (!hasConfiguration) return;
    settings = readSettings(await connection.workspace.getConfiguration('sla'));
    host.configure(settings);
    for (const document of documents.all()) schedule(document.uri);
  };
  connection.onInitialized(() => void configure().catch(() => undefined));
  connection.onDidChangeConfiguration(() => void configure().catch(() => undefined));
  connection.onNotification(themeNotification, (params: ThemeParams) => {
    theme = params.theme;
  });
  connection.onNotification(trustNotification, () => {
    isTrusted = true;
    data.refresh();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (changes.some((change) => /\.(?:csv|tsv|ndjson|jsonl)$/i.test(change.uri))) data.refresh();
  });

  documents.onDidChangeContent(({ document }) => schedule(document.uri));
  documents.onDidClose(({ document }) => {
    data.close(document.uri);
    files.delete(document.uri);
    findings.delete(document.uri);
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });

  connection.onCompletion(({ textDocument, position }) =>
    guard(connection, 'completion', [], () => {
      const file = fileOf(textDocument.uri);
      if (file === undefined) return [];
      const lines = lineTable(file.snapshot.text);
      return complete(projectOf(textDocument.uri), file, offsetAt(lines, position)).map((item) =>
        toCompletionItem(item, lines),
      );
    }),
  );
  connection.onHover(({ textDocument, position }) =>
    guard(connection, 'hover', null, () => {
      const file = fileOf(textDocument.uri);
      if (file === undefined) return null;
      const lines = lineTable(file.snapshot.text);
      const found = hover(projectOf(textDocument.uri), file, offsetAt(lines, position));
      return found === undefined
        ? null
        : { contents: { kind: 'markdown', value: found.markdown }, range: toRange(found.span, lines) };
    }),
  );
  connection.onDocumentSymbol(({ textDocument }) =>
    guard(connection, 'outline', [], () => {
      const file = fileOf(textDocument.uri);
      if (file === undefined) return [];
      const lines = lineTable(file.snapshot.text);
      return outline(file).map((symbol) => toSymbol(symbol, lines));
    }),
  );
  connection.onCodeLens(({ textDocument }) =>
    guard(connection, 'lens', [], () => {
      const file = fileOf(textDocument.uri);
      if (file === undefined) return [];
      const lines = lineTable(file.snapshot.text);
      return lenses(projectOf(textDocument.uri), file).map((lens) => {
        const range = toRange(lens.span, lines);
        return {
          range,
          command: { title: lens.title, command: 'sla.showCompliance', arguments: [textDocument.uri, range.start] },
        };
      });
    }),
  );
  connection.languages.inlayHint.on(({ textDocument, range }) =>
    guard(connection, 'hints', [], () => {
      const file = fileOf(textDocument.uri);
      if (file === undefined) return [];
      const lines = lineTable(file.snapshot.text);
      const span = { start: offsetAt(lines, range.start), end: offsetAt(lines, range.end) };
      return inlayHints(projectOf(textDocument.uri), file, span).map((hint) => ({
        position: toRange({ start: hint.offset, end: hint.offset }, lines).start,
        label: hint.label,
        ...(hint.tooltip === hint.label ? {} : { tooltip: hint.tooltip }),
        paddingLeft: true,
      }));
    }),
  );
  connection.onCodeAction(({ textDocument, range, context }) =>
    guard(connection, 'fixes', [], () => {
      const file = fileOf(textDocument.uri);
      if (file === undefined) return [];
      const lines = lineTable(file.snapshot.text);
      const span = { start: offsetAt(lines, range.start), end: offsetAt(lines, range.end) };
      const found = (findings.get(textDocument.uri) ?? []).filter(
        (finding) => finding.span.start <= span.end && finding.span.end >= span.start,
      );
      return found.flatMap((finding) =>
        finding.fixes.map((fix) => ({
          title: fix.title,
          kind: CodeActionKind.QuickFix,
          diagnostics: context.diagnostics.filter((diagnostic) => diagnostic.code === finding.rule),
          edit: {
            documentChanges: [
              {
                textDocument: { uri: textDocument.uri, version: file.snapshot.version },
                edits: fix.edits.map((edit) => ({ range: toRange(edit.span, lines), newText: edit.newText })),
              },
            ],
          },
        })),
      );
    }),
  );
  connection.onShutdown(() => host.dispose());
  connection.onExit(() => host.dispose());
  documents.listen(connection);
  connection.listen();
}

function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri).replace(/\/$/, '') : undefined;
  } catch {
    return undefined;
  }
}

/** Runs a handler; a failure is logged without any text of a file and costs this answer only. */
function guard<T>(connection: Connection, name: string, fallback: T, run: () => T): T {
  try {
    return run();
  } catch (error) {
    connection.console.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}`);
    return fallback;
  }
}

/** Progress that appears only when reading takes long, with a way to cancel. */
function progressOf(
  connection: Connection,
  isSupported: () => boolean,
): { report(bytes: number): void; done(): void; readonly signal: AbortSignal } {
  const controller = new AbortController();
  let isDone = false;
  let shown: { report(message: string): void; done(): void } | undefined;
  const timer = setTimeout(() => {
    if (!isSupported()) return;
    void connection.window.createWorkDoneProgress().then((progress) => {
      if (isDone) return;
      progress.begin('SLA: reading data', undefined, undefined, true);
      progress.token.onCancellationRequested(() => controller.abort());
      shown = progress;
    });
  }, progressAfterMs);
  return {
    report: (bytes) => shown?.report(`${Math.round(bytes / mebibyte)} MB`),
    done: () => {
      isDone = true;
      clearTimeout(timer);
      shown?.done();
    },
    signal: controller.signal,
  };
}
