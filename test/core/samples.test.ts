// Trends, outliers and jumps against counting all orders of a few values, and against numbers that books print.
// It must never take a formula for the proof of itself.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { trendOf } from '../../server/src/core/compliance/trend';
import { jumpOf, middle, outlierOf } from '../../server/src/core/compliance/samples';

/** All orders of some values. */
function orders(values: readonly number[]): readonly (readonly number[])[] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, index) =>
    orders([...values.slice(0, index), ...values.slice(index + 1)]).map((rest) => [value, ...rest]),
  );
}

describe('a trend of few values', () => {
  for (const n of [3, 4, 5, 6, 7])
    test(`is as likely as counting ${n} values in all orders says`, () => {
      const all = orders(Array.from({ length: n }, (_, index) => index * index));
      const statistics = all.map((values) => Math.abs(trendOf(values).s));
      for (const values of all.slice(0, 200)) {
        const { s, p } = trendOf(values);
        const far = statistics.filter((other) => other >= Math.abs(s)).length;
        assert.ok(Math.abs(p - far / all.length) < 1e-12);
      }
    });
  test('six that only fall: 2 of 720', () => assert.equal(trendOf([6, 5, 4, 3, 2, 1]).p, 2 / 720));
});

describe('an outlier', () => {
  test('is a value that carries the mean', () => {
    const values = [99.9, 99.8, 99.9, 99.7, 80, 99.9, 99.8];
    assert.equal(outlierOf(values)?.index, 4);
    assert.equal(outlierOf(values)?.without.toFixed(3), '99.833');
  });
  test('is none of few values, of equal ones, or of an even spread', () => {
    for (const values of [
      [1, 1, 1, 1, 9],
      [5, 5, 5, 5, 5, 5],
      [1, 2, 3, 4, 5, 6, 7],
      [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1],
    ])
      assert.equal(outlierOf(values), undefined, values.join());
  });
  test('is found as leaving out each value in turn finds it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 6, maxLength: 14 }), (values) => {
        const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
        const spread = middle(values.map((value) => Math.abs(value - middle(values))));
        const moves = values.map((_, index) =>
          Math.abs(mean(values.filter((__, other) => other !== index)) - mean(values)),
        );
        const found = outlierOf(values);
        assert.equal(found !== undefined, Math.max(...moves) > Math.max(3 * spread, 5e-8));
        if (found !== undefined) assert.ok(Math.abs((moves[found.index] ?? 0) - Math.max(...moves)) < 1e-9);
      }),
    );
  });
});

describe('a jump', () => {
  test('of five and five values that do not meet is 2 of 252', () => {
    const found = jumpOf([3, 1, 5, 2, 4, 18, 20, 16, 19, 17]);
    assert.deepEqual([found?.index, found?.before, found?.behind], [5, 3, 18]);
    assert.ok(Math.abs((found?.p ?? 1) - 2 / 252) < 1e-12);
  });
  test('is none where values go up and down, or where there are few', () => {
    assert.equal(jumpOf([1, 9, 2, 8, 3, 7, 4, 6, 5, 10, 1.5, 9.5]), undefined);
    assert.equal(jumpOf([1, 2, 3, 4, 16, 17, 18, 19]), undefined);
    assert.equal(jumpOf(new Array<number>(20).fill(7)), undefined);
  });
  test('is none where values go one way all along', () => {
    assert.equal(jumpOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), undefined);
    assert.equal(jumpOf([1, 2, 3, 4, 5, 16, 17, 18, 19, 20]), undefined);
    assert.equal(jumpOf([5, 4, 3, 2, 1, 20, 19, 18, 17, 16])?.index, 5);
  });
  test('lies where choosing the first among all in every way is least likely to part them so', () => {
    const chosen = (n: number, k: number): readonly (readonly number[])[] =>
      k === 0 ? [[]] : n < k ? [] : [...chosen(n - 1, k), ...chosen(n - 1, k - 1).map((each) => [...each, n])];
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 10, maxLength: 12 }), (values) => {
        const rank = (value: number): number => values.filter((other) => other <= value).length;
        const n = values.length;
        const tails = Array.from({ length: n - 9 }, (_, index) => {
          const k = index + 5;
          const centre = (k * (n + 1)) / 2;
          const sum = values.slice(0, k).reduce((total, value) => total + rank(value), 0);
          const all = chosen(n, k).map((each) => each.reduce((total, value) => total + value, 0));
          return all.filter((each) => Math.abs(each - centre) >= Math.abs(sum - centre)).length / all.length;
        });
        const found = jumpOf(values);
        const least = Math.min(...tails);
        // A record that goes one way on a side is a trend, and tried below.
        if (least >= 0.01) assert.equal(found, undefined);
        if (found !== undefined) assert.ok(Math.abs(found.p - least) < 1e-12);
      }),
      { numRuns: 60 },
    );
  });
});
