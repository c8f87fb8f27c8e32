// Hands whole blocks of rows to the items that can take them: whose rows are all good, kept by no filter and of no group.
// It must never let an item take a block of which it would have refused a row.

import type { Feed } from './feed';
import type { PassItem } from './scan';
import type { Block } from './sources/block';

/**
 * Gives a block to the items that take it whole and widens the span of instants by it; answers the items whose rows have to be looked
 * at one by one.
 */
export function itemsLeft(block: Block, items: readonly PassItem[], span: Float64Array): readonly PassItem[] {
  return items.filter(({ feed, run }) => {
    if (!isWholeFor(block, feed) || (run !== undefined && run.onBlock === undefined)) return true;
    for (const slot of feed.timeSlots) widen(span, block.lanes[slot]!.values, block.length);
    run?.onBlock?.(block);
    return false;
  });
}

/** Whether every row of a block is good and none is left out or belongs to a group. */
function isWholeFor({ lanes, length }: Block, feed: Feed): boolean {
  if (feed.quickSlots === undefined || feed.quickOrders.length > 0 || feed.isFiltered || feed.isGrouped) return false;
  for (const slot of feed.quickSlots) if (!lanes[slot]!.isWhole) return false;
  for (const slot of feed.quickAmounts) {
    const { values } = lanes[slot]!;
    for (let at = 0; at < length; at++) if (!(values[at]! >= 0)) return false;
  }
  return true;
}

function widen(span: Float64Array, instants: Float64Array, length: number): void {
  let [least, largest] = [span[0]!, span[1]!];
  for (let at = 0; at < length; at++) {
    const instant = instants[at]!;
    if (instant < least) least = instant;
    if (instant > largest) largest = instant;
  }
  span[0] = least;
  span[1] = largest;
}
