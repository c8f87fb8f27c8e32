// Burst billing, held against slow references on random data and against the published rank.
// The seed of a data set stands in the name of its test.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toNumber } from '../../server/src/core/scalars/rational';
import { trials, runAgreement, writeData, type Trial } from './reference-run';
import { stageOf, steadyInstants } from './reference-scenes';
import { burst, type BurstMetric } from './references/burst';
import { hourMs } from './references/clock';
import type { Random } from './references/random';
import { goodRows, type Row } from './references/scene';

function burstTrial(random: Random): Trial {
  const target = { word: 'atMost', amount: random.pick([50, 200, 600]) } as const;
  const every = 2 * hourMs;
  const stage = stageOf(random, { target, every, hasCovers: true });
  const direction = random.pick(['each', 'higher-sample', 'sum', 'single'] as const);
  const metric: BurstMetric = {
    method: random.pick(['discard-top', 'interpolated'] as const),
    direction,
    slice: random.pick([2, 6]) * hourMs,
  };
  const rate = (): number | undefined =>
    random.chance(0.03) ? undefined : Math.round(random.next() ** 4 * 10_000) / 10;
  const rows = steadyInstants(random, stage, every, random.pick([0, 0.05, 0.3])).map((at): Row => ({
    at,
    in: rate(),
    out: rate(),
    value: rate(),
    team: stage.team(),
    kind: stage.kind(),
    isBroken: random.chance(0.01),
  }));
  const isSingle = direction === 'single';
  const own = isSingle ? (['value'] as const) : (['in', 'out'] as const);
  // Half of a sample is a bad row; a rate that is not there is none, as everywhere.
  const good = goodRows(rows, isSingle ? ['at'] : ['at', 'in', 'out']);
  return {
    scene: stage.scene,
    rows,
    columns: ['at', ...own, 'team', 'kind'],
    metric: [
      `type: utilisation-p95, slice: ${metric.slice / hourMs} h, method: ${metric.method}`,
      isSingle || direction === 'each' ? [] : `direction: ${direction}`,
    ]
      .flat()
      .join(', '),
    objective: `atMost: ${target.amount} Mbit/s`,
    findings: burst(stage.scene, good, metric),
  };
}

describe('utilisation-p95 equals its reference', () => {
  trials(30, burstTrial);
});

test('of 8,640 slices of a month rank 8,208 is billed (metrics.md 10)', () => {
  const start = Date.UTC(2026, 5, 1);
  const rows = Array.from(
    { length: 8_640 },
    (_, index) => `${start + index * 300_000},${((index * 4_799) % 8_640) + 1}`,
  );
  writeData('line.csv', `at,value\n${rows.join('\n')}\n`);
  const result = runAgreement(`sla: 1
id: line
timeZone: UTC
term: { from: 2026-06-01, to: 2026-12-31 }
data: { log: { file: line.csv, every: 5 min } }
metrics: { m: { type: utilisation-p95, data: log } }
objectives: { o: { metric: m, window: month, atMost: 8208 Mbit/s } }
`);
  const [window] = result.windows;
  assert.deepEqual([window?.n, toNumber(window!.value!), window?.verdict], [8_640, 8_208, 'met']);
});
