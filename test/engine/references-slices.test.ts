// Means of ratios and shares of slices of time, held against slow references on random data.
// The seed of a data set stands in the name of its test.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toNumber } from '../../server/src/core/scalars/rational';
import { trials, runAgreement, writeData, type Trial } from './reference-run';
import { stageOf, steadyInstants } from './reference-scenes';
import { hourMs } from './references/clock';
import type { Random } from './references/random';
import { goodRows, type Row, type Target } from './references/scene';
import { ofTotalAndBad } from './references/shares';
import { slices, type SliceMetric } from './references/slices';

const sets = 25;

interface SliceType {
  readonly type: string;
  readonly counts: 'good' | 'bad';
  readonly idles: readonly SliceMetric['idle'][];
  readonly rule?: string;
  readonly isBad?: SliceMetric['isBad'];
}

const types: readonly SliceType[] = [
  { type: 'request-success-average', counts: 'good', idles: ['skip', 'good'] },
  {
    type: 'interval-availability',
    counts: 'good',
    idles: ['skip', 'up', 'down'],
    rule: 'downWhen: bad / total > 5 %',
    isBad: ({ good, bad }) => Math.round(bad * 1_000) > Math.round((good + bad) * 50),
  },
  {
    type: 'ip-service-availability',
    counts: 'good',
    idles: ['skip'],
    rule: 'lossAtMost: 20 %',
    isBad: ({ good, bad }) => Math.round(bad * 100) > Math.round((good + bad) * 20),
  },
  {
    type: 'errored-seconds',
    counts: 'bad',
    idles: ['skip'],
    rule: 'downWhen: bad > 2',
    isBad: ({ bad }) => bad > 2,
  },
];

function slicesTrial(random: Random, type: SliceType): Trial {
  const every = 6 * hourMs;
  const slice = random.pick([6, 12]) * hourMs;
  const idle = random.pick(type.idles);
  const amount = random.pick([50, 80, 95]);
  const target: Target =
    type.counts === 'good' ? { word: 'atLeast', amount } : { word: 'atMost', amount: 100 - amount };
  const stage = stageOf(random, { target, every, hasCovers: true });
  const scene = { ...stage.scene, beforeStart: random.chance(0.2) ? ('skip' as const) : undefined };
  const isWhole = random.chance(0.7);
  const rows = steadyInstants(random, stage, every, random.pick([0, 0.02, 0.3])).map((at): Row => {
    const total = random.chance(0.1) ? 0 : random.pick([3, 6, 7, random.whole(1, 500)]) / (isWhole ? 1 : 10);
    const bad = Math.round(total * random.next() ** 6 * (isWhole ? 1 : 10)) / (isWhole ? 1 : 10);
    return {
      at,
      total: random.chance(0.03) ? undefined : total,
      bad,
      team: stage.team(),
      kind: stage.kind(),
      isBroken: random.chance(0.01),
    };
  });
  const metric: SliceMetric = { tally: ofTotalAndBad, slice, idle, isBad: type.isBad, counts: type.counts };
  const idleText = type.idles.length > 1 ? `idle: ${idle}` : [];
  return {
    scene,
    rows,
    columns: ['at', 'total', 'bad', 'team', 'kind'],
    metric: [`type: ${type.type}`, `slice: ${slice / hourMs} h`, idleText, type.rule ?? []].flat().join(', '),
    objective: `${target.word}: ${target.amount} %`,
    findings: slices(scene, goodRows(rows, ['at', 'total', 'bad']), metric),
  };
}

for (const type of types)
  describe(`${type.type} equals its reference`, () => {
    trials(sets, (random) => slicesTrial(random, type));
  });

function windowOf(metric: string, bound: string): ReturnType<typeof runAgreement>['windows'][number] | undefined {
  return runAgreement(`sla: 1
id: slices
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data: { log: { file: slices.csv, every: 5 min } }
metrics: { m: { data: log, noData: skip, ${metric} } }
objectives: { o: { metric: m, window: month, ${bound} } }
`).windows[0];
}

test('a busy and a quiet slice: sum over sum and mean of ratios differ as they are known to (metrics.md 10)', () => {
  writeData('slices.csv', 'at,total,bad\n2026-01-01T00:00:00Z,1000,1\n2026-01-01T00:05:00Z,10,5\n');
  const success = windowOf('type: request-success', 'atLeast: 99 %');
  const mean = windowOf('type: request-success-average, slice: 5 min, idle: skip', 'atLeast: 74.95 %');
  assert.ok(Math.abs(toNumber(success!.value!) - 99.4059) < 1e-4);
  assert.equal(toNumber(mean!.value!), 74.95);
  assert.equal(mean!.soFar, 'met');
});

test('three slices of two thirds tie with a bound that is two thirds of all', () => {
  const rows = ['00:00:00Z,3,1', '00:05:00Z,3,1', '00:10:00Z,3,1', '00:15:00Z,3,0', '00:20:00Z,3,0', '00:25:00Z,3,0'];
  writeData('slices.csv', `at,total,bad\n${rows.map((row) => `2026-01-01T${row}`).join('\n')}\n`);
  // (3 × 2/3 + 3 × 1) / 6 = 5/6, and a sixth as an exact bound cannot be written; three thirds can.
  const whole = windowOf('type: request-success-average, slice: 15 min, idle: skip', 'atLeast: 83.3 %');
  assert.ok(Math.abs(toNumber(whole!.value!) - 250 / 3) < 1e-12);
  writeData('slices.csv', 'at,total,bad\n2026-01-01T00:00:00Z,3,1\n2026-01-01T00:05:00Z,3,2\n');
  const half = windowOf('type: request-success-average, slice: 5 min, idle: skip', 'atLeast: 50 %');
  assert.equal(half!.soFar, 'met');
  assert.equal(toNumber(half!.value!), 50);
});

test('a parameter that has to be stated, and is not, gives no value', () => {
  const text = (metric: string): string => `sla: 1
id: slices
timeZone: UTC
data: { log: { file: slices.csv, every: 5 min } }
metrics: { m: { data: log, ${metric} } }
objectives: { o: { metric: m, window: month, atLeast: 99 % } }
`;
  const result = runAgreement(text('type: request-success-average, slice: 5 min'));
  assert.deepEqual([result.windows.length, result.unavailable], [0, '"idle" is not stated']);
});
