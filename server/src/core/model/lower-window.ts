// Reads a window as agreements write it: a word, or a map with an anchor.
// It must never guess the anchor.

import { parseWindow, type WindowSpec } from '../scalars/words';
import { resolved, type Node } from '../syntax/nodes';
import type { Located } from '../text/span';
import { reader, scalarOf } from './reader';

/** A window as a word, or as the map `{ every, anchor }`. */
export function windowOf(node: Node | undefined): Located<WindowSpec> | undefined {
  const target = resolved(node);
  if (target?.kind !== 'map' || node === undefined) return scalarOf(node, parseWindow);
  const read = reader<{ every: unknown; anchor: unknown }>(target);
  const every = read.scalar('every', parseWindow)?.value;
  if (every?.kind !== 'calendar') return undefined;
  return { value: { ...every, anchor: read.text('anchor')?.value }, span: node.span };
}
