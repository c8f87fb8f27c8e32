// Sets of instants by the plainest means: sort, walk, compare every pair.
// It must never share code with the intervals of the project, which it is there to check.

/** A half-open span of instants in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The spans sorted and merged, touching ones too; empty ones vanish. */
export function union(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.filter((each) => each.to > each.from).sort((a, b) => a.from - b.from)) {
    const last = result.pop();
    if (last === undefined) result.push(span);
    else if (span.from <= last.to) result.push({ from: last.from, to: Math.max(last.to, span.to) });
    else result.push(last, span);
  }
  return result;
}

/** What lies in both; each of the two has to be free of overlaps. */
export function both(a: readonly Span[], b: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const x of a)
    for (const y of b) {
      const [from, to] = [Math.max(x.from, y.from), Math.min(x.to, y.to)];
      if (to > from) result.push({ from, to });
    }
  return union(result);
}

/** What lies in the first and not in the second. */
export function minus(a: readonly Span[], b: readonly Span[]): Span[] {
  let rest = [...a];
  for (const hole of b)
    rest = rest.flatMap((span) =>
      [
        { from: span.from, to: Math.min(span.to, hole.from) },
        { from: Math.max(span.from, hole.to), to: span.to },
      ].filter((part) => part.to > part.from),
    );
  return rest;
}

/** Total length in milliseconds. */
export function size(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + (span.to - span.from), 0);
}

export function contains(spans: readonly Span[], instant: number): boolean {
  return spans.some((span) => instant >= span.from && instant < span.to);
}
