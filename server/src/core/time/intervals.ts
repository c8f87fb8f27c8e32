// Sets of instants as sorted, disjoint, half-open intervals: union, difference, intersection, length.
// It must never join two intervals across a gap, and lengths are whole microseconds so that sums stay exact.

/** A half-open interval of instants, `[from, to)` in milliseconds since 1970. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Sorted by start, disjoint, none empty, none touching the next. */
export type IntervalSet = readonly Interval[];

/** The union of any intervals; touching ones become one, empty and reversed ones vanish. */
export function union(intervals: Iterable<Interval>): IntervalSet {
  const sorted = [...intervals].filter((interval) => interval.to > interval.from).sort((a, b) => a.from - b.from);
  return joined(sorted, 0);
}

/** Joins neighbours whose gap is at most `gap` milliseconds; the input has to be sorted by start. */
export function joined(sorted: readonly Interval[], gap: number): IntervalSet {
  const result: Interval[] = [];
  let open: { from: number; to: number } | undefined;
  for (const { from, to } of sorted) {
    if (open !== undefined && from - open.to <= gap) open.to = Math.max(open.to, to);
    else {
      open = { from, to };
      result.push(open);
    }
  }
  return result;
}

/** What is in `a` and not in `b`. Linear in both. */
export function subtract(a: IntervalSet, b: IntervalSet): IntervalSet {
  const result: Interval[] = [];
  let index = 0;
  for (const interval of a) {
    let from = interval.from;
    while ((b[index]?.to ?? Infinity) <= from) index++;
    for (let next = index; from < interval.to; next++) {
      const hole = b[next];
      if (hole === undefined || hole.from >= interval.to) {
        result.push({ from, to: interval.to });
        break;
      }
      if (hole.from > from) result.push({ from, to: hole.from });
      from = Math.max(from, hole.to);
    }
  }
  return result;
}

/** What is in both. Linear in both. */
export function intersect(a: IntervalSet, b: IntervalSet): IntervalSet {
  const result: Interval[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [x, y] = [a[i], b[j]];
    if (x === undefined || y === undefined) return result;
    const from = Math.max(x.from, y.from);
    const to = Math.min(x.to, y.to);
    if (to > from) result.push({ from, to });
    if (x.to < y.to) i++;
    else j++;
  }
}

/** The part of a set inside `[from, to)`. */
export function clip(set: IntervalSet, from: number, to: number): IntervalSet {
  if (to <= from) return [];
  const result: Interval[] = [];
  for (let index = firstEndingAfter(set, from); index < set.length; index++) {
    const interval = set[index];
    if (interval === undefined || interval.from >= to) break;
    result.push(
      interval.from >= from && interval.to <= to
        ? interval
        : { from: Math.max(interval.from, from), to: Math.min(interval.to, to) },
    );
  }
  return result;
}

/** Whether an instant lies in the set. */
export function holds(set: IntervalSet, instant: number): boolean {
  const interval = set[firstEndingAfter(set, instant)];
  return interval !== undefined && interval.from <= instant;
}

function firstEndingAfter(set: IntervalSet, instant: number): number {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((set[middle]?.to ?? Infinity) <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Length of a span of milliseconds in whole microseconds, the resolution of the engine. */
export function microsecondsBetween(from: number, to: number): number {
  return Math.round((to - from) * 1_000);
}

/** Total length of a set in whole microseconds. */
export function length(set: IntervalSet): number {
  let total = 0;
  for (const { from, to } of set) total += microsecondsBetween(from, to);
  return total;
}
