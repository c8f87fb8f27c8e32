// Availability, down time, outages and times between failures from outages, probes and counters, held against slow references.
// The seed of a data set stands in the name of its test.

import { describe } from 'node:test';
import { trials, type Trial } from './reference-run';
import { stageOf, steadyInstants, type Stage } from './reference-scenes';
import { hourMs, minuteMs } from './references/clock';
import { downtime, type DowntimeMetric } from './references/downtime';
import { repairs } from './references/events';
import type { Random } from './references/random';
import { goodRows, type Row, type Scene, type Target } from './references/scene';

const sets = 25;
type Value = DowntimeMetric['value'];

const targets: Readonly<Record<Value, readonly Target[]>> = {
  availability: [
    { word: 'atLeast', amount: 99 },
    { word: 'atLeast', amount: 90 },
    { word: 'above', amount: 75 },
    { word: 'atLeast', amount: 100 },
  ],
  downtime: [
    { word: 'atMost', amount: 300 },
    { word: 'below', amount: 3_000 },
  ],
  outages: [
    { word: 'atMost', amount: 1 },
    { word: 'below', amount: 4 },
  ],
  mtbf: [{ word: 'atLeast', amount: 100 }],
  'start-to-start': [{ word: 'atLeast', amount: 100 }],
  longest: [
    { word: 'atMost', amount: 60 },
    { word: 'below', amount: 1_000 },
  ],
  beyond: [{ word: 'atMost', amount: 120 }],
  'failure-rate': [{ word: 'atMost', amount: 0.01 }],
  work: [{ word: 'atMost', amount: 10 }],
};

const types: Readonly<Record<Value, { readonly type: string; readonly unit: string; readonly more?: string }>> = {
  availability: { type: 'availability', unit: '%' },
  downtime: { type: 'downtime', unit: 'min' },
  outages: { type: 'outage-count', unit: 'outages' },
  mtbf: { type: 'mtbf', unit: 'h' },
  'start-to-start': { type: 'mtbf', unit: 'h', more: 'counts: start-to-start' },
  longest: { type: 'outage-duration-max', unit: 'min' },
  beyond: { type: 'outage-minutes-over', unit: 'min', more: 'over: 10 min' },
  'failure-rate': { type: 'failure-rate', unit: '1/h' },
  work: { type: 'maintenance-hours', unit: 'h' },
};

/** Outages that overlap, touch, follow closely, have no length, end before they start, or are open. */
export function outageRows(random: Random, stage: Stage, count: number): Row[] {
  const rows: Row[] = [];
  for (let index = 0; index < count; index++) {
    const before = random.chance(0.3) ? random.pick(rows)?.end : undefined;
    const start =
      before === undefined ? stage.instant() : before + random.pick([-hourMs, 0, 0, 5 * minuteMs, 20 * minuteMs]);
    const length = random.pick([0, minuteMs, 5 * minuteMs, hourMs, 50 * hourMs]) * random.pick([1, random.next()]);
    const end = Math.floor(start + (random.chance(0.03) ? -minuteMs : length));
    rows.push({
      start,
      end: random.chance(0.04) ? undefined : end,
      team: stage.team(),
      kind: stage.kind(),
      isBroken: random.chance(0.01),
    });
  }
  return rows;
}

interface Material {
  readonly rows: readonly Row[];
  readonly mandatory: readonly (keyof Row)[];
  readonly columns: readonly (keyof Row)[];
  readonly parameters: readonly string[];
  readonly metric: Omit<DowntimeMetric, 'value' | 'from'>;
}

function merging(random: Random): {
  readonly parameters: readonly string[];
  readonly mergeGap: number | undefined;
  readonly minimumLength: number | undefined;
} {
  const mergeGap = random.pick([undefined, undefined, 5, 30]);
  const minimumLength = random.pick([undefined, undefined, 1, 5, 60]);
  return {
    mergeGap: mergeGap === undefined ? undefined : mergeGap * minuteMs,
    minimumLength: minimumLength === undefined ? undefined : minimumLength * minuteMs,
    parameters: [
      mergeGap === undefined ? [] : `mergeGap: ${mergeGap} min`,
      minimumLength === undefined ? [] : `minimumLength: ${minimumLength} min`,
    ].flat(),
  };
}

