// Apdex, net promoter score, satisfied answers and scores of voice, held against counts by hand on random data.
// The seed of a data set stands in the name of its test.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toNumber } from '../../server/src/core/scalars/rational';
import { trials, type Trial } from './reference-run';
import { stageOf } from './reference-scenes';
import type { Random } from './references/random';
import {
  excludedOf,
  expectedIn,
  frameOf,
  goodRows,
  inWindow,
  judge,
  statistic,
  type Row,
  type Target,
} from './references/scene';
import { size } from './references/sets';
import { lines, run } from './single';

type Kind = 'apdex' | 'nps' | 'csat' | 'mos';

const opinion = (rating: number): number =>
  rating <= 0 ? 1 : rating >= 100 ? 4.5 : 1 + 0.035 * rating + 7e-6 * rating * (rating - 60) * (100 - rating);

function scoreTrial(random: Random, kind: Kind): Trial {
  const scale = random.pick(['r', 'mos']);
  const share = kind === 'mos' && random.chance(0.4) ? random.pick([50, 90]) : undefined;
  const name = random.pick(['mean', 'p10', 'min', 'median']);
  const target: Target = {
    apdex: { word: 'atLeast', amount: random.pick([0.5, 0.85]) } as const,
    nps: { word: 'atLeast', amount: random.pick([-20, 0, 30]) } as const,
    csat: { word: 'atLeast', amount: random.pick([50, 75]) } as const,
    mos: { word: 'atLeast', amount: random.pick([2, 3.5, 4]) } as const,
  }[kind];
  const stage = stageOf(random, { target, hasCovers: true });
  const values = {
    apdex: () => random.pick([random.whole(0, 3_000), 500, 2_000, 501, 2_001]),
    nps: () => random.whole(0, 11),
    csat: () => random.whole(1, 5),
    mos: () => (scale === 'r' ? random.whole(-100, 1_100) / 10 : random.whole(10, 45) / 10),
  };
  const rows = Array.from({ length: random.rows(1, 300) }, (): Row => ({
    at: stage.instant(),
    value: random.chance(0.05) ? undefined : values[kind](),
    team: stage.team(),
    kind: stage.kind(),
    isBroken: random.chance(0.01),
  }));
  const { scene } = stage;
  // Answers outside of their scale are no answers.
  const good = goodRows(rows, ['at']).filter(({ value }) => kind !== 'nps' || value === undefined || value <= 10);
  const frame = frameOf(scene, good, 'instant');
  return {
    scene,
    rows,
    columns: ['at', 'value', 'team', 'kind'],
    metric: {
      apdex: 'type: apdex, t: 500 ms',
      nps: 'type: nps',
      csat: 'type: csat, goodFrom: 4',
      mos: `type: mos, scale: ${scale}${share === undefined ? `, statistic: ${name}` : ''}`,
    }[kind],
    objective: [
      share === undefined ? [] : `for: ${share} %`,
      `${target.word}: ${target.amount}${kind === 'csat' ? ' %' : ''}`,
    ]
      .flat()
      .join(', '),
    findings: (frame?.groups ?? []).flatMap((group) =>
      frame!.windows.map((window) => {
        const inside = inWindow(frame!.rowsOf(group), ({ at }) => at, window, excludedOf(scene, group));
        const answers = inside.filter(({ value }) => value !== undefined).sort((a, b) => a.at! - b.at!);
        const numbers = answers.map(({ value }) => value!);
        const count = (holds: (value: number) => boolean): number => numbers.filter(holds).length;
        const scores = numbers.map((value) => (scale === 'r' ? opinion(value) : value));
        const n = kind === 'apdex' ? inside.length : share !== undefined ? inside.length : answers.length;
        const results = {
          apdex: (count((value) => value <= 500) + count((value) => value <= 2_000)) / 2 / n,
          nps: (100 * (count((value) => value >= 9) - count((value) => value <= 6))) / n,
          csat: (100 * count((value) => value >= 4)) / n,
          mos:
            share === undefined
              ? (statistic(name, scores) ?? Number.NaN)
              : (100 * scores.filter((score) => score >= target.amount - 1e-12).length) / n,
        };
        return judge(scene, frame!, {
          group,
          window,
          n,
          value: n === 0 ? undefined : results[kind],
          isAllExcluded: size(expectedIn(scene, frame!, group, window)) === 0,
          nothing: 'unknown',
          target: share === undefined ? target : { word: 'atLeast', amount: share },
        });
      }),
    ),
  };
}

for (const kind of ['apdex', 'nps', 'csat', 'mos'] as const)
  describe(`${kind} equals its reference`, () => {
    trials(kind === 'mos' ? 30 : 20, (random) => scoreTrial(random, kind));
  });

describe('scores', () => {
  test('of voice are those of ITU-T G.107 at its ends and between', () => {
    const of = (rating: number): number =>
      toNumber(
        run({
          data: lines('at,value', [`2026-03-01T00:00:00Z,${rating}`, '2026-04-01T00:00:00Z,1']),
          metric: 'type: mos, scale: r, statistic: mean',
          objective: 'atLeast: 4',
        }).windows[0]!.value!,
      );
    // The usual table of the recommendation: R 93.2 is a score of 4.41, 80 of 4.02, 70 of 3.60, 60 of 3.10, 50 of 2.58.
    for (const [rating, score] of [
      [93.2, 4.41],
      [80, 4.02],
      [70, 3.6],
      [60, 3.1],
      [50, 2.58],
    ] as const)
      assert.ok(Math.abs(of(rating) - score) < 0.006, `R ${rating}`);
    assert.equal(of(0), 1);
    assert.equal(of(100), 4.5);
  });

  test('without their parameter are not computed', () => {
    const data = lines('at,value', ['2026-03-01T00:00:00Z,4']);
    const result = run({ data, metric: 'type: apdex', objective: 'atLeast: 0.9' });
    assert.equal(result.unavailable, '"t" is not stated');
  });

  test('of satisfaction may be answered with yes or no', () => {
    const data = lines('at,ok', [
      '2026-03-01T00:00:00Z,true',
      '2026-03-02T00:00:00Z,false',
      '2026-03-03T00:00:00Z,true',
    ]);
    const { windows } = run({ data, metric: 'type: csat', objective: 'atLeast: 60 %' });
    assert.ok(Math.abs(toNumber(windows[0]!.value!) - 200 / 3) < 1e-12);
  });
});
