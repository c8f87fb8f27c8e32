// What folds share that keep their records until all rows were read: order, distribution over windows, the frame of a part.
// It must never put one record twice into one window.

import type { WindowPart } from '../../core/compliance/partials';
import type { Interval } from '../../core/time/intervals';
import type { Window } from '../../core/time/windows';
import { expectedTime, isAllExcluded, type FinishContext, type FoldContext } from '../context';
import type { Feed } from '../feed';
import type { FoldRun } from './fold';

/** The records of each group while rows are read, and afterwards. */
export interface Gathered<T> extends Pick<FoldRun, 'onRow' | 'groups'> {
  of(group: string | undefined): readonly T[];
}

/**
 * Keeps one record a row by its instant, in milliseconds; a row without one, or at or behind the limit of what is known, is none.
 * Throws `RangeError` where there are more than `most` records of all groups.
 */
export function gathered<T>(
  { limit = Infinity }: FoldContext,
  instantOf: (() => number) | undefined,
  recordOf: (instant: number) => T,
  most = Infinity,
): Gathered<T> {
  const byGroup = new Map<string | undefined, T[]>();
  let count = 0;
  return {
    onRow: (group) => {
      const instant = instantOf?.() ?? Number.NaN;
      if (!(instant < limit)) return;
      if (++count > most) throw new RangeError(`more than ${most.toLocaleString('en')} records cannot be put in order`);
      const list = byGroup.get(group);
      if (list === undefined) byGroup.set(group, [recordOf(instant)]);
      else list.push(recordOf(instant));
    },
    groups: () => byGroup.keys(),
    of: (group) => byGroup.get(group) ?? [],
  };
}

/** Reads when the record of a row ended, in milliseconds: Infinity while it is open, or ends behind what is known. */
export function endReader({ limit = Infinity }: FoldContext, feed: Feed): () => number {
  const end = feed.instant('end');
  return () => {
    const to = end?.() ?? Number.NaN;
    return to <= limit ? to : Infinity;
  };
}

/** Keeps the record of each row from its start to its end, in milliseconds; Infinity is the end of one that is open. As `gathered`. */
export function gatheredIntervals(context: FoldContext, feed: Feed, most = Infinity): Gathered<Interval> {
  const endOf = endReader(context, feed);
  return gathered(context, feed.instant('start'), (from) => ({ from, to: endOf() }), most);
}

/** Distributes records over windows by an instant of each; windows of a rolling kind may share records. */
export function inWindow<T>(records: readonly T[], instantOf: (record: T) => number, window: Window): readonly T[] {
  const placeOf = (instant: number): number => {
    let low = 0;
    let high = records.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (instantOf(records[middle]!) < instant) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return records.slice(placeOf(window.from), placeOf(window.to));
}

/** A sorted copy; records of one instant keep their order. */
export function sortedBy<T>(records: readonly T[], instantOf: (record: T) => number): readonly T[] {
  let last = -Infinity;
  // Most logs are in order already, which costs less to see than to sort.
  const isSorted = records.every((record) => {
    const instant = instantOf(record);
    const follows = instant >= last;
    last = instant;
    return follows;
  });
  return isSorted ? [...records] : [...records].sort((a, b) => instantOf(a) - instantOf(b));
}

/** What every part of a window of records says of the window itself. */
export function windowBase(
  context: FoldContext,
  finish: FinishContext,
  group: string | undefined,
  window: Window,
): Pick<WindowPart, 'name' | 'from' | 'to' | 'coverage' | 'isAllExcluded'> {
  return {
    name: window.name,
    from: window.from,
    to: window.to,
    coverage: undefined,
    isAllExcluded: isAllExcluded(expectedTime(context, finish, group, window)),
  };
}
