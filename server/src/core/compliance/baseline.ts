// What the windows of a record say about a target: median, extremes, trend, and how often the target was kept. Pure and exact.
// The sample is windows, never minutes; a window without a value or that still runs is no part of it.

import { add, compare, divide, fromNumber, integer, toNumber, type Rational } from '../scalars/rational';
import type { ObjectiveResult, WindowResult } from './result';

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
  /** Two-sided p value by the normal approximation with ties; 1 below three windows. */
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
  const { asOf } = result;
  const complete = result.windows.filter(
    (window) =>
      window.group === group &&
      window.value !== undefined &&
      asOf !== undefined &&
      window.to <= asOf &&
      isWhole(window),
  );
  const values = complete.flatMap((window) => window.value ?? []);
  const sorted = [...values].sort(compare);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  const [first, last] = [complete[0], complete.at(-1)];
  const median = medianOf(sorted);
  if (
    lowest === undefined ||
    highest === undefined ||
    median === undefined ||
    first === undefined ||
    last === undefined
  )
    return undefined;
  const judged = complete.filter((window) => window.verdict === 'met' || window.verdict === 'breached');
  const met = judged.filter((window) => window.verdict === 'met').length;
  return {
    windows: complete.length,
    from: first.from,
    to: last.to,
    median,
    lowest,
    highest,
    trend: trendOf(values.map(toNumber)),
    attainment: judged.length === 0 ? undefined : { met, of: judged.length, ...wilson(met, judged.length) },
  };
}

/** A window that the record covers only in part says little about the others. */
function isWhole(window: WindowResult): boolean {
  return window.coverage === undefined || window.coverage === null || compare(window.coverage, fromNumber(0.95)) >= 0;
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
  return { s, p: n < 3 ? 1 : erfc(Math.abs(score) / Math.SQRT2), slope };
}

/** The complementary error function to seven digits (Abramowitz and Stegun 7.1.26 has 1.5e-7). */
function erfc(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return series * Math.exp(-x * x);
}
