// Types that look at records one by one, held against slow references on random data.
// The seed of a data set stands in the name of its test.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toNumber } from '../../server/src/core/scalars/rational';
import { trials, type Trial } from './reference-run';
import { stageOf, type Stage } from './reference-scenes';
import { hourMs, minuteMs } from './references/clock';
import type { Random } from './references/random';
import {
  attempts,
  daysLeft,
  durability,
  findingsOf,
  frequency,
  goodput,
  lastReport,
  meanTimeToFailure,
  notices,
  openAges,
  repeats,
  restoreTests,
  retention,
  schedule,
  uniqueness,
  type Ask,
  type Outcome,
} from './references/records';
import { goodRows, type Nature, type Row, type Target } from './references/scene';
import { lines, run } from './single';

interface Kind {
  readonly target: Target;
  readonly unit: string;
  readonly columns: readonly (keyof Row)[];
  readonly mandatory: readonly (keyof Row)[];
  readonly nature: Nature;
  readonly metric: string;
  readonly mapping?: string;
  row(random: Random, stage: Stage): Row;
  outcome(ask: Ask): Outcome;
  /** Rows that are bad for a reason of the type. */
  isBad?(row: Row): boolean;
}

const key = (random: Random): string => random.pick(['a', 'b', 'c', 'd']);
const later = (random: Random, from: number, hours: number): number => from + random.whole(0, hours * 60) * minuteMs;

const kinds: Readonly<Record<string, (random: Random) => Kind>> = {
  'repeat-incident-rate': () => ({
    target: { word: 'atMost', amount: 30 },
    ...{ unit: '%', nature: 'event', columns: ['at', 'key'], mandatory: ['at'] },
    metric: 'within: 48 h',
    row: (random, stage) => ({ at: stage.instant(), key: random.chance(0.1) ? undefined : key(random) }),
    outcome: (ask) => repeats(ask, 48 * hourMs),
  }),
  'attempts-within': (random) => {
    const needed = random.pick([1, 2, 3]);
    return {
      target: { word: 'atLeast', amount: 50 },
      ...{ unit: '%', nature: 'event', columns: ['key', 'start', 'at', 'end'], mandatory: ['start'] },
      metric: `attempts: ${needed}, within: 100 h`,
      row: (own, stage) => {
        const start = stage.instant();
        const at = own.chance(0.2) ? Infinity : start + own.whole(-60, 9_000) * minuteMs;
        return {
          key: String(own.whole(1, 25)),
          start,
          at: at < (stage.scene.coversTo ?? Infinity) ? at : undefined,
          end: own.chance(0.7) ? undefined : later(own, start, 200),
        };
      },
      outcome: (ask) => attempts(ask, needed, 100 * hourMs),
    };
  },
  uniqueness: () => ({
    target: { word: 'atLeast', amount: 60 },
    ...{ unit: '%', nature: 'event', columns: ['at', 'key'], mandatory: ['at'], metric: '' },
    row: (random, stage) => ({ at: stage.instant(), key: String(random.whole(1, 40)) }),
    outcome: uniqueness,
  }),
  'coverage-ratio': () => ({
    target: { word: 'atLeast', amount: 80 },
    ...{ unit: '%', nature: 'instant', columns: ['at', 'bad', 'total'], mandatory: ['at', 'total', 'bad'], metric: '' },
    row: (random, stage) => {
      const total = random.whole(0, 20);
      return { at: stage.instant(), total, bad: random.whole(0, total) };
    },
    outcome: lastReport,
  }),
  durability: () => ({
    target: { word: 'atLeast', amount: 99 },
    ...{ unit: '%', nature: 'instant', columns: ['at', 'bad', 'total'], mandatory: ['at', 'total', 'bad'], metric: '' },
    row: (random, stage) => {
      const total = random.whole(0, 5_000);
      return { at: stage.instant(), total, bad: random.chance(0.7) ? 0 : random.whole(0, Math.min(total, 40)) };
    },
    outcome: durability,
  }),
  'restore-test-success': (random) => {
    const due = random.pick([undefined, 2, 6]);
    return {
      target: { word: 'atLeast', amount: random.pick([50, 100]) },
      ...{ unit: '%', nature: 'event', columns: ['at', 'ok'], mandatory: ['at', 'ok'] },
      metric: due === undefined ? '' : `due: ${due}`,
      row: (own, stage) => ({ at: stage.instant(), ok: own.chance(0.8) }),
      outcome: (ask) => restoreTests(ask, due),
    };
  },
  goodput: (random) => {
    const name = random.pick(['median', 'p10', 'mean', 'min', 'last']);
    return {
      target: { word: 'atLeast', amount: 50 },
      ...{ unit: 'Mbit/s', nature: 'event', columns: ['start', 'end', 'value'], mandatory: ['start'] },
      metric: `statistic: ${name}`,
      isBad: ({ start, end }) => end !== undefined && end <= start!,
      row: (own, stage) => {
        const start = stage.instant();
        const took = own.whole(own.chance(0.03) ? -2 : 1, 5_000) * 100;
        return { start, end: own.chance(0.05) ? undefined : start + took, value: own.whole(0, 2_000_000_000) };
      },
      outcome: (ask) => goodput(ask, name),
    };
  },
  'schedule-performance': () => ({
    target: { word: 'atMost', amount: 110 },
    ...{ unit: '%', nature: 'event', columns: ['start', 'due', 'end'], mandatory: ['start', 'due'], metric: '' },
    isBad: ({ start, due, end }) => due! <= start! || (end !== undefined && end < start!),
    row: (random, stage) => {
      const start = stage.instant();
      return {
        start,
        due: start + random.whole(random.chance(0.03) ? -1 : 1, 600) * hourMs,
        end: random.chance(0.15) ? undefined : later(random, start, 600),
      };
    },
    outcome: schedule,
  }),
  'maintenance-notice': (random) => {
    const name = random.pick(['min', 'mean', 'median']);
    return {
      target: { word: 'atLeast', amount: random.pick([1, 5]) },
      ...{ unit: 'd', nature: 'event', columns: ['start', 'end'], mandatory: ['end'] },
      metric: `statistic: ${name}`,
      row: (own, stage) => {
        const end = stage.instant();
        return { end, start: own.chance(0.1) ? undefined : end - own.whole(-100, 400) * hourMs };
      },
      outcome: (ask) => notices(ask, name),
    };
  },
  'backlog-age': (random) => {
    const name = random.pick(['p90', 'max', 'mean', 'median']);
    return {
      target: { word: 'atMost', amount: random.pick([3, 30]) },
      ...{ unit: 'd', nature: 'event', columns: ['start', 'end'], mandatory: ['start'] },
      metric: `statistic: ${name}`,
      isBad: ({ start, end }) => end !== undefined && end < start!,
      row: (own, stage) => {
        const start = stage.instant();
        return { start, end: own.chance(0.2) ? undefined : later(own, start, 900) };
      },
      outcome: (ask) => openAges(ask, name),
    };
  },
  retention: () => ({
    target: { word: 'atLeast', amount: 300 },
    ...{ unit: 'd', nature: 'instant', columns: ['at', 'end'], mandatory: ['at', 'end'], metric: '' },
    isBad: ({ at, end }) => end! > at!,
    row: (random, stage) => {
      const at = stage.instant();
      return { at, end: at - random.whole(random.chance(0.02) ? -9 : 7_000, 8_000) * hourMs };
    },
    outcome: retention,
  }),
  'certificate-days-left': (random) => {
    const hasKeys = random.chance(0.5);
    return {
      target: { word: 'atLeast', amount: 14 },
      ...{ unit: 'd', nature: 'instant', mandatory: ['at', 'end'], metric: '' },
      columns: ['at', 'end', ...(hasKeys ? (['key'] as const) : [])],
      row: (own, stage) => {
        const at = stage.instant();
        return { at, end: at + own.whole(-200, 3_000) * hourMs, key: hasKeys ? key(own) : undefined };
      },
      outcome: daysLeft,
    };
  },
  mttf: () => ({
    target: { word: 'atLeast', amount: 2_000 },
    ...{ unit: 'h', nature: 'event', columns: ['start', 'end'], mandatory: ['start'], metric: '' },
    isBad: ({ start, end }) => end !== undefined && end < start!,
    row: (random, stage) => {
      const start = stage.instant();
      return { start, end: random.chance(0.5) ? undefined : later(random, start, 900) };
    },
    outcome: meanTimeToFailure,
  }),
  'deployment-frequency': () => ({
    target: { word: 'atLeast', amount: 3 },
    ...{ unit: '1/week', nature: 'event', columns: ['at'], mandatory: ['at'], metric: '' },
    row: (_, stage) => ({ at: stage.instant() }),
    outcome: frequency,
  }),
};

