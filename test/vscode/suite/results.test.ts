// What a person sees of the results: the verdict in hover, lens and hint, and that it keeps up with text and data.
// It must never wait for a keystroke where results are meant to appear by themselves.

import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { OUTAGES, SMALL } from './agreements';
import {
  eventually,
  hints,
  hover,
  inExamples,
  lenses,
  openExample,
  openText,
  positionOf,
  replace,
  problems,
  writeFile,
} from './kit';

const VERDICT = /\b(?:met|breached|missed|at risk|running|unknown)\b/i;
const PICTURE = /!\[[^\]]*\]\(data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+\)/;

/** The hover of an objective once it holds a picture, which it does when results are there. */
async function resultsOf(document: vscode.TextDocument, objective: string): Promise<string> {
  return eventually(`results of ${objective}`, async () => {
    const text = await hover(document, positionOf(document, `\n  ${objective}:`, 4));
    return text !== undefined && PICTURE.test(text) && text;
  });
}

suite('results', () => {
  test('the hover on an objective says the verdict and draws the windows', async () => {
    const document = await openExample('orders-api.sla.yaml');
    const text = await resultsOf(document, 'availability');
    assert.match(text.replace(PICTURE, ''), VERDICT);
    assert.ok(text.length < 100_000, 'a longer text is cut by the editor');
    const picture = PICTURE.exec(text)?.[0] ?? '';
    const svg = Buffer.from(/base64,([^)]*)/.exec(picture)?.[1] ?? '', 'base64').toString('utf8');
    assert.match(svg, /^<svg /);
    assert.doesNotMatch(svg, /<script|foreignObject|href=/);
  });

  test('a line of results stands above each objective', async () => {
    const document = await openExample('orders-api.sla.yaml');
    await resultsOf(document, 'availability');
    const found = await eventually('lenses', async () => {
      const all = await lenses(document);
      return all.some((lens) => VERDICT.test(lens.command?.title ?? '')) && all;
    });
    const line = positionOf(document, '\n  availability:', 3).line;
    assert.ok(found.some((lens) => lens.range.start.line === line));
  });

  test('a hint beside the target says how it stands', async () => {
    const document = await openExample('orders-api.sla.yaml');
    await eventually('a hint with a verdict', async () =>
      (await hints(document)).find((hint) => hint.startsWith('atLeast: 99.9 %') && VERDICT.test(hint)),
    );
  });

  test('results appear without retyping', async () => {
    await writeFile('data/small-outages.csv', OUTAGES);
    const document = await openText('small.sla.yaml', SMALL);
    const version = document.version;
    const text = await resultsOf(document, 'availability');
    assert.match(text, VERDICT);
    assert.equal(document.version, version);
  });

  test('editing a comment loses no result', async () => {
    const document = await openText('comment.sla.yaml', SMALL.replace('id: small', 'id: comment'));
    await resultsOf(document, 'availability');
    await replace(document, 'objectives:', '# A remark.\nobjectives:');
    // At once: results that had to be computed again would not be there yet.
    const text = await hover(document, positionOf(document, '\n  availability:', 4));
    assert.match(text ?? '', PICTURE);
  });

  test('a changed target is judged anew', async () => {
    const document = await openText('target.sla.yaml', SMALL.replace('id: small', 'id: target'));
    const before = await resultsOf(document, 'availability');
    await replace(document, 'atLeast: 99.9 %', 'atLeast: 90 %');
    await eventually('another answer', async () => {
      const after = await resultsOf(document, 'availability');
      return after !== before;
    });
  });

  test('a changed data file is read anew', async () => {
    await writeFile('data/changing-outages.csv', OUTAGES);
    const text = SMALL.replace('id: small', 'id: changing').replace('small-outages', 'changing-outages');
    const document = await openText('changing.sla.yaml', text);
    const before = await resultsOf(document, 'availability');
    await writeFile('data/changing-outages.csv', `${OUTAGES}2026-03-02T08:00:00Z,2026-03-04T08:00:00Z\n`);
    await eventually('another answer', async () => (await resultsOf(document, 'availability')) !== before);
  });

  test('a broken promise is no error of the text', async () => {
    const document = await openExample('orders-api.sla.yaml');
    await resultsOf(document, 'availability');
    const severities = vscode.languages.getDiagnostics(document.uri).map((problem) => problem.severity);
    assert.ok(!severities.includes(vscode.DiagnosticSeverity.Error), JSON.stringify(problems(document)));
  });

  test('Show Compliance moves the cursor to the objective', async () => {
    const document = await openExample('orders-api.sla.yaml');
    const at = positionOf(document, '\n  latency:', 3);
    await vscode.commands.executeCommand('sla.showCompliance', inExamples('orders-api.sla.yaml').toString(), {
      line: at.line,
      character: at.character,
    });
    assert.deepEqual(vscode.window.activeTextEditor?.selection.active, at);
  });

  test('after a restart of the server everything is there again', async () => {
    const document = await openExample('orders-api.sla.yaml');
    await vscode.commands.executeCommand('sla.restartServer');
    await resultsOf(document, 'availability');
  });
});
