// Error budgets: how much of a window may be bad, how much was, and whether it is lost already.
// It must never give a budget for a target that is not a share of a known whole.

import type { Bound } from '../model/sla';
import { compare, divide, hundred, isZero, multiply, subtract, type Rational } from '../scalars/rational';
import { isBadShare, type MetricType } from '../vocabulary/metrics/metric';
import { isInside } from './credits';
import type { Measured } from './measured';
import { isAvailability } from './missing';
import type { Budget } from './result';

/** The error budget of a window and how much of it is used; undefined where the target is no single share of a whole. */
export function budgetOf(type: MetricType, measured: Measured, bounds: readonly Bound[]): Budget | undefined {
  const bound = bounds.length === 1 ? bounds[0] : undefined;
  if (bound?.quantity.dimension !== 'percent') return undefined;
  const isLower = bound.word === 'atLeast' || bound.word === 'above';
  const allowed = divide(isLower ? subtract(hundred, bound.quantity.value) : bound.quantity.value, hundred);
  const make = (unit: 'seconds' | 'count', whole: Rational, used: Rational): Budget => {
    const total = multiply(allowed, whole);
    return { unit, total, used, share: isZero(total) ? undefined : divide(used, total) };
  };
  if (measured.wholeSeconds !== undefined && measured.downtimeSeconds !== undefined)
    return make('seconds', measured.wholeSeconds, measured.downtimeSeconds);
  if (measured.bad === undefined || measured.denominator === undefined || measured.numerator === undefined)
    return undefined;
  // The share of an age or a level is one of time, of which the amounts are seconds.
  const unit = type.fold.kind === 'age' || type.fold.kind === 'levels' ? 'seconds' : 'count';
  return make(unit, measured.denominator, isLower || isBadShare(type) ? measured.bad : measured.numerator);
}

/** Whether a running window is missed whatever comes; undefined for types whose value can still get better. */
export function alreadyLost(
  type: MetricType,
  budget: Budget | undefined,
  value: Rational | undefined,
  bounds: readonly Bound[],
  unit: string,
): boolean | undefined {
  if (isAvailability(type)) return budget === undefined ? undefined : compare(budget.used, budget.total) > 0;
  if (type.fold.kind !== 'downtime') return undefined;
  if (
    type.fold.value === 'mtbf' ||
    type.fold.value === 'failure-rate' ||
    value === undefined ||
    !bounds.every((bound) => bound.word === 'atMost' || bound.word === 'below')
  )
    return undefined;
  return isInside(value, unit, bounds) === false;
}
