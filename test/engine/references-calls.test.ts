// Call service levels in all their variants, held against slow references on random data and the published numbers.
// The seed of a data set stands in the name of its test.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toNumber } from '../../server/src/core/scalars/rational';
import { trials, runAgreement, writeData, type Trial } from './reference-run';
import { stageOf } from './reference-scenes';
import { calls, variants, type CallMetric } from './references/calls';
import type { Random } from './references/random';
import { goodRows, type Row } from './references/scene';
import { values } from './references/values';

function callRow(random: Random, isCounted: boolean): Row {
  if (!isCounted) {
    const wait = Math.round(random.next() ** 2 * random.pick([8, 40, 200]) * 10) / 10;
    return { ok: random.chance(0.8), value: random.chance(0.03) ? undefined : wait };
  }
  const answered = random.whole(0, 60);
  const abandoned = random.whole(0, 12);
  const abandonedWithin = random.whole(0, abandoned);
  return {
    answered,
    answeredWithin: random.whole(0, answered),
    abandoned,
    abandonedWithin,
    short: random.whole(0, abandonedWithin),
  };
}

function callsTrial(random: Random, variant: CallMetric['variant']): Trial {
  const isRate = variant === 'abandon-rate';
  const amount = random.pick([5, 20, 60, 80]);
  const target = isRate ? ({ word: 'atMost', amount } as const) : ({ word: 'atLeast', amount } as const);
  const stage = stageOf(random, { target, hasCovers: true });
  const isCounted = random.chance(0.5);
  const within = random.pick([10, 20, 60]);
  const needsShort = variant.startsWith('short') || (isRate && random.chance(0.5));
  const short = needsShort ? random.pick([2, 5]) : undefined;
  const counted = ['answered', 'answeredWithin', 'abandoned', 'abandonedWithin', 'short'] as const;
  const columns: (keyof Row)[] = isCounted ? ['at', ...counted] : ['at', 'ok', 'value'];
  const rows = Array.from({ length: random.rows(1, 200) }, (): Row => ({
    at: stage.instant(),
    ...callRow(random, isCounted),
    team: stage.team(),
    kind: stage.kind(),
    isBroken: random.chance(0.01),
  }));
  return {
    scene: stage.scene,
    rows,
    columns: [...columns, 'team', 'kind'],
    metric: [
      isRate ? 'type: abandon-rate' : `type: call-service-level, variant: ${variant}, within: ${within} s`,
      short === undefined ? [] : `short: ${short} s`,
    ]
      .flat()
      .join(', '),
    objective: `${target.word}: ${target.amount} %`,
    findings: calls(stage.scene, goodRows(rows, ['at']), { variant, within, short }),
  };
}

for (const variant of [...variants, 'abandon-rate'] as const)
  describe(`calls, ${variant}, equal their reference`, () => {
    trials(10, (random) => callsTrial(random, variant));
  });

function speedTrial(random: Random): Trial {
  const bound = { word: 'atMost', amount: random.pick([5, 20, 60]) } as const;
  const stage = stageOf(random, { target: bound, hasCovers: true });
  const rows = Array.from({ length: random.rows(1, 200) }, (): Row => ({
    at: stage.instant(),
    ...callRow(random, false),
    team: stage.team(),
    kind: stage.kind(),
  }));
  // A group of which no call was answered is known all the same.
  const answered = rows.map((row) => (row.ok === true ? row : { ...row, value: undefined }));
  return {
    scene: stage.scene,
    rows,
    columns: ['at', 'ok', 'value', 'team', 'kind'],
    metric: 'type: average-speed-of-answer',
    objective: `atMost: ${bound.amount} s`,
    findings: values(stage.scene, goodRows(answered, ['at']), { statistic: 'mean', bound }),
  };
}

describe('average-speed-of-answer equals its reference', () => {
  trials(15, speedTrial);
});

const agreement = (metric: string): string => `sla: 1
id: calls
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data: { log: { file: calls.csv, every: 30 min } }
metrics: { m: { data: log, ${metric} } }
objectives: { o: { metric: m, window: month, atLeast: 80 % } }
`;

test('the published numbers of the six variants (metrics.md 10)', () => {
  writeData(
    'calls.csv',
    'at,answered,answeredWithin,abandoned,abandonedWithin,short\n2026-01-01T00:00:00Z,1000,860,60,20,10\n',
  );
  const shown = variants.map((variant) => {
    const result = runAgreement(agreement(`type: call-service-level, variant: ${variant}, within: 20 s`));
    return toNumber(result.windows[0]!.value!).toFixed(1);
  });
  assert.deepEqual(shown, ['86.0', '81.1', '83.0', '82.7', '82.1', '81.9']);
});

test('what the variant needs and nobody gives is said', () => {
  writeData('calls.csv', 'at,answered,answeredWithin,abandoned\n2026-01-01T00:00:00Z,1000,860,60\n');
  const said = (metric: string): string | undefined => runAgreement(agreement(metric)).unavailable;
  assert.equal(
    said('type: call-service-level, variant: short-abandons-out, within: 20 s'),
    'its data lacks short, which its variant needs',
  );
  assert.equal(said('type: call-service-level, variant: of-offered, within: 20 s'), undefined);
  assert.equal(
    said('type: call-service-level, variant: by-feeling, within: 20 s'),
    '"by-feeling" is no variant of a call service level',
  );
  writeData('calls.csv', 'at,value,ok\n2026-01-01T00:00:00Z,12,true\n');
  assert.equal(said('type: call-service-level, variant: short-abandons-out, within: 20 s'), '"short" is not stated');
  assert.equal(said('type: call-service-level, variant: of-offered'), '"within" is not stated');
  assert.equal(said('type: call-service-level, variant: of-offered, within: soon'), '"within" is no length of time');
});
