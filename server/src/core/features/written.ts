// Finds parts of a scalar's text in the document: through quotes, folds and simple escapes.
// It must never give a part that reads otherwise than asked for: where that is not certain, the whole scalar is the answer.

import type { ScalarNode } from '../syntax/nodes';
import type { Span } from '../text/span';

export interface Written {
  readonly span: Span;
  /** Whether the span holds the part and nothing else. */
  readonly isExact: boolean;
}

/** The text of a scalar without its quotes. */
export function innerOf(source: string, { span, style }: ScalarNode): Span {
  if (style !== 'single' && style !== 'double') return span;
  const quote = style === 'single' ? "'" : '"';
  const opens = source[span.start] === quote;
  // A quote that is still being typed has no end.
  const closes = span.end - span.start > 1 && source[span.end - 1] === quote;
  return { start: span.start + (opens ? 1 : 0), end: span.end - (closes ? 1 : 0) };
}

/** Where parts of the text of a scalar are written. */
export function writtenPlaces(source: string, node: ScalarNode): (part: Span) => Written {
  const inner = innerOf(source, node);
  const { text } = node;
  const length = text.length;
  if (inner.end - inner.start === length && source.startsWith(text, inner.start))
    return ({ start, end }) => ({ span: { start: inner.start + start, end: inner.start + end }, isExact: true });
  let offsets: readonly number[] | undefined | null = null;
  return ({ start, end }) => {
    if (offsets === null) offsets = aligned(source, node, inner);
    const first = offsets?.[start];
    const last = offsets?.[end - 1];
    return end <= start || first === undefined || last === undefined
      ? { span: node.span, isExact: false }
      : { span: { start: first, end: last + 1 }, isExact: true };
  };
}

/** For each sign of the text that is no blank, its offset in the document; undefined where the two do not go together. */
function aligned(source: string, { text, style }: ScalarNode, inner: Span): readonly number[] | undefined {
  const offsets: number[] = [];
  let at = inner.start;
  // The first line of a block text is its header.
  if (style === 'block') while (at < inner.end && source[at] !== '\n' && source[at] !== '\r') at++;
  for (let index = 0; index < text.length; index++) {
    const sign = text[index] ?? '';
    offsets.push(at);
    if (isBlank(sign)) continue;
    while (at < inner.end && isBlank(source[at] ?? '')) at++;
    if (style === 'single' && sign === "'") at++;
    else if (style === 'double' && source[at] === '\\') at++;
    if (at >= inner.end || source[at] !== sign) return undefined;
    offsets[index] = at;
    at++;
  }
  return offsets;
}

function isBlank(sign: string): boolean {
  return sign === ' ' || sign === '\n' || sign === '\r' || sign === '\t';
}

/** A span without the blanks and ends of lines at its end, which block maps and lists take in. */
export function trimmed(text: string, { start, end }: Span): Span {
  let last = end;
  while (last > start && isBlank(text[last - 1] ?? '')) last--;
  return { start, end: last };
}
