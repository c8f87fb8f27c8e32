// Quotients of the sums of a window (metrics.md 5 and 8).
// It must never divide by a plan of zero: then there is no value.

import {
  compare,
  divide,
  hundred,
  integer,
  isZero,
  multiply,
  subtract,
  zero,
  type Rational,
} from '../scalars/rational';
import { decimal, type Measured, type Measuring, type StateOf } from './measured';
import type { WindowPart } from './partials';

/** The quotient by the form that the type states; undefined where the denominator is zero. */
export function quotient(state: StateOf<'quotient'>, { n }: WindowPart, { type }: Measuring): Measured {
  const { fold } = type;
  const form = fold.kind === 'quotient' ? fold.form : 'ratio';
  // Actual over planned time is told in percent.
  const scale = integer(fold.kind === 'quotient' ? (fold.scale ?? 1) : 100);
  const [numerator, denominator] = [decimal(state.numerator), decimal(state.denominator)];
  const whole = form === 'accuracy' ? numerator : denominator;
  const { pending } = state;
  const open = pending === undefined ? {} : { pending, isProvisional: pending > 0 };
  const shared = { numerator, denominator, n, isExact: true, ...open };
  if (isZero(whole)) return { ...shared, value: undefined };
  const values: Readonly<Record<typeof form, () => Rational>> = {
    ratio: () => multiply(divide(numerator, denominator), scale),
    deviation: () => multiply(divide(subtract(numerator, denominator), denominator), hundred),
    accuracy: () => {
      const missed = divide(decimal(state.distance), numerator);
      const value = multiply(subtract(integer(1), missed), hundred);
      return compare(value, zero) < 0 ? zero : value;
    },
  };
  return { ...shared, value: values[form]() };
}
