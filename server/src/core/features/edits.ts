// Applies edits to a text, for features that have to know what their edits leave behind.
// It must never apply edits that overlap: whoever makes them sees to that.

import type { TextEdit } from '../rules/rule';

/** The text after edits that do not overlap; of several at one offset the first stands first. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let from = 0;
  const ordered = edits
    .map((edit, index) => ({ ...edit, index }))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || a.index - b.index);
  for (const { span, newText } of ordered) {
    parts.push(text.slice(from, span.start), newText);
    from = span.end;
  }
  return [...parts, text.slice(from)].join('');
}
