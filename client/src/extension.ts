// Starts the language server, tells it theme and trust, and brings views and commands to life.
// It must never know what a service level agreement is: everything that is shown comes from the server.

import * as vscode from 'vscode';
import {
  themeNotification,
  trustNotification,
  type ThemeParams,
  type TrustParams,
} from '../../server/src/lsp/protocol';
import { registerCommands } from './commands';
import { shareConnections } from './connections';
import { createReview } from './review/review';
import { createServer, themeName, type Server } from './server';
import { createExplorer } from './views/explorer';
import { createLanguageStatus } from './views/language-status';
import { createOverview } from './views/overview';
import { createPreviews } from './views/preview';
import { createStatusBar } from './views/status-bar';

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('SLA', { log: true });
  const started = createServer(context.asAbsolutePath('dist/server.js'), log);
  server = started;
  const overview = createOverview(started);
  context.subscriptions.push(
    log,
    started,
    overview,
    createExplorer(overview),
    createStatusBar(overview),
    createLanguageStatus(started, overview),
    createPreviews({ extension: context.extensionUri, server: started, log }),
    createReview(context, started, log),
    ...shareConnections(context, started),
    ...registerCommands({ context, log, server: started, overview }),
    started.onDidChangeState((state) => {
      void vscode.commands.executeCommand('setContext', 'sla.serverState', state);
    }),
    vscode.window.onDidChangeActiveColorTheme(() => {
      void started.tell(themeNotification, { theme: themeName() } satisfies ThemeParams);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      void started.tell(trustNotification, { trusted: true } satisfies TrustParams);
    }),
  );
  await started.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
  server = undefined;
}
