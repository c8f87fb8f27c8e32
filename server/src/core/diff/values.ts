// Compares single values of two versions: bounds, windows, limits, durations, in whatever unit each is written.
// A pair that cannot be compared gives nothing, or is called unclear; it is never guessed.

import type { Bound } from '../model/sla';
import { intersection, sidesOf, without, type Range } from '../model/tiers';
import { lengthOf, type Length } from '../scalars/lengths';
import { convert, isDuration, type Duration, type Quantity } from '../scalars/quantity';
import { compare, divide, hundred, integer, multiply, type Rational } from '../scalars/rational';
import { windowLength } from '../compliance/allowance';
import type { Limit, WindowSpec } from '../scalars/words';
import { beginningOf, firstBeginning } from './anchors';
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

/** Which of two durations is longer, whatever months they hold; undefined for business time beside elapsed time. */
export function compareDurations(a: Duration, b: Duration): number | undefined {
  if (a.business !== b.business) return undefined;
  if (a.unit === b.unit) return compare(a.value, b.value);
  const [first, second] = [lengthOf(a), lengthOf(b)];
  return first === undefined || second === undefined ? undefined : compareLengths(first, second);
}

function compareLengths(a: Length, b: Length): number | undefined {
  if (compare(a.least, b.most) > 0) return 1;
  if (compare(a.most, b.least) < 0) return -1;
  return isEqual(a.least, a.most) && isEqual(b.least, b.most) ? 0 : undefined;
}

/** Which of two windows is longer, whatever month or year it is; 0 for the same class, undefined where that differs. */
export function compareWindows(a: WindowSpec, b: WindowSpec): number | undefined {
  const [first, second] = [windowLength(a), windowLength(b)];
  if (a.kind === b.kind && a.kind === 'calendar' && b.kind === 'calendar' && a.unit === b.unit)
    return a.anchor === b.anchor || beginsWith(a, b) ? 0 : undefined;
  if (first === undefined || second === undefined) return a.kind === b.kind && a.kind === 'event' ? 0 : undefined;
  if (compare(first.least, second.most) > 0) return 1;
  if (compare(first.most, second.least) < 0) return -1;
  return a.kind === b.kind && isEqual(first.least, second.least) && isEqual(first.most, second.most) ? 0 : undefined;
}

/** Whether windows of one kind begin on the same days, whatever year their anchors were written in. */
function beginsWith(a: WindowSpec, b: WindowSpec): boolean {
  const [one, other] = [a, b].map((window) => {
    const anchor = window.kind === 'calendar' ? window.anchor : undefined;
    return anchor === undefined ? firstBeginning : beginningOf(window, anchor);
  });
  return one !== undefined && one === other;
}

function isEqual(a: Rational, b: Rational): boolean {
  return compare(a, b) === 0;
}

/** Which of two limits lets more pass; undefined where it depends on how it is spread. `usual` is the window of a limit that names none. */
export function compareLimits(a: Limit, b: Limit, usual?: WindowSpec): number | undefined {
  const [one, other] = [a.per ?? usual, b.per ?? usual];
  if (one === undefined || other === undefined)
    return one === other ? compareQuantities(a.amount, b.amount) : undefined;
  if (compareWindows(one, other) === 0) return compareAmounts(a.amount, b.amount, one);
  // A part of one window is not the same part of another.
  if (a.amount.dimension === 'percent') return undefined;
  const [inOne, inOther] = [windowsIn(one, other), windowsIn(other, one)];
  if (inOne !== undefined) return compareSpread(a.amount, b.amount, inOne);
  const turned = inOther === undefined ? undefined : compareSpread(b.amount, a.amount, inOther);
  return turned === undefined ? undefined : -turned;
}

/** An amount in a window beside one in each of the windows that it holds: so much at once, or so much in all of them, is more. */
function compareSpread(whole: Quantity, part: Quantity, count: number): number | undefined {
  const atOnce = compareQuantities(whole, part);
  const inAll = compareQuantities(whole, { ...part, value: multiply(part.value, integer(count)) });
  if (atOnce === undefined || inAll === undefined) return undefined;
  return atOnce <= 0 ? -1 : inAll >= 0 ? 1 : undefined;
}

/** Two amounts of one window; a part of it is more than a time that it holds in its shortest case, and never called less. */
function compareAmounts(a: Quantity, b: Quantity, window: WindowSpec): number | undefined {
  const least = windowLength(window)?.least;
  const holds = (share: Quantity, time: Quantity): boolean => {
    const length = isDuration(time) ? lengthOf(time)?.most : undefined;
    if (share.dimension !== 'percent' || length === undefined || least === undefined) return false;
    return compare(divide(multiply(share.value, least), hundred), length) > 0;
  };
  return holds(a, b) ? 1 : holds(b, a) ? -1 : compareQuantities(a, b);
}

const monthsOfWindow: ReadonlyMap<string, number> = new Map([
  ['month', 1],
  ['quarter', 3],
  ['half-year', 6],
  ['year', 12],
]);

const mostDays: ReadonlyMap<string, number> = new Map([
  ['week', 7],
  ['month', 31],
  ['quarter', 92],
  ['half-year', 184],
  ['year', 366],
]);

/** How many calendar windows of a kind one of a longer kind holds at most; undefined where some lie across its end. */
function windowsIn(long: WindowSpec, short: WindowSpec): number | undefined {
  if (long.kind !== 'calendar' || short.kind !== 'calendar') return undefined;
  if (long.anchor !== undefined || short.anchor !== undefined) return undefined;
  if (short.unit === 'day') return mostDays.get(long.unit);
  const [whole, part] = [monthsOfWindow.get(long.unit), monthsOfWindow.get(short.unit)];
  return whole === undefined || part === undefined || whole <= part ? undefined : whole / part;
}

/** Which of two shares leaves fewer misses; `all` leaves none. */
export function compareShares(a: Quantity | 'all', b: Quantity | 'all'): number {
  if (a === 'all' || b === 'all') return Number(a === 'all') - Number(b === 'all');
  return compare(a.value, b.value);
}
