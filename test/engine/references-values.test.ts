// Latency, delays, data rates and jitter, held against slow references on random data.
// The seed of a data set stands in the name of its test.

import { describe } from 'node:test';
import { trials, type Trial } from './reference-run';
import { stageOf, steadyInstants } from './reference-scenes';
import { hourMs } from './references/clock';
import type { Random } from './references/random';
import { goodRows, type Row, type Target } from './references/scene';
import { jitter, values, type JitterMetric } from './references/values';

const sets = 25;
const statistics = ['p50', 'p95', 'p99', 'mean', 'max', 'min', 'median', 'p99.9', 'share'] as const;

/** Values with up to three decimals, many of them equal, now and then far out. */
function randomValue(random: Random): number {
  const scale = random.pick([1, 10, 1_000]);
  return Math.round(random.next() ** 3 * random.pick([100, 2_000, 90_000]) * scale) / scale;
}

interface ValueType {
  readonly type: string;
  readonly unit: string;
  /** A unit of the file that differs, and how many of the result's unit are in one of it. */
  readonly other?: readonly [string, number];
  readonly word: Target['word'];
  readonly hasTimeouts?: true;
  readonly hasNegatives?: true;
}

const types: readonly ValueType[] = [
  { type: 'latency', unit: 'ms', other: ['s', 1_000], word: 'atMost', hasTimeouts: true },
  { type: 'one-way-delay', unit: 'ms', other: ['s', 1_000], word: 'below', hasNegatives: true },
  { type: 'round-trip-time', unit: 'ms', other: ['min', 60_000], word: 'atMost' },
  { type: 'data-rate', unit: 'Mbit/s', other: ['kbit/s', 0.001], word: 'atLeast' },
  { type: 'utilisation', unit: '%', word: 'atMost' },
  { type: 'customer-effort', unit: '', word: 'atMost' },
];

function valuesTrial(random: Random, type: ValueType, asked: (typeof statistics)[number]): Trial {
  const bound: Target = { word: type.word, amount: random.pick([20, 100, 250.5, 3_000]) };
  const share = asked === 'share' ? random.pick([50, 90, 99, 100]) : undefined;
  const every = random.chance(0.3) ? 8 * hourMs : undefined;
  const stage = stageOf(random, {
    target: bound,
    every,
    hasCovers: true,
    windows: ['month', 'week', 'day', 'quarter', 'rolling 7 d'],
  });
  const hasWeight = random.chance(0.3);
  const hasKey = random.chance(0.2);
  const [otherUnit, otherFactor] = type.other ?? ['', 1];
  const isOther = random.chance(0.3) && type.other !== undefined;
  const timeouts = type.hasTimeouts === true ? random.pick([undefined, 'bad', 'skip'] as const) : undefined;
  const at =
    every === undefined
      ? Array.from({ length: random.rows(1, 400) }, stage.instant)
      : steadyInstants(random, stage, every, random.pick([0, 0.1]));
  const all = at.map((instant, index): Row => ({
    at: instant,
    value: random.chance(0.05)
      ? undefined
      : (type.hasNegatives === true && random.chance(0.01) ? -1 : 1) * randomValue(random),
    weight: random.chance(0.1) ? undefined : random.whole(0, 20) / random.pick([1, 10]),
    key: hasKey && random.chance(0.9) ? `k${index % 60}` : undefined,
    team: stage.team(),
    kind: stage.kind(),
    isBroken: !hasKey && random.chance(0.01),
  }));
  // With a key of the source the last row of each key counts, whatever its instant.
  const kept = hasKey
    ? all.filter((row, index) => row.key === undefined || !all.slice(index + 1).some((later) => later.key === row.key))
    : all;
  // A delay below zero tells that two clocks disagree, which is a bad row.
  const good = goodRows(kept, ['at']).filter((row) => (row.value ?? 0) >= 0);
  const columns: (keyof Row)[] = ['at', 'value', 'team', 'kind'];
  if (hasWeight) columns.push('weight');
  if (hasKey) columns.push('key');
  const rows = all.map((row) => ({ ...row, weight: hasWeight ? row.weight : undefined }));
  const metric = [
    `type: ${type.type}`,
    asked === 'share' ? [] : `statistic: ${asked}`,
    timeouts === undefined ? [] : `timeouts: ${timeouts}`,
    isOther ? `unit: ${otherUnit}` : [],
  ].flat();
  return {
    scene: stage.scene,
    rows,
    columns,
    source: hasKey ? 'key: key' : undefined,
    isOrdered: hasKey,
    metric: metric.join(', '),
    objective: [share === undefined ? [] : `for: ${share} %`, `${bound.word}: ${bound.amount} ${type.unit}`]
      .flat()
      .join(', '),
    findings: values(stage.scene, good, {
      statistic: asked === 'share' ? undefined : asked,
      share,
      bound,
      timeouts,
      isWeighted: hasWeight,
      factor: isOther ? otherFactor : 1,
    }),
  };
}

