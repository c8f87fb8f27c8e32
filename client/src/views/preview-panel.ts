// One panel of the preview: asks the server for what it shows, passes it on, and does the few things that a panel can ask for.
// It must never let an older answer follow a newer one, nor do what is not on the list of a panel's requests.

import * as vscode from 'vscode';
import {
  previewRequest,
  targetEditRequest,
  type DocumentRange,
  type PreviewParams,
  type TargetEdit,
  type TargetParams,
} from '../../../server/src/lsp/protocol';
import type { Server } from '../server';
import {
  asPanelRequest,
  isPreview,
  type Condition,
  type PanelMessage,
  type PanelRequest,
  type PanelState,
} from '../webview/messages';
import { previewPage } from './preview-page';
import { previewWords } from './preview-words';

export interface PanelPorts {
  readonly view: vscode.WebviewPanel;
  readonly uri: vscode.Uri;
  readonly dist: vscode.Uri;
  readonly server: Server;
  readonly log: vscode.LogOutputChannel;
  /** What the last panel of the same text kept of itself; a panel puts there what it keeps. */
  readonly states: Map<string, PanelState>;
}

export interface PreviewPanel {
  reveal(): void;
  close(): void;
  /** Asks the server anew; many calls at a time are one more question. */
  refresh(): void;
  /** Shows the objective around a place of the text. */
  follow(position: vscode.Position): void;
  /** Shows an objective by its name. */
  choose(objective: string): void;
  /** The text has changed, so that what was written last may no longer be the last change. */
  textChanged(): void;
}

type Apply = Extract<PanelRequest, { readonly kind: 'apply' }>;

export function createPreviewPanel({ view, uri, dist, server, log, states }: PanelPorts): PreviewPanel {
  const { html, token } = previewPage(view.webview, dist);
  let revision = 0;
  let isLoaded = false;
  let last: Extract<PanelMessage, { readonly kind: 'preview' }> | undefined;
  let cursor: vscode.Position | undefined;
  let chosen: string | undefined;
  let writtenVersion: number | undefined;

  const post = (message: PanelMessage): void => {
    if (isLoaded) void view.webview.postMessage({ ...message, token });
  };
  const say = (condition: Condition): void => post({ kind: 'condition', condition });
  const document = (): vscode.TextDocument | undefined =>
    vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());

  const ask = async (): Promise<void> => {
    if (document() === undefined) return say('closed');
    if (server.state !== 'running') return say(server.state);
    say('reading');
    const answer = await server.request<unknown>(previewRequest, { uri: uri.toString() } satisfies PreviewParams);
    if (document() === undefined) return say('closed');
    if (answer === null) return say('none');
    if (!isPreview(answer)) {
      if (answer !== undefined) log.error('The answer to a preview has another shape than was agreed on.');
      return say(server.state === 'running' ? 'failed' : server.state);
    }
    // An answer that was made from an older text is followed by another one.
    if (last !== undefined && answer.version < last.preview.version && answer.version !== document()?.version) return;
    revision++;
    last = { kind: 'preview', revision, preview: answer };
    post(last);
    say('current');
  };
  const refresh = newestWins(ask);

  const offerUndo = (): void =>
    post({ kind: 'undoable', isUndoable: writtenVersion !== undefined && writtenVersion === document()?.version });
  const apply = async (request: Apply): Promise<void> => {
    const refusal = await writeTarget(server, uri, request, document);
    if (refusal === undefined) writtenVersion = document()?.version;
    post({ kind: 'written', target: request.target, refusal });
    offerUndo();
  };
  const undo = async (): Promise<void> => {
    if (writtenVersion === undefined || writtenVersion !== document()?.version) return offerUndo();
    writtenVersion = undefined;
    // Undo is a command of the editor that has the focus, which goes back to the panel afterwards.
    await vscode.window.showTextDocument(uri, { viewColumn: columnOf(uri), preserveFocus: false });
    await vscode.commands.executeCommand('undo');
    view.reveal(undefined, false);
    offerUndo();
  };
  const start = (): void => {
    isLoaded = true;
    post({ kind: 'start', uri: uri.toString(), words: previewWords(), kept: states.get(uri.toString()) });
    if (last !== undefined) post(last);
    if (cursor !== undefined) post({ kind: 'cursor', position: { line: cursor.line, character: cursor.character } });
    if (chosen !== undefined) post({ kind: 'choose', objective: chosen });
    // What was asked for once does not hold for a page that loads again.
    cursor = chosen = undefined;
    offerUndo();
    refresh();
  };
  const answer = async (request: PanelRequest): Promise<void> => {
    if (request.kind === 'ready') start();
    else if (request.kind === 'retry') refresh();
    else if (request.kind === 'reveal') await revealClause(uri, request.range);
    else if (request.kind === 'apply') await apply(request);
    else if (request.kind === 'keep') states.set(uri.toString(), request.state);
    else if (request.kind === 'undo') await undo();
    else if (request.kind === 'open') await vscode.window.showTextDocument(uri, { viewColumn: columnOf(uri) });
    else await vscode.commands.executeCommand('sla.restartServer');
  };

  view.title = vscode.l10n.t('Preview of {0}', uri.path.slice(uri.path.lastIndexOf('/') + 1));
  view.iconPath = {
    light: vscode.Uri.joinPath(dist, '..', 'media', 'sla-light.svg'),
    dark: vscode.Uri.joinPath(dist, '..', 'media', 'sla-dark.svg'),
  };
  view.webview.onDidReceiveMessage((data: unknown) => {
    const request = asPanelRequest(data, token);
    if (request === undefined) {
      log.warn('A panel of the preview asked for something that no panel may ask for.');
      return;
    }
    answer(request).catch((error: unknown) =>
      log.error(`The preview could not do "${request.kind}": ${String(error)}`),
    );
  });
  // A page that is hidden is thrown away by the editor, and loads again when it is shown.
  view.onDidChangeViewState(() => {
    if (!view.visible) isLoaded = false;
  });
  view.webview.html = html;

  return {
    reveal: () => view.reveal(undefined, true),
    close: () => view.dispose(),
    refresh,
    follow: (position) => {
      if (!isLoaded) cursor = position;
      post({ kind: 'cursor', position: { line: position.line, character: position.character } });
    },
    choose: (objective) => {
      if (!isLoaded) chosen = objective;
      post({ kind: 'choose', objective });
    },
    textChanged: offerUndo,
  };
}

