// Whether the values of a record are of one kind: one of them that carries the mean, or a day from which on they are others.
// It must never answer for fewer values than such a question needs; trends have a test of their own.

import { normalTail, trendOf } from './trend';

/** So many median deviations the mean has to move without a value that carries it. */
const deviations = 3;
/** Fewest values of which one can stand out. */
const fewestForOutlier = 6;
/** Fewest values on each side of a jump. */
const fewestOnSide = 5;
/** How unlikely a jump has to be by chance. */
const level = 0.01;
/** How unlikely the order of values on one side has to be by chance, so that they go one way. */
const trendLevel = 0.05;
/** Up to so many values all their orders are counted. */
const mostCounted = 40;

export interface Outlier {
  readonly index: number;
  /** The median absolute deviation; nought where most values are equal, so that any other one stands out. */
  readonly spread: number;
  readonly mean: number;
  readonly without: number;
}

/**
 * The value without which the mean moves farthest, where it moves by more than three times the median absolute deviation. Undefined
 * where none does, and for fewer than six values.
 */
export function outlierOf(values: readonly number[]): Outlier | undefined {
  const n = values.length;
  if (n < fewestForOutlier) return undefined;
  const sum = values.reduce((total, value) => total + value, 0);
  const mean = sum / n;
  const centre = middle(values);
  const spread = middle(values.map((value) => Math.abs(value - centre)));
  let found: Outlier | undefined;
  values.forEach((value, index) => {
    const without = (sum - value) / (n - 1);
    const isFarther = found === undefined || Math.abs(without - mean) > Math.abs(found.without - mean);
    if (isFarther) found = { index, spread, mean, without };
  });
  // Sums of binary numbers are off in their last digits; where nearly all values are equal, that is no movement.
  const least = Math.max(deviations * spread, 1e-9 * Math.max(...values.map(Math.abs)));
  return found !== undefined && Math.abs(found.without - mean) > least ? found : undefined;
}

export interface Jump {
  /** The index of the first value of the later ones. */
  readonly index: number;
  readonly before: number;
  readonly behind: number;
  readonly p: number;
}

/**
 * The split of values in time order that the test of Mann and Whitney finds least likely by chance, with the medians of both sides.
 * Undefined where p is 0.01 or more, with fewer than five values on a side, and where the values on one of them go the same way: that is
 * a trend and no jump.
 */
export function jumpOf(values: readonly number[]): Jump | undefined {
  let found: { readonly index: number; readonly p: number } | undefined;
  const ranks = ranksOf(values);
  for (let index = fewestOnSide; index <= values.length - fewestOnSide; index++) {
    const p = rankSum(ranks, index);
    if (p < (found?.p ?? level)) found = { index, p };
  }
  if (found === undefined) return undefined;
  const { index, p } = found;
  const sides = [values.slice(0, index), values.slice(index)] as const;
  const [before, behind] = [middle(sides[0]), middle(sides[1])];
  const isTrend = sides.map(trendOf).some((trend) => trend.p < trendLevel && trend.slope > 0 === behind > before);
  return isTrend ? undefined : { index, p, before, behind };
}

/** The median: the middle one, or the mean of the middle two. */
export function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const high = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[half - 1] ?? high) + high) / 2;
}

interface Ranks {
  /** By value in time order; equal values share the mean of their ranks. */
  readonly ranks: readonly number[];
  /** Σ (t³ − t) over groups of t equal values. */
  readonly ties: number;
}

/** Ranks of values from 1 up; equal ones share the mean of theirs. */
export function ranksOf(values: readonly number[]): Ranks {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Array<number>(values.length).fill(0);
  let ties = 0;
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to++;
    for (let at = from; at < to; at++) ranks[order[at] ?? 0] = (from + 1 + to) / 2;
    ties += (to - from) ** 3 - (to - from);
    from = to;
  }
  return { ranks, ties };
}

/** The two-sided p value that the first values and the others are of one distribution: exact without ties, else the normal approximation. */
function rankSum({ ranks, ties }: Ranks, first: number): number {
  const n = ranks.length;
  const second = n - first;
  const sum = ranks.slice(0, first).reduce((total, rank) => total + rank, 0);
  const u = sum - (first * (first + 1)) / 2;
  const distance = Math.abs(u - (first * second) / 2);
  if (ties === 0 && n <= mostCounted) return exactTail(first, second, distance);
  const variance = ((first * second) / 12) * (n + 1 - ties / (n * (n - 1)));
  return variance <= 0 ? 1 : normalTail(Math.max(0, distance - 0.5) / Math.sqrt(variance));
}

/** In how large a part of all ways to choose the first among all the statistic is as far from its middle, or farther. */
function exactTail(first: number, second: number, distance: number): number {
  const most = first * second;
  // By how many were chosen and the statistic, one row for each number: in how many ways.
  const size = most + 1;
  const ways = new Float64Array((first + 1) * size);
  ways[0] = 1;
  for (let rank = 1; rank <= first + second; rank++)
    for (let chosen = Math.min(rank, first); chosen >= 1; chosen--) {
      // The one chosen last stands behind all that were passed over.
      const behind = rank - chosen;
      if (behind > second) continue;
      const [into, from] = [chosen * size, (chosen - 1) * size - behind];
      for (let u = most; u >= behind; u--) ways[into + u] = (ways[into + u] ?? 0) + (ways[from + u] ?? 0);
    }
  const counts = ways.subarray(first * size);
  let [all, far] = [0, 0];
  counts.forEach((count, u) => {
    all += count;
    if (Math.abs(u - most / 2) >= distance) far += count;
  });
  return far / all;
}
