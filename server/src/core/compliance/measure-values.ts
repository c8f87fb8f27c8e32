// Values of windows that come from one value a record: statistics of values and of elapsed times, and shares within a bound.
// It must never take an open record for an ended one: it is pending, or already too late, or enters with its age.

import type { Bound } from '../model/sla';
import { convert, isDuration, microsecondsIn } from '../scalars/quantity';
import { add, compare, divide, integer, isZero, zero, type Rational } from '../scalars/rational';
import type { Statistic } from '../scalars/words';
import { cellOf, countAt, isExact, statisticOf } from './histogram';
import { decimal, inUnit, percent, type Measured, type Measuring, type StateOf } from './measured';
import { opinionScores } from './measure-scores';
import type { HistogramPart } from './partials';

/** The values themselves, or the scores of voice that they rate; undefined where these cannot be told one by one. */
function scoredState(state: StateOf<'values'>, { type, parameters }: Measuring): StateOf<'values'> | undefined {
  const isRated = type.fold.kind === 'values' && type.fold.scale === 'mos' && parameters.get('scale') === 'r';
  if (!isRated) return state;
  const histogram = opinionScores(state.histogram);
  return histogram === undefined ? undefined : { ...state, histogram, weighted: undefined };
}

const notCounted = 'there are too many different ratings to turn each into a score';

/** The value by a statistic of all values; a mean is weighted where a weight is mapped. */
export function valueStatistic(rated: StateOf<'values'>, measuring: Measuring): Measured {
  const state = scoredState(rated, measuring);
  if (state === undefined) return { value: undefined, n: rated.histogram.n, isExact: true, reason: notCounted };
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

/** The share of the values that meet the bounds. */
export function valueShare(rated: StateOf<'values'>, measuring: Measuring): Measured {
  const state = scoredState(rated, measuring);
  if (state === undefined) return { value: undefined, n: rated.histogram.n, isExact: true, reason: notCounted };
  const within = countMeeting(state.histogram, measuring.bounds, measuring.valueUnit);
  const timeouts = measuring.parameters.get('timeouts') === 'skip' ? 0 : state.timeouts;
  const judged = state.histogram.n + timeouts;
  return within === undefined
    ? { value: undefined, n: judged, isExact: true, reason: notComparable }
    : shareOf(within, judged);
}

/** The share of the records that were ended within the bounds; what is open and too old is late. */
export function spanShare(state: StateOf<'spans'>, measuring: Measuring): Measured {
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

/** A statistic of elapsed times, open records with their age. */
export function spanStatistic(state: StateOf<'spans'>, measuring: Measuring): Measured {
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