/** Runs an action again for all calls that came while it ran, once. */
function newestWins(action: () => Promise<void>): () => void {
  let isRunning = false;
  let isWanted = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      await action().catch(() => undefined);
    }
    isRunning = false;
  };
  return () => {
    isWanted = true;
    if (!isRunning) void run();
  };
}

/** Writes a target into the text that the panel has seen; answers why it was not written, or undefined where it was. */
async function writeTarget(
  server: Server,
  uri: vscode.Uri,
  { version, objective, group, target }: Apply,
  document: () => vscode.TextDocument | undefined,
): Promise<string | undefined> {
  const outdated = vscode.l10n.t('the text has changed meanwhile');
  const open = document();
  if (open === undefined) return vscode.l10n.t('the agreement is not open');
  if (open.version !== version) return outdated;
  const params: TargetParams = { uri: uri.toString(), version, objective, group, target };
  const answer = await server.request<TargetEdit | null>(targetEditRequest, params);
  if (answer == null) return vscode.l10n.t('the language server did not answer');
  if (answer.refusal != null) return answer.refusal;
  // An edit of the workspace carries no version here: whoever typed meanwhile wins.
  if (document()?.version !== version || answer.version !== version) return outdated;
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of answer.edits) edit.replace(uri, toRange(range), newText);
  if (answer.edits.length === 0) return vscode.l10n.t('there was nothing to change');
  return (await vscode.workspace.applyEdit(edit))
    ? undefined
    : vscode.l10n.t('the editor did not take the change; perhaps the text cannot be changed');
}

async function revealClause(uri: vscode.Uri, range: DocumentRange): Promise<void> {
  const selection = toRange(range);
  const editor = await vscode.window.showTextDocument(uri, {
    viewColumn: columnOf(uri),
    selection: new vscode.Range(selection.start, selection.start),
  });
  editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function toRange({ start, end }: DocumentRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** The column in which a text stands, also behind another tab; else the first one. */
function columnOf(uri: vscode.Uri): vscode.ViewColumn {
  const isText = (input: unknown): boolean =>
    input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
  const group = vscode.window.tabGroups.all.find(({ tabs }) => tabs.some(({ input }) => isText(input)));
  return group?.viewColumn ?? vscode.ViewColumn.One;
}
