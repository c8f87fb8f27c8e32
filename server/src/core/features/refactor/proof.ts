// Reads again what edits leave behind, of the clauses alone that they touch, so that a long agreement costs no more than a short one.
// It must never let pass what cannot be read, nor lose a comment.

import type { TextEdit } from '../../rules/rule';
import { parse } from '../../syntax/parse';
import { resolved, type Entry, type SyntaxTree } from '../../syntax/nodes';
import { endOfLine, startOfLine } from '../../text/lines';
import type { Span } from '../../text/span';
import { applied } from '../edits';

/** Texts longer than this are not read as a whole for a suggestion. */
const maximumWhole = 100_000;

/** Whether a tree is still read after edits, with as many comments as before. */
export function leavesReadable(tree: SyntaxTree, edits: readonly TextEdit[]): boolean {
  const clauses = edits.map(({ span }) => clauseAround(tree, span));
  if (clauses.some((clause) => clause === undefined))
    return tree.text.length <= maximumWhole && isReadable(tree.text, 0, '', edits);
  const spans = new Map(
    clauses.flatMap((clause) => (clause === undefined ? [] : [[clause.span.start, clause] as const])),
  );
  return [...spans.values()].every(({ span, head }) =>
    isReadable(
      tree.text.slice(span.start, span.end),
      span.start,
      head,
      edits.filter((edit) => span.start <= edit.span.start && edit.span.end <= span.end),
    ),
  );
}

function isReadable(text: string, from: number, head: string, edits: readonly TextEdit[]): boolean {
  const moved = edits.map(({ span, newText }) => ({
    span: { start: span.start - from, end: span.end - from },
    newText,
  }));
  const [before, after] = [parse(head + text), parse(head + applied(text, moved))];
  return after.problems.length <= before.problems.length && after.comments.length === before.comments.length;
}

/** The lines of the entry of a section that hold a span, with the key of the section as a head. */
function clauseAround(tree: SyntaxTree, span: Span): { readonly span: Span; readonly head: string } | undefined {
  const root = resolved(tree.root);
  const section = root?.kind === 'map' ? holding(tree.text, root.entries, span) : undefined;
  if (section === undefined) return undefined;
  const { value } = section.entry;
  const inner = value?.kind === 'map' && !value.flow ? holding(tree.text, value.entries, span) : undefined;
  return inner === undefined
    ? { span: section.lines, head: '' }
    : { span: inner.lines, head: `${section.entry.key.text}:\n` };
}

function holding(
  text: string,
  entries: readonly Entry[],
  { start, end }: Span,
): { readonly entry: Entry; readonly lines: Span } | undefined {
  const index = entries.findLastIndex(({ key }) => key.span.start <= start);
  const entry = entries[index];
  if (entry === undefined) return undefined;
  const next = entries[index + 1];
  const stop =
    next === undefined ? endOfLine(text, Math.max(entry.span.end, start)) : startOfLine(text, next.key.span.start);
  return end <= stop ? { entry, lines: { start: startOfLine(text, entry.key.span.start), end: stop } } : undefined;
}
