// The commands of the editor, by the ids under which the manifest offers them.
// It must never offer a command that the manifest does not name, nor name one that is not here.

import * as vscode from 'vscode';
import { checkWorkspaceRequest, type WorkspaceCheck } from '../../server/src/lsp/protocol';
import { setSecret } from './connections';
import { copyDiagnostics } from './diagnostics-report';
import { newAgreement } from './new-agreement';
import { openSample } from './sample';
import type { Server } from './server';
import type { OverviewSource } from './views/overview';

export interface CommandPorts {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly server: Server;
  readonly overview: OverviewSource;
}

/** What is said in the status bar goes away after this time. */
const messageMs = 8_000;

export function registerCommands({ context, log, server, overview }: CommandPorts): vscode.Disposable[] {
  const register = vscode.commands.registerCommand;
  return [
    register('sla.restartServer', () => server.restart()),
    register('sla.showLog', () => log.show()),
    register('sla.showCompliance', showCompliance),
    register('sla.refreshExplorer', () => overview.refresh()),
    register('sla.checkWorkspace', () => checkWorkspace(server)),
    register('sla.copyDiagnostics', () => copyDiagnostics(context, server)),
    register('sla.newAgreement', (folder?: unknown) =>
      newAgreement(context.extensionUri, folder instanceof vscode.Uri ? folder : undefined),
    ),
    register('sla.setConnectionSecret', () => setSecret(context)),
    register('sla.openSample', () => openSample(context.extensionUri)),
  ];
}

/** Moves the cursor to a place and opens the hover there; without arguments, at the cursor. */
async function showCompliance(uri?: string, position?: { line: number; character: number }): Promise<void> {
  if (uri !== undefined && position !== undefined) {
    const at = new vscode.Position(position.line, position.character);
    await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: new vscode.Range(at, at) });
  }
  await vscode.commands.executeCommand('editor.action.showHover');
}

/** Shows the problems of all agreements, also of those that are not open, until the window is closed. */
async function checkWorkspace(server: Server): Promise<WorkspaceCheck | undefined> {
  const title = vscode.l10n.t('Checking all agreements');
  const found = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    server.request<WorkspaceCheck>(checkWorkspaceRequest),
  );
  if (found === undefined) return undefined;
  await vscode.commands.executeCommand('workbench.actions.view.problems');
  vscode.window.setStatusBarMessage(
    vscode.l10n.t(
      'Checked {0} agreements: {1} errors, {2} warnings, {3} others',
      String(found.agreements),
      String(found.errors),
      String(found.warnings),
      String(found.others),
    ),
    messageMs,
  );
  return found;
}
