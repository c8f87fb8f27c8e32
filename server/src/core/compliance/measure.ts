// Turns the partial aggregates of one window into a value: numerator, denominator, n, and what is needed to judge it.
// It must never judge: whether a value meets a bound is asked in verdict.ts.

import type { Bound } from '../model/sla';
import { convert, isDuration, microsecondsIn, type Quantity } from '../scalars/quantity';
import {
  add,
  compare,
  divide,
  fromDecimal,
  hundred,
  integer,
  isZero,
  multiply,
  negate,
  rational,
  subtract,
  zero,
  type Rational,
} from '../scalars/rational';
import { bitsPerSecond, microsecondsOf, timeUnit } from '../scalars/units';
import type { Statistic } from '../scalars/words';
import type { MetricType } from '../vocabulary/metrics/metric';
import { cellOf, countAt, isExact, statisticOf } from './histogram';
import type { HistogramPart, StatePart, WindowPart } from './partials';

export interface Measuring {
  readonly type: MetricType;
  /** Judged by the share of records within the bounds. */
  readonly share: Quantity | 'all' | undefined;
  readonly statistic: Statistic | undefined;
  readonly bounds: readonly Bound[];
  /** The unit of the values in the data. */
  readonly valueUnit: string;
  /** The unit of the result. */
  readonly unit: string;
  readonly parameters: ReadonlyMap<string, string>;
}

export interface Measured {
  readonly value: Rational | undefined;
  readonly numerator?: Rational | undefined;
  readonly denominator?: Rational | undefined;
  readonly n: number;
  readonly isExact: boolean;
  readonly pending?: number;
  readonly isProvisional?: boolean;
  /** For shares: good or bad counts against the budget. */
  readonly bad?: Rational;
  readonly downtimeSeconds?: Rational;
  /** Counted seconds of the whole window, also while it runs. */
  readonly wholeSeconds?: Rational;
  readonly lowerBound?: Rational;
  /** Of a percentile: which one (0.95), and how many of the n records meet the bounds. */
  readonly quantile?: Rational;
  readonly within?: number | undefined;
  /** Records without a value, which a statistic leaves out. */
  readonly timeouts?: number;
  readonly longest?: Rational | undefined;
  readonly rows?: { readonly mean: Rational | undefined; readonly n: number };
  readonly coverage?: Rational | null;
  readonly missing?: number;
  readonly idle?: number;
  /** Why there is no value although there is data. */
  readonly reason?: string;
}

const million = rational(1_000_000n);

/** The value of one window. A value that cannot be formed (zero denominator, nothing there) is undefined. */
export function measure(part: WindowPart, measuring: Measuring): Measured {
  const measured = measureState(part.state, part, measuring);
  if (part.coverage === undefined || measured.coverage !== undefined) return measured;
  const { counted, expected, idle } = part.coverage;
  const coverage = expected > 0 ? divide(integer(counted), integer(expected)) : null;
  return { ...measured, coverage, missing: Math.max(0, expected - counted), idle };
}

function measureState(state: StatePart, part: WindowPart, measuring: Measuring): Measured {
  switch (state.kind) {
    case 'counts':
      return counts(state, part, measuring);
    case 'values':
      return measuring.share === undefined ? valueStatistic(state, measuring) : valueShare(state, measuring);
    case 'spans':
      return measuring.share === undefined ? spanStatistic(state, measuring) : spanShare(state, measuring);
    case 'downtime':
      return downtime(state, measuring);
    case 'repairs':
      return repairs(state, measuring);
    case 'items': {
      const amount =
        measuring.type.fold.kind === 'items' && measuring.type.fold.value === 'sum' ? state.sum : String(state.count);
      return { value: fromDecimal(amount), n: state.count, isExact: true };
    }
    case 'cohort':
      return {
        value: state.judged === 0 ? undefined : percent(integer(state.good), integer(state.judged)),
        numerator: integer(state.good),
        denominator: integer(state.judged),
        n: state.judged,
        isExact: true,
        bad: integer(state.judged - state.good),
        pending: state.pending,
        isProvisional: state.pending > 0,
      };
    case 'throughput':
      return throughput(state, part, measuring);
  }
}

