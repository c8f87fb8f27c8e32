// What folds share that keep their records until all rows were read: order, distribution over windows, the frame of a part.
// It must never put one record twice into one window.

import type { WindowPart } from '../../core/compliance/partials';
import type { Window } from '../../core/time/windows';
import { expectedTime, isAllExcluded, type FinishContext, type FoldContext } from '../context';

/** Distributes records over windows by an instant of each; windows of a rolling kind may share records. */
export function inWindow<T>(records: readonly T[], instantOf: (record: T) => number, window: Window): readonly T[] {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instantOf(records[middle]!) < window.from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < records.length && instantOf(records[end]!) < window.to) end++;
  return records.slice(low, end);
}

/** A sorted copy; records of one instant keep their order. */
export function sortedBy<T>(records: readonly T[], instantOf: (record: T) => number): readonly T[] {
  return [...records].sort((a, b) => instantOf(a) - instantOf(b));
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
