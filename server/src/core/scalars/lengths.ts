// How long durations are in seconds, as a range where a calendar decides: a month has 28 to 31 days.
// It must never give one number for a unit that has several lengths, nor a length for business time.

import type { Duration } from './quantity';
import { divide, integer, multiply, type Rational } from './rational';
import { microsecondsOf, monthsOf } from './units';

/** Seconds from the shortest to the longest that something can last, the hour of a clock change apart. */
export interface Length {
  readonly least: Rational;
  readonly most: Rational;
}

/** Days of so many months in a row that begin on any day. */
const daysOfMonths: Readonly<Record<number, readonly [least: number, most: number]>> = {
  1: [28, 31],
  2: [59, 62],
  3: [89, 92],
  6: [181, 184],
  12: [365, 366],
};

export function lengthOfDays(least: number, most = least): Length {
  return { least: integer(least * 86_400), most: integer(most * 86_400) };
}

/** The days of a whole number of months in a row, wherever they begin; a little wider for numbers that nobody writes. */
export function lengthOfMonths(months: number): Length {
  const [least, most] = daysOfMonths[months] ?? [
    Math.floor((months * 365) / 12) - 3,
    Math.ceil((months * 366) / 12) + 3,
  ];
  return lengthOfDays(least, most);
}

/** The elapsed length of a duration; a day has 24 hours. Undefined for business time and for parts of months. */
export function lengthOf({ value, unit, business }: Duration): Length | undefined {
  if (business) return undefined;
  const microseconds = microsecondsOf(unit);
  if (microseconds !== undefined) {
    const seconds = divide(multiply(value, microseconds), integer(1_000_000));
    return { least: seconds, most: seconds };
  }
  const months = monthsOf(unit);
  if (months === undefined || value.den !== 1n || value.num < 1n || value.num > 1_200n) return undefined;
  return lengthOfMonths(Number(value.num) * months);
}
