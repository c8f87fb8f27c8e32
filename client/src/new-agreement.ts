// Makes a new agreement from one of the templates of the extension: as a file in a folder, or untitled.
// It must never write over a file.

import * as vscode from 'vscode';

type Kind = 'customer' | 'internal' | 'supplier';

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** The id and the year that stand in the templates. */
const templateId = 'new-agreement';
const templateYear = /\b2026\b/g;

export async function newAgreement(extension: vscode.Uri, folder: vscode.Uri | undefined): Promise<void> {
  const kind = await pickKind();
  if (kind === undefined) return;
  const place = folder ?? (await pickPlace());
  if (place === undefined) return;
  const template = vscode.Uri.joinPath(extension, 'media', 'templates', `${kind}.sla.yaml`);
  const bytes = await vscode.workspace.fs.readFile(template);
  const text = new TextDecoder().decode(bytes).replace(templateYear, String(new Date().getFullYear()));
  if (place === 'untitled') {
    const document = await vscode.workspace.openTextDocument({ language: 'sla', content: text });
    await vscode.window.showTextDocument(document);
    await tickStep();
    return;
  }
  const name = await askName(place);
  if (name === undefined) return;
  const file = agreementIn(place, name);
  const edit = new vscode.WorkspaceEdit();
  // The editor refuses to create a file that is there.
  edit.createFile(file, { contents: new TextEncoder().encode(text.replaceAll(templateId, name)) });
  if (!(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showErrorMessage(vscode.l10n.t('The file could not be created.'));
    return;
  }
  await vscode.window.showTextDocument(file);
  await tickStep();
}

/** Ticks the step of the walkthrough, which takes the focus: not before the last question is answered. */
async function tickStep(): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'sla.agreementWritten', true);
}

async function pickKind(): Promise<Kind | undefined> {
  const choices: Choice<Kind>[] = [
    {
      label: vscode.l10n.t('Customer agreement'),
      detail: vscode.l10n.t('What a provider promises a customer, with credits for what is missed'),
      value: 'customer',
    },
    {
      label: vscode.l10n.t('Internal agreement'),
      detail: vscode.l10n.t('What two departments of one organization promise each other'),
      value: 'internal',
    },
    {
      label: vscode.l10n.t('Supplier agreement'),
      detail: vscode.l10n.t('What a supplier promises, on which your own promises build'),
      value: 'supplier',
    },
  ];
  const title = vscode.l10n.t('New Agreement: which kind?');
  return (await vscode.window.showQuickPick(choices, { title, matchOnDetail: true, ignoreFocusOut: true }))?.value;
}

async function pickPlace(): Promise<vscode.Uri | 'untitled' | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder): Choice<vscode.Uri> => {
    // A name in a list may hold signs that the editor takes for icons.
    return { label: vscode.l10n.t('In the folder {0}', folder.name.replaceAll('$(', '$ (')), value: folder.uri };
  });
  const choices: Choice<vscode.Uri | 'untitled' | 'other'>[] = [
    { label: vscode.l10n.t('Untitled, to be saved later'), value: 'untitled' },
    ...folders,
    { label: vscode.l10n.t('In another folder …'), value: 'other' },
  ];
  const title = vscode.l10n.t('New Agreement: where?');
  const choice = (await vscode.window.showQuickPick(choices, { title, ignoreFocusOut: true }))?.value;
  if (choice !== 'other') return choice;
  const openLabel = vscode.l10n.t('Create Here');
  const chosen = await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, openLabel });
  return chosen?.[0];
}

async function askName(folder: vscode.Uri): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('New Agreement: which name?'),
    prompt: vscode.l10n.t('Name of the file and id of the agreement, without ending'),
    value: templateId,
    validateInput: async (name) => {
      if (!/^[a-z][a-z0-9-]{0,60}$/.test(name))
        return vscode.l10n.t('A name begins with a small letter and holds small letters, digits and hyphens.');
      return (await exists(agreementIn(folder, name))) ? vscode.l10n.t('There is such a file already.') : undefined;
    },
  });
}

function agreementIn(folder: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.joinPath(folder, `${name}.sla.yaml`);
}

async function exists(file: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}
