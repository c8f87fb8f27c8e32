// Which windows the chart draws where there are more of them than pixels, and which keys move a target where.
// It must never need a canvas: shapes are looked at in pictures.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { drawnWindows, markKind } from '../../client/src/webview/marks';
import { indexOfKey } from '../../client/src/webview/target-handle';
import type { PreviewTarget } from '../../server/src/lsp/protocol';

describe('windows that are drawn', () => {
  test('are all of them where there is room', () => {
    assert.deepEqual(drawnWindows([1, null, 3], 'mub', 100), [0, 2]);
  });
  test('hold the lowest and the highest of every column and kind, and little more', () => {
    const value = fc.option(fc.integer({ min: 0, max: 50 }));
    const window = fc.tuple(value, fc.constantFrom('m', 'b', 'r', 'u', 'n', 'i'));
    fc.assert(
      fc.property(
        fc.array(window, { minLength: 60, maxLength: 400 }),
        fc.integer({ min: 3, max: 20 }),
        (all, columns) => {
          const values = all.map(([each]) => each);
          const verdicts = all.map(([, letter]) => letter).join('');
          const drawn = drawnWindows(values, verdicts, columns);
          assert.ok(drawn.length <= Math.max(columns * 6, 2 * columns));
          assert.equal(new Set(drawn).size, drawn.length);
          assert.ok(drawn.every((each) => values[each] !== null));
          for (let column = 0; column < columns; column++)
            for (const kind of ['met', 'missed', 'other']) {
              const isHere = (at: number): boolean =>
                Math.floor((at * columns) / values.length) === column && markKind(verdicts[at]) === kind;
              const here = values.flatMap((each, at) => (each !== null && isHere(at) ? [each] : []));
              const seen = drawn.filter(isHere).map((at) => values[at] ?? NaN);
              if (here.length === 0) continue;
              assert.equal(Math.min(...seen), Math.min(...here));
              assert.equal(Math.max(...seen), Math.max(...here));
            }
        },
      ),
    );
  });
});

describe('keys of the target', () => {
  const target = { at: 50, least: 0, greatest: 100 } as unknown as PreviewTarget;
  const cases: readonly (readonly [string, number, number | undefined])[] = [
    ['ArrowUp', 60, 61],
    ['ArrowRight', 60, 61],
    ['ArrowDown', 60, 59],
    ['ArrowLeft', 60, 59],
    ['PageUp', 60, 70],
    ['PageDown', 60, 50],
    ['PageUp', 95, 100],
    ['ArrowDown', 0, 0],
    ['Home', 60, 0],
    ['End', 60, 100],
    ['Escape', 60, 50],
    ['Enter', 60, undefined],
    ['a', 60, undefined],
    ['constructor', 60, undefined],
  ];
  for (const [key, from, to] of cases)
    test(`${key} at ${from} leads to ${to}`, () => assert.equal(indexOfKey(key, from, target), to));
});
