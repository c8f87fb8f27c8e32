// Grows a selection by meaning: a word of an expression or quantity, the value, its entry, the map, and so on to the root.
// It must never give a range that does not hold the one before it.

import type { SlaFile } from '../model/file';
import type { Entry, Node, SeqNode } from '../syntax/nodes';
import { findAt } from '../syntax/find';
import { touches, type Span } from '../text/span';
import { nameAt } from './names';
import { innerOf, trimmed } from './written';

/** For each offset the ranges around it, the innermost first; each holds the one before it and is larger. */
export function selectionRanges(file: SlaFile, offsets: readonly number[]): readonly (readonly Span[])[] {
  return offsets.map((offset) => growing(file, Math.min(Math.max(offset, 0), file.snapshot.text.length)));
}

function growing(file: SlaFile, offset: number): readonly Span[] {
  const { text } = file.snapshot;
  const { node, entry } = findAt(file.tree, offset);
  const spans: Span[] = [];
  const name = nameAt(file, offset);
  if (name !== undefined) spans.push(name.span);
  if (node?.kind === 'scalar') spans.push(wordAt(text, offset), innerOf(text, node), node.span);
  let current: Node | Entry | SeqNode | undefined = node ?? entry;
  while (current !== undefined) {
    spans.push(trimmed(text, current.span));
    current = current.parent;
  }
  spans.push({ start: 0, end: text.length });
  const kept: Span[] = [{ start: offset, end: offset }];
  for (const span of spans) {
    const last = kept.at(-1);
    if (last === undefined || !touches(span, offset)) continue;
    const holds = span.start <= last.start && span.end >= last.end;
    if (holds && span.end - span.start > last.end - last.start) kept.push(span);
  }
  return kept.length > 1 ? kept.slice(1) : kept;
}

function wordAt(text: string, offset: number): Span {
  let [start, end] = [offset, offset];
  while (start > 0 && isWordSign(text[start - 1])) start--;
  while (end < text.length && isWordSign(text[end])) end++;
  return { start, end };
}

function isWordSign(sign: string | undefined): boolean {
  return sign !== undefined && /[\p{L}\p{N}_.-]/u.test(sign);
}
