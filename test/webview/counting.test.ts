// What a moved target would have meant, against counting window by window; whole numbers, lower and upper bounds, missing data.
// It must never take over the counting that it checks.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { counterOf } from '../../client/src/webview/counting';
import type { PreviewTarget } from '../../server/src/lsp/protocol';

interface Window {
  readonly met: number | null;
  readonly missed: number | null;
  readonly money: number | null;
}

const targetOf = (isLower: boolean, windows: readonly Window[], at = 0): PreviewTarget => ({
  isLower,
  step: '0.01',
  digits: 2,
  unit: '%',
  scale: 1,
  at,
  least: -50,
  greatest: 50,
  met: windows.map(({ met }) => met),
  missed: windows.map(({ missed }) => missed),
  money: windows.map(({ money }) => money),
  currency: 'EUR',
  suggested: null,
  suggestedWhy: '',
});

/** By the words of the contract: of a lower bound met up to `met`, missed above `missed`; of an upper bound from `met`, below `missed`. */
const ending = (isLower: boolean, { met, missed }: Window, index: number): string | undefined => {
  if (met === null || missed === null) return undefined;
  if (isLower) return index <= met ? 'm' : index > missed ? 'b' : 'u';
  return index >= met ? 'm' : index < missed ? 'b' : 'u';
};

const edge = fc.integer({ min: -20, max: 20 });
/** Windows whose edges stand as the contract says: what missing data leaves open lies between both. */
const windowOf = (isLower: boolean): fc.Arbitrary<Window> =>
  fc
    .record({
      met: edge,
      gap: fc.oneof(fc.constant(0), fc.nat(6)),
      takesPart: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
      money: fc.option(fc.integer({ min: 0, max: 500 })),
    })
    .map(({ met, gap, takesPart, money }) =>
      takesPart ? { met, missed: isLower ? met + gap : met - gap, money } : { met: null, missed: null, money },
    );
const scene = fc
  .boolean()
  .chain((isLower) => fc.tuple(fc.constant(isLower), fc.array(windowOf(isLower), { maxLength: 40 })));

describe('a target that is moved', () => {
  test('misses, meets and leaves open what each window by itself says', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: -30, max: 30 }), ([isLower, windows], index) => {
        const counter = counterOf(targetOf(isLower, windows));
        const endings = windows.map((each) => ending(isLower, each, index));
        const count = (letter: string): number => endings.filter((each) => each === letter).length;
        const found = counter.at(index);
        assert.deepEqual(
          [found.of, found.met, found.missed, found.undecided],
          [count('m') + count('b') + count('u'), count('m'), count('b'), count('u')],
        );
      }),
      { numRuns: 500 },
    );
  });
  test('costs what the missed windows cost', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: -30, max: 30 }), ([isLower, windows], index) => {
        const misses = windows.filter((each) => ending(isLower, each, index) === 'b');
        const { money } = counterOf(targetOf(isLower, windows)).at(index);
        const takesPart = windows.some((each) => each.met !== null && each.money !== null);
        const sum = misses.reduce((total, each) => total + (each.money ?? 0), 0);
        assert.equal(money, takesPart ? sum : undefined);
      }),
      { numRuns: 500 },
    );
  });
  test('changes exactly the windows that end otherwise, each named once', () => {
    const index = fc.integer({ min: -30, max: 30 });
    fc.assert(
      fc.property(scene, index, index, ([isLower, windows], from, to) => {
        const changed = [...counterOf(targetOf(isLower, windows)).changed(from, to)].sort((a, b) => a - b);
        const expected = windows.flatMap((each, at) =>
          ending(isLower, each, from) === ending(isLower, each, to) ? [] : [at],
        );
        assert.deepEqual(changed, expected);
      }),
      { numRuns: 500 },
    );
  });
  test('counts nothing where no window takes part', () => {
    const found = counterOf(targetOf(true, [{ met: null, missed: null, money: 5 }])).at(3);
    assert.deepEqual(found, { of: 0, missed: 0, met: 0, undecided: 0, money: undefined, percent: undefined });
  });
  test('is counted in much less than a frame at 3,650 windows', () => {
    const windows = Array.from({ length: 3650 }, (_, at) => ({ met: at % 100, missed: at % 100, money: 1 }));
    const counter = counterOf(targetOf(true, windows));
    const start = performance.now();
    for (let index = 0; index < 1000; index++) counter.at(index % 100);
    assert.ok((performance.now() - start) / 1000 < 1);
  });
});
