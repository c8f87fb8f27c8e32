// What a person sees while writing: problems, quick fixes, completion, explanations.
// It must never depend on results that are computed from data.

import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { BROKEN, SMALL } from './agreements';
import {
  active,
  completions,
  errors,
  eventually,
  EXTENSION_ID,
  hover,
  labels,
  openExample,
  openText,
  openWithCaret,
  positionOf,
  problems,
} from './kit';

suite('start', () => {
  test('opening an agreement starts the extension and its commands', async () => {
    const document = await openExample('orders-api.sla.yaml');
    assert.equal(document.languageId, 'sla');
    await active();
    assert.ok(vscode.extensions.getExtension(EXTENSION_ID)?.isActive);
    const commands = await vscode.commands.getCommands(true);
    for (const command of ['sla.restartServer', 'sla.showLog', 'sla.showCompliance'])
      assert.ok(commands.includes(command));
  });

  test('all three file endings are agreements', async () => {
    for (const name of ['ending.sla.yaml', 'ending.sla.yml', 'ending.sla.json'])
      assert.equal((await openText(name, '{ "sla": 1 }\n')).languageId, 'sla', name);
  });

  test('ordinary YAML is left alone', async () => {
    const document = await openText('plain.yaml', 'sla: 1\nnonsense: true\n');
    assert.notEqual(document.languageId, 'sla');
    assert.deepEqual(problems(document), []);
  });
});

suite('problems', () => {
  test('a misspelled key, an unresolved id and a gap between tiers are shown by their rules', async () => {
    const document = await openText('broken.sla.yaml', BROKEN);
    const found = await eventually('the three problems', () => {
      const all = problems(document);
      const rules = all.map((problem) => problem.rule);
      return ['unknown-key', 'unresolved-id', 'credit-tier-gap'].every((rule) => rules.includes(rule)) && all;
    });
    const text = (rule: string): string | undefined => found.find((problem) => problem.rule === rule)?.text;
    assert.equal(text('unknown-key'), 'atLest');
    assert.equal(text('unresolved-id'), 'provdier');
    assert.match(found.find((problem) => problem.rule === 'credit-tier-gap')?.message ?? '', /95.*99/);
  });

  test('the examples have no error', async () => {
    for (const name of ['orders-api', 'marketing-sales', 'ip-vpn']) {
      const document = await openExample(`${name}.sla.yaml`);
      // An empty list of problems proves nothing before the server has answered: an outline says that it has.
      await eventually('an outline', async () => (await outline(document)).length > 0);
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.deepEqual(errors(document), [], name);
    }
  });

  test('a quick fix mends the misspelled key and the problem goes', async () => {
    const document = await openText('fix.sla.yaml', BROKEN.replace('id: broken', 'id: fix'));
    const problem = await eventually('the problem', () =>
      vscode.languages.getDiagnostics(document.uri).find((one) => document.getText(one.range) === 'atLest'),
    );
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem.range,
      vscode.CodeActionKind.QuickFix.value,
      10,
    );
    const fix = actions.find((action) => action.edit && /atLeast/.test(action.title));
    assert.ok(fix?.edit, `no fix among: ${actions.map((action) => action.title).join(', ')}`);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.match(document.getText(), /^ {4}atLeast: 99\.9 %$/m);
    await eventually('the problem is gone', () => !problems(document).some((one) => one.text === 'atLest'));
  });
});

suite('completion', () => {
  test('metric types come with what they are', async () => {
    const [document, at] = await openWithCaret('types.sla.yaml', SMALL.replace('type: availability', 'type: |'));
    const items = await eventually('metric types', async () => {
      const all = await completions(document, at);
      return labels(all).includes('availability') && all;
    });
    assert.ok(labels(items).includes('latency'));
    const availability = items.find((item) => labels([item])[0] === 'availability');
    assert.ok(availability?.detail || availability?.documentation, 'no detail');
  });

  test('duties of responsibilities', async () => {
    const [document, at] = await openWithCaret('duties.sla.yaml', `${SMALL}responsibilities:\n  |\n`);
    const found = labels(await completions(document, at));
    for (const duty of ['measure', 'verify', 'report-faults']) assert.ok(found.includes(duty), duty);
  });

  test('fields of a responsibility', async () => {
    const [document, at] = await openWithCaret('fields.sla.yaml', `${SMALL}responsibilities:\n  measure:\n    |\n`);
    const found = labels(await completions(document, at));
    for (const field of ['responsible', 'informed', 'within']) assert.ok(found.includes(field), field);
  });

  test('party ids where a party is meant', async () => {
    const [document, at] = await openWithCaret('owed.sla.yaml', `${SMALL}    owedBy: |\n`);
    const found = labels(await completions(document, at));
    for (const party of ['provider', 'customer']) assert.ok(found.includes(party), party);
  });

  test('units after a number', async () => {
    const [document, at] = await openWithCaret('units.sla.yaml', SMALL.replace('99.9 %', '99.9 |'));
    const found = labels(await completions(document, at));
    assert.ok(
      found.some((label) => label.includes('%')),
      found.join(', '),
    );
  });

  test('in text that YAML cannot parse', async () => {
    const text = SMALL.replace('term: { from: 2026-01-01, to: 2026-12-31 }', 'term: { from: 2026-01-01, to: "2026');
    const [document, at] = await openWithCaret('torn.sla.yaml', text.replace('metric: uptime', 'metric: |'));
    assert.ok(labels(await completions(document, at)).includes('uptime'));
  });

  test('keys that are missing, without those that are there', async () => {
    const [document, at] = await openWithCaret('keys.sla.yaml', `${SMALL}    |\n`);
    const found = labels(await completions(document, at));
    assert.ok(found.includes('remedies'), found.join(', '));
    assert.ok(!found.includes('metric'), 'a key that is there already is offered');
  });
});

suite('explanations', () => {
  test('a metric type is explained', async () => {
    const document = await openExample('orders-api.sla.yaml');
    const text = await eventually('a hover', () => hover(document, positionOf(document, 'type: availability', 8)));
    assert.match(text, /availability/i);
    assert.ok(text.length > 60, text);
  });

  test('a duty is explained', async () => {
    const document = await openExample('ip-vpn.sla.yaml');
    const text = await eventually('a hover', () => hover(document, positionOf(document, 'report-faults:')));
    assert.ok(text.length > 30, text);
  });

  test('the outline names the objectives', async () => {
    const document = await openExample('orders-api.sla.yaml');
    const symbols = await eventually('an outline', async () => {
      const all = await outline(document);
      return all.length > 0 && all;
    });
    const objectives = symbols.find((symbol) => symbol.name === 'objectives');
    assert.ok(objectives?.children.some((child) => child.name === 'availability'));
  });
});

async function outline(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
  const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  return found ?? [];
}