function outages(random: Random, stage: Stage): Material {
  const { parameters, ...metric } = merging(random);
  return {
    rows: outageRows(random, stage, random.rows(1, 60)),
    mandatory: ['start'],
    columns: ['start', 'end', 'team', 'kind'],
    parameters,
    metric,
  };
}

function probes(random: Random, stage: Stage, every: number | undefined): Material {
  const { parameters, ...metric } = merging(random);
  const failures = random.pick([undefined, 2, 3]);
  const hasPlaces = random.chance(0.4);
  const quorum = hasPlaces ? random.pick([undefined, 34, 50, 67]) : undefined;
  const places = hasPlaces ? ['here', 'there', 'far'] : [undefined];
  const rows = places.flatMap((location) => {
    const shift = location === undefined || every === undefined ? 0 : random.whole(0, 3) * Math.floor(every / 4);
    const at =
      every === undefined
        ? [...new Set(Array.from({ length: random.rows(1, 120) }, () => stage.instant()))]
        : steadyInstants(random, stage, every, random.pick([0, 0.02, 0.2]));
    let isUp = true;
    return at
      .sort((a, b) => a - b)
      .map((instant): Row => {
        if (random.chance(isUp ? 0.1 : 0.4)) isUp = !isUp;
        const ok = random.chance(0.01) ? undefined : isUp;
        return { at: instant + shift, ok, location, team: hasPlaces ? 'alpha' : stage.team(), kind: stage.kind() };
      });
  });
  return {
    rows,
    mandatory: ['at', 'ok'],
    columns: ['at', 'ok', ...(hasPlaces ? (['location'] as const) : []), 'team', 'kind'],
    parameters: [
      ...parameters,
      failures === undefined ? [] : `failures: ${failures}`,
      quorum === undefined ? [] : `quorum: ${quorum} %`,
    ].flat(),
    metric: { ...metric, failures, quorum: quorum === undefined ? undefined : quorum / 100 },
  };
}

function counters(random: Random, stage: Stage, every: number): Material {
  const { parameters, ...metric } = merging(random);
  const idle = random.pick([undefined, 'skip', 'up', 'down'] as const);
  const slice = random.pick([undefined, 4 * every]);
  const columns = random.pick([
    ['total', 'bad'],
    ['total', 'good'],
    ['good', 'bad'],
  ] as const);
  const decimals = random.pick([1, 1, 10, 1_000]);
  let isUp = true;
  const rows = steadyInstants(random, stage, every, random.pick([0, 0.05])).map((at): Row => {
    if (random.chance(isUp ? 0.05 : 0.3)) isUp = !isUp;
    const total = random.chance(0.1) ? 0 : random.whole(1, 60) / decimals;
    // A share of exactly 5 % is frequent, so that a tie decided in doubles would show.
    const share = isUp ? random.pick([0, 0.05, 0.02]) : random.pick([0.05, 0.06, 1]);
    const bad = Math.round(total * share * 1_000) / 1_000;
    const good = Math.round((total - bad) * 1_000) / 1_000;
    const isEmpty = random.chance(0.02);
    return { at, total, bad: isEmpty ? undefined : bad, good, team: stage.team(), kind: stage.kind() };
  });
  return {
    rows: rows
      .map((row) => ({ ...row, total: columns[0] === 'total' ? row.total : undefined }))
      .map((row) =>
        Object.fromEntries(Object.entries(row).filter(([name]) => ['at', 'team', 'kind', ...columns].includes(name))),
      ),
    mandatory: ['at', ...columns],
    columns: ['at', ...columns, 'team', 'kind'],
    parameters: [
      ...parameters,
      'downWhen: bad / total > 5 %',
      idle === undefined ? [] : `idle: ${idle}`,
      slice === undefined ? [] : `slice: ${slice / minuteMs} min`,
    ].flat(),
    // In whole thousandths, so that five hundredths are five hundredths.
    metric: {
      ...metric,
      idle,
      slice,
      downWhen: ({ bad, total }) => Math.round(bad * 1_000) * 20 > Math.round(total * 1_000),
    },
  };
}

