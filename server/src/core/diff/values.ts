// Compares single values of two versions: bounds, windows, limits, durations, in whatever unit each is written.
// A pair that cannot be compared gives nothing, or is called unclear; it is never guessed.

import type { Bound } from '../model/sla';
import { intersection, sidesOf, without, type Range } from '../model/tiers';
import { convert, microsecondsIn, type Duration, type Quantity } from '../scalars/quantity';
import { compare, type Rational } from '../scalars/rational';
import { windowLength } from '../compliance/allowance';
import type { Limit, WindowSpec } from '../scalars/words';
import type { Direction } from './change';

/** The value of a quantity in another unit; business days and weeks are as long as a calendar says, and stand for themselves. */
function valueIn(quantity: Quantity, unit: string): Rational | undefined {
  const isDays = ({ unit: own }: { readonly unit: string }): boolean => /(?:^|\s)[dw]$/.test(own);
  const isOther = quantity.unit !== unit && (isDays(quantity) || isDays({ unit }));
  return quantity.business && isOther ? undefined : convert(quantity, unit);
}

/** The values that bounds let pass, in a unit; undefined where one cannot be read in it. */
function keptBy(bounds: readonly Bound[], unit: string, isBusiness: boolean): Range | undefined {
  let kept: Range = { low: undefined, high: undefined };
  for (const { word, quantity } of bounds) {
    const value = quantity.business === isBusiness ? valueIn(quantity, unit) : undefined;
    if (value === undefined) return undefined;
    kept = intersection(kept, sidesOf(word, value).kept);
  }
  return kept;
}

/** How one promise compares with the one before: more values that meet it are weaker. Undefined where they are the same. */
export function compareBounds(before: readonly Bound[], now: readonly Bound[]): Direction | undefined {
  const [first] = [...before, ...now];
  if (first === undefined) return undefined;
  const { unit, business } = first.quantity;
  const [old, fresh] = [keptBy(before, unit, business), keptBy(now, unit, business)];
  if (old === undefined || fresh === undefined) return 'unclear';
  const grew = without(fresh, [old]).length > 0;
  const shrank = without(old, [fresh]).length > 0;
  if (grew && shrank) return 'unclear';
  return grew ? 'weaker' : shrank ? 'stronger' : undefined;
}

/** Which of two quantities is more; undefined where they are of different kinds. */
export function compareQuantities(a: Quantity, b: Quantity): number | undefined {
  if (a.dimension !== b.dimension || a.business !== b.business) return undefined;
  const value = valueIn(b, a.unit);
  return value === undefined ? undefined : compare(a.value, value);
}

/** Which of two durations is longer; undefined for business time beside elapsed time. */
export function compareDurations(a: Duration, b: Duration): number | undefined {
  if (a.business !== b.business) return undefined;
  if (a.unit === b.unit) return compare(a.value, b.value);
  const [first, second] = [microsecondsIn(a), microsecondsIn(b)];
  return first === undefined || second === undefined || a.business ? undefined : compare(first, second);
}

/** Which of two windows is longer, whatever month or year it is; 0 for the same class, undefined where that differs. */
export function compareWindows(a: WindowSpec, b: WindowSpec): number | undefined {
  const [first, second] = [windowLength(a), windowLength(b)];
  if (a.kind === b.kind && a.kind === 'calendar' && b.kind === 'calendar' && a.unit === b.unit)
    return a.anchor === b.anchor ? 0 : undefined;
  if (first === undefined || second === undefined) return a.kind === b.kind && a.kind === 'event' ? 0 : undefined;
  if (compare(first.least, second.most) > 0) return 1;
  if (compare(first.most, second.least) < 0) return -1;
  return a.kind === b.kind && isEqual(first.least, second.least) && isEqual(first.most, second.most) ? 0 : undefined;
}

function isEqual(a: Rational, b: Rational): boolean {
  return compare(a, b) === 0;
}

/** Which of two limits lets more pass: both over the same window; undefined otherwise. */
export function compareLimits(a: Limit, b: Limit): number | undefined {
  const isSame = a.per === undefined || b.per === undefined ? a.per === b.per : compareWindows(a.per, b.per) === 0;
  return isSame ? compareQuantities(a.amount, b.amount) : undefined;
}

/** Which of two shares leaves fewer misses; `all` leaves none. */
export function compareShares(a: Quantity | 'all', b: Quantity | 'all'): number {
  if (a === 'all' || b === 'all') return Number(a === 'all') - Number(b === 'all');
  return compare(a.value, b.value);
}
