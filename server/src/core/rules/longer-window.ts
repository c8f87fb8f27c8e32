// Offers a longer window where the windows of an objective hold too few records.
// It must never offer one of which the records that are there show that it holds too few as well.

import type { WindowResult } from '../compliance/result';
import type { Objective } from '../model/sla';
import { fixOf, scalarAt } from './edits';
import type { Fix } from './rule';

/** Calendar windows that hold each other whole, each with how many of the first longer one it is at least. */
const steps = [
  ['hour', 'day', 23],
  ['day', 'week', 7],
  ['day', 'month', 28],
  ['month', 'quarter', 3],
  ['month', 'half-year', 6],
  ['month', 'year', 12],
  ['quarter', 'half-year', 2],
  ['quarter', 'year', 4],
  ['half-year', 'year', 2],
] as const;

/**
 * The next longer calendar window in which as many records as in the emptiest of some windows would be enough; none where no window is
 * that long, or it is not written as a word in its own place.
 */
export function longerWindow(
  { map }: Objective,
  windows: readonly WindowResult[],
  isEnough: (records: number) => boolean,
): readonly Fix[] {
  const node = scalarAt(map, 'window');
  const fewest = Math.min(...windows.map(({ n }) => n));
  const longer = steps.find(([from, , times]) => from === node?.text && isEnough(times * fewest));
  if (node === undefined || longer === undefined) return [];
  return fixOf(`Judge by the ${longer[1]}`, { span: node.span, newText: longer[1] });
}
