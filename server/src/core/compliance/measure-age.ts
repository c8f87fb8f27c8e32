// The age of the newest that is known, judged by its highest, mean or last value, or by the share of time within a bound (D11).
// It must never estimate: between two arrivals age rises by a second a second, so every share and mean is exact.

import { isDuration, microsecondsIn } from '../scalars/quantity';
import { add, compare, divide, integer, multiply, rational, subtract, zero, type Rational } from '../scalars/rational';
import { inUnit, percent, type Measured, type Measuring, type StateOf } from './measured';

/** The value of a state of age over so many arrivals; undefined where nothing had arrived. */
export function age(state: StateOf<'age'>, arrivals: number, measuring: Measuring): Measured {
  const { judged, expected } = state;
  const coverage = expected === 0 ? null : divide(integer(judged), integer(expected));
  const shared = { n: arrivals, isExact: true, coverage };
  if (judged === 0) return { ...shared, value: undefined };
  if (measuring.share !== undefined) return share(state, measuring, shared);
  const kind = measuring.statistic?.kind ?? 'max';
  const microseconds =
    kind === 'max'
      ? integer(state.maximum)
      : kind === 'last'
        ? integer(state.last)
        : kind === 'mean'
          ? rational(BigInt(state.doubledArea), 2n * BigInt(judged))
          : undefined;
  if (microseconds === undefined)
    return { ...shared, value: undefined, reason: 'an age is judged by max, mean or last, or by a share of time' };
  return { ...shared, value: inUnit(microseconds, 'us', measuring.unit) };
}

function share(
  { slopes, judged, none }: StateOf<'age'>,
  { bounds }: Measuring,
  shared: Pick<Measured, 'n' | 'isExact' | 'coverage'>,
): Measured {
  const bound = bounds[0];
  const at = bound !== undefined && isDuration(bound.quantity) ? microsecondsIn(bound.quantity) : undefined;
  if (bound === undefined || at === undefined || bounds.length > 1)
    return { ...shared, value: undefined, reason: 'its bound cannot be compared with an age' };
  const isUpper = bound.word === 'atMost' || bound.word === 'below';
  // Where nothing is there to be old, the age is nought and keeps every upper bound.
  const within = add(timeUpTo(slopes, at), integer(none));
  const all = integer(judged);
  const good = isUpper ? within : subtract(all, within);
  const seconds = rational(1_000_000n);
  return {
    ...shared,
    value: percent(good, all),
    numerator: divide(good, seconds),
    denominator: divide(all, seconds),
    bad: divide(subtract(all, good), seconds),
  };
}

/** For how long the age was at most so much: each stretch adds as much of its length as lies below. */
function timeUpTo(slopes: StateOf<'age'>['slopes'], most: Rational): Rational {
  let sum = zero;
  for (const [from, slope] of slopes) {
    const start = integer(from);
    if (compare(start, most) >= 0) break;
    sum = add(sum, multiply(integer(slope), subtract(most, start)));
  }
  return sum;
}
