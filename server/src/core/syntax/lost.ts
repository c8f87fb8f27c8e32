// Says where text of a tree could not be read, so that nothing is called absent that may stand there.
// It must never count what is read as it was meant: a key that stands twice, a value that is quoted for its reader.

import { startOfLine } from '../text/lines';
import type { Span } from '../text/span';
import type { SyntaxProblem, SyntaxTree } from './nodes';

/** Problems after which part of the text is lost; a trap is read as it was meant, but for a tab. */
export function isLoss({ kind, lost }: SyntaxProblem): boolean {
  return kind === 'trap' ? lost !== undefined : kind !== 'duplicate-key';
}

/** Whether some of the text in a span, or right before or behind it, could not be read. */
export function isUnreadable(tree: SyntaxTree, span: Span): boolean {
  if (tree.problems.length === 0) return false;
  const [from, to] = [contentBefore(tree.text, span.start), contentBehind(tree.text, span.end)];
  return tree.problems.some((problem) => {
    const { start, end } = problem.lost ?? problem.span;
    return start <= to && from <= end && isLoss(problem);
  });
}

/** Where the content ends that stands before an offset; blank lines and comments between the two belong to both. */
export function contentBefore(text: string, offset: number): number {
  let start = offset;
  while (start > 0) {
    const line = startOfLine(text, start);
    const before = text.slice(line, start);
    if (before.trim() !== '' && !/^\s*#/.test(before)) return line + before.trimEnd().length;
    start = line - 1;
  }
  return 0;
}

/** Where the next content begins behind an offset. */
function contentBehind(text: string, offset: number): number {
  const gap = /(?:\s|#[^\r\n]*)*/y;
  gap.lastIndex = offset;
  return offset + (gap.exec(text)?.[0].length ?? 0);
}
