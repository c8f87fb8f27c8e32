// Folds arrivals into the age of the newest that is known, as a function of time (metrics.md D11).
// It must never let a late old row refresh anything, and time before the first arrival is missing, not fresh.

import type { StatePart } from '../../core/compliance/partials';
import { elapsedOpen, openBetween, type OpenTime } from '../../core/time/calendars';
import { intersect, length, subtract, type Interval, type IntervalSet } from '../../core/time/intervals';
import type { Window } from '../../core/time/windows';
import { excludedOf, isAllExcluded, type FinishContext, type FoldContext } from '../context';
import type { Feed } from '../feed';
import type { FoldRun } from './fold';
import { gatheredIntervals, sortedBy } from './records';

/** Most arrivals of all groups that are kept. */
const maximumArrivals = 1_000_000;

interface Arrival {
  readonly at: number;
  readonly newest: number;
}

/** A stretch of time in which nothing newer arrives; without `newest` there is nothing to be old. */
interface Stretch extends Interval {
  readonly newest: number | undefined;
}

export function ageFold(context: FoldContext, feed: Feed): FoldRun {
  const { fold } = context.item;
  return fold.kind === 'age' && fold.of === 'open' ? openAgeFold(context, feed) : arrivalsFold(context, feed);
}

function arrivalsFold(context: FoldContext, feed: Feed): FoldRun {
  const at = feed.instant('at');
  const newest = feed.instant('end') ?? feed.instant('value') ?? at;
  const ok = feed.input.roles.some(({ role }) => role === 'ok') ? feed.boolean('ok') : undefined;
  const limit = context.limit ?? Infinity;
  const byGroup = new Map<string | undefined, Arrival[]>();
  let count = 0;
  return {
    onRow: (group) => {
      const instant = at?.() ?? Number.NaN;
      if (!(instant < limit)) return;
      const list = byGroup.get(group) ?? [];
      byGroup.set(group, list);
      // A backup that failed refreshes nothing.
      if (ok !== undefined && ok() !== 1) return;
      if (++count > maximumArrivals)
        throw new RangeError(`more than ${maximumArrivals.toLocaleString('en')} arrivals cannot be put in order`);
      list.push({ at: instant, newest: newest?.() ?? instant });
    },
    groups: () => byGroup.keys(),
    finish: (group, finish) => {
      const stretches = stretchesOf(byGroup.get(group) ?? [], finish.coveredTo);
      return finish.windows.map((window) => partOf(context, finish, group, window, stretches));
    },
  };
}

function stretchesOf(arrivals: readonly Arrival[], end: number): readonly Stretch[] {
  const sorted = sortedBy(arrivals, (arrival) => arrival.at);
  let newest = -Infinity;
  return sorted.flatMap((arrival, index) => {
    newest = Math.max(newest, arrival.newest);
    const to = Math.min(end, sorted[index + 1]?.at ?? end);
    return to > arrival.at ? [{ from: arrival.at, to, newest }] : [];
  });
}

/** The age of the oldest record that is open, or the mean age of all that are, between any two changes of them. */
function openAgeFold(context: FoldContext, feed: Feed): FoldRun {
  const isMean = context.item.parameters['of'] === 'mean';
  const { onRow, groups, of } = gatheredIntervals(context, feed, maximumArrivals);
  return {
    onRow,
    groups,
    finish: (group, finish) => {
      const stretches = openStretches(of(group), finish.first, finish.coveredTo, isMean);
      return finish.windows.map((window) => partOf(context, finish, group, window, stretches));
    },
  };
}

function openStretches(records: readonly Interval[], first: number, end: number, isMean: boolean): readonly Stretch[] {
  const starts = sortedBy(records, (record) => record.from);
  const ends = sortedBy(records, (record) => record.to);
  const edges = [...new Set([first, end, ...records.flatMap(({ from, to }) => [from, to])])]
    .filter((edge) => edge >= first && edge <= end)
    .sort((a, b) => a - b);
  const stretches: Stretch[] = [];
  let [started, ended, oldest, open, sum] = [0, 0, 0, 0, 0];
  edges.forEach((from, index) => {
    const to = edges[index + 1];
    while (started < starts.length && starts[started]!.from <= from) {
      open++;
      sum += starts[started]!.from - first;
      started++;
    }
    while (ended < ends.length && ends[ended]!.to <= from) {
      open--;
      sum -= ends[ended]!.from - first;
      ended++;
    }
    // In order of their starts, those that are over are passed for good.
    while (oldest < starts.length && starts[oldest]!.to <= from) oldest++;
    if (to === undefined || to <= from) return;
    // Relative to the start of the record a sum of instants keeps its microseconds.
    const reference = isMean ? first + Math.round((1_000 * sum) / open) / 1_000 : starts[oldest]?.from;
    stretches.push({ from, to, newest: open === 0 ? undefined : reference });
  });
  return stretches;
}

function partOf(
  context: FoldContext,
  finish: FinishContext,
  group: string | undefined,
  window: Window,
  stretches: readonly Stretch[],
): ReturnType<FoldRun['finish']>[number] {
  const open = context.open(group);
  const until = Math.min(window.to, finish.asOf);
  const first = stretches[0]?.from ?? Infinity;
  const from = context.item.beforeStart === 'skip' ? Math.max(window.from, Math.min(first, until)) : window.from;
  const whole: IntervalSet = until > from ? [{ from, to: until }] : [];
  const running = open === undefined ? whole : openBetween(open, from, until);
  const expected = subtract(running, excludedOf(context, group));
  const inside = stretches.filter((stretch) => stretch.from < until && stretch.to > window.from);
  const pieces = inside.flatMap((stretch) =>
    intersect([{ from: stretch.from, to: stretch.to }], expected).map((piece) => pieceOf(piece, stretch.newest, open)),
  );
  return {
    name: window.name,
    from: window.from,
    to: window.to,
    n: inside.length,
    coverage: undefined,
    isAllExcluded: isAllExcluded(expected),
    state: stateOf(pieces, length(expected)),
  };
}

/** Microseconds: how old the newest was when the stretch began, and how long it lasted. */
interface Piece {
  /** Undefined where nothing is open: the age is nought, and stays so. */
  readonly age: number | undefined;
  readonly length: number;
}

function pieceOf({ from, to }: Interval, newest: number | undefined, open: OpenTime | undefined): Piece {
  const elapsed = (start: number, end: number): number =>
    Math.round(1_000 * (open === undefined ? end - start : elapsedOpen(open, start, end)));
  return { age: newest === undefined ? undefined : elapsed(newest, from), length: elapsed(from, to) };
}

function stateOf(pieces: readonly Piece[], expected: number): StatePart {
  const slopes = new Map<number, number>();
  const add = (at: number, slope: number): void => {
    slopes.set(at, (slopes.get(at) ?? 0) + slope);
  };
  let [judged, area, none] = [0, 0n, 0];
  let maximum = 0;
  for (const { age, length: lasted } of pieces) {
    if (age === undefined) {
      judged += lasted;
      none += lasted;
      continue;
    }
    add(age, 1);
    add(age + lasted, -1);
    judged += lasted;
    area += BigInt(lasted) * (2n * BigInt(age) + BigInt(lasted));
    maximum = Math.max(maximum, age + lasted);
  }
  const last = pieces.at(-1);
  return {
    kind: 'age',
    judged,
    expected,
    slopes: [...slopes].filter(([, slope]) => slope !== 0).sort(([a], [b]) => a - b),
    doubledArea: String(area),
    maximum,
    last: last?.age === undefined ? 0 : last.age + last.length,
    none,
  };
}
