// The target that past windows show, against trying every target of as many digits from the strictest down.
// It must never be offered where what is written is as strict already.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { wilson } from '../../server/src/core/compliance/baseline';
import { rules } from '../../server/src/core/rules/index';
import { randomOf } from '../engine/references/random';
import { completed, findings } from './example';
import { dataOfRows } from './rows';

/** What the rules about attainment offer for days of 1,000 requests, of which so many have failed. */
function offered(failed: readonly number[], target: string): readonly string[] {
  const day = (index: number): string =>
    new Date(Date.UTC(2026, 10, 24) - (failed.length - index) * 86_400_000).toISOString();
  const rows = failed.map((bad, index) => `${day(index).replace('T00', 'T12')},1000,${bad}`);
  const data = dataOfRows(new Map([['log.csv', `at,total,bad\n${rows.join('\n')}\n2026-11-24T12:00:00Z,1000,0\n`]]));
  const text = completed(`data:
  log: { file: log.csv, columns: { at: at, total: total, bad: bad }, covers: { from: ${day(0).slice(0, 10)} } }
metrics:
  success: { type: request-success, data: log }
objectives:
  success: { metric: success, atLeast: ${target}, window: day, remedies: [report], reason: Asked for }
`);
  const own = rules.filter(({ id }) => id === 'target-outside-attainment' || id === 'target-stricter-than-baseline');
  return own.flatMap((rule) => findings(text, rule, data).flatMap(({ fixes }) => fixes.map(({ title }) => title)));
}

/** In tenths of a percent, the strictest target that is kept in 90 of 100 days, else the worst day; undefined where it is no looser. */
function expected(failed: readonly number[], target: number): string | undefined {
  const n = failed.length;
  const kept = (tenths: number): number => failed.filter((bad) => 1_000 - bad >= tenths).length;
  let proven: number | undefined;
  for (let tenths = 0; tenths <= 1_000; tenths++) if (wilson(kept(tenths), n).low >= 90) proven = tenths;
  // Only a value that a day has had is a target that a day has shown.
  const had = failed.map((bad) => 1_000 - bad).filter((value) => proven !== undefined && value <= proven);
  const best = proven === undefined ? Math.min(...failed.map((bad) => 1_000 - bad)) : Math.max(...had);
  const why = proven === undefined ? `the worst of ${n} windows` : 'kept in 90 of 100 windows';
  return best >= target ? undefined : `Promise ${best / 10} %, ${why}`;
}

describe('the target that is offered', () => {
  for (const days of [8, 30, 60, 75])
    for (const seed of [1, 2, 3])
      test(`after ${days} days, seed ${seed}`, () => {
        const random = randomOf(100 * days + seed);
        const failed = Array.from({ length: days }, () =>
          random.chance(0.15) ? random.whole(11, 60) : random.whole(0, 9),
        );
        const titles = offered(failed, '99.1 %');
        if (titles.length > 0) assert.deepEqual(titles, [expected(failed, 991)]);
      });
  test('is none where every day has kept what is written', () =>
    assert.deepEqual(offered([1, 2, 3, 4, 5, 6, 7], '99 %'), []));
  test('is one in most of these cases', () => {
    const random = randomOf(7);
    const failed = Array.from({ length: 40 }, () => random.whole(0, 30));
    assert.deepEqual(offered(failed, '99.9 %'), [expected(failed, 999)]);
  });
});
