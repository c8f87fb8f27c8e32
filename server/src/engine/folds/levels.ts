// Folds values that hold for a time into how long each of them held: measured ones, or the number of open records.
// It must never let a value hold longer than its source states, nor two at once: records of one instant share its time.

import { cellOf } from '../../core/compliance/histogram';
import type { HistogramPart, StatePart } from '../../core/compliance/partials';
import { intersect, length, microsecondsBetween, type Interval, type IntervalSet } from '../../core/time/intervals';
import type { Window } from '../../core/time/windows';
import { expectedTime, isAllExcluded, type FinishContext, type FoldContext } from '../context';
import { ExactSum, type Decimal } from '../exact-sum';
import type { Feed } from '../feed';
import type { FoldRun } from './fold';
import { gathered, gatheredIntervals, sortedBy } from './records';

/** Most records of all groups that are kept. */
const maximumRecords = 2_000_000;
/** Different values of a window that are told apart, and the decimals that they may have. */
const [maximumDistinct, maximumScale] = [65_536, 6];

interface Reading extends Decimal {
  readonly at: number;
}

/** A stretch of time in which one value held. */
interface Level extends Interval, Decimal {}

export function levelsFold(context: FoldContext, feed: Feed): FoldRun {
  const { fold } = context.item;
  return fold.kind === 'levels' && fold.of === 'open' ? openFold(context, feed) : readingsFold(context, feed);
}

function readingsFold(context: FoldContext, feed: Feed): FoldRun {
  const value = feed.number('value');
  const recordOf = (at: number): Reading => {
    // A record without a value says that nobody knows it, and ends the one before.
    const isKnown = value?.read() === true;
    return { at, mantissa: isKnown ? value.mantissa : Number.NaN, decimals: isKnown ? value.decimals : 0 };
  };
  const { onRow, groups, of } = gathered(context, feed.instant('at'), recordOf, maximumRecords);
  return {
    onRow,
    groups,
    finish: (group, finish) => {
      const levels = readingLevels(of(group), context.everyMs, finish.coveredTo);
      const first = levels[0]?.from ?? Infinity;
      return finish.windows.map((window) => partOf(context, finish, group, window, levels, first));
    },
  };
}

/** Each reading holds for the interval of its source, at most until the next one. */
function readingLevels(readings: readonly Reading[], everyMs: number | undefined, coveredTo: number): readonly Level[] {
  const sorted = [...readings].sort((a, b) => a.at - b.at || sizeOf(a) - sizeOf(b));
  const levels: Level[] = [];
  for (let index = 0; index < sorted.length;) {
    const { at } = sorted[index]!;
    let behind = index;
    while (behind < sorted.length && sorted[behind]!.at === at) behind++;
    const together = sorted.slice(index, behind).filter(({ mantissa }) => !Number.isNaN(mantissa));
    const next = sorted[behind]?.at ?? Infinity;
    const to = Math.min(next, coveredTo, everyMs === undefined ? Infinity : at + everyMs);
    const share = (to - at) / together.length;
    together.forEach(({ mantissa, decimals }, order) => {
      const from = order === 0 ? at : roundedMicroseconds(at + order * share);
      const until = order === together.length - 1 ? to : roundedMicroseconds(at + (order + 1) * share);
      if (until > from) levels.push({ from, to: until, mantissa, decimals });
    });
    index = behind;
  }
  return levels;
}

function sizeOf({ mantissa, decimals }: Decimal): number {
  return mantissa / 10 ** decimals;
}

function roundedMicroseconds(instant: number): number {
  return Math.round(instant * 1_000) / 1_000;
}

/** The number of records that are open, as a function of time. */
function openFold(context: FoldContext, feed: Feed): FoldRun {
  const { onRow, groups, of } = gatheredIntervals(context, feed, maximumRecords);
  return {
    onRow,
    groups,
    finish: (group, finish) => {
      const changes = of(group).flatMap(({ from, to }) => [
        { at: from, change: 1 },
        ...(to === Infinity ? [] : [{ at: to, change: -1 }]),
      ]);
      const edges = sortedBy(changes, (edge) => edge.at);
      const levels: Level[] = [];
      let [open, since] = [0, Math.min(finish.first, edges[0]?.at ?? finish.first)];
      const begin = finish.first;
      const put = (to: number): void => {
        const [from, until] = [Math.max(since, begin), Math.min(to, finish.coveredTo)];
        if (until > from) levels.push({ from, to: until, mantissa: open, decimals: 0 });
        since = to;
      };
      for (const { at, change } of edges) {
        if (at > since) put(at);
        open += change;
      }
      put(Infinity);
      return finish.windows.map((window) => partOf(context, finish, group, window, levels, begin));
    },
  };
}

