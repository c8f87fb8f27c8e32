// The checks of messages between panel and client: what is theirs goes through, anything else does not.
// It must never hold a message against the checks that was made by them.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { asPanelMessage, asPanelRequest, asPanelState, isPreview } from '../../client/src/webview/messages';
import { fill, wordNames } from '../../client/src/webview/words';
import { fixture } from '../vscode/preview-fixture.mjs';

const token = 'secret';
const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
const words = Object.fromEntries(wordNames.map((name) => [name, name]));

describe('what a panel asks for', () => {
  const fit: readonly Record<string, unknown>[] = [
    ...['ready', 'undo', 'open', 'restart', 'retry'].map((kind) => ({ kind })),
    { kind: 'reveal', range },
    { kind: 'keep', state: { uri: 'file:///a', tab: 'agreement', isTable: true, scroll: 3 } },
    { kind: 'apply', version: 3, objective: 'availability', target: '99.95 %' },
    { kind: 'apply', version: 3, objective: 'availability', group: 'P1', target: '99.95 %' },
  ];
  for (const request of fit)
    test(`is let through: ${JSON.stringify(request)}`, () => {
      const found = asPanelRequest({ ...request, token }, token);
      assert.deepEqual(JSON.parse(JSON.stringify(found)), request);
      assert.equal(asPanelRequest({ ...request, token: 'another' }, token), undefined);
      assert.equal(asPanelRequest(request, token), undefined);
    });

  const unfit: readonly unknown[] = [
    undefined,
    null,
    'ready',
    [],
    { kind: 'command', command: 'workbench.action.quit' },
    { kind: 'constructor' },
    { kind: 'reveal' },
    { kind: 'keep', state: { tab: 'agreement' } },
    { kind: 'reveal', range: { start: { line: -1, character: 0 }, end: { line: 2, character: 0 } } },
    { kind: 'reveal', range: { start: { line: 1.5, character: 0 }, end: { line: 2, character: 0 } } },
    { kind: 'apply', version: '3', objective: 'a', target: '1' },
    { kind: 'apply', version: 3, objective: 'a', target: 'x'.repeat(101) },
    { kind: 'apply', version: 3, objective: 'a', target: '1', group: 7 },
    { kind: 'apply', version: 3, objective: {}, target: '1' },
  ];
  for (const request of unfit)
    test(`is refused: ${JSON.stringify(request)?.slice(0, 90)}`, () => {
      const data = typeof request === 'object' && request !== null ? { ...request, token } : request;
      assert.equal(asPanelRequest(data, token), undefined);
    });

  test('carries nothing on that is not asked for', () => {
    const found = asPanelRequest({ kind: 'reveal', range, command: 'x', token }, token);
    assert.deepEqual(found, { kind: 'reveal', range });
  });
});

describe('what a panel is told', () => {
  const preview = fixture(30);
  const fit: readonly Record<string, unknown>[] = [
    { kind: 'start', uri: 'file:///a', words },
    { kind: 'preview', revision: 1, preview },
    { kind: 'condition', condition: 'reading' },
    { kind: 'cursor', position: { line: 3, character: 1 } },
    { kind: 'written', target: '99.95 %' },
    { kind: 'written', target: '99.95 %', refusal: 'No.' },
    { kind: 'undoable', isUndoable: true },
  ];
  for (const message of fit)
    test(`is taken: ${message['kind'] as string}`, () => {
      assert.ok(asPanelMessage({ ...message, token }, token));
      assert.equal(asPanelMessage({ ...message, token: '' }, token), undefined);
    });
  test('is not taken with a word missing, an unknown condition or half a preview', () => {
    const { met: _, ...fewer } = words;
    assert.equal(asPanelMessage({ kind: 'start', uri: 'file:///a', words: fewer, token }, token), undefined);
    assert.equal(asPanelMessage({ kind: 'condition', condition: 'fine', token }, token), undefined);
    assert.equal(asPanelMessage({ kind: 'preview', revision: 1, preview: {}, token }, token), undefined);
  });
  test('a preview is taken as the protocol sends it, and with nulls for what is left out', () => {
    assert.ok(isPreview(JSON.parse(JSON.stringify(preview))));
    assert.ok(isPreview({ ...preview, unavailable: null }));
  });
  test('a preview is refused where any part that is drawn has another kind', () => {
    const paths = leaves(preview).filter((path) => !path.includes('isReading') && !path.includes('digits'));
    const odd = fc.constantFrom<unknown>({ html: '<b>' }, ['x'], Symbol('x'), () => 0);
    fc.assert(
      fc.property(fc.constantFrom(...paths), odd, (path, value) => {
        assert.equal(isPreview(changed(preview, path, value)), false, path.join('.'));
      }),
      { numRuns: 1000 },
    );
  });
});

test('what a panel kept is read back, and nothing else is', () => {
  const state = { uri: 'file:///a', tab: 'agreement', objective: 'x', group: 'g', isTable: true, scroll: 12 };
  assert.deepEqual(asPanelState(state), state);
  assert.deepEqual(asPanelState({ uri: 'file:///a', tab: 'evil', scroll: -1, isTable: 'yes', objective: 7 }), {
    uri: 'file:///a',
    tab: 'baseline',
    objective: undefined,
    group: undefined,
    isTable: false,
    scroll: 0,
  });
  for (const unfit of [undefined, null, 'x', [], {}, { uri: 7 }]) assert.equal(asPanelState(unfit), undefined);
});

test('values go to their places, and a place without one stays', () => {
  assert.equal(fill('{0} of {1}, {0}', 'a', 'b'), 'a of b, a');
  assert.equal(fill('{0} {7}', '{1}'), '{1} {7}');
});

test('every word is used in the page', () => {
  const folder = 'client/src/webview';
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !['words.ts', 'messages.ts'].includes(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  assert.deepEqual(
    wordNames.filter((name) => !sources.includes(`words.${name}`) && !sources.includes(`'${name}'`)),
    [],
  );
});

type Path = readonly (string | number)[];

/** The ways to all values of a tree that hold no others. */
function leaves(tree: unknown, path: Path = []): Path[] {
  if (tree === undefined) return [];
  if (typeof tree !== 'object' || tree === null) return [path];
  return Object.entries(tree).flatMap(([key, value]) =>
    leaves(value, [...path, Array.isArray(tree) ? Number(key) : key]),
  );
}

/** The tree with another value at the end of a way. */
function changed(tree: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(tree)) return tree.map((item: unknown, at) => (at === key ? changed(item, rest, value) : item));
  const map = tree as Readonly<Record<string, unknown>>;
  return { ...map, [key]: changed(map[key], rest, value) };
}