function percent(numerator: Rational, denominator: Rational): Rational {
  return multiply(hundred, divide(numerator, denominator));
}

function decimal(text: string): Rational {
  return fromDecimal(text) ?? zero;
}

function counts(state: Extract<StatePart, { kind: 'counts' }>, part: WindowPart, { type }: Measuring): Measured {
  const [good, bad, total] = [decimal(state.good), decimal(state.bad), decimal(state.total)];
  const isBadShare = type.fold.kind === 'counts' && type.fold.share === 'bad';
  const numerator = isBadShare ? bad : good;
  const ripening = type.matures === undefined ? {} : { pending: state.pending, isProvisional: state.pending > 0 };
  return {
    value: isZero(total) ? undefined : percent(numerator, total),
    numerator,
    denominator: total,
    n: part.n,
    isExact: true,
    bad,
    ...ripening,
  };
}

/** Converts a value from the unit of the data to the unit of the result. */
function inUnit(value: Rational | undefined, from: string, to: string): Rational | undefined {
  if (value === undefined || from === to) return value;
  const dimension =
    timeUnit(from) !== undefined ? 'duration' : bitsPerSecond(from) !== undefined ? 'data-rate' : 'number';
  return convert({ dimension, value, unit: from, business: false }, to) ?? value;
}

function valueStatistic(state: Extract<StatePart, { kind: 'values' }>, measuring: Measuring): Measured {
  const { histogram, weighted } = state;
  const statistic: Statistic = measuring.statistic ?? { kind: 'mean' };
  const isWeighted = statistic.kind === 'mean' && weighted !== undefined;
  const weight = isWeighted ? decimal(weighted.weight) : zero;
  const value = isWeighted
    ? isZero(weight)
      ? undefined
      : divide(decimal(weighted.sum), weight)
    : statisticOf(histogram, statistic);
  const exact = isExact(histogram) || statistic.kind === 'mean' || statistic.kind === 'sum';
  return {
    value: inUnit(value, measuring.valueUnit, measuring.unit),
    n: histogram.n,
    isExact: exact,
    ...(measuring.parameters.get('timeouts') === 'skip' ? {} : { timeouts: state.timeouts }),
    ...rankOf(histogram, statistic, measuring.bounds, measuring.valueUnit),
  };
}

/** The rank of a percentile among the records, for rows that may be added to them. */
function rankOf(
  histogram: HistogramPart,
  statistic: Statistic,
  bounds: readonly Bound[],
  unit: string,
): Pick<Measured, 'quantile' | 'within'> {
  const ends = { min: zero, max: integer(1), mean: undefined, sum: undefined, last: undefined };
  const quantile = statistic.kind === 'percentile' ? statistic.share : ends[statistic.kind];
  return quantile === undefined ? {} : { quantile, within: countMeeting(histogram, bounds, unit) };
}

/** The bound in the unit of the values; undefined where it does not convert. */
function boundIn(bound: Bound, unit: string): Rational | undefined {
  if (unit === 'us') return isDuration(bound.quantity) ? microsecondsIn(bound.quantity) : undefined;
  return convert(bound.quantity, unit);
}

/** How many values meet all bounds; undefined where a bound cannot be compared exactly. */
function countMeeting(histogram: HistogramPart, bounds: readonly Bound[], unit: string): number | undefined {
  let missing = 0;
  for (const bound of bounds) {
    const at = boundIn(bound, unit);
    const count = at === undefined ? undefined : countAt(histogram, at);
    if (count === undefined) return undefined;
    // Two bounds are a band, so a value misses at most one of them and misses add up.
    if (bound.word === 'atMost') missing += histogram.n - count.below - count.equal;
    else if (bound.word === 'below') missing += histogram.n - count.below;
    else if (bound.word === 'atLeast') missing += count.below;
    else missing += count.below + count.equal;
  }
  return histogram.n - missing;
}

function shareOf(within: number, judged: number, extra: Partial<Measured> = {}): Measured {
  return {
    value: judged === 0 ? undefined : percent(integer(within), integer(judged)),
    numerator: integer(within),
    denominator: integer(judged),
    n: judged,
    isExact: true,
    bad: integer(judged - within),
    ...extra,
  };
}

