// Reads the comments that steer rules: `# sla-ignore rule-id: reason` on a line or the line above, `# sla-ignore-file` for all of it.
// A comment without a reason must never suppress anything.

import { lineAt, lineTable, type LineTable } from '../text/lines';
import { nearest } from '../schema/suggest';
import type { Span } from '../text/span';
import type { SyntaxTree } from '../syntax/nodes';

export interface Suppression {
  /** The comment from its sign on. */
  readonly span: Span;
  readonly rules: readonly { readonly id: string; readonly span: Span }[];
  readonly reason: string;
  /** The line that it covers; undefined for the whole file. */
  readonly line: number | undefined;
}

const pattern = /^\s*sla-ignore(-file)?(?![\w-])\s*([^:]*)(?::(.*))?$/s;

/** All suppressions of a tree, also those that are incomplete. */
export function suppressionsOf(tree: SyntaxTree): readonly Suppression[] {
  const comments = tree.comments.filter((comment) => comment.text.includes('sla-ignore'));
  if (comments.length === 0) return [];
  const lines = lineTable(tree.text);
  const next = contentBehind(tree.text, lines.starts);
  return comments.flatMap(({ span, text }) => {
    const match = pattern.exec(text);
    if (match === null) return [];
    const [, wholeFile, named = '', reason = ''] = match;
    const line = lineAt(lines, span.start);
    const isAlone = tree.text.slice(lines.starts[line] ?? 0, span.start).trim() === '';
    // Alone on its line it speaks of the next line that is no comment, else of its own.
    const covered = isAlone ? (next[line] ?? line) : line;
    const rules = idsIn(tree.text, span, named);
    return [{ span, rules, reason: reason.trim(), line: wholeFile === undefined ? covered : undefined }];
  });
}

/**
 * Whether a rule is silenced on a line: by a comment that names it and gives a reason. An id with a slip silences what is meant, so that
 * one slip is one finding.
 */
export function silencer(
  suppressions: readonly Suppression[],
  catalogue: ReadonlyMap<string, unknown>,
  lines: LineTable,
): (rule: string, line: number) => boolean {
  const whole = new Set<string>();
  const byLine = new Map<number, Set<string>>();
  for (const { rules, line, span } of suppressions) {
    const ids = line === undefined ? whole : (byLine.get(line) ?? new Set<string>());
    // Behind a quote that is not closed, what looks like a comment may be meant as text.
    const isBehind = line === lineAt(lines, span.start);
    for (const { id } of rules) {
      const meant = catalogue.has(id) ? id : nearest(id, [...catalogue.keys()]);
      if (meant !== undefined && !(isBehind && meant === 'yaml-syntax')) ids.add(meant);
    }
    if (line !== undefined) byLine.set(line, ids);
  }
  return (rule, line) => whole.has(rule) || byLine.get(line)?.has(rule) === true;
}

/** The ids between commas; of each the first word, for a reason may follow without its colon. */
function idsIn(text: string, span: Span, named: string): Suppression['rules'] {
  const rules: { id: string; span: Span }[] = [];
  let from = text.indexOf('sla-ignore', span.start) + 'sla-ignore'.length;
  for (const part of named.split(',')) {
    const id = /^\s*(\S+)/.exec(part)?.[1];
    if (id === undefined) continue;
    const start = text.indexOf(id, from);
    if (start < 0 || start >= span.end) continue;
    from = start + id.length;
    rules.push({ id, span: { start, end: from } });
  }
  return rules;
}

/** For every line the first one behind it that is neither blank nor a comment; found from the end, so that many comments cost one pass. */
function contentBehind(text: string, starts: LineTable['starts']): readonly (number | undefined)[] {
  const behind: (number | undefined)[] = [];
  let next: number | undefined;
  for (let line = starts.length - 1; line >= 0; line--) {
    behind[line] = next;
    const content = text.slice(starts[line], starts[line + 1]).trim();
    if (content !== '' && !content.startsWith('#')) next = line;
  }
  return behind;
}
