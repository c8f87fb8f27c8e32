// Holds the arithmetic of tiers against brute force: every bound, and a value between any two of them, asked one by one.
// It must never use the functions under test to decide what is right.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { open } from '../../server/src/core/model/file';
import {
  gapsOf,
  hasRoundedValue,
  overlapsOf,
  showRange,
  tierTable,
  type Range,
} from '../../server/src/core/model/tiers';
import { fromDecimal, toNumber } from '../../server/src/core/scalars/rational';

interface Side {
  readonly at: number;
  readonly isIn: boolean;
}
interface Tier {
  readonly low: Side | undefined;
  readonly high: Side | undefined;
}

const side = fc.record({ at: fc.integer({ min: 900, max: 930 }).map((tenths) => tenths / 10), isIn: fc.boolean() });
const tier: fc.Arbitrary<Tier> = fc
  .record({ low: fc.option(side, { nil: undefined }), high: fc.option(side, { nil: undefined }) })
  .filter(({ low, high }) => low !== undefined || high !== undefined);

function written({ low, high }: Tier): string {
  return [
    low === undefined ? '' : `${low.isIn ? 'atLeast' : 'above'}: ${low.at} %, `,
    high === undefined ? '' : `${high.isIn ? 'atMost' : 'below'}: ${high.at} %, `,
  ].join('');
}

function holds({ low, high }: Tier, value: number): boolean {
  if (low !== undefined && (low.isIn ? value < low.at : value <= low.at)) return false;
  return high === undefined || (high.isIn ? value <= high.at : value < high.at);
}

function inRange({ low, high }: Range, value: number): boolean {
  if (low !== undefined && (low.isBehind ? value <= toNumber(low.value) : value < toNumber(low.value))) return false;
  return high === undefined || (high.isBehind ? value <= toNumber(high.value) : value < toNumber(high.value));
}

/** Every bound, the middle between each two next to each other, and a value on either side of all. */
function probes(tiers: readonly Tier[]): readonly number[] {
  const bounds = [...new Set(tiers.flatMap(({ low, high }) => [low?.at, high?.at].filter((at) => at !== undefined)))];
  bounds.sort((a, b) => a - b);
  const middles = bounds.slice(1).map((at, index) => (at + (bounds[index] ?? at)) / 2);
  return [0, ...bounds, ...middles, 100];
}

function tableOf(tiers: readonly Tier[]): ReturnType<typeof tierTable> {
  const items = tiers.map((each, index) => `{ ${written(each)}credit: ${index + 1} % }`).join(', ');
  const text = `remedies: { credits: { kind: service-credit, tiers: [${items}] } }\n`;
  const [remedy] = open({ uri: 'file:///a.sla.yaml', version: 1, text }).model.remedies;
  return remedy === undefined ? undefined : tierTable(remedy);
}

describe('tiers', () => {
  test('gaps and overlaps equal brute force over all bounds and middles', () => {
    fc.assert(
      fc.property(fc.array(tier, { minLength: 1, maxLength: 6 }), (tiers) => {
        const table = tableOf(tiers);
        assert.ok(table);
        const gaps = gapsOf(table);
        const overlaps = overlapsOf(table, 1000);
        const values = probes(tiers);
        const inside = (value: number): number => tiers.filter((each) => holds(each, value)).length;
        const covered = values.filter((value) => inside(value) > 0);
        for (const value of values) {
          const isBetween = covered.some((low) => low < value) && covered.some((high) => high > value);
          assert.equal(
            gaps.some((gap) => inRange(gap, value)),
            inside(value) === 0 && isBetween,
            `gap at ${value}`,
          );
          assert.equal(
            overlaps.filter((overlap) => inRange(overlap, value)).length > 0,
            inside(value) > 1,
            `at ${value}`,
          );
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('a gap without a value of so many digits is none', () => {
    const range = (low: string, isLowBehind: boolean, high: string, isHighBehind: boolean): Range => ({
      low: { value: fromDecimal(low)!, isBehind: isLowBehind },
      high: { value: fromDecimal(high)!, isBehind: isHighBehind },
    });
    assert.equal(hasRoundedValue(range('98.9', true, '99', false), 1), false);
    assert.equal(hasRoundedValue(range('98.9', true, '99', false), 2), true);
    assert.equal(hasRoundedValue(range('98.9', false, '99', false), 1), true);
    assert.equal(hasRoundedValue(range('98.9', true, '99', true), 1), true);
    assert.equal(hasRoundedValue(range('-0.3', true, '-0.2', false), 1), false);
    assert.equal(hasRoundedValue(range('-0.35', true, '-0.25', false), 1), true);
    assert.equal(hasRoundedValue({ low: undefined, high: undefined }, 3), true);
  });

  test('a table that cannot be read in full gives nothing', () => {
    for (const items of [
      '{ below: 99, credit: 5 % }, oops',
      '{ below: 9x %, credit: 5 % }',
      '{ credit: 5 % }',
      '{ below: 99 %, atMost: 98 %, credit: 5 % }',
    ]) {
      const text = `remedies: { credits: { kind: service-credit, tiers: [${items}] } }\n`;
      const [remedy] = open({ uri: 'file:///a.sla.yaml', version: 1, text }).model.remedies;
      assert.ok(remedy);
      assert.equal(tierTable(remedy), undefined, items);
    }
  });

  test('ranges in words', () => {
    const at = (
      value: string,
      isBehind: boolean,
    ): { value: NonNullable<ReturnType<typeof fromDecimal>>; isBehind: boolean } => ({
      value: fromDecimal(value)!,
      isBehind,
    });
    assert.equal(showRange({ low: at('99', false), high: at('99', true) }, '%'), '99 %');
    assert.equal(showRange({ low: at('97.9', false), high: at('98', false) }, '%'), '97.9 % to 98 %');
    assert.equal(showRange({ low: undefined, high: at('98', false) }, '%'), 'below 98 %');
    assert.equal(showRange({ low: at('4', true), high: undefined }, 'h'), 'above 4 h');
  });
});
