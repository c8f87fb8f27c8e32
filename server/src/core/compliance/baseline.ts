// What the windows of a record say about a target: median, extremes, trend, and how often the target was kept. Pure and exact.
// The sample is windows, never minutes; a window without a value or that still runs is no part of it.

import { add, compare, divide, integer, toNumber, type Rational } from '../scalars/rational';
import { decidingOf } from './deciding';
import { historiesOf, type History } from './history';
import type { ObjectiveResult } from './result';
import { trendOf, type Trend } from './trend';

export interface Attainment {
  readonly met: number;
  readonly of: number;
  /** Wilson 95 % interval of the share of windows that meet the target, in percent (rules.md A3). */
  readonly low: number;
  readonly high: number;
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
  let found = known.get(history);
  if (found === undefined) known.set(history, (found = statisticsOf(history)));
  return found;
}

const known = new WeakMap<History, BaselineStatistics | undefined>();

function statisticsOf(history: History): BaselineStatistics | undefined {
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
    trend: trendIn(history, values.map(toNumber)),
    attainment: attainmentOf(history),
  };
}

const trends = new WeakMap<object, { readonly values: readonly number[]; readonly trend: Trend }>();

/** The trend of a history; a target that is edited leaves the values as they were, and trends of thousands of values take their time. */
function trendIn({ windows }: History, values: readonly number[]): Trend {
  const [first] = windows;
  const part = first === undefined ? undefined : decidingOf(first)?.part;
  const before = part === undefined ? undefined : trends.get(part);
  const isSame = before?.values.length === values.length && before.values.every((value, at) => value === values[at]);
  if (before !== undefined && isSame) return before.trend;
  const trend = trendOf(values);
  if (part !== undefined) trends.set(part, { values, trend });
  return trend;
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
