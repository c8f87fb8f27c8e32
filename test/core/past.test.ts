// Statistics of the past against slow and obvious ways, other libraries, and what was planted in random records.
// It must never check a number against the code that makes it.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { mean as otherMean, median as otherMedian } from 'simple-statistics';
import type { History, ValuedWindow } from '../../server/src/core/compliance/history';
import { randomFrom } from '../../server/src/core/compliance/random';
import { replayOf, type ReplayedWindow } from '../../server/src/core/compliance/replay';
import type { ObjectiveResult, WindowResult } from '../../server/src/core/compliance/result';
import { seasonOf } from '../../server/src/core/compliance/season';
import { judgedTarget, strictestTarget } from '../../server/src/core/compliance/suggestion';
import { normalTail, trendOf } from '../../server/src/core/compliance/trend';
import { yearlyCredits } from '../../server/src/core/compliance/yearly-credits';
import { open } from '../../server/src/core/model/file';
import { suggestedTarget } from '../../server/src/core/show/baseline-words';
import { fromNumber, integer, toDecimal, toNumber } from '../../server/src/core/scalars/rational';
import { zoneOf } from '../../server/src/core/time/zones';

const dayMs = 86_400_000;
const utc = zoneOf('UTC');

/** Windows as results have them, with nothing in them but what these statistics read. */
function windowOf(window: string, from: number, to: number, value: number, verdict = 'met'): ValuedWindow {
  const parts: Partial<WindowResult> = { window, from, to, value: fromNumber(value), isRolling: false, inTerm: true };
  return { ...parts, verdict, group: undefined, bounds: [], rounded: undefined } as unknown as ValuedWindow;
}

function days(values: readonly number[]): readonly ValuedWindow[] {
  return values.map((value, day) => {
    const name = new Date(day * dayMs).toISOString().slice(0, 10);
    return windowOf(name, day * dayMs, (day + 1) * dayMs, value);
  });
}

describe('the p value of a normal score', () => {
  test('has its digits also where it is small', () => {
    // By Python's math.erfc(z / sqrt(2)).
    for (const [score, expected] of [
      [0, 1],
      [0.5, 0.6170750774519738],
      [1.959963984540054, 0.05000000000000004],
      [3.4, 0.000673858531353763],
      [3.6, 0.000318217180315068],
      [8, 1.2441921148543639e-15],
      [12, 3.552964224155404e-33],
    ] as const) {
      const found = normalTail(score);
      assert.ok(Math.abs(found - expected) <= 1e-12 * expected, `${score}: ${found}`);
    }
  });
});

describe('a suggested target in words', () => {
  test('counts things by their noun, and says where windows overlap', () => {
    const text = (window: string): string => `sla: 1
id: a
timeZone: UTC
metrics: { m: { type: outage-count } }
objectives: { o: { metric: m, atMost: 2 outages, window: ${window} } }
`;
    const why = (window: string): string | undefined => {
      const [objective] = open({ uri: 'file:///a.sla.yaml', version: 1, text: text(window) }).model.objectives;
      const isRolling = window !== 'month';
      const windows = days(Array.from({ length: 40 }, () => 1)).map((each) => ({ ...each, isRolling }));
      assert.ok(objective);
      const result = { objective: 'o', unit: 'outages', windows } as unknown as ObjectiveResult;
      return suggestedTarget(objective, result, { group: undefined, windows })?.why;
    };
    const sentence = '1 outage is the strictest target that 40 windows show to be kept in 90 of 100.';
    assert.equal(why('month'), sentence);
    assert.equal(why('rolling 30 d'), `${sentence} These windows overlap, so that they prove less.`);
  });
});

describe('the trend of many values', () => {
  /** All pairs, one after another. */
  function slow(values: readonly number[]): { s: number; slope: number } {
    const slopes: number[] = [];
    let s = 0;
    for (let j = 0; j < values.length; j++)
      for (let i = 0; i < j; i++) {
        const difference = (values[j] ?? 0) - (values[i] ?? 0);
        s += Math.sign(difference);
        slopes.push(difference / (j - i));
      }
    return { s, slope: slopes.length === 0 ? 0 : otherMedian(slopes) };
  }

  for (const [what, make] of [
    ['whole numbers with many ties', (random: () => number) => Math.floor(random() * 5)],
    ['shares close to a hundred', (random: () => number) => 100 - random() * random()],
    ['mostly one value', (random: () => number) => (random() < 0.9 ? 100 : 99 + random())],
  ] as const)
    test(what, () => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: 620 }), (seed, n) => {
          const random = randomFrom(seed);
          const values = Array.from({ length: n }, (_, at) => make(random) + (seed % 3) * at * 1e-4);
          const [found, expected] = [trendOf(values), slow(values)];
          assert.equal(found.s, expected.s);
          assert.ok(Math.abs(found.slope - expected.slope) <= 1e-9, `${found.slope} ${expected.slope}`);
        }),
        { numRuns: 60 },
      );
    });

  test('ten years of days have the slope that was put into them', () => {
    const random = randomFrom(7);
    const values = Array.from({ length: 3_650 }, (_, at) => 99.9 + random() * 0.1 - at * 1e-4);
    const { p, slope } = trendOf(values);
    assert.ok(p < 0.001);
    assert.ok(Math.abs(slope + 1e-4) < 2e-6, `${slope}`);
  });
});

