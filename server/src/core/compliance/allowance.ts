// How much a target allows in a window before any data is read: budgets over the shortest and the longest one (rules.md A1).
// It must never give a budget for a window whose length is not known.

import { lengthOf, lengthOfDays, lengthOfMonths, type Length } from '../scalars/lengths';
import { add, divide, hundred, integer, multiply, subtract, type Rational } from '../scalars/rational';
import type { WindowSpec } from '../scalars/words';

/** The length of a window, with the one that people think in: a month of 30 days. */
export interface WindowLength extends Length {
  readonly usual: Rational;
}

const day = 86_400;

/** How long the windows of a kind are, the hour of a clock change apart; undefined for `term` and `event`. */
export function windowLength(spec: WindowSpec | undefined): WindowLength | undefined {
  if (spec === undefined || spec.kind === 'event') return undefined;
  if (spec.kind === 'rolling') {
    const length = lengthOf(spec.length);
    return length === undefined ? undefined : { ...length, usual: length.most };
  }
  const usual = (days: number, length: Length): WindowLength => ({ ...length, usual: integer(days * day) });
  switch (spec.unit) {
    case 'hour':
      return { least: integer(3_600), most: integer(3_600), usual: integer(3_600) };
    case 'day':
      return usual(1, lengthOfDays(1));
    case 'week':
      return usual(7, lengthOfDays(7));
    case 'month':
    case 'billing-month':
      return usual(30, lengthOfMonths(1));
    case 'quarter':
      // Those of the calendar are 90 days at least; one with an anchor may hold February and two months of 30 or 31 days.
      return usual(90, spec.anchor === undefined ? lengthOfDays(90, 92) : lengthOfMonths(3));
    case 'half-year':
      return usual(182, lengthOfMonths(6));
    case 'year':
      return usual(365, lengthOfMonths(12));
    case 'term':
      return undefined;
  }
}

/** What a share in percent leaves of a whole: B = (1 − t) · |W|. */
export function allowance(share: Rational, whole: Rational): Rational {
  return divide(multiply(subtract(hundred, share), whole), hundred);
}

/** The budget of a share over the windows of a kind. */
export function allowanceIn(share: Rational, window: WindowLength): WindowLength {
  return {
    least: allowance(share, window.least),
    most: allowance(share, window.most),
    usual: allowance(share, window.usual),
  };
}

/** Availability in the long run, in percent: MTBF / (MTBF + MTTR), both in one unit (rules.md A6). */
export function steadyState(between: Rational, repair: Rational): Rational {
  return divide(multiply(hundred, between), add(between, repair));
}

/** The time between failures that a repair time needs for an availability in percent; undefined for 100 %. */
export function neededBetween(repair: Rational, share: Rational): Rational | undefined {
  const left = subtract(hundred, share);
  return left.num === 0n ? undefined : divide(multiply(repair, share), left);
}