function downtimeTrial(random: Random, value: Value, from: DowntimeMetric['from']): Trial {
  const target = random.pick(targets[value]);
  const every =
    from === 'outages' || (from === 'probes' && random.chance(0.3)) ? undefined : random.pick([1, 2]) * hourMs;
  const stage = stageOf(random, {
    target,
    every,
    hasCovers: true,
    days: from === 'outages' ? [20, 130] : [10, 40],
    windows: ['month', 'month', 'week', 'day', 'quarter', 'rolling 7 d'],
  });
  const scene: Scene = {
    ...stage.scene,
    beforeStart: random.pick([undefined, undefined, 'skip', from === 'outages' ? 'good' : 'skip'] as const),
  };
  const material =
    from === 'outages'
      ? outages(random, stage)
      : from === 'probes'
        ? probes(random, stage, every)
        : counters(random, stage, every!);
  const { type, unit, more } = types[value];
  return {
    scene,
    rows: material.rows,
    columns: material.columns,
    metric: [`type: ${type}`, more ?? [], ...material.parameters].flat().join(', '),
    objective: `${target.word}: ${target.amount} ${unit}`,
    findings: downtime(scene, goodRows(material.rows, material.mandatory), {
      ...material.metric,
      value,
      from,
      over: 10 * minuteMs,
    }),
  };
}

for (const value of [
  'availability',
  'downtime',
  'outages',
  'mtbf',
  'start-to-start',
  'longest',
  'beyond',
  'failure-rate',
] as const)
  for (const from of ['outages', 'probes', 'counters'] as const)
    describe(`${types[value].type}${value === 'start-to-start' ? ' from start to start' : ''} from ${from} equals its reference`, () => {
      const count = value === 'availability' ? sets : 10;
      trials(count, (random) => downtimeTrial(random, value, from));
    });

describe('maintenance-hours equals its reference', () => {
  trials(12, (random) => {
    const target: Target = random.pick(targets.work);
    const stage = stageOf(random, { target, hasCovers: true });
    const isAnnounced = random.chance(0.5);
    const rows = outageRows(random, stage, random.rows(1, 40)).map((row) => ({
      ...row,
      announced: random.chance(0.8) ? row.start! + random.pick([-1, 0, 1]) * random.whole(0, 50) * hourMs : undefined,
    }));
    const mergeGap = random.pick([undefined, 30 * minuteMs]);
    const known = goodRows(rows, ['start']);
    const counted = known.filter((row) => !isAnnounced || (row.announced ?? Infinity) <= row.start!);
    return {
      scene: stage.scene,
      rows,
      columns: ['start', 'end', ...(isAnnounced ? (['announced'] as const) : []), 'team', 'kind'],
      metric: ['type: maintenance-hours', mergeGap === undefined ? [] : 'mergeGap: 30 min'].flat().join(', '),
      objective: `atMost: ${target.amount} h`,
      findings: downtime(stage.scene, counted, { value: 'work', from: 'outages', mergeGap }, known),
    };
  });
});

describe('mttr equals its reference', () => {
  trials(sets, (random) => {
    const target: Target = { word: 'atMost', amount: random.pick([1, 4, 20]) };
    const stage = stageOf(random, { target, hasCovers: true });
    const { parameters, ...metric } = merging(random);
    const rows = outageRows(random, stage, random.rows(1, 60));
    return {
      scene: stage.scene,
      rows,
      columns: ['start', 'end', 'team', 'kind'],
      metric: ['type: mttr, clock: restore', ...parameters].join(', '),
      objective: `atMost: ${target.amount} h`,
      findings: repairs(stage.scene, goodRows(rows, ['start']), { unit: hourMs, ...metric }),
    };
  });
});