/** Types whose last instants are ends that no row of theirs has to have. */
function trialOf(random: Random, type: string): Trial {
  const kind = kinds[type]!(random);
  const stage = stageOf(random, { target: kind.target, hasCovers: true });
  const rows = Array.from({ length: random.rows(1, 80) }, (): Row => ({
    ...kind.row(random, stage),
    team: stage.team(),
    kind: stage.kind(),
    isBroken: random.chance(0.01),
  }));
  const isNotice = type === 'maintenance-notice';
  // What is announced late, and be it behind the end of the record, had no notice; for every other type an end before its start is a slip.
  const { coversTo } = stage.scene;
  const told = rows.map((row) =>
    coversTo === undefined || row.start === undefined
      ? row
      : { ...row, start: Math.min(row.start, row.end ?? Infinity) },
  );
  const good = isNotice
    ? told.filter((row) => row.isBroken !== true && (row.start ?? row.end!) < (coversTo ?? Infinity))
    : goodRows(rows, kind.mandatory).filter((row) => kind.isBad?.(row) !== true);
  return {
    scene: stage.scene,
    rows,
    columns: [...kind.columns, 'team', 'kind'],
    metric: [`type: ${type}`, kind.metric].filter((text) => text !== '').join(', '),
    objective: `${kind.target.word}: ${kind.target.amount} ${kind.unit}`,
    findings: findingsOf(stage.scene, good, kind.nature, (ask) => kind.outcome(ask)),
  };
}

for (const type of Object.keys(kinds))
  describe(`${type} equals its reference`, () => {
    trials(15, (random) => trialOf(random, type));
  });

test('an attempt of which nobody says whom it was for is a record of its own', () => {
  const { windows } = run({
    data: lines('key,start,at,end', [
      ',2026-03-01T00:00:00Z,2026-03-01T01:00:00Z,',
      ',2026-03-01T00:00:00Z,2026-03-01T02:00:00Z,',
    ]),
    source: ', covers: { to: 2026-05-01 }',
    metric: 'type: attempts-within, attempts: 2, within: 1 d',
    objective: 'atLeast: 50 %',
  });
  const march = windows.find(({ window }) => window === '2026-03');
  assert.deepEqual([toNumber(march!.value!), march?.n], [0, 2]);
});