for (const type of types)
  for (const asked of type.type === 'latency' ? statistics : (['p95', 'mean', 'share'] as const))
    describe(`${type.type} by ${asked} equals its reference`, () => {
      trials(type.type === 'latency' ? 12 : 9, (random) => valuesTrial(random, type, asked));
    });

function jitterTrial(random: Random, definition: JitterMetric['definition']): Trial {
  const isShare = definition === 'rfc3393' && random.chance(0.3);
  const statistic = {
    'mean-absolute': 'mean',
    rfc3393: random.pick(['p95', 'mean', 'max']),
    rfc3550: random.pick(['last', 'mean', 'max', 'p50']),
    'y1540-ipdv': random.pick(['max', 'mean', 'p95']),
  }[definition];
  const bound: Target = { word: 'atMost', amount: random.pick([5, 20, 60]) };
  const stage = stageOf(random, { target: bound, grid: 1, days: [1, 4], windows: ['hour', 'day', 'week', 'month'] });
  const slice = definition === 'y1540-ipdv' && random.chance(0.5) ? 3_600_000 : undefined;
  const hasStreams = random.chance(0.5);
  // Packets of one instant have no order but that of their rows, so each instant is used once.
  const at = new Set(Array.from({ length: random.rows(1, 300) }, () => stage.instant()));
  const rows = [...at].map((instant): Row => ({
    at: instant,
    value: random.chance(0.05) ? undefined : Math.round((20 + random.next() ** 4 * 80) * 1_000) / 1_000,
    key: hasStreams ? random.pick(['one', 'two', undefined]) : undefined,
    team: stage.team(),
    kind: stage.kind(),
  }));
  const columns: (keyof Row)[] = ['at', 'value', ...(hasStreams ? (['key'] as const) : []), 'team', 'kind'];
  const isImplied =
    definition === 'mean-absolute' ||
    (statistic === 'last' && random.chance(0.5)) ||
    (definition === 'y1540-ipdv' && statistic === 'max');
  const metric = [
    `type: jitter, definition: ${definition}`,
    isShare || isImplied ? [] : `statistic: ${statistic}`,
    slice === undefined ? [] : `slice: ${slice / 60_000} min`,
  ].flat();
  const share = isShare ? 90 : undefined;
  return {
    scene: stage.scene,
    rows,
    columns,
    metric: metric.join(', '),
    objective: `${isShare ? 'for: 90 %, ' : ''}atMost: ${bound.amount} ms`,
    findings: jitter(stage.scene, goodRows(rows, ['at']), { definition, statistic, share, bound, slice }),
  };
}

for (const definition of ['mean-absolute', 'rfc3393', 'rfc3550', 'y1540-ipdv'] as const)
  describe(`jitter by ${definition} equals its reference`, () => {
    trials(sets, (random) => jitterTrial(random, definition));
  });
