// The previews of agreements: one panel for each, opened to the side, restored after a reload, led by the cursor of the text.
// It must never read an agreement or compute: what a panel shows comes from the server.

import * as vscode from 'vscode';
import { previewChangedNotification, type PreviewChangedParams } from '../../../server/src/lsp/protocol';
import type { Server } from '../server';
import { asPanelState, type PanelState } from '../webview/messages';
import { createPreviewPanel, type PreviewPanel } from './preview-panel';

const viewType = 'sla.preview';

export interface PreviewPorts {
  readonly extension: vscode.Uri;
  readonly server: Server;
  readonly log: vscode.LogOutputChannel;
}

export function createPreviews({ extension, server, log }: PreviewPorts): vscode.Disposable {
  const panels = new Map<string, PreviewPanel>();
  const states = new Map<string, PanelState>();
  const dist = vscode.Uri.joinPath(extension, 'dist');
  const options = { enableScripts: true, enableCommandUris: false, enableForms: false, localResourceRoots: [dist] };

  const adopt = (view: vscode.WebviewPanel, uri: vscode.Uri): void => {
    const key = uri.toString();
    panels.get(key)?.close();
    const panel = createPreviewPanel({ view, uri, dist, server, log, states });
    panels.set(key, panel);
    view.onDidDispose(() => {
      if (panels.get(key) === panel) panels.delete(key);
    });
  };
  /** The preview of a text, by default of the one in the active editor, at an objective where one is named. */
  const open = (address?: unknown, objective?: unknown): void => {
    const uri = addressOf(address);
    if (uri === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open an agreement first: a preview is one of a text.'));
      return;
    }
    const key = uri.toString();
    if (panels.has(key)) panels.get(key)?.reveal();
    else {
      const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      adopt(vscode.window.createWebviewPanel(viewType, '', place, options), uri);
    }
    if (typeof objective === 'string') panels.get(key)?.choose(objective);
    else follow(vscode.window.activeTextEditor);
  };
  const follow = (editor: vscode.TextEditor | undefined): void => {
    if (editor !== undefined) panels.get(editor.document.uri.toString())?.follow(editor.selection.active);
  };

  server.onNotification(previewChangedNotification, (params) => {
    const uri = (params as Partial<PreviewChangedParams> | undefined)?.uri;
    if (typeof uri === 'string') panels.get(vscode.Uri.parse(uri).toString())?.refresh();
  });
  return vscode.Disposable.from(
    vscode.commands.registerCommand('sla.openPreview', open),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (view, kept: unknown) => {
        const state = asPanelState(kept);
        if (state === undefined) {
          view.dispose();
          return;
        }
        view.webview.options = options;
        const uri = vscode.Uri.parse(state.uri);
        // The server knows of open texts only, and an editor that is not in front is not open after a reload.
        await Promise.resolve(vscode.workspace.openTextDocument(uri)).catch(() => undefined);
        adopt(view, uri);
      },
    }),
    // A cursor that the editor puts back where it was, as after a reload, was moved by nobody.
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
      if (kind !== undefined) follow(textEditor);
    }),
    vscode.workspace.onDidOpenTextDocument(({ uri }) => panels.get(uri.toString())?.refresh()),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => panels.get(uri.toString())?.refresh()),
    vscode.workspace.onDidChangeTextDocument(({ document }) => panels.get(document.uri.toString())?.textChanged()),
    server.onDidChangeState(() => panels.forEach((panel) => panel.refresh())),
    new vscode.Disposable(() => panels.forEach((panel) => panel.close())),
  );
}

/** Where a command was started from: an address as text, the place of a title, or the active editor. */
function addressOf(address: unknown): vscode.Uri | undefined {
  if (typeof address === 'string') return vscode.Uri.parse(address);
  if (address instanceof vscode.Uri) return address;
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === 'sla' ? document.uri : undefined;
}