const notComparable = 'its bound cannot be compared with the values exactly';

function valueShare(state: Extract<StatePart, { kind: 'values' }>, measuring: Measuring): Measured {
  const within = countMeeting(state.histogram, measuring.bounds, measuring.valueUnit);
  const timeouts = measuring.parameters.get('timeouts') === 'skip' ? 0 : state.timeouts;
  const judged = state.histogram.n + timeouts;
  return within === undefined
    ? { value: undefined, n: judged, isExact: true, reason: notComparable }
    : shareOf(within, judged);
}

function spanShare(state: Extract<StatePart, { kind: 'spans' }>, measuring: Measuring): Measured {
  if (state.deadline !== undefined) {
    const { within, late, pending } = state.deadline;
    return shareOf(within, within + late, { pending, isProvisional: pending > 0 });
  }
  const within = countMeeting(state.histogram, measuring.bounds, 'us');
  if (within === undefined) return { value: undefined, n: state.histogram.n, isExact: true, reason: notComparable };
  const late = state.open.filter((age) => measuring.bounds.some((bound) => isOver(age, bound))).length;
  const pending = state.open.length - late;
  return shareOf(within, state.histogram.n + late, { pending, isProvisional: pending > 0 });
}

/** Whether an open record of this age can no longer meet an upper bound. */
function isOver(age: number, bound: Bound): boolean {
  const at = boundIn(bound, 'us');
  if (at === undefined || bound.word === 'atLeast' || bound.word === 'above') return false;
  const order = compare(integer(age), at);
  return bound.word === 'atMost' ? order > 0 : order >= 0;
}

function spanStatistic(state: Extract<StatePart, { kind: 'spans' }>, measuring: Measuring): Measured {
  const statistic: Statistic = measuring.statistic ?? { kind: 'mean' };
  const histogram = withOpen(state.histogram, state.open);
  const isProvisional = state.open.length > 0;
  const value = statisticOf(histogram, statistic);
  return {
    value: inUnit(value, 'us', measuring.unit),
    n: histogram.n,
    isExact: isExact(histogram) || statistic.kind === 'mean',
    pending: state.open.length,
    isProvisional,
    ...rankOf(histogram, statistic, measuring.bounds, 'us'),
  };
}

/** Open records enter a statistic with their age: it can only grow. */
function withOpen(histogram: HistogramPart, open: readonly number[]): HistogramPart {
  if (open.length === 0) return histogram;
  const counted = (
    values: readonly number[],
    counts: readonly number[],
    more: readonly number[],
  ): [number, number][] => {
    const byValue = new Map(values.map((value, index) => [value, counts[index] ?? 0]));
    for (const value of more) byValue.set(value, (byValue.get(value) ?? 0) + 1);
    return [...byValue].sort(([a], [b]) => a - b);
  };
  const { cells } = histogram;
  const sorted = cells === undefined ? counted(histogram.values, histogram.counts, open) : [];
  const sketched = cells === undefined ? [] : counted(cells.indices, cells.counts, open.map(cellOf));
  const sum = open.reduce((total, age) => add(total, integer(age)), decimal(histogram.sum));
  const ended = histogram.n === 0 ? [] : [histogram.minimum, histogram.maximum];
  return {
    ...histogram,
    n: histogram.n + open.length,
    values: sorted.map(([value]) => value),
    counts: sorted.map(([, count]) => count),
    cells:
      cells === undefined
        ? undefined
        : { indices: sketched.map(([cell]) => cell), counts: sketched.map(([, count]) => count) },
    sum: String(sum.num),
    minimum: open.reduce((least, age) => Math.min(least, age), Math.min(...ended)),
    maximum: open.reduce((most, age) => Math.max(most, age), Math.max(...ended)),
  };
}

