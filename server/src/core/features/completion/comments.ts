// Completes comments that steer rules: the words, the ids of rules, the colon before the reason.
// It must never offer anything in a comment that a person writes for people.

import { endOfLine, startOfLine } from '../../text/lines';
import type { Span } from '../../text/span';
import type { Draft } from './item';
import { withoutComment } from './place';

export interface CommentPlace {
  readonly replace: Span;
  readonly drafts: readonly Draft[];
}

/** What may follow in the comment in which the cursor stands; undefined outside comments. */
export function commentAt(text: string, offset: number, rules: readonly string[]): CommentPlace | undefined {
  const start = startOfLine(text, offset);
  const line = text.slice(start, offset);
  const code = withoutComment(line);
  if (code.length === line.length) return undefined;
  const comment = line.slice(code.length).trimStart();
  const rest = /^[\w-]*/.exec(text.slice(offset, endOfLine(text, offset)))?.[0] ?? '';
  const at = (word: string): Span => ({ start: offset - word.length, end: offset + rest.length });
  const begun = /^#\s*([\w-]*)$/.exec(comment);
  if (begun !== null) {
    const word = begun[1] ?? '';
    if (word !== '' && !'sla-ignore-file'.startsWith(word)) return { replace: at(word), drafts: [] };
    const lead = /^#$/.test(comment) ? ' ' : '';
    return {
      replace: at(word),
      drafts: ['sla-ignore', 'sla-ignore-file'].map((label) => ({
        label,
        kind: 'key',
        detail: label === 'sla-ignore' ? 'silences a rule on the next line' : 'silences a rule in the whole file',
        newText: `${lead}${label} `,
        isWritten: true,
        opensNext: true,
      })),
    };
  }
  const named = /^#\s*sla-ignore(?:-file)?\s+(?:[\w-]+\s*,\s*)*([\w-]*)$/.exec(comment);
  const word = named?.[1] ?? '';
  if (named === null) return { replace: at(''), drafts: [] };
  const behind = text.slice(offset + rest.length, endOfLine(text, offset));
  return {
    replace: at(word),
    drafts: rules.map((label) => ({
      label,
      kind: 'value',
      detail: 'rule',
      newText: /^\s*[:,]/.test(behind) ? label : `${label}: `,
      isWritten: true,
      docsOf: { of: 'rule', id: label },
    })),
  };
}
