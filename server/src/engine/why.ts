// Finds what weighs most on a value: the records of a window are left out one after the other, and the value is formed anew without each.
// It must never reckon a weight by another way than the value itself: what is told is what the engine would answer without those rows.

import type { Contributor, Explanation, WhyQuestion } from '../core/compliance/explanation';
import { measure } from '../core/compliance/measure';
import type { WindowPart } from '../core/compliance/partials';
import type { ComputePlan, PlanItem } from '../core/compliance/plan-types';
import { compare, subtract, type Rational } from '../core/scalars/rational';
import { dayMs } from '../core/time/civil';
import { zoneOf } from '../core/time/zones';
import { metricType } from '../core/vocabulary/metrics/index';
import { SlotList, type Feed } from './feed';
import type { FoldRun } from './folds/fold';
import { PlanRun, type FoldMaker } from './run';
import type { RunOptions } from './options';
import { Touching, type Part } from './touching';

/** Most contributors that are told. */
const mostTold = 3;
/** Most rows that are given to folds for one question, all of the folds together. */
const mostGiven = 60_000_000;
/** The same where the folds keep every record. */
const mostKept = 1_500_000;

/** Folds of instants that take from a window nothing but the records in it, or in slices of time that touch it. */
const byWindow = new Set(['counts', 'values', 'quotient', 'aggregate', 'distinct', 'latest', 'scores', 'throughput']);
const bySlice = new Set(['slices', 'utilisation']);

/** How far outside of the window records may lie that decide over its value, in milliseconds. */
function reachOf({ fold, parameters }: PlanItem, { input }: Feed): number {
  if (input.nature !== 'instant') return Infinity;
  if (byWindow.has(fold.kind)) return 0;
  const isOfTime = fold.kind === 'downtime' && (fold.value === 'availability' || fold.value === 'downtime');
  const isMerged = parameters['mergeGap'] !== undefined || parameters['minimumLength'] !== undefined;
  // A slice is no longer than a day.
  return bySlice.has(fold.kind) || (isOfTime && !isMerged && input.id === 'counters') ? dayMs : Infinity;
}

/** Answers questions about items of a plan. Throws only `Cancelled`; what cannot be said has its reason. */
export function explain(
  plan: ComputePlan,
  questions: readonly WhyQuestion[],
  options: RunOptions,
): readonly Explanation[] {
  const zone = zoneOf(plan.zone) ?? zoneOf('UTC')!;
  const touching = questions.map((question) => new Touching(question, zone));
  const found = runWith(plan, options, (item, feed, make) => {
    const own = touching.filter((_, index) => questions[index]!.item === item.id);
    for (const each of own) each.startAnew();
    // Records of instants make outages together; how long these are only the fold can tell.
    const outages = item.fold.kind === 'downtime' && feed.input.nature === 'instant' ? make() : undefined;
    return {
      onRow: (group) => {
        for (const each of own) each.note(group, feed);
        outages?.onRow(group);
      },
      groups: () => outages?.groups() ?? [],
      finish: (group, finish) => {
        for (const each of own) {
          if (outages === undefined || each.question.group !== group) continue;
          const { from, to } = each.question;
          const windows = finish.windows.filter((window) => window.from === from && window.to === to);
          each.noteOutages(outages.finish(group, { ...finish, windows })[0]);
        }
        return [];
      },
    };
  });
  const parts = touching.map((each) => each.parts());
  const values = questions.map((): Values | undefined => undefined);
  const again = runWith(plan, options, (item, feed, make) =>
    leavingOut(
      item,
      feed,
      make,
      questions.flatMap((question, index) =>
        question.item === item.id
          ? [{ question, parts: parts[index]!, take: (got: Values) => (values[index] = got) }]
          : [],
      ),
    ),
  );
  const isSame = found.stamps === again.stamps;
  return questions.map((question, index): Explanation => {
    const { objective, group, from, to } = question;
    const told = { objective, group, from, to, value: undefined, contributors: [] };
    const got = values[index];
    if (!isSame) return { ...told, reason: 'its data changed while it was looked at' };
    if (got === undefined) return { ...told, reason: 'its data cannot be read' };
    if (got === 'too many') return { ...told, reason: 'it has too many records to leave out one after the other' };
    const files = again.filesOf(question.item);
    return {
      ...told,
      value: got.whole,
      contributors: heaviest(question, parts[index]!, got, files),
      reason: undefined,
    };
  });
}

/** The value of a window, and the values without each of its parts. */
type Values =
  | {
      readonly whole: Rational | undefined;
      readonly without: readonly (Rational | undefined)[];
      /** How many rows each part has. */
      readonly rows: readonly number[];
      readonly asOf: number;
    }
  | 'too many';

function runWith(
  plan: ComputePlan,
  options: RunOptions,
  foldOf: FoldMaker,
): { readonly stamps: string; filesOf(item: string): readonly string[] } {
  const run = new PlanRun(plan, options, () => new SlotList(), foldOf);
  for (const source of run.sources) source.read();
  run.answer();
  return {
    stamps: run.allScans.flatMap(({ ends }) => ends.map(({ stamp }) => stamp)).join('\n'),
    filesOf: (item) =>
      run.sources
        .find(({ items }) => items.some((each) => each.item.id === item))
        ?.scan.files.map(({ shown }) => shown) ?? [],
  };
}

