// What the windows of a record say about a target: median, extremes, trend, and how often the target was kept. Pure and exact.
// The sample is windows, never minutes; a window without a value or that still runs is no part of it.

import { add, compare, divide, integer, toNumber, type Rational } from '../scalars/rational';
import { historiesOf, type History } from './history';
import type { ObjectiveResult } from './result';

export interface Attainment {
  readonly met: number;
  readonly of: number;
  /** Wilson 95 % interval of the share of windows that meet the target, in percent (rules.md A3). */
  readonly low: number;
  readonly high: number;
}

export interface Trend {
  /** Mann-Kendall statistic: later values above earlier ones minus the other way round. */
  readonly s: number;
  /** Two-sided p value: exact for fewer than eight different values, else by the normal approximation with ties; 1 below three windows. */
  readonly p: number;
  /** Theil-Sen slope per window, in the unit of the objective. */
  readonly slope: number;
}

export interface BaselineStatistics {
  readonly windows: number;
  readonly from: number;
  readonly to: number;
  readonly median: Rational;
  readonly lowest: Rational;
  readonly highest: Rational;
  readonly trend: Trend;
  /** Undefined where no window was judged. */
  readonly attainment: Attainment | undefined;
}

/**
 * Statistics over the complete windows of one group (undefined: of an objective without groups), the term's and those before it.
 * Undefined where no window is complete and has a value.
 */
export function baselineOf(result: ObjectiveResult, group: string | undefined): BaselineStatistics | undefined {
  const history = historiesOf(result).find((each) => each.group === group);
  if (history === undefined) return undefined;
  const { windows } = history;
  const values = windows.map(({ value }) => value);
  const sorted = [...values].sort(compare);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  const [first, last] = [windows[0], windows.at(-1)];
  const median = medianOf(sorted);
  if (
    lowest === undefined ||
    highest === undefined ||
    median === undefined ||
    first === undefined ||
    last === undefined
  )
    return undefined;
  return {
    windows: windows.length,
    from: first.from,
    to: last.to,
    median,
    lowest,
    highest,
    trend: trendOf(values.map(toNumber)),
    attainment: attainmentOf(history),
  };
}

/** How often the target was kept in the windows that were judged, with the interval of that share; undefined where none was. */
export function attainmentOf({ windows }: History): Attainment | undefined {
  const met = windows.filter(({ verdict }) => verdict === 'met').length;
  const of = met + windows.filter(({ verdict }) => verdict === 'breached').length;
  return of === 0 ? undefined : { met, of, ...wilson(met, of) };
}

/** The median of sorted values: the middle one, or the mean of the middle two. */
export function medianOf(sorted: readonly Rational[]): Rational | undefined {
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  if (high === undefined) return undefined;
  return sorted.length % 2 === 1 || low === undefined ? high : divide(add(low, high), integer(2));
}

const z = 1.959964;

/** The Wilson 95 % interval of k of n, in percent. */
export function wilson(k: number, n: number): { readonly low: number; readonly high: number } {
  const p = k / n;
  const scale = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / scale;
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / scale;
  return { low: Math.max(0, 100 * (centre - half)), high: Math.min(100, 100 * (centre + half)) };
}

/** Mann-Kendall trend test and Theil-Sen slope of values in time order (rules.md A3). */
export function trendOf(values: readonly number[]): Trend {
  let s = 0;
  const slopes: number[] = [];
  values.forEach((later, j) => {
    for (let i = 0; i < j; i++) {
      const difference = later - (values[i] ?? later);
      s += Math.sign(difference);
      slopes.push(difference / (j - i));
    }
  });
  const n = values.length;
  const ties = new Map<number, number>();
  for (const value of values) ties.set(value, (ties.get(value) ?? 0) + 1);
  const tied = [...ties.values()].reduce((sum, group) => sum + group * (group - 1) * (2 * group + 5), 0);
  const variance = (n * (n - 1) * (2 * n + 5) - tied) / 18;
  const score = variance <= 0 || s === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  slopes.sort((a, b) => a - b);
  const middle = slopes.length >> 1;
  const slope =
    slopes.length === 0
      ? 0
      : slopes.length % 2 === 1
        ? (slopes[middle] ?? 0)
        : ((slopes[middle - 1] ?? 0) + (slopes[middle] ?? 0)) / 2;
  const isExact = n < fewestForNormal && ties.size === n;
  return { s, p: n < 3 ? 1 : isExact ? exactTrend(n, s) : normalTail(score), slope };
}

/** Below so many values the normal approximation is too coarse, and counting is cheap (rules.md A3). */
const fewestForNormal = 8;

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

/** The complementary error function to seven digits (Abramowitz and Stegun 7.1.26 has 1.5e-7). */
function erfc(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return series * Math.exp(-x * x);
}
