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

/**
 * Where a stretch of text begins in its document. It moves when text before it changes, and everything that is
 * located in the stretch moves with it. Class, because it is the one thing that changes when a tree is taken over.
 */
export class Origin {
  base = 0;
}

/** A span inside a stretch of text; class, because thousands of them are read through one pair of getters. */
class OriginSpan implements Span {
  private readonly origin: Origin;
  private readonly from: number;
  private readonly to: number;

  constructor(origin: Origin, from: number, to: number) {
    this.origin = origin;
    this.from = from;
    this.to = to;
  }

  beside({ start, end }: Span): Span {
    return new OriginSpan(this.origin, start - this.origin.base, end - this.origin.base);
  }

  get start(): number {
    return this.origin.base + this.from;
  }

  get end(): number {
    return this.origin.base + this.to;
  }
}

/** A span that moves with its origin; `from` and `to` count from there. */
export function spanIn(origin: Origin, from: number, to: number): Span {
  return new OriginSpan(origin, from, to);
}

class JoinedSpan implements Span {
  private readonly first: Span;
  private readonly last: Span;

  constructor(first: Span, last: Span) {
    this.first = first;
    this.last = last;
  }

  get start(): number {
    return this.first.start;
  }

  get end(): number {
    return this.last.end;
  }
}

/** From the start of one span to the end of another, also after they have moved. */
export function joinedSpan(first: Span, last: Span): Span {
  return new JoinedSpan(first, last);
}

/**
 * The same place as a span that moves with the text around `anchor`, for what is kept from one version of a text to the next.
 * A span that moves already is given back as it is.
 */
export function anchoredTo(anchor: Span, span: Span): Span {
  if (span instanceof OriginSpan || span instanceof JoinedSpan || !(anchor instanceof OriginSpan)) return span;
  return anchor.beside(span);
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
