// Exact fractions: every target, sum and comparison of the product is made with these.
// They must never pass through a binary float before a comparison; `toNumber` is for showing and for JSON.

export interface Rational {
  readonly num: bigint;
  /** Always positive; numerator and denominator share no factor. */
  readonly den: bigint;
}

export const zero: Rational = { num: 0n, den: 1n };
export const hundred: Rational = { num: 100n, den: 1n };

/** The fraction num / den in lowest terms. A denominator of zero throws: callers decide what an empty total means. */
export function rational(num: bigint, den = 1n): Rational {
  if (den === 0n) throw new RangeError('A fraction needs a denominator other than zero');
  const divisor = greatestCommonDivisor(num < 0n ? -num : num, den < 0n ? -den : den);
  const sign = den < 0n ? -1n : 1n;
  return divisor <= 1n
    ? { num: sign * num, den: sign * den }
    : { num: (sign * num) / divisor, den: (sign * den) / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** A whole number as a fraction; it has to be a safe integer. */
export function integer(value: number): Rational {
  return { num: BigInt(value), den: 1n };
}

const decimalPattern = /^([+-]?)(\d[\d_]*)?(?:\.(\d[\d_]*)?)?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Reads a decimal such as `1_500_000`, `99.95` or `1e-9` exactly.
 * Undefined for anything else, also for more than 60 digits or exponents beyond 60, which no agreement means.
 */
export function fromDecimal(text: string): Rational | undefined {
  if (text.length > 130) return undefined;
  const match = decimalPattern.exec(text);
  if (match === null) return undefined;
  const whole = (match[2] ?? '').replaceAll('_', '');
  const fraction = (match[3] ?? '').replaceAll('_', '');
  const exponent = Number(match[4] ?? 0);
  if (whole + fraction === '' || whole.length > 60 || fraction.length > 60 || Math.abs(exponent) > 60) return undefined;
  const digits = BigInt(whole + fraction) * (match[1] === '-' ? -1n : 1n);
  const scale = fraction.length - exponent;
  return scale >= 0 ? rational(digits, 10n ** BigInt(scale)) : rational(digits * 10n ** BigInt(-scale));
}

/** The exact value of a finite double that was read from, or is to be shown as, its shortest decimal. */
export function fromNumber(value: number): Rational {
  return (Number.isSafeInteger(value) ? integer(value) : fromDecimal(String(value))) ?? zero;
}

export function add(a: Rational, b: Rational): Rational {
  return rational(a.num * b.den + b.num * a.den, a.den * b.den);
}

export function subtract(a: Rational, b: Rational): Rational {
  return rational(a.num * b.den - b.num * a.den, a.den * b.den);
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.num * b.num, a.den * b.den);
}

/** a / b; b must not be zero. */
export function divide(a: Rational, b: Rational): Rational {
  return rational(a.num * b.den, a.den * b.num);
}

export function negate(a: Rational): Rational {
  return { num: -a.num, den: a.den };
}

/** Negative, zero or positive, as for `Array.sort`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function isZero(a: Rational): boolean {
  return a.num === 0n;
}

/** The nearest double, correctly rounded. */
export function toNumber(a: Rational): number {
  const magnitude = a.num < 0n ? -a.num : a.num;
  if (magnitude === 0n) return 0;
  if (magnitude <= 9007199254740991n && a.den <= 9007199254740991n) return Number(a.num) / Number(a.den);
  // 66 bits of quotient with a sticky last bit round as the exact value would.
  const shift = 66 - (bitLength(magnitude) - bitLength(a.den));
  const scaled = shift >= 0 ? magnitude << BigInt(shift) : magnitude;
  const divisor = shift >= 0 ? a.den : a.den << BigInt(-shift);
  const quotient = (scaled / divisor) | (scaled % divisor === 0n ? 0n : 1n);
  return (a.num < 0n ? -1 : 1) * Number(quotient) * 2 ** -shift;
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}

export type RoundingMode = 'up' | 'down' | 'half-up' | 'half-even';

/**
 * Rounds to a number of decimal digits (0 to 20). `down` goes toward zero, `up` away from it;
 * `half-up` rounds halves away from zero, `half-even` to the even neighbour.
 */
export function round(a: Rational, digits: number, mode: RoundingMode): Rational {
  const scale = 10n ** BigInt(digits);
  const negative = a.num < 0n;
  const scaled = (negative ? -a.num : a.num) * scale;
  let whole = scaled / a.den;
  const twice = (scaled % a.den) * 2n;
  const isUp =
    twice !== 0n &&
    (mode === 'up' ||
      (mode === 'half-up' && twice >= a.den) ||
      (mode === 'half-even' && (twice > a.den || (twice === a.den && whole % 2n === 1n))));
  if (isUp) whole += 1n;
  return rational(negative ? -whole : whole, scale);
}

/** Decimal text with at most `digits` digits behind the point, rounded half up, without trailing zeros. */
export function toDecimal(a: Rational, digits: number): string {
  const rounded = round(a, digits, 'half-up');
  const negative = rounded.num < 0n;
  const scale = 10n ** BigInt(digits);
  const scaled = ((negative ? -rounded.num : rounded.num) * scale) / rounded.den;
  const whole = scaled / scale;
  const fraction = (scaled % scale).toString().padStart(digits, '0').replace(/0+$/, '');
  return `${negative ? '-' : ''}${whole}${digits > 0 && fraction !== '' ? `.${fraction}` : ''}`;
}
