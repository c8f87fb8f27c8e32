// A span is a half-open range of UTF-16 offsets in one text, the only kind of position the core knows.
// It must never hold lines or columns: those exist only where the core meets a protocol or a terminal.

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value together with the place where it is written. */
export interface Located<T> {
  readonly value: T;
  readonly span: Span;
}

/** Makes a span, clamped so that `0 <= start <= end <= length`. */
export function clampSpan(start: number, end: number, length: number): Span {
  const from = Math.min(Math.max(start, 0), length);
  return { start: from, end: Math.min(Math.max(end, from), length) };
}

/** Whether the offset lies in the span or touches its end, as a cursor does. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
