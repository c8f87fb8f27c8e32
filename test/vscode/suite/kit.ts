// Small helpers of the suite: open an agreement, wait for what the server will show, ask the editor's providers.
// It must never reach into the server: the suite sees only what a person in the editor could see.

import * as vscode from 'vscode';

export const EXTENSION_ID = 'sla-as-code.sla-as-code';

/** The copy of the examples in the workspace of the run. */
export function inExamples(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('The run has no workspace folder.');
  return vscode.Uri.joinPath(folder.uri, 'examples', path);
}

export async function openExample(name: string): Promise<vscode.TextDocument> {
  return show(inExamples(name));
}

/** Writes a file beside the examples, opens it, and removes it from view when the next one is opened. */
export async function openText(name: string, text: string): Promise<vscode.TextDocument> {
  await writeFile(name, text);
  return show(inExamples(name));
}

export async function writeFile(name: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(inExamples(name), new TextEncoder().encode(text));
}

/** Opens a text that holds one caret `|` and answers the document without it, and the caret's position. */
export async function openWithCaret(name: string, text: string): Promise<[vscode.TextDocument, vscode.Position]> {
  const offset = text.indexOf('|');
  const document = await openText(name, text.slice(0, offset) + text.slice(offset + 1));
  return [document, document.positionAt(offset)];
}

async function show(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  await active();
  return document;
}

export async function active(): Promise<void> {
  await eventually('the extension is active', () => vscode.extensions.getExtension(EXTENSION_ID)?.isActive === true);
}

/** Asks again and again until the answer is something, and answers that; fails after the limit with what was seen last. */
export async function eventually<T>(
  what: string,
  ask: () => T | Thenable<T>,
  limitMs = 30_000,
): Promise<NonNullable<Exclude<T, false>>> {
  const end = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer as NonNullable<Exclude<T, false>>;
    if (Date.now() > end) throw new Error(`Not within ${limitMs / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The rule ids shown for a document, with the text that is underlined. */
export function problems(document: vscode.TextDocument): { rule: string; text: string; message: string }[] {
  return vscode.languages.getDiagnostics(document.uri).map((problem) => ({
    rule: String(typeof problem.code === 'object' ? problem.code.value : problem.code),
    text: document.getText(problem.range),
    message: problem.message,
  }));
}

export function errors(document: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter((problem) => problem.severity === vscode.DiagnosticSeverity.Error)
    .map((problem) => `${problem.range.start.line + 1}: ${problem.message}`);
}

/** The position inside the first place where a text occurs. */
export function positionOf(document: vscode.TextDocument, text: string, into = 1): vscode.Position {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`"${text}" does not occur in ${document.uri.path}`);
  return document.positionAt(offset + into);
}

/** The Markdown of all hovers at a place, as one text; undefined where there is none. */
export async function hover(document: vscode.TextDocument, position: vscode.Position): Promise<string | undefined> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  const parts = hovers.flatMap((one) => one.contents).map((part) => (typeof part === 'string' ? part : part.value));
  return parts.length > 0 ? parts.join('\n\n') : undefined;
}

export async function completions(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return list.items;
}

export function labels(items: readonly vscode.CompletionItem[]): string[] {
  return items.map((item) => (typeof item.label === 'string' ? item.label : item.label.label));
}

/** The inlay hints of a document as texts, `line: hint`. */
export async function hints(document: vscode.TextDocument): Promise<string[]> {
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    all,
  );
  const text = (hint: vscode.InlayHint): string =>
    typeof hint.label === 'string' ? hint.label : hint.label.map((part) => part.value).join('');
  return found.map((hint) => `${document.lineAt(hint.position.line).text.trim()} ${text(hint)}`);
}

export async function lenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  return vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
}

export async function replace(document: vscode.TextDocument, old: string, text: string): Promise<void> {
  const start = document.getText().indexOf(old);
  if (start < 0) throw new Error(`"${old}" does not occur in ${document.uri.path}`);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(document.positionAt(start), document.positionAt(start + old.length)),
    text,
  );
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error('The edit was refused.');
}
