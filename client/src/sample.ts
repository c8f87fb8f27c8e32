// Opens the sample agreement of the extension, as a copy in a folder that the person picks or read-only where it lies.
// It must never write over a file, and never write into the extension.

import * as vscode from 'vscode';

const agreement = 'sample.sla.yaml';
const files = [agreement, 'outages.csv', 'response-times.csv'];

export async function openSample(extension: vscode.Uri): Promise<void> {
  const source = vscode.Uri.joinPath(extension, 'media', 'sample');
  const look = { label: vscode.l10n.t('Look at it'), detail: vscode.l10n.t('Read-only, nothing is written') };
  const copy = { label: vscode.l10n.t('Copy it'), detail: vscode.l10n.t('Into a folder that you pick, to change it') };
  const title = vscode.l10n.t('Open the Sample Agreement');
  const choice = await vscode.window.showQuickPick([look, copy], { title, ignoreFocusOut: true });
  if (choice === look) {
    await vscode.window.showTextDocument(vscode.Uri.joinPath(source, agreement), { preview: false });
    await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
  }
  if (choice === copy) await copySample(source);
  // Ticks the step of the walkthrough. That draws it anew and takes the focus, which a question must not lose while it is open.
  if (choice !== undefined) await vscode.commands.executeCommand('setContext', 'sla.sampleOpened', true);
}

async function copySample(source: vscode.Uri): Promise<void> {
  const openLabel = vscode.l10n.t('Copy Here');
  const chosen = await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, openLabel });
  const parent = chosen?.[0];
  if (parent === undefined) return;
  const folder = vscode.Uri.joinPath(parent, 'sla-sample');
  try {
    for (const file of files)
      await vscode.workspace.fs.copy(vscode.Uri.joinPath(source, file), vscode.Uri.joinPath(folder, file), {
        overwrite: false,
      });
  } catch {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('There is a folder "sla-sample" already, or it cannot be written.'),
    );
    return;
  }
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, agreement));
}
