// What a person does with names: go to a definition in another agreement, rename across agreements, see meaning in colours.
// It must never write a file of the examples: edits are looked at and not made.

import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, inExamples, openExample, positionOf } from './kit';

suite('names', () => {
  test('an objective of a supplier leads into the agreement of the supplier, which is not open', async () => {
    const document = await openExample('orders-api.sla.yaml');
    const position = positionOf(document, 'objective: availability, atLeast: 99.99', 13);
    const links = await eventually('a definition', async () => {
      const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        position,
      );
      return found.length > 0 && found;
    });
    const [link] = links;
    assert.ok(link);
    const target = 'targetUri' in link ? link.targetUri : link.uri;
    assert.equal(target.toString(), inExamples('suppliers/cloud-compute.sla.yaml').toString());
  });

  test('a rename reaches both agreements', async () => {
    const document = await openExample('orders-api.sla.yaml');
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      positionOf(document, 'objective: availability, atLeast: 99.99', 13),
      'uptime-of-compute',
    );
    assert.equal(edit.size, 2);
  });

  test('a name that is taken is refused in words', async () => {
    const document = await openExample('orders-api.sla.yaml');
    const renaming = vscode.commands.executeCommand(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      positionOf(document, 'owedBy: provider', 10),
      'customer',
    );
    await assert.rejects(Promise.resolve(renaming), /already a party "customer"/);
  });

  test('names, numbers and units have tokens, and sections fold', async () => {
    const document = await openExample('ip-vpn.sla.yaml');
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>(
      'vscode.provideDocumentSemanticTokens',
      document.uri,
    );
    assert.ok(tokens.data.length > 500);
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    assert.ok(folds.length > 10);
  });
});
