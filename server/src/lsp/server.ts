// The language server: starts a session, says what it can do, and hands every request to its handler.
// It must never read data itself or hold logic that a feature of the core could hold.

import {
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { BadConnections, complaintOf, connectionsOfSetting } from '../files/connections';
import { Costs } from './costs';
import { Diagnostics } from './diagnostics';
import { registerAround } from './handlers/around';
import { navigatingCapabilities, registerNavigating } from './handlers/navigating';
import { registerPreview } from './handlers/preview';
import { readingCapabilities, registerReading } from './handlers/reading';
import { registerRenaming, renamingCapabilities } from './handlers/renaming';
import { registerReview } from './handlers/review';
import { registerShape, shapeCapabilities } from './handlers/shape';
import { registerWriting, writingCapabilities } from './handlers/writing';
import {
  connectionsNotification,
  themeNotification,
  trustNotification,
  type ConnectionsParams,
  type InitializationOptions,
  type ThemeParams,
} from './protocol';
import { pathOf, Session } from './session';
import { Rest } from './rest';
import { readSettings } from './settings';
import { WarmUp } from './warm-up';
import { openedFolders, registerWorkspace, workspaceCapabilities } from './workspace';
import { WorkspaceProblems } from './workspace-problems';

/** Serves a connection. `version` is shown to the client. */
export function serve(connection: Connection, version: string): void {
  /** Results have changed, and with them all that shows them. */
  const refresh = (uri: string): void => {
    diagnostics.stale(uri);
    around.changed();
    previews.changed(uri);
    redraw(uri);
  };
  const askForHints = (): void => void connection.languages.inlayHint.refresh().catch(() => undefined);
  const askForLenses = (): void => void connection.sendRequest('workspace/codeLens/refresh').catch(() => undefined);
  /** Hints and lenses are asked for anew. */
  const redraw = (uri: string): void => {
    review.changed(uri);
    costs.touch(uri);
    if (session.documents.get(uri) === undefined) return;
    askForHints();
    askForLenses();
  };
  const session = new Session(
    connection,
    refresh,
    (uri) => {
      diagnostics.fileChanged(uri);
      around.changed();
    },
    (uri, isShown) => {
      review.changed(uri);
      costs.touch(uri);
      if (!isShown) return;
      diagnostics.stale(uri);
      redraw(uri);
    },
  );
  const costs = new Costs(
    (uri) => session.askAny(uri),
    (uri) => {
      review.changed(uri);
      askForHints();
      askForLenses();
    },
  );
  const rest = new Rest();
  const warmUp = new WarmUp(session);
  const diagnostics = new Diagnostics(connection, session, refresh);
  const problems = new WorkspaceProblems(connection, session, diagnostics);
  const around = registerAround(connection, session, problems, version);
  const previews = registerPreview(connection, session);
  const review = registerReview(connection, session);
  const { documents, host, data } = session;

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const options = params.initializationOptions as Partial<InitializationOptions> | undefined;
    session.isTrusted = options?.trusted === true;
    session.theme = options?.theme ?? 'dark';
    session.hasPreview = options?.hasPreview === true;
    session.hasReview = options?.hasReview === true;
    session.capabilities = params.capabilities;
    session.rootUris = openedFolders(params);
    session.roots = session.rootUris.flatMap((uri) => pathOf(uri) ?? []);
    return {
      serverInfo: { name: 'sla', version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        ...readingCapabilities,
        ...writingCapabilities,
        ...navigatingCapabilities,
        ...renamingCapabilities,
        ...shapeCapabilities,
        ...workspaceCapabilities,
        ...(diagnostics.isAsked
          ? { diagnosticProvider: { identifier: 'sla', interFileDependencies: true, workspaceDiagnostics: true } }
          : {}),
      },
    };
  });
  const configure = async (): Promise<void> => {
    if (session.capabilities.workspace?.configuration !== true) return;
    session.settings = readSettings(await connection.workspace.getConfiguration('sla'));
    host.configure(session.settings);
    diagnostics.stale(...documents.keys());
  };
  const index = registerWorkspace(
    connection,
    session,
    () => void configure().catch(() => undefined),
    () => {
      diagnostics.lookedAround();
      session.bases.lookedAround();
    },
    () => {
      diagnostics.stale(...documents.keys());
      around.changed();
      session.bases.configured();
    },
  );
  session.agreements = () => index.agreements;
  connection.onDidChangeConfiguration(() => void configure().catch(() => undefined));
  connection.onNotification(themeNotification, (params: ThemeParams) => {
    session.theme = params.theme;
  });
  connection.onNotification(trustNotification, () => {
    session.isTrusted = true;
    data.refresh();
  });
  connection.onNotification(connectionsNotification, ({ entries, secrets }: ConnectionsParams) => {
    let complaint: string | undefined;
    try {
      session.connections = connectionsOfSetting(entries, secrets);
      complaint = complaintOf(session.connections);
    } catch (error) {
      session.connections = undefined;
      if (!(error instanceof BadConnections)) throw error;
      complaint = `sla.connections: ${error.message}`;
    }
    if (complaint !== undefined) void connection.window.showErrorMessage(complaint);
    data.refresh();
  });
  // Whoever saves an agreement whose connection failed asks it again.
  documents.onDidSave(({ document }) => {
    const file = session.fileOf(document.uri);
    if (file !== undefined && data.saved(file)) refresh(document.uri);
    data.retry(document.uri);
  });
  documents.onDidChangeContent(({ document }) => {
    diagnostics.changed(document.uri);
    around.changed();
    previews.changed(document.uri);
    session.bases.touch(document.uri);
    rest.touch();
    warmUp.touch(document.uri);
  });
  documents.onDidClose(({ document }) => {
    session.close(document.uri);
    diagnostics.close(document.uri);
    around.changed();
    previews.closed(document.uri);
    review.closed(document.uri);
    costs.close(document.uri);
  });
  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }) => {
    // Keys that wait to be read come first, so that many requests of a burst share one check.
    await new Promise((resolve) => setImmediate(resolve));
    return diagnostics.report(textDocument.uri, previousResultId);
  });
  connection.languages.diagnostics.onWorkspace(({ previousResultIds, partialResultToken }, token) =>
    problems.report(
      new Map(previousResultIds.map(({ uri, value }) => [uri, value])),
      partialResultToken !== undefined,
      token,
    ),
  );
  registerReading(connection, session);
  registerWriting(connection, session, diagnostics);
  registerNavigating(connection, session);
  registerRenaming(connection, session);
  registerShape(connection, session);
  const end = (): void => {
    diagnostics.dispose();
    warmUp.dispose();
    problems.dispose();
    around.dispose();
    previews.dispose();
    review.dispose();
    costs.dispose();
    session.bases.dispose();
    session.background.dispose();
    host.dispose();
    index.dispose();
    session.files.dispose();
  };
  connection.onShutdown(end);
  connection.onExit(end);
  documents.listen(connection);
  connection.listen();
}
