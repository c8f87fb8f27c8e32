// What surrounds a cursor in the tree, for refactorings that rewrite the clause at it.
// It must never answer with a node behind an alias, whose text stands elsewhere.

import type { Entry, Node, SeqNode, SyntaxTree } from '../../syntax/nodes';
import { lineAt, lineTable, startOfLine } from '../../text/lines';
import { touches, type Span } from '../../text/span';

/** The entries around an offset, the innermost first. */
export function entriesAround(tree: SyntaxTree, offset: number): readonly Entry[] {
  const found: Entry[] = [];
  let node: Node | undefined = tree.root;
  while (node !== undefined) {
    const current: Node = node;
    node = undefined;
    if (current.kind === 'map') {
      const entry: Entry | undefined = current.entries.find((each) => touches(each.span, offset));
      if (entry !== undefined) found.unshift(entry);
      node = entry?.value;
    } else if (current.kind === 'seq') node = itemAt(current, offset);
  }
  return found;
}

function itemAt(seq: SeqNode, offset: number): Node | undefined {
  return seq.items.find((item) => item !== undefined && touches(item.span, offset));
}

/** The keys from the root to an entry. Positions in lists are left out. */
export function pathOf(entry: Entry): readonly string[] {
  const path: string[] = [];
  for (let each: Entry | undefined = entry; each !== undefined;) {
    path.unshift(each.key.text);
    let above: Entry | SeqNode | undefined = each.parent.parent;
    while (above?.kind === 'seq') above = above.parent;
    each = above;
  }
  return path;
}

/** Whether a comment stands inside of a span, or behind it on its last line. */
export function hasComment(tree: SyntaxTree, { start, end }: Span): boolean {
  if (tree.comments.length === 0) return false;
  const lines = lineTable(tree.text);
  const last = lineAt(lines, end);
  return tree.comments.some(
    ({ span }) =>
      (start <= span.start && span.start < end) || (span.start >= end && lineAt(lines, span.start) === last),
  );
}

export function isOneLine(text: string, { start, end }: Span): boolean {
  return !/[\r\n]/.test(text.slice(start, end));
}

/** How many columns stand before an offset on its line. */
export function columnOf(text: string, offset: number): number {
  const start = startOfLine(text, offset);
  return offset - start - (text.charCodeAt(start) === 0xfeff ? 1 : 0);
}