describe('credits of a year', () => {
  const month = 30.436875 * dayMs;
  const owing = (amounts: readonly number[], currency = 'EUR'): readonly ReplayedWindow[] =>
    amounts.map((amount, at) => {
      const window = windowOf(`m${at}`, at * month, (at + 1) * month, 1);
      const owed = { percent: integer(amount === 0 ? 0 : 10), money: { amount: integer(amount), currency } };
      return { window, was: 'met', would: amount === 0 ? 'met' : 'breached', owed: undefined, wouldOwe: owed };
    });

  test('are on average twelve times those of a month', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 0, 0, 100, 500), { minLength: 6, maxLength: 60 }), (amounts) => {
        const found = yearlyCredits(owing(amounts), 'would');
        assert.ok(found);
        assert.equal(found.unit, 'EUR');
        const expected = 12 * otherMean(amounts);
        // Two thousand years: four standard errors of a sum whose months may come in blocks of four.
        const error = 4 * 500 * Math.sqrt((12 * 4) / 2_000);
        assert.ok(Math.abs(found.mean - expected) <= error, `${found.mean} ${expected}`);
        assert.ok(found.low <= found.median && found.median <= found.high);
        assert.ok(found.high <= 12 * 500 && found.low >= 0);
      }),
      { numRuns: 80 },
    );
  });
  test('are the same every time', () => {
    const amounts = [0, 100, 0, 0, 300, 0, 0, 0, 100];
    assert.deepEqual(yearlyCredits(owing(amounts), 'would'), yearlyCredits(owing(amounts), 'would'));
  });
  test('spread more where bad months come together', () => {
    const together = Array.from({ length: 48 }, (_, at) => (at >= 20 && at < 32 ? 100 : 0));
    const apart = Array.from({ length: 48 }, (_, at) => (at % 4 === 0 ? 100 : 0));
    const [a, b] = [together, apart].map((amounts) => yearlyCredits(owing(amounts), 'would'));
    assert.ok(a !== undefined && b !== undefined);
    assert.ok(a.high - a.low > 1.5 * (b.high - b.low), `${a.high - a.low} ${b.high - b.low}`);
  });
  test('are nought where nothing is owed', () => {
    assert.deepEqual(yearlyCredits(owing([0, 0, 0, 0, 0, 0]), 'would'), {
      ...{ unit: 'EUR', mean: 0, low: 0, median: 0, high: 0, none: 100 },
    });
  });
  test('of groups of one window count the highest alone, as the statement does', () => {
    const grouped = (group: string, amounts: readonly number[]) =>
      owing(amounts).map((each) => ({ ...each, window: { ...each.window, group } }));
    const both = [...grouped('east', [100, 0, 300, 0, 0, 0]), ...grouped('west', [200, 0, 100, 0, 0, 0])];
    assert.deepEqual(yearlyCredits(both, 'would'), yearlyCredits(owing([200, 0, 300, 0, 0, 0]), 'would'));
  });
  test('are not told of few windows, of several currencies, of windows that overlap, and without credits', () => {
    assert.equal(yearlyCredits(owing([0, 0, 0, 0, 5]), 'would'), undefined);
    const mixed = [...owing([1, 2, 3]), ...owing([1, 2, 3], 'USD')];
    assert.equal(yearlyCredits(mixed, 'would'), undefined);
    const rolling = owing([1, 2, 3, 4, 5, 6]).map((each) => ({ ...each, window: { ...each.window, isRolling: true } }));
    assert.equal(yearlyCredits(rolling, 'would'), undefined);
    assert.equal(yearlyCredits(owing([1, 2, 3, 4, 5, 6]), 'was'), undefined);
  });
});

