// Reads the comments that steer rules: `# sla-ignore rule-id: reason` on a line or the line above, `# sla-ignore-file` for all of it.
// A comment without a reason must never suppress anything.

import { lineAt, lineTable } from '../text/lines';
import type { Span } from '../text/span';
import type { SyntaxTree } from '../syntax/nodes';

export interface Suppression {
  /** The comment from its first letter on. */
  readonly span: Span;
  readonly rules: readonly { readonly id: string; readonly span: Span }[];
  readonly reason: string;
  /** The lines that it covers; undefined for the whole file. */
  readonly lines: readonly [number, number] | undefined;
}

const pattern = /^\s*sla-ignore(-file)?(?:\s+([^:]*?))?\s*(?::\s*(.*?))?\s*$/;

/** All suppressions of a tree, also those that are incomplete. */
export function suppressionsOf(tree: SyntaxTree): readonly Suppression[] {
  const comments = tree.comments.filter((comment) => comment.text.includes('sla-ignore'));
  if (comments.length === 0) return [];
  const lines = lineTable(tree.text);
  return comments.flatMap((comment) => {
    const match = pattern.exec(comment.text);
    if (match === null) return [];
    const line = lineAt(lines, comment.span.start);
    const lineStart = lines.starts[line] ?? 0;
    const isAlone = tree.text.slice(lineStart, comment.span.start).trim() === '';
    const ids = (match[2] ?? '').split(',').map((id) => id.trim());
    let from = comment.span.start;
    const rules = ids
      .filter((id) => id !== '')
      .map((id) => {
        const start = tree.text.indexOf(id, from);
        from = start + id.length;
        return { id, span: { start, end: start + id.length } };
      });
    // Alone on its line it speaks of the next line that is no comment, else of its own.
    const covered = isAlone ? nextLine(tree.text, lines.starts, line) : line;
    return [
      {
        span: comment.span,
        rules,
        reason: match[3] ?? '',
        lines: match[1] === undefined ? ([covered, covered] as const) : undefined,
      },
    ];
  });
}

function nextLine(text: string, starts: readonly number[], line: number): number {
  for (let next = line + 1; next < starts.length; next++) {
    const content = text.slice(starts[next], starts[next + 1]).trim();
    if (content !== '' && !content.startsWith('#')) return next;
  }
  return line;
}
