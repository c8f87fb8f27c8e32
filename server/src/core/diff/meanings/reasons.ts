// Why something is weaker or stronger, in words and numbers.
// It must never give a number that does not follow from both texts.

import { allowanceIn, windowLength } from '../../compliance/allowance';
import { compareQuantities } from '../values';
import type { Bound } from '../../model/sla';
import { convert, type Quantity } from '../../scalars/quantity';
import { hundred, integer, isZero, multiply, subtract, toNumber, type Rational } from '../../scalars/rational';
import type { Limit, WindowSpec } from '../../scalars/words';
import { promised, showQuantity, showSeconds } from '../../show/words';

const size = (value: Rational): Rational => (value.num < 0n ? { num: -value.num, den: value.den } : value);

/** How far two quantities are apart: `1 h`, `0.4 percentage points`; undefined where they do not compare. */
export function apart(one: Quantity, other: Quantity): string | undefined {
  if (compareQuantities(one, other) === undefined) return undefined;
  const value = convert(other, one.unit);
  if (value === undefined) return undefined;
  const difference = size(subtract(one.value, value));
  if (one.dimension === 'percent') {
    const points = showQuantity({ ...one, value: difference, unit: '', dimension: 'number' });
    return `${points} percentage point${points === '1' ? '' : 's'}`;
  }
  // `45 min` reads better than `0.75 h` where one of both is written in minutes.
  const whole = difference.den === 1n ? undefined : convert({ ...one, value: difference }, other.unit);
  return inWords(whole?.den === 1n ? { ...other, value: whole } : { ...one, value: difference });
}

const long = new Set(['month', 'quarter', 'half-year', 'year']);

const inWords = (quantity: Quantity): string =>
  long.has(quantity.unit) && (quantity.value.num !== 1n || quantity.value.den !== 1n)
    ? `${promised(quantity)}s`
    : promised(quantity);

/** `a month`, `in 30 d`, or nothing where there is no window. */
export function inEach(window: WindowSpec | undefined): string {
  if (window === undefined) return '';
  if (window.kind === 'event') return ' for each event';
  return window.kind === 'rolling'
    ? ` in ${showQuantity(window.length)}`
    : ` ${/^[aeiou]|^hour/.test(window.unit) ? 'an' : 'a'} ${window.unit}`;
}

/** The down time that a share of time lets pass more or less, over the usual window: `2 h 53 min more downtime a month`. */
export function downtimeReason(from: Quantity, to: Quantity, window: WindowSpec | undefined): string | undefined {
  const length = windowLength(window);
  if (length === undefined || from.dimension !== 'percent' || to.dimension !== 'percent') return undefined;
  const left = ({ value }: Quantity): Rational => allowanceIn(value, length).usual;
  const more = subtract(left(to), left(from));
  if (isZero(more)) return undefined;
  return `${showSeconds(rounded(size(more)))} ${more.num > 0n ? 'more' : 'less'} downtime${inEach(window)}`;
}

/** Seconds to the nearest of the smaller of the two units in which they are shown. */
function rounded(seconds: Rational): Rational {
  const length = toNumber(seconds);
  const step = length >= 86_400 ? 3_600 : length >= 3_600 ? 60 : 1;
  return length < 1 ? seconds : integer(Math.round(length / step) * step);
}

/** Of how many records more or fewer may miss: `4 of 1,000 more may miss`. */
export function shareReason(from: Quantity, to: Quantity): string | undefined {
  if (from.dimension !== 'percent' || to.dimension !== 'percent') return undefined;
  const difference = subtract(to.value, from.value);
  if (isZero(difference)) return undefined;
  let [of, part] = [hundred, size(difference)];
  while (part.num % part.den !== 0n && of.num < 1_000_000n)
    [of, part] = [multiply(of, integer(10)), multiply(part, integer(10))];
  if (part.num % part.den !== 0n) return undefined;
  const word = difference.num < 0n ? 'more' : 'fewer';
  return `${count(part)} of ${count(of)} ${word} may miss`;
}

const count = ({ num, den }: Rational): string => (num / den).toLocaleString('en');

/** What a bound lets pass otherwise. */
export function boundReason(from: Bound, to: Bound): string {
  const distance = apart(to.quantity, from.quantity);
  if (distance === undefined) return `${inWords(to.quantity)} in the place of ${inWords(from.quantity)}`;
  const order = compareQuantities(to.quantity, from.quantity) ?? 0;
  const isOther = (word: Bound['word']): boolean => word === 'atLeast' || word === 'above';
  if (isOther(from.word) !== isOther(to.word)) return 'other values meet it now';
  if (order === 0)
    return to.word === 'atLeast' || to.word === 'atMost'
      ? 'the bound itself meets it now'
      : 'the bound itself meets it no more';
  const isLower = to.word === 'atLeast' || to.word === 'above';
  return `${distance} ${order > 0 ? 'more' : 'less'} ${isLower ? 'promised' : 'allowed'}`;
}

/** `2 d longer`, `10 percentage points lower`: how far a quantity moved. */
export function moveReason(from: Quantity, to: Quantity, words: readonly [more: string, less: string]): string {
  const distance = apart(to, from);
  const order = compareQuantities(to, from);
  if (distance === undefined || order === undefined) return `${inWords(to)} in the place of ${inWords(from)}`;
  return `${distance} ${order > 0 ? words[0] : words[1]}`;
}

/** `4 h more may be left out a month`; of two windows or kinds of amount both limits: `at most 3 d a month is left out, before 3 d a year`. */
export function limitReason(from: Limit, to: Limit, may: string, is: string): string {
  const [one, other] = [from, to].map((limit) => `${showQuantity(limit.amount)}${inEach(limit.per)}`);
  const isSame = inEach(from.per) === inEach(to.per) && compareQuantities(to.amount, from.amount) !== undefined;
  if (!isSame) return `at most ${other} ${is}, before ${one}`;
  return `${moveReason(from.amount, to.amount, ['more', 'less'])} ${may}${inEach(to.per)}`;
}