describe('seasons', () => {
  const historyOf = (values: readonly number[]): History => ({ group: undefined, windows: days(values) });
  assert.ok(utc);
  const zone = utc;

  test('a Monday that is worse stands out', () => {
    const random = randomFrom(3);
    // The first of January 1970 was a Thursday.
    const values = Array.from({ length: 70 }, (_, day) => 99.9 + random() * 0.05 - ((day + 3) % 7 === 0 ? 0.5 : 0));
    const found = seasonOf(historyOf(values), values, zone);
    assert.equal(found?.name, 'Monday');
    assert.ok(found.own < found.others && found.p <= 0.01);
  });
  test('chance makes a season rarely', () => {
    let found = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const random = randomFrom(seed);
      const values = Array.from({ length: 42 }, () => random());
      if (seasonOf(historyOf(values), values, zone) !== undefined) found++;
    }
    assert.ok(found <= 8, `${found} of 200`);
  });
  test('months need two years, and a December that is worse is told of', () => {
    const monthly = (count: number): readonly ValuedWindow[] =>
      Array.from({ length: count }, (_, at) => {
        const year = 2020 + Math.floor(at / 12);
        const name = `${year}-${String((at % 12) + 1).padStart(2, '0')}`;
        const [from, to] = [Date.UTC(year, at % 12, 1), Date.UTC(year, (at % 12) + 1, 1)];
        return windowOf(
          name,
          from,
          to,
          at % 12 === 11 ? 98 - at / 100 : at % 12 === 10 ? 98.5 - at / 100 : 99.5 + (at % 12) / 50,
        );
      });
    const values = (windows: readonly ValuedWindow[]): readonly number[] => windows.map(({ value }) => toNumber(value));
    const [short, long] = [monthly(23), monthly(48)];
    assert.equal(seasonOf({ group: undefined, windows: short }, values(short), zone), undefined);
    assert.equal(seasonOf({ group: undefined, windows: long }, values(long), zone)?.name, 'December');
  });
  test('weeks have no season', () => {
    const windows = days(Array.from({ length: 60 }, (_, at) => at % 2)).map((each) => ({
      ...each,
      window: '2026-W01',
    }));
    assert.equal(
      seasonOf(
        { group: undefined, windows },
        windows.map(() => 1),
        zone,
      ),
      undefined,
    );
  });
});

describe('the strictest target', () => {
  const objectiveOf = (bound: string) => {
    const text = `sla: 1\nid: x\nmetrics:\n  m: { type: availability }\nobjectives:\n  o: { metric: m, ${bound}, window: day }\n`;
    const [objective] = open({ uri: 'file:///x.sla.yaml', version: 1, text }).model.objectives;
    assert.ok(objective);
    return objective;
  };
  /** Every target of one digit, from the strictest to the loosest, with the interval of Wilson written out. */
  function slow(values: readonly number[], isLower: boolean, isOpen: boolean): string | undefined {
    const z = 1.959964;
    const n = values.length;
    for (let step = 0; step <= 1_000; step++) {
      const target = isLower ? 1_000 - step : step;
      const k = values.filter((value) =>
        value === target ? !isOpen : isLower ? value > target : value < target,
      ).length;
      const p = k / n;
      const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
      const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n);
      if (100 * (centre - half) >= 90) return (target / 10).toFixed(1);
    }
    return undefined;
  }

  for (const bound of ['atLeast: 99.5 %', 'atMost: 0.5 %', 'above: 99.5 %', 'below: 0.5 %'])
    test(`of ${bound} equals trying all of them`, () => {
      const target = judgedTarget(objectiveOf(bound), undefined);
      assert.ok(target);
      fc.assert(
        fc.property(
          fc.array(fc.integer({ min: 900, max: 998 }), { minLength: 1, maxLength: 120 }),
          fc.integer({ min: 0, max: 9 }),
          (tenths, hundredths) => {
            // Values between two steps round to the looser one.
            const values = tenths.map((each) => Math.min(1_000, each + hundredths / 10));
            const windows = days(values.map((each) => each / 10));
            const found = strictestTarget({ group: undefined, windows }, '%', target);
            assert.ok(found);
            const shown = found.proven === undefined ? undefined : Number(toDecimal(found.proven, 3)).toFixed(1);
            assert.equal(shown, slow(values, /^(?:atLeast|above)/.test(bound), /^(?:above|below)/.test(bound)));
          },
        ),
        { numRuns: 150 },
      );
    });
  test('is none for a band, and none for business time', () => {
    assert.equal(judgedTarget(objectiveOf('atLeast: 1 %, atMost: 2 %'), undefined), undefined);
    assert.equal(judgedTarget(objectiveOf('atMost: 4 business hours'), undefined), undefined);
  });
});

describe('a replay', () => {
  const resultOf = (windows: readonly ValuedWindow[]): ObjectiveResult =>
    ({ windows, asOf: 1e15, objective: 'o', unit: '%' }) as unknown as ObjectiveResult;

  test('pairs windows by group and time, and leaves out what is not known on one side', () => {
    const windows = days([1, 2, 3, 4]);
    const [first, second, third] = windows;
    assert.ok(first && second && third);
    const before = resultOf([first, { ...second, verdict: 'breached' }, { ...third, verdict: 'unknown' }]);
    const found = replayOf(before, resultOf([{ ...first, verdict: 'breached' }, second, third]));
    assert.deepEqual(
      found.windows.map(({ was, would }) => [was, would]),
      [
        ['met', 'breached'],
        ['breached', 'met'],
      ],
    );
    assert.equal(found.undecided, 1);
    assert.deepEqual([found.before.missed, found.after.missed, found.hasOtherWindows], [1, 1, false]);
  });
  test('of other windows compares the counts alone', () => {
    const hours = days([1, 2]).map((each) => ({ ...each, to: each.from + 3_600_000 }));
    const found = replayOf(resultOf(days([1, 2, 3])), resultOf(hours));
    assert.deepEqual([found.windows, found.hasOtherWindows, found.before.met, found.after.met], [[], true, 3, 2]);
  });
});
