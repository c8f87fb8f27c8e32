// Whether values go one way in the order of time, and how fast: the test of Mann and Kendall, and the slope of Theil and Sen (rules.md A3).
// It must never take much longer than sorting would: ten years of days are thousands of values, and millions of pairs.

export interface Trend {
  /** Mann-Kendall statistic: later values above earlier ones minus the other way round. */
  readonly s: number;
  /** Two-sided p value: exact for fewer than eight different values, else by the normal approximation with ties; 1 below three windows. */
  readonly p: number;
  /** Theil-Sen slope per window, in the unit of the objective. */
  readonly slope: number;
}

/** Below so many values the normal approximation is too coarse, and counting is cheap (rules.md A3). */
const fewestForNormal = 8;
/** Up to so many values the slopes of all pairs are written down and sorted. */
const mostSorted = 500;

/** The trend of values in time order; without a trend (s = 0, p = 1, slope = 0) for fewer than two values. */
export function trendOf(values: readonly number[]): Trend {
  const n = values.length;
  const ties = new Map<number, number>();
  for (const value of values) ties.set(value, (ties.get(value) ?? 0) + 1);
  const s = risingPairs(values) - risingPairs(values.map((value) => -value));
  const tied = [...ties.values()].reduce((sum, group) => sum + group * (group - 1) * (2 * group + 5), 0);
  const variance = (n * (n - 1) * (2 * n + 5) - tied) / 18;
  const score = variance <= 0 || s === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  const isExact = n < fewestForNormal && ties.size === n;
  const p = n < 3 ? 1 : isExact ? exactTrend(n, s) : normalTail(score);
  return { s, p, slope: n <= mostSorted ? slopeOfPairs(values) : slopeBetween(values) };
}

/** In how many pairs the later value is the larger one, counted while the values are merged into order. */
function risingPairs(values: readonly number[]): number {
  const n = values.length;
  let sorted = Float64Array.from(values);
  let merged = new Float64Array(n);
  let pairs = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let from = 0; from < n; from += 2 * width) {
      const [middle, to] = [Math.min(from + width, n), Math.min(from + 2 * width, n)];
      let [left, right] = [from, middle];
      for (let at = from; at < to; at++) {
        const isEarlier = right >= to || (left < middle && (sorted[left] ?? 0) < (sorted[right] ?? 0));
        // Whatever was taken of the earlier half before a later value is smaller than it.
        if (!isEarlier) pairs += left - from;
        merged[at] = sorted[isEarlier ? left++ : right++] ?? 0;
      }
    }
    [sorted, merged] = [merged, sorted];
  }
  return pairs;
}

function slopeOfPairs(values: readonly number[]): number {
  const slopes: number[] = [];
  values.forEach((later, j) => {
    for (let i = 0; i < j; i++) slopes.push((later - (values[i] ?? later)) / (j - i));
  });
  slopes.sort((a, b) => a - b);
  const middle = slopes.length >> 1;
  if (slopes.length % 2 === 1) return slopes[middle] ?? 0;
  return ((slopes[middle - 1] ?? 0) + (slopes[middle] ?? 0)) / 2;
}

/** Halvings after which an interval of slopes is as narrow as numbers can say. */
const halvings = 60;

/**
 * The median slope of many values, without writing all slopes down: as many of them lie above a slope as pairs still rise when it is
 * taken away. It differs from the median of all pairs by 1e-12 of the range of the values at most, and is nought below that.
 */
function slopeBetween(values: readonly number[]): number {
  const pairs = (values.length * (values.length - 1)) / 2;
  const [lowest, highest] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
  const range = highest - lowest;
  /** The smallest slope above which there are so many others at most. */
  const slopeBelow = (most: number): number => {
    let [low, high] = [-range, range];
    for (let halving = 0; halving < halvings; halving++) {
      const middle = (low + high) / 2;
      if (risingPairs(values.map((value, at) => value - middle * at)) > most) low = middle;
      else high = middle;
    }
    return Math.abs(high) <= 1e-12 * range ? 0 : high;
  };
  const half = Math.floor(pairs / 2);
  return pairs % 2 === 1 ? slopeBelow(half) : (slopeBelow(half) + slopeBelow(half - 1)) / 2;
}

/** In how large a part of all orders of n different values the statistic of Mann and Kendall is as far from nought as s, or farther. */
function exactTrend(n: number, s: number): number {
  // By the number of pairs of which the later value is the smaller one: how many orders there are.
  let orders = [1];
  for (let placed = 2; placed <= n; placed++) {
    const next: number[] = new Array<number>(orders.length + placed - 1).fill(0);
    orders.forEach((count, pairs) => {
      for (let more = 0; more < placed; more++) next[pairs + more] = (next[pairs + more] ?? 0) + count;
    });
    orders = next;
  }
  const pairs = (n * (n - 1)) / 2;
  const all = orders.reduce((sum, count) => sum + count, 0);
  const far = orders.filter((_, falling) => Math.abs(pairs - 2 * falling) >= Math.abs(s));
  return far.reduce((sum, count) => sum + count, 0) / all;
}

/** How likely a value of a standard normal distribution is as far from nought as z, on either side. */
export function normalTail(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2);
}

/** Terms of both series below with which nothing more changes in the digits of a number. */
const terms = 60;
/** Up to here the series of the error function is exact enough, from here on the continued fraction. */
const seriesUntil = 2.5;

/** The complementary error function of what is not negative, to twelve digits that matter, also far out where it is small. */
function erfc(x: number): number {
  const scale = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (x >= seriesUntil) {
    let fraction = x;
    for (let k = terms; k >= 1; k--) fraction = x + k / 2 / fraction;
    return scale / fraction;
  }
  let [term, sum] = [x, x];
  for (let k = 1; k <= terms; k++) {
    term *= (2 * x * x) / (2 * k + 1);
    sum += term;
  }
  return 1 - 2 * scale * sum;
}
