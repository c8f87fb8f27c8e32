// What stands around the text: explorer, status, commands, problems of closed files, walkthrough.
// It must never reach into the server: the suite asks the editor and the extension's own request only.

import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { WorkspaceCheck } from '../../../server/src/lsp/protocol';
import { SMALL } from './agreements';
import { active, errors, EXTENSION_ID, eventually, inExamples, openExample, problems, writeFile } from './kit';

interface Contributes {
  readonly commands: readonly { readonly command: string }[];
  readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly object[] }[];
}

function contributes(): Contributes {
  const manifest = vscode.extensions.getExtension(EXTENSION_ID)?.packageJSON as { contributes: Contributes };
  return manifest.contributes;
}

suite('around', () => {
  test('every command of the manifest is there', async () => {
    await openExample('orders-api.sla.yaml');
    const all = await vscode.commands.getCommands(true);
    for (const { command } of contributes().commands) assert.ok(all.includes(command), command);
    assert.ok(all.includes('sla.explorer.focus'));
  });

  test('the walkthrough is contributed with five steps', () => {
    const [walkthrough] = contributes().walkthroughs;
    assert.equal(walkthrough?.id, 'start');
    assert.equal(walkthrough?.steps.length, 5);
  });

  test('the sample computes where it lies in the extension', async () => {
    const extension = vscode.extensions.getExtension(EXTENSION_ID);
    assert.ok(extension);
    const uri = vscode.Uri.joinPath(extension.extensionUri, 'media/sample/sample.sla.yaml');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await active();
    assert.equal(document.languageId, 'sla');
    const lenses = await eventually('lines of results', async () => {
      const all = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
      const [results, previews] = [/^(?:met|missed)/, /^Preview$/].map((says) =>
        all.filter(({ command }) => says.test(command?.title ?? '')),
      );
      return results?.length === 2 && previews?.length === 2 && results;
    });
    assert.match(lenses[0]?.command?.title ?? '', /^missed · Jun 2026/);
    assert.deepEqual(errors(document), []);
  });

  test('problems of agreements that are not open come after a check of all, and follow the disk', async () => {
    await writeFile('closed.sla.yaml', SMALL.replace('id: small', 'id: closed').replace('objectives:', 'objektives:'));
    await openExample('orders-api.sla.yaml');
    const uri = inExamples('closed.sla.yaml');
    const count = await vscode.commands.executeCommand<WorkspaceCheck>('sla.checkWorkspace');
    assert.ok(count.agreements > 3);
    const rules = (): unknown[] =>
      vscode.languages.getDiagnostics(uri).map(({ code }) => (typeof code === 'object' ? code.value : code));
    await eventually('a problem of a closed agreement', () => rules().includes('unknown-key'));
    assert.ok(!vscode.workspace.textDocuments.some((each) => each.uri.toString() === uri.toString()));
    await writeFile('closed.sla.yaml', SMALL.replace('id: small', 'id: closed'));
    await eventually('other problems', () => rules().includes('remedy-missing'));
    await vscode.workspace.fs.delete(uri);
    await eventually('no problem of what is gone', () => rules().length === 0);
  });

  test('an agreement that is opened and closed again keeps its problems', async () => {
    await writeFile('kept.sla.yaml', SMALL.replace('id: small', 'id: kept').replace('objectives:', 'objektives:'));
    const uri = inExamples('kept.sla.yaml');
    await eventually('problems while closed', () => vscode.languages.getDiagnostics(uri).length > 0);
    const document = await openExample('kept.sla.yaml');
    await eventually('problems while open', () => problems(document).length > 0);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await eventually('problems after closing', () => vscode.languages.getDiagnostics(uri).length > 0);
    await vscode.workspace.fs.delete(uri);
  });

  test('copied diagnostics hold no text, name or path', async () => {
    await openExample('orders-api.sla.yaml');
    const text = await vscode.commands.executeCommand<string>('sla.copyDiagnostics');
    for (const line of [
      /^extension: \d/m,
      /^server: running$/m,
      /^server\.node: v\d/m,
      /^server\.knownAgreements: \d/m,
    ])
      assert.match(text, line);
    assert.match(text, /^sla\.preset: not set$/m);
    assert.match(text, /^sla\.rules: 0 entries$/m);
    const folder = vscode.workspace.workspaceFolders?.[0];
    const secrets = [folder?.uri.fsPath, folder?.name, 'orders', 'Nordhafen', 'examples', process.env['HOME'], '/tmp'];
    for (const secret of secrets) assert.ok(secret === undefined || !text.includes(secret), secret);
  });

  test('an untitled agreement has problems and completion as any other', async () => {
    const text = SMALL.replace('objectives:', 'objektives:');
    const document = await vscode.workspace.openTextDocument({ language: 'sla', content: text });
    await vscode.window.showTextDocument(document);
    await eventually('a problem', () => problems(document).length > 0);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  test('settings have a scope that fits', () => {
    const configuration = vscode.workspace.getConfiguration();
    for (const name of ['sla.problems.scope', 'sla.data.timeLimit', 'sla.data.memoryLimit', 'sla.preset'])
      assert.notEqual(configuration.inspect(name)?.defaultValue, undefined, name);
  });
});
