// What a chain of services can reach: serial ones multiply, of parallel ones some have to work (rules.md A6).
// It must never round: a chain is compared with a promise of many nines.

import { add, divide, hundred, integer, multiply, subtract, zero, type Rational } from '../scalars/rational';

const one = integer(1);

/** The chance in percent that all of independent members with these chances in percent work: the product. No member gives 100. */
export function allUp(values: readonly Rational[]): Rational {
  return values.reduce((product, value) => divide(multiply(product, value), hundred), hundred);
}

/**
 * The chance in percent that at least `needed` of independent members with these chances in percent work: for equal ones
 * Σ C(n, i) · Aⁱ · (1 − A)ⁿ⁻ⁱ for i from `needed` to n, for others the same by convolution. More needed than there are gives zero.
 */
export function someUp(values: readonly Rational[], needed: number): Rational {
  // The chance that just so many members are up, by their number.
  let chances: readonly Rational[] = [one];
  for (const value of values) {
    const up = divide(value, hundred);
    const down = subtract(one, up);
    chances = Array.from({ length: chances.length + 1 }, (_, count) =>
      add(multiply(chances[count] ?? zero, down), multiply(chances[count - 1] ?? zero, up)),
    );
  }
  return multiply(
    hundred,
    chances.slice(Math.max(0, needed)).reduce((sum, chance) => add(sum, chance), zero),
  );
}
