// Picks the items of a long list that a rule has to look at, block by block: a key changes one block, not the list.
// It must never be given a test that asks for anything but the item itself.

import { blocksOf, type Block } from '../text/blocks';

/** The items of a list that pass a test, in order; each is tested once for as long as it is the same. */
export function itemsThat<T extends object>(passes: (item: T) => boolean): (list: readonly T[]) => readonly T[] {
  const known = new WeakMap<Block<T>, readonly T[]>();
  return (list) =>
    blocksOf(list).flatMap((block) => {
      let passed = known.get(block);
      if (passed === undefined) known.set(block, (passed = block.items.filter(passes)));
      return passed;
    });
}
