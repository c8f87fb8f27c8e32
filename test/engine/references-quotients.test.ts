// Quotients of sums, held against slow references on random data and against numbers worked by hand.
// The seed of a data set stands in the name of its test.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toNumber } from '../../server/src/core/scalars/rational';
import { trials, runAgreement, writeData, type Trial } from './reference-run';
import { stageOf } from './reference-scenes';
import { quotients, type QuotientMetric } from './references/quotients';
import type { Random } from './references/random';
import { goodRows, type Row, type Target } from './references/scene';

interface QuotientType {
  readonly type: string;
  readonly metric: QuotientMetric;
  readonly target: Target;
  readonly unit: string;
  readonly more?: string;
}

const types: readonly QuotientType[] = [
  {
    type: 'bit-error-ratio',
    metric: { above: 'bad', below: 'total', form: 'ratio', scale: 1 },
    target: { word: 'atMost', amount: 0.1 },
    unit: '',
  },
  {
    type: 'defect-rate',
    metric: { above: 'bad', below: 'total', form: 'ratio', scale: 1e6 },
    target: { word: 'atMost', amount: 100_000 },
    unit: 'ppm',
  },
  {
    type: 'power-usage-effectiveness',
    metric: { above: 'total', below: 'value', form: 'ratio', scale: 1 },
    target: { word: 'atMost', amount: 1.4 },
    unit: '',
  },
  {
    type: 'unit-cost',
    metric: { above: 'value', below: 'total', form: 'ratio', scale: 1 },
    target: { word: 'atMost', amount: 0.9 },
    unit: 'EUR',
    more: 'unit: EUR',
  },
  {
    type: 'cost-deviation',
    metric: { above: 'value', below: 'total', form: 'deviation', scale: 100 },
    target: { word: 'atMost', amount: 5 },
    unit: '%',
  },
  {
    type: 'forecast-accuracy',
    metric: { above: 'value', below: 'total', form: 'accuracy', scale: 100 },
    target: { word: 'atLeast', amount: 60 },
    unit: '%',
  },
];

function quotientTrial(random: Random, { type, metric, target, unit, more }: QuotientType): Trial {
  const stage = stageOf(random, { target, hasCovers: true });
  const isCounted = metric.above === 'bad';
  const rows = Array.from({ length: random.rows(1, 120) }, (): Row => {
    const total = random.chance(0.05) ? 0 : random.whole(1, 90_000) / random.pick([1, 10, 100]);
    const value = Math.round(total * random.pick([0.5, 0.9, 1, 1.1, 1.3]) * 100) / 100;
    return {
      at: stage.instant(),
      total: random.chance(0.02) ? undefined : total,
      value: isCounted || random.chance(0.02) ? undefined : value,
      bad: isCounted ? Math.round(total * random.next() ** 4 * 100) / 100 : undefined,
      team: stage.team(),
      kind: stage.kind(),
      isBroken: random.chance(0.01),
    };
  });
  const own = isCounted ? (['bad', 'total'] as const) : (['value', 'total'] as const);
  return {
    scene: stage.scene,
    rows,
    columns: ['at', ...own, 'team', 'kind'],
    metric: [`type: ${type}`, more ?? []].flat().join(', '),
    objective: `${target.word}: ${target.amount} ${unit}`.trim(),
    findings: quotients(stage.scene, goodRows(rows, ['at', ...own], !isCounted), metric),
  };
}

for (const type of types)
  describe(`${type.type} equals its reference`, () => {
    trials(12, (random) => quotientTrial(random, type));
  });

test('a forecast that is too high one month and too low the next is not right', () => {
  writeData(
    'forecast.csv',
    'at,value,total\n2026-01-10T00:00:00Z,100,150\n2026-01-20T00:00:00Z,100,50\n2026-01-31T00:00:00Z,200,200\n',
  );
  const result = runAgreement(`sla: 1
id: forecast
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data: { log: { file: forecast.csv, every: 1 d } }
metrics: { m: { type: forecast-accuracy, data: log, noData: skip } }
objectives: { o: { metric: m, window: month, atLeast: 75 % } }
`);
  const [window] = result.windows;
  assert.deepEqual([toNumber(window!.value!), window?.verdict], [75, 'met']);
});
