// Values that hold for a time: a statistic of them weighted by time, or the share of time in which they keep bounds.
// It must never weigh a value by how often it was measured.

import type { Bound } from '../model/sla';
import { convert } from '../scalars/quantity';
import {
  add,
  compare,
  divide,
  fromDecimal,
  integer,
  multiply,
  rational,
  subtract,
  zero,
  type Rational,
} from '../scalars/rational';
import type { Statistic } from '../scalars/words';
import { countAt, isExact, ranked, statisticOf } from './histogram';
import { inUnit, percent, type Measured, type Measuring, type StateOf } from './measured';
import type { HistogramPart, WindowPart } from './partials';

const million = rational(1_000_000n);

/** The value over the time in which one is known; undefined where none is. */
export function levels(state: StateOf<'levels'>, { n }: WindowPart, measuring: Measuring): Measured {
  const { histogram, expected, step } = state;
  const { fold } = measuring.type;
  const coverage = expected === 0 ? null : divide(integer(histogram.n), integer(expected));
  const shared = { n, isExact: true, coverage };
  if (histogram.n === 0) return { ...shared, value: undefined };
  if (fold.kind === 'levels' && fold.share !== undefined)
    return timeShare(
      histogram,
      fold.share === 'range' ? timeInRange(histogram, measuring) : timeAbove(histogram),
      shared,
    );
  if (measuring.share !== undefined)
    return timeShare(histogram, timeWithin(histogram, measuring.bounds, measuring.valueUnit), shared);
  const statistic: Statistic = measuring.statistic ?? { kind: 'mean' };
  const value =
    statistic.kind === 'percentile' ? percentile(histogram, statistic.share, step) : statisticOf(histogram, statistic);
  return {
    ...shared,
    value: inUnit(value, measuring.valueUnit, measuring.unit),
    isExact: isExact(histogram) || statistic.kind !== 'percentile',
  };
}

/**
 * A percentile of values weighted by time: the mean of the sorted values over one step of time from (T - step) q on, which for
 * equal weights is type 7 of Hyndman and Fan. Without a step it is the value at that place.
 */
function percentile(histogram: HistogramPart, share: Rational, step: number | undefined): Rational {
  const total = integer(histogram.n);
  const width = integer(Math.min(step ?? 1, histogram.n));
  const from = multiply(subtract(total, width), share);
  const to = add(from, width);
  let [sum, seen] = [zero, zero];
  for (const { value, count } of ranked(histogram)) {
    const end = add(seen, integer(count));
    const [low, high] = [compare(seen, from) > 0 ? seen : from, compare(end, to) < 0 ? end : to];
    if (compare(high, low) > 0) sum = add(sum, multiply(value, subtract(high, low)));
    seen = end;
  }
  return divide(sum, width);
}

function timeShare(
  { n: judged }: HistogramPart,
  within: number | undefined,
  shared: Pick<Measured, 'n' | 'isExact' | 'coverage'>,
): Measured {
  if (within === undefined)
    return { ...shared, value: undefined, reason: 'its bound cannot be compared with the values exactly' };
  const [all, good] = [integer(judged), integer(within)];
  return {
    ...shared,
    value: percent(good, all),
    numerator: divide(good, million),
    denominator: divide(all, million),
    bad: divide(subtract(all, good), million),
  };
}

/** Microseconds in which the values keep all bounds; undefined where one cannot be compared exactly. */
function timeWithin(histogram: HistogramPart, bounds: readonly Bound[], unit: string): number | undefined {
  let missed = 0;
  for (const bound of bounds) {
    const at = convert(bound.quantity, unit);
    const count = at === undefined ? undefined : countAt(histogram, at);
    if (count === undefined) return undefined;
    // Two bounds are a band, so a value misses at most one of them and misses add up.
    if (bound.word === 'atMost') missed += histogram.n - count.below - count.equal;
    else if (bound.word === 'below') missed += histogram.n - count.below;
    else if (bound.word === 'atLeast') missed += count.below;
    else missed += count.below + count.equal;
  }
  return histogram.n - missed;
}

function timeInRange(histogram: HistogramPart, { parameters }: Measuring): number | undefined {
  const [low, high] = [fromDecimal(parameters.get('low') ?? ''), fromDecimal(parameters.get('high') ?? '')];
  const [under, over] = [low, high].map((bound) => (bound === undefined ? undefined : countAt(histogram, bound)));
  if ((low !== undefined && under === undefined) || (high !== undefined && over === undefined)) return undefined;
  if (low !== undefined && high !== undefined && compare(low, high) > 0) return 0;
  return histogram.n - (under?.below ?? 0) - (over === undefined ? 0 : histogram.n - over.below - over.equal);
}

function timeAbove(histogram: HistogramPart): number | undefined {
  const count = countAt(histogram, zero);
  return count === undefined ? undefined : histogram.n - count.below - count.equal;
}

/** The thresholds between which time has to be counted exactly, in the unit of the values. */
export function levelThresholds(
  share: 'range' | 'positive' | undefined,
  parameters: ReadonlyMap<string, string>,
): readonly Rational[] {
  if (share === 'positive') return [zero];
  if (share === undefined) return [];
  return [parameters.get('low'), parameters.get('high')].flatMap((text) => fromDecimal(text ?? '') ?? []);
}
