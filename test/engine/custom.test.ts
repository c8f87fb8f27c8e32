// Expressions over aggregates: what they read, what they come to, and what is said where they cannot be read.
// It must never take a window without rows for a sum of nought.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parseAggregates } from '../../server/src/core/scalars/aggregates';
import { toNumber } from '../../server/src/core/scalars/rational';
import { folder, lines, run } from './single';
import { randomOf } from './references/random';

const orders = lines('at,amount,status', [
  '2026-03-01T00:00:00Z,10.5,done',
  '2026-03-02T00:00:00Z,20,late',
  '2026-03-03T00:00:00Z,,late',
  '2026-04-05T00:00:00Z,7,done',
]);

const of = (expression: string, more = '', data = orders): readonly unknown[] => {
  const { windows, unavailable } = run({
    data,
    metric: `type: custom, expression: '${expression}', unit: points, better: lower, noData: unknown`,
    objective: 'atMost: 50 points',
    more,
  });
  if (unavailable !== undefined) return [unavailable];
  const window = windows.find((each) => each.window === '2026-03');
  return [window?.value === undefined ? undefined : toNumber(window.value), window?.verdict];
};

describe('an expression over aggregates', () => {
  test('adds, counts, and takes the least and the greatest', () => {
    assert.deepEqual(of('sum(amount)'), [30.5, 'met']);
    assert.deepEqual(of('count()'), [3, 'met']);
    assert.deepEqual(of('100 * count(status == "late") / count()'), [200 / 3, 'breached']);
    assert.deepEqual(of('max(amount) - min(amount)'), [9.5, 'met']);
    assert.deepEqual(of('2 * sum(amount) / (count() - 1)'), [30.5, 'met']);
  });

  test('says so where a calculation meets an empty field: nobody knows what it would have added', () => {
    assert.deepEqual(of('sum(amount * 2)'), [61, 'unknown']);
  });

  test('reads other data sources too', () => {
    writeFileSync(join(folder, 'visits.csv'), lines('at,people', ['2026-03-09T00:00:00Z,4', '2026-04-30T00:00:00Z,1']));
    const { windows } = run({
      data: orders,
      source: ' }, visits: { file: visits.csv',
      metric:
        "type: custom, expression: 'sum(amount) / sum(people, visits)', unit: EUR, better: higher, noData: unknown",
      objective: 'atLeast: 7 EUR',
    });
    const window = windows.find((each) => each.window === '2026-03');
    assert.equal(toNumber(window!.value!), 30.5 / 4);
  });

  test('has no value where it divides by nought, or where no row is', () => {
    assert.deepEqual(of('sum(amount) / (count() - 3)'), [undefined, 'unknown']);
    assert.deepEqual(
      of('sum(amount)', '', lines('at,amount,status', ['2026-02-01T00:00:00Z,1,a', '2026-04-01T00:00:00Z,1,a'])),
      [undefined, 'unknown'],
    );
  });

  test('equals sums by hand on random rows', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = randomOf(seed);
      const rows = Array.from({ length: random.whole(1, 60) }, () => ({
        day: random.whole(1, 31),
        amount: random.chance(0.1) ? undefined : random.whole(-5_000, 5_000) / 100,
        isLate: random.chance(0.3),
      }));
      const data = lines('at,amount,status', [
        ...rows.map(
          ({ day, amount, isLate }) =>
            `2026-03-${String(day).padStart(2, '0')}T10:00:00Z,${amount ?? ''},${isLate ? 'late' : 'done'}`,
        ),
        '2026-04-05T00:00:00Z,7,done',
      ]);
      const amounts = rows.flatMap(({ amount }) => (amount === undefined ? [] : [Math.round(amount * 100)]));
      const sum = amounts.reduce((total, amount) => total + amount, 0) / 100;
      const late = rows.filter(({ isLate }) => isLate).length;
      const [value] = of('sum(amount) + 1000 * count(status == "late") - count()', '', data);
      assert.ok(Math.abs(Number(value) - (sum + 1_000 * late - rows.length)) < 1e-9, `seed ${seed}`);
      if (amounts.length > 0) assert.equal(of('max(amount)', '', data)[0], Math.max(...amounts) / 100, `seed ${seed}`);
    }
  });
});

describe('what is no expression over aggregates', () => {
  const problem = (text: string): string => {
    const result = parseAggregates(text);
    return result.ok ? 'fine' : `${result.problem.span.start}-${result.problem.span.end}: ${result.problem.message}`;
  };

  for (const [text, wanted] of [
    ['sum(a) / b', '9-10: "b" stands outside of sum, count, min and max'],
    ['1 + 2', '0-5: sum, count, min or max is expected'],
    ['sum(a', '0-5: ")" is expected at the end'],
    ['sum()', '0-5: sum(...) takes a column or an expression'],
    ['count(a + 1)', '0-12: count(...) takes a yes or no, such as status == "done"'],
    ['sum(a == 1)', '0-11: sum(...) takes a number, not a yes or no'],
    ['sum(a, b, c)', '0-12: sum(...) takes an expression and a data source'],
    ['sum(a +)', '7-7: a value is expected at the end'],
    ['sum(a) +', '8-8: a value is expected at the end'],
    ['count(name == "a,b)") + max(row["odd, name"])', 'fine'],
    ['median(a)', '0-6: "median" is not known; calls are has, startsWith, endsWith, contains'],
  ] as const)
    test(text, () => assert.equal(problem(text), wanted));
});

test('an expression whose source is not there says so', () => {
  assert.deepEqual(of('sum(amount, elsewhere)'), ['the data of "elsewhere": no data is attached']);
  assert.match(String(of('sum(nothing)')[0]), /no column "nothing"|cannot be computed|lacks/);
});