function downtime(state: Extract<StatePart, { kind: 'downtime' }>, { type, unit, parameters }: Measuring): Measured {
  const kind = type.fold.kind === 'downtime' ? type.fold.value : 'availability';
  const [judged, down] = [integer(state.judged), integer(state.down)];
  const up = subtract(judged, down);
  const coverage = state.expected === 0 ? null : divide(judged, integer(state.expected));
  const slices = state.slice === undefined ? {} : { missing: state.missingSlices, idle: state.idleSlices };
  const shared = {
    isExact: true,
    coverage,
    isProvisional: state.isOpenCut,
    downtimeSeconds: divide(down, million),
    ...slices,
  };
  switch (kind) {
    case 'availability': {
      const scale = state.slice === undefined ? million : integer(state.slice);
      const counted = divide(judged, scale);
      return {
        ...shared,
        value: state.judged === 0 ? undefined : percent(up, judged),
        numerator: divide(up, scale),
        denominator: counted,
        n: state.slice === undefined ? state.outages : Number(counted.num / counted.den),
        wholeSeconds: divide(add(judged, integer(state.remaining)), million),
      };
    }
    case 'downtime':
      return { ...shared, value: state.judged === 0 ? undefined : inUnit(down, 'us', unit), n: state.outages };
    case 'outages':
      return { ...shared, value: state.judged === 0 ? undefined : integer(state.failures), n: state.failures };
    case 'mtbf': {
      const time = parameters.get('counts') === 'start-to-start' ? judged : up;
      const hours = inUnit(time, 'us', unit) ?? zero;
      const failures = integer(state.failures);
      return {
        ...shared,
        value: state.failures === 0 ? undefined : divide(hours, failures),
        numerator: hours,
        denominator: failures,
        n: state.failures,
        ...(state.failures === 0 && state.judged > 0 ? { lowerBound: hours } : {}),
      };
    }
  }
}

function repairs(state: Extract<StatePart, { kind: 'repairs' }>, { unit }: Measuring): Measured {
  const inTarget = (microseconds: number): Rational => inUnit(integer(microseconds), 'us', unit) ?? zero;
  const total = inTarget(state.sum);
  const value = state.count === 0 ? undefined : divide(total, integer(state.count));
  const mean = state.count === 0 ? 0 : state.sum / state.count;
  return {
    value,
    numerator: state.count === 0 ? undefined : total,
    denominator: state.count === 0 ? undefined : integer(state.count),
    n: state.count,
    isExact: true,
    isProvisional: state.count > 0 && state.openAges.some((age) => age > mean),
    longest: state.count === 0 ? undefined : inTarget(state.longest),
    rows: {
      mean: state.rowsCount === 0 ? undefined : divide(inTarget(state.rowsSum), integer(state.rowsCount)),
      n: state.rowsCount,
    },
  };
}

function throughput(
  state: Extract<StatePart, { kind: 'throughput' }>,
  part: WindowPart,
  measuring: Measuring,
): Measured {
  const perUnit = timeUnit(measuring.unit.slice(measuring.unit.lastIndexOf('/') + 1));
  const length = (perUnit === undefined ? undefined : microsecondsOf(perUnit)) ?? million;
  const factor = divide(length, million);
  const { amounts } = state;
  const seconds = decimal(state.seconds);
  if (amounts !== undefined && measuring.statistic !== undefined && measuring.statistic.kind !== 'mean') {
    const amount = isZero(seconds) ? undefined : statisticOf(amounts, measuring.statistic);
    return {
      value: amount === undefined ? undefined : multiply(divide(multiply(amount, integer(amounts.n)), seconds), factor),
      n: amounts.n,
      isExact: isExact(amounts),
    };
  }
  const rate = isZero(seconds) ? undefined : divide(decimal(state.total), seconds);
  return { value: rate === undefined ? undefined : multiply(rate, factor), n: part.n, isExact: true };
}

/** The distance of a value to the nearest bound, positive where the bound is kept. */
export function marginOf(value: Rational, bounds: readonly Bound[], unit: string): Rational | undefined {
  let nearest: Rational | undefined;
  for (const bound of bounds) {
    const at = convert(bound.quantity, unit);
    if (at === undefined) continue;
    const distance =
      bound.word === 'atLeast' || bound.word === 'above' ? subtract(value, at) : negate(subtract(value, at));
    if (nearest === undefined || compare(distance, nearest) < 0) nearest = distance;
  }
  return nearest;
}
