// Counted items, summed values and throughput, held against slow references on random data.
// The seed of a data set stands in the name of its test.

import { describe } from 'node:test';
import { trials, type Trial } from './reference-run';
import { stageOf, steadyInstants } from './reference-scenes';
import { hourMs } from './references/clock';
import { items, throughput, type ThroughputMetric } from './references/amounts';
import type { Random } from './references/random';
import { goodRows, type Row, type Target } from './references/scene';

const sets = 25;

interface ItemType {
  readonly type: 'count-delivered' | 'value-delivered' | 'incident-count';
  readonly counts: 'rows' | 'total' | 'value';
  readonly targets: readonly Target[];
  readonly noun: string;
}

const types: readonly ItemType[] = [
  {
    type: 'count-delivered',
    counts: 'rows',
    targets: [
      { word: 'atLeast', amount: 10 },
      { word: 'above', amount: 30 },
    ],
    noun: 'leads',
  },
  { type: 'count-delivered', counts: 'total', targets: [{ word: 'atLeast', amount: 200 }], noun: 'leads' },
  { type: 'value-delivered', counts: 'value', targets: [{ word: 'atLeast', amount: 20_000 }], noun: 'EUR' },
  {
    type: 'incident-count',
    counts: 'rows',
    targets: [
      { word: 'atMost', amount: 5 },
      { word: 'below', amount: 20 },
    ],
    noun: 'incidents',
  },
];

function itemsTrial(random: Random, { type, counts, targets, noun }: ItemType): Trial {
  const target = random.pick(targets);
  const stage = stageOf(random, { target, hasCovers: true });
  const hasKeys = counts !== 'total' && random.chance(0.5);
  const count = random.rows(1, 200);
  const at = new Set(Array.from({ length: count }, () => stage.instant()));
  const rows = [...at].map((instant): Row => ({
    at: instant,
    total: counts === 'total' && !random.chance(0.03) ? random.whole(0, 40) : undefined,
    value: random.chance(0.05) ? undefined : random.whole(-50_000, 200_000) / 100,
    key: hasKeys && random.chance(0.9) ? `k${random.whole(1, count)}` : undefined,
    team: stage.team(),
    kind: stage.kind(),
    isBroken: random.chance(0.02),
  }));
  const columns: (keyof Row)[] = ['at', 'team', 'kind'];
  if (counts !== 'rows') columns.push(counts);
  if (hasKeys) columns.push('key');
  return {
    scene: stage.scene,
    rows,
    columns,
    // Rows without a total are bad where a total is what counts, so the type has to be fed by it.
    metric: `type: ${type}${counts === 'value' ? ', unit: EUR' : ''}`,
    objective: `${target.word}: ${target.amount} ${noun}`,
    findings: items(stage.scene, goodRows(rows, counts === 'total' ? ['at', 'total'] : ['at']), counts),
  };
}

types.forEach((type) => {
  describe(`${type.type} of ${type.counts} equals its reference`, () => {
    trials(sets, (random) => itemsTrial(random, type));
  });
});

function throughputTrial(random: Random, from: ThroughputMetric['from']): Trial {
  const every = from !== 'items' && random.chance(0.7) ? random.pick([1, 3, 7]) * hourMs : undefined;
  const [unit, per] = random.pick([
    ['s', 1],
    ['min', 60],
    ['h', 3_600],
  ] as const);
  const target: Target = { word: 'atLeast', amount: random.pick([0.01, 1, 30]) };
  const stage = stageOf(random, { target, every, hasCovers: true });
  const statistic =
    every !== undefined && random.chance(0.5) ? random.pick(['mean', 'p95', 'p50', 'min', 'max']) : undefined;
  const columns: readonly (keyof Row)[] = {
    counters: random.pick([
      ['total', 'bad'],
      ['good', 'bad'],
    ] as const),
    totals: ['total'] as const,
    items: [],
  }[from];
  const at =
    every === undefined
      ? Array.from({ length: random.rows(1, 100) }, stage.instant)
      : steadyInstants(random, stage, every, random.pick([0, 0.1, 0.5]));
  const rows = at.map((instant): Row => {
    const total = random.whole(0, 5_000) / random.pick([1, 10]);
    const bad = Math.round(total * random.next());
    const row: Row = { total, bad: Math.min(bad, total), good: random.whole(0, 900) };
    return {
      ...Object.fromEntries(columns.map((column) => [column, random.chance(0.03) ? undefined : row[column]])),
      at: instant,
      team: stage.team(),
      kind: stage.kind(),
    };
  });
  return {
    scene: stage.scene,
    rows,
    columns: ['at', ...columns, 'team', 'kind'],
    metric: `type: throughput${statistic === undefined ? '' : `, statistic: ${statistic}`}`,
    objective: `atLeast: ${target.amount} requests/${unit}`,
    findings: throughput(stage.scene, goodRows(rows, ['at', ...columns]), { from, statistic, per }),
  };
}

(['counters', 'totals', 'items'] as const).forEach((from) => {
  describe(`throughput of ${from} equals its reference`, () => {
    trials(sets, (random) => throughputTrial(random, from));
  });
});