function partOf(
  context: FoldContext,
  finish: FinishContext,
  group: string | undefined,
  window: Window,
  levels: readonly Level[],
  first: number,
): ReturnType<FoldRun['finish']>[number] {
  const until = Math.min(window.to, finish.asOf);
  const from = context.item.beforeStart === 'skip' ? Math.max(window.from, Math.min(first, until)) : window.from;
  const expected = from < until ? expectedTime(context, finish, group, { ...window, from }) : [];
  const inside = within(levels, window.from, until);
  const pieces = piecesOf(inside, expected);
  const histogram = histogramOf(pieces, context.item.thresholds);
  return {
    name: window.name,
    from: window.from,
    to: window.to,
    n: inside.length,
    coverage: undefined,
    isAllExcluded: isAllExcluded(expectedTime(context, finish, group, window)),
    state: {
      kind: 'levels',
      histogram,
      expected: length(expected),
      step: context.everyMs === undefined ? undefined : Math.round(context.everyMs * 1_000),
    } satisfies StatePart,
  };
}

/** The levels that touch a span of time; levels follow each other. */
function within(levels: readonly Level[], from: number, to: number): readonly Level[] {
  let [low, high] = [0, levels.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (levels[middle]!.to <= from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < levels.length && levels[end]!.from < to) end++;
  return levels.slice(low, end);
}

interface Piece extends Decimal {
  readonly microseconds: number;
}

/** The parts of the levels in which something was expected, in order of time. */
function piecesOf(levels: readonly Level[], expected: IntervalSet): readonly Piece[] {
  const [only] = expected;
  if (only === undefined) return [];
  const isWhole = expected.length === 1;
  return levels.flatMap(({ from, to, mantissa, decimals }): Piece[] => {
    const microseconds = isWhole
      ? microsecondsBetween(Math.max(from, only.from), Math.min(to, only.to))
      : length(intersect([{ from, to }], expected));
    return microseconds > 0 ? [{ mantissa, decimals, microseconds }] : [];
  });
}

/** How many microseconds each value held, exactly where the values can be told apart, else in cells beside the thresholds. */
function histogramOf(pieces: readonly Piece[], thresholds: readonly number[]): HistogramPart {
  const scale = pieces.reduce((most, { decimals }) => Math.max(most, decimals), 0);
  const byKey = new Map<number, number>();
  const sum = new ExactSum();
  let n = 0;
  for (const { mantissa, decimals, microseconds } of pieces) {
    const key = mantissa * 10 ** (scale - decimals);
    byKey.set(key, (byKey.get(key) ?? 0) + microseconds);
    sum.addProduct(mantissa, decimals, microseconds, 0);
    n += microseconds;
  }
  const sorted = [...byKey].sort(([a], [b]) => a - b);
  const last = pieces.at(-1);
  const shared = {
    n,
    scale,
    sum: sum.toString(),
    minimum: sorted[0]?.[0] ?? 0,
    maximum: sorted.at(-1)?.[0] ?? 0,
    last: last === undefined ? 0 : last.mantissa * 10 ** (scale - last.decimals),
  };
  const isExact =
    scale <= maximumScale && sorted.length <= maximumDistinct && sorted.every(([key]) => Number.isSafeInteger(key));
  if (isExact)
    return {
      ...shared,
      values: sorted.map(([key]) => key),
      counts: sorted.map(([, held]) => held),
      cells: undefined,
      thresholds: [],
    };
  const cells = new Map<number, number>();
  for (const [key, held] of sorted) {
    const cell = cellOf(key / 10 ** scale);
    cells.set(cell, (cells.get(cell) ?? 0) + held);
  }
  const byCell = [...cells].sort(([a], [b]) => a - b);
  const heldWhere = (matches: (value: number) => boolean): number =>
    sorted.reduce((total, [key, held]) => (matches(key / 10 ** scale) ? total + held : total), 0);
  return {
    ...shared,
    values: [],
    counts: [],
    cells: { indices: byCell.map(([cell]) => cell), counts: byCell.map(([, held]) => held) },
    thresholds: thresholds.map((at) => ({
      at,
      below: heldWhere((value) => value < at),
      equal: heldWhere((value) => value === at),
    })),
  };
}
