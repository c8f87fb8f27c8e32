// Cuts long lists into blocks that stay the same objects while nothing in them changes, so that a change costs one block, not the list.
// It must never give a block that differs from the list it was cut from, and never cut by anything but the identity of items.

/** A run of items of a list; the same object for as long as it is made of the same items. */
export interface Block<T extends object> {
  readonly items: readonly T[];
}

/** Most items of a block. */
const maximumItems = 64;

const cuts = new WeakMap<readonly object[], readonly Block<object>[]>();
/** The last block that began with an item. */
const byFirst = new WeakMap<object, Block<object>>();

/**
 * A list in blocks of at most 64 items, in order and without a gap. Where a list has items in common with one that was cut before,
 * as the lists of a text before and after a key have, the blocks around the difference are given again.
 */
export function blocksOf<T extends object>(list: readonly T[]): readonly Block<T>[] {
  const known = cuts.get(list);
  if (known !== undefined) return known as readonly Block<T>[];
  let blocks = cut(list, true);
  // Many small changes leave many small blocks: then the list is cut anew.
  if (blocks.length > 8 + (2 * list.length) / maximumItems) blocks = cut(list, false);
  cuts.set(list, blocks);
  return blocks;
}

function cut<T extends object>(list: readonly T[], reuses: boolean): readonly Block<T>[] {
  const blocks: Block<T>[] = [];
  for (let at = 0; at < list.length;) {
    const first = list[at];
    if (first === undefined) break;
    const known = reuses ? (byFirst.get(first) as Block<T> | undefined) : undefined;
    const block =
      known !== undefined && standsAt(list, at, known) ? known : { items: list.slice(at, endFrom(list, at, reuses)) };
    if (block !== known) byFirst.set(first, block);
    blocks.push(block);
    at += block.items.length;
  }
  return blocks;
}

function standsAt<T extends object>(list: readonly T[], at: number, { items }: Block<T>): boolean {
  for (let index = 0; index < items.length; index++) if (list[at + index] !== items[index]) return false;
  return true;
}

/** Where a new block ends: before a block that stands there again, if there is one. */
function endFrom<T extends object>(list: readonly T[], at: number, reuses: boolean): number {
  const most = Math.min(list.length, at + maximumItems);
  if (!reuses) return most;
  for (let end = at + 1; end < most; end++) {
    const known = byFirst.get(list[end] ?? list) as Block<T> | undefined;
    if (known !== undefined && standsAt(list, end, known)) return end;
  }
  return most;
}

/** What is made of each block, once for as long as the block stays the same. */
export function ofBlocks<T extends object, R>(make: (items: readonly T[]) => R): (list: readonly T[]) => readonly R[] {
  const made = new WeakMap<Block<T>, { readonly value: R }>();
  return (list) =>
    blocksOf(list).map((block) => {
      let known = made.get(block);
      if (known === undefined) made.set(block, (known = { value: make(block.items) }));
      return known.value;
    });
}
