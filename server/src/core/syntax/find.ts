// Finds what stands at an offset of a tree, and writes paths as text.
// It must never guess: an offset between two entries is in neither.

import { touches } from '../text/span';
import type { Entry, MapNode, Node, SyntaxTree } from './nodes';

export interface Found {
  /** Keys and list positions from the root to the innermost key or item. */
  readonly path: readonly (string | number)[];
  /** The innermost entry around the offset. */
  readonly entry: Entry | undefined;
  /** The scalar or alias at the offset, a key included. */
  readonly node: Node | undefined;
  readonly isKey: boolean;
}

/** What stands at an offset of a tree. */
export function findAt(tree: SyntaxTree, offset: number): Found {
  const path: (string | number)[] = [];
  let current: Node | undefined = tree.root;
  let entry: Entry | undefined;
  for (;;) {
    if (current === undefined) return { path, entry, node: undefined, isKey: false };
    if (current.kind === 'scalar' || current.kind === 'alias') return { path, entry, node: current, isKey: false };
    if (current.kind === 'seq') {
      const index: number = current.items.findIndex((item) => item !== undefined && touches(item.span, offset));
      if (index < 0) return { path, entry, node: undefined, isKey: false };
      path.push(index);
      current = current.items[index];
      continue;
    }
    const inside: Entry | undefined = entryAt(current, offset);
    if (inside === undefined) return { path, entry, node: undefined, isKey: false };
    entry = inside;
    path.push(inside.key.text);
    if (touches(inside.key.span, offset)) return { path, entry, node: inside.key, isKey: true };
    current = inside.value !== undefined && touches(inside.value.span, offset) ? inside.value : undefined;
  }
}

function entryAt(map: MapNode, offset: number): Entry | undefined {
  let low = 0;
  let high = map.entries.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((map.entries[middle]?.span.start ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  const entry = map.entries[low];
  return entry !== undefined && touches(entry.span, offset) ? entry : undefined;
}

/** A path as text, list positions in brackets: `remedies.credits.tiers[1].below`. */
export function showPath(path: readonly (string | number)[]): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}