interface Asked {
  readonly question: WhyQuestion;
  readonly parts: readonly Part[];
  readonly take: (values: Values) => void;
}

/** A fold beside others that are each given all rows but those of one part. */
function leavingOut(item: PlanItem, feed: Feed, make: () => FoldRun, asked: readonly Asked[]): FoldRun {
  const whole = make();
  const reach = reachOf(item, feed);
  const limit = reach === 0 ? mostGiven : mostKept;
  const instantOf = feed.instant('at') ?? feed.instant('start');
  let ordinal = -1;
  const rivals = asked.map(({ question, parts }) => ({
    question,
    parts,
    runs: parts.map(() => make()),
    partOf: partFinder(parts),
    rows: parts.map(() => 0),
    given: 0,
  }));
  return {
    onRow: (group) => {
      ordinal++;
      whole.onRow(group);
      for (const rival of rivals) {
        const { question, runs } = rival;
        if (group !== question.group || rival.given > limit) continue;
        const instant = instantOf?.() ?? Number.NaN;
        if (reach !== Infinity && !(instant >= question.from - reach && instant < question.to + reach)) continue;
        const own = rival.partOf(ordinal, instant);
        rival.given += runs.length;
        if (own >= 0) rival.rows[own]!++;
        for (let index = 0; index < runs.length; index++) if (index !== own) runs[index]!.onRow(group);
      }
    },
    groups: () => whole.groups(),
    finish: (group, finish) => {
      rivals.forEach(({ question, runs, rows, given }, index) => {
        const window = finish.windows.find(({ from, to }) => from === question.from && to === question.to);
        if (group !== question.group || window === undefined) return;
        // Where a record begins is also told by the first window of all.
        const only = { ...finish, windows: [...new Set([finish.windows[0]!, window])] };
        const valueOf = (run: FoldRun): Rational | undefined => valueIn(run.finish(group, only).at(-1), question);
        asked[index]!.take(
          given > limit
            ? 'too many'
            : { whole: valueOf(whole), without: runs.map((run) => valueOf(run)), rows, asOf: finish.asOf },
        );
      });
      return [];
    },
  };
}

function valueIn(part: WindowPart | undefined, { type, measuring }: WhyQuestion): Rational | undefined {
  const known = metricType(type);
  return part === undefined || known === undefined ? undefined : measure(part, { ...measuring, type: known }).value;
}

/** Finds the part of a row: by its number, else by its instant; -1 where it is in none. */
function partFinder(parts: readonly Part[]): (ordinal: number, instant: number) => number {
  const byOrdinal = new Map(
    parts.flatMap(({ ordinals }, index) => ordinals?.map((each) => [each, index] as const) ?? []),
  );
  if (byOrdinal.size > 0) return (ordinal) => byOrdinal.get(ordinal) ?? -1;
  let last = 0;
  return (_, instant) => {
    const known = parts[last];
    if (known === undefined || instant < known.from || instant >= known.to)
      last = parts.findIndex(({ from, to }) => instant >= from && instant < to);
    return last;
  };
}

/** The parts without which the value would be better, the one that weighs most first. */
function heaviest(
  { isHigherBetter, from, to }: WhyQuestion,
  parts: readonly Part[],
  { whole, without, rows, asOf }: Exclude<Values, 'too many'>,
  files: readonly string[],
): readonly Contributor[] {
  if (whole === undefined) return [];
  const gains = parts.flatMap((part, index) => {
    const value = without[index];
    const gain = value === undefined ? undefined : isHigherBetter ? subtract(value, whole) : subtract(whole, value);
    // Without the only failure there is no mean of failures: that weighs more than any number.
    return gain === undefined || gain.num > 0n ? [{ part, value, gain, count: rows[index]! }] : [];
  });
  // Where all records of a window stand in one part, leaving it out leaves nothing to compare with.
  if (gains.length === parts.length && parts.length === 1 && gains[0]?.value === undefined && rows[0]! > 1) return [];
  gains.sort((a, b) => order(a.gain, b.gain) || a.part.from - b.part.from);
  return gains.slice(0, mostTold).map(({ part, value, count }): Contributor => ({
    // A stretch of time is told inside the window; a record as a whole, one that is open up to the end of the data.
    from: part.ordinals === undefined ? Math.max(part.from, from) : part.from,
    to: part.ordinals === undefined ? Math.min(part.to, to) : part.to === Infinity ? asOf : part.to,
    ...(part.ordinals !== undefined && part.to === Infinity ? { isOpen: true } : {}),
    rows: count,
    place: count === 1 && part.line !== undefined ? { file: files[part.file] ?? '', line: part.line } : undefined,
    value,
  }));
}

function order(a: Rational | undefined, b: Rational | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  return compare(b, a);
}
