// Changes that may not change a result: shifted by weeks, in other units, beside an exclusion of nothing; and looser targets.
// The seed of a data set stands in the name of its test. Order and split of rows are changed in every reference test.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { planOf } from '../../server/src/core/compliance/plan';
import type { WindowResult } from '../../server/src/core/compliance/result';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { open } from '../../server/src/core/model/file';
import { toNumber } from '../../server/src/core/scalars/rational';
import { runPlan } from '../../server/src/engine/run';
import { runOptions } from '../kit/run-options';
import { randomOf, type Random } from './references/random';
import { folder, lines } from './single';

const week = 7 * 86_400_000;
const start = Date.UTC(2026, 0, 5);
const iso = (instant: number): string => new Date(instant).toISOString();

/** A metric with its data, of which instants can be moved and values told in another unit. */
interface Subject {
  readonly header: string;
  readonly metric: string;
  readonly word: 'atLeast' | 'atMost';
  /** Targets from the strictest to the loosest, without their unit. */
  readonly targets: readonly number[];
  readonly unit: string;
  readonly share?: string;
  readonly every?: string;
  /** `scale` is how many units of the second kind one of the first makes. */
  row(random: Random, at: number, scale: number): string;
  /** The unit of the values, and another in which they can be told with how many of it make one. */
  readonly units?: { readonly own: string; readonly other: string; readonly scale: number };
}

const minutes = (random: Random, most: number): number => random.whole(0, most) * 60_000;

const subjects: Readonly<Record<string, Subject>> = {
  availability: {
    ...{
      header: 'start,end',
      metric: 'type: availability',
      word: 'atLeast',
      unit: '%',
      targets: [100, 99.9, 99, 90, 50, 0],
    },
    row: (random, at) => `${iso(at)},${iso(at + minutes(random, 900))}`,
  },
  latency: {
    ...{
      header: 'at,value',
      metric: 'type: latency, statistic: p95',
      word: 'atMost',
      unit: 'ms',
      targets: [10, 100, 400, 900, 2_000],
    },
    units: { own: 'ms', other: 'us', scale: 1_000 },
    row: (random, at, scale) => `${iso(at)},${random.whole(1, 1_000) * scale}`,
  },
  'a share of latencies': {
    ...{
      header: 'at,value',
      metric: 'type: latency',
      word: 'atMost',
      unit: 'ms',
      targets: [10, 100, 400, 900],
      share: '80 %',
    },
    units: { own: 'ms', other: 'us', scale: 1_000 },
    row: (random, at, scale) => `${iso(at)},${random.whole(1, 1_000) * scale}`,
  },
  'request success': {
    ...{
      header: 'at,total,bad',
      metric: 'type: request-success',
      word: 'atLeast',
      unit: '%',
      targets: [100, 99, 90, 50],
    },
    row: (random, at) => {
      const total = random.whole(1, 100);
      return `${iso(at)},${total},${random.chance(0.5) ? 0 : random.whole(0, total)}`;
    },
  },
  'time to restore': {
    ...{
      header: 'start,end',
      metric: 'type: time-to-restore, statistic: max',
      word: 'atMost',
      unit: 'h',
      targets: [1, 4, 12, 40],
    },
    row: (random, at) => `${iso(at)},${random.chance(0.1) ? '' : iso(at + minutes(random, 2_000))}`,
  },
  freshness: {
    ...{
      header: 'at',
      metric: 'type: freshness, statistic: max',
      word: 'atMost',
      unit: 'h',
      targets: [2, 10, 40, 200],
    },
    row: (_, at) => iso(at),
  },
  gauge: {
    ...{
      header: 'at,value',
      metric: 'type: gauge, better: lower, statistic: mean',
      word: 'atMost',
      unit: 'ms',
      targets: [5, 40, 60, 200],
    },
    units: { own: 'ms', other: 'us', scale: 1_000 },
    row: (random, at, scale) => `${iso(at)},${random.whole(0, 100) * scale}`,
  },
  'time in range': {
    ...{
      header: 'at,value',
      metric: 'type: time-in-range, low: 10, high: 90',
      word: 'atLeast',
      unit: '%',
      targets: [99, 80, 50, 10],
    },
    row: (random, at) => `${iso(at)},${random.whole(0, 100)}`,
  },
};

interface Change {
  readonly weeks?: number;
  readonly isRescaled?: boolean;
  readonly hasEmptyExclusion?: boolean;
  readonly target?: number;
}

/** The weekly windows of a subject over the data of a seed, with a change made to it. */
function windows(subject: Subject, seed: number, change: Change): readonly WindowResult[] {
  const random = randomOf(seed);
  const shift = (change.weeks ?? 0) * week;
  const target = change.target ?? random.pick(subject.targets);
  const scale = change.isRescaled === true ? subject.units!.scale : 1;
  const rows = Array.from({ length: random.whole(5, 60) }, () => {
    const at = start + random.whole(0, 5 * 7 * 1_440) * 60_000;
    return subject.row(random, at + shift, scale);
  });
  const name = `m${seed}.csv`;
  writeFileSync(join(folder, name), lines(subject.header, rows));
  const day = (instant: number): string => iso(instant + shift).slice(0, 10);
  const unit =
    subject.units === undefined
      ? ''
      : `, unit: ${change.isRescaled === true ? subject.units.other : subject.units.own}`;
  const isExcluding = change.hasEmptyExclusion === true;
  const text = `sla: 1
id: a
timeZone: UTC
term: { from: ${day(start)}, to: ${day(start + 100 * week)} }
data: { d: { file: ${name}, covers: { from: ${day(start)}, to: ${day(start + 5 * week)} } } }
metrics: { m: { data: d, ${subject.metric}${unit} } }
objectives: { o: { metric: m, window: week, ${subject.share === undefined ? '' : `for: ${subject.share}, `}${subject.word}: ${target} ${subject.unit}${isExcluding ? ', excludes: [nothing]' : ''} } }
${isExcluding ? `exclusions: { nothing: { kind: scheduled-maintenance, intervals: [{ from: "${iso(start + shift)}", to: "${iso(start + shift)}" }] } }\n` : ''}`;
  const { model } = open({ uri: join(folder, 'm.sla.yaml'), version: 1, text });
  const planned = planOf(model);
  const [result] = resultsOf(model, planned, runPlan(planned.plan, runOptions(folder)));
  assert.equal(result?.unavailable, undefined, text);
  return result!.windows;
}

/** What of a window may not change; the value in the unit of the target. */
const seen = (window: WindowResult, shift = 0): readonly unknown[] => [
  window.from - shift,
  window.verdict,
  window.soFar,
  window.n,
  window.value === undefined ? undefined : toNumber(window.value),
  window.budget?.share === undefined ? undefined : toNumber(window.budget.share),
];

for (const [name, subject] of Object.entries(subjects))
  describe(name, () => {
    for (let seed = 1; seed <= 20; seed++)
      test(`is the same whatever changes nothing, seed ${seed}`, () => {
        const own = windows(subject, seed, {});
        assert.ok(own.length >= 5);
        const plain = own.map((window) => seen(window));
        for (const weeks of [1, 53])
          assert.deepEqual(
            windows(subject, seed, { weeks }).map((window) => seen(window, weeks * week)),
            plain,
            `${weeks} weeks later`,
          );
        assert.deepEqual(
          windows(subject, seed, { hasEmptyExclusion: true }).map((window) => seen(window)),
          plain,
          'beside an exclusion of nothing',
        );
        if (subject.units !== undefined)
          assert.deepEqual(
            windows(subject, seed, { isRescaled: true }).map((window) => seen(window)),
            plain,
            'in another unit',
          );
        // From a strict target to a loose one no window may go from met to missed.
        let before: readonly WindowResult[] | undefined;
        for (const target of subject.targets) {
          const now = windows(subject, seed, { target });
          now.forEach((window, index) => {
            const was = before?.[index];
            if (was?.verdict === 'met' || was?.soFar === 'met')
              assert.ok(window.verdict !== 'breached' && window.soFar !== 'breached', `target ${target}`);
          });
          before = now;
        }
      });
  });
