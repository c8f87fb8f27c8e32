// Sums decimals exactly: integers by number of decimal digits, carried over to big integers before a double would lose one.
// It must never add two doubles with fractions.

const safe = 2 ** 52;

/** A decimal as whole number and number of places. */
export interface Decimal {
  readonly mantissa: number;
  readonly decimals: number;
}

/** The sum of two decimals, or their difference; exact while the digits of the result fit a double. */
export function plus(a: Decimal, b: Decimal, sign: 1 | -1 = 1): Decimal {
  const decimals = Math.max(a.decimals, b.decimals);
  const mantissa = a.mantissa * 10 ** (decimals - a.decimals) + sign * b.mantissa * 10 ** (decimals - b.decimals);
  return { mantissa, decimals };
}

/** A class because a sum grows row by row; sums merge by adding. */
export class ExactSum {
  private readonly small = new Float64Array(16);
  private readonly large: bigint[] = new Array<bigint>(16).fill(0n);

  add(mantissa: number, decimals: number): void {
    const sum = this.small[decimals]! + mantissa;
    if (sum > safe || sum < -safe) {
      this.large[decimals]! += BigInt(this.small[decimals]!);
      this.large[decimals]! += BigInt(mantissa);
      this.small[decimals] = 0;
    } else this.small[decimals] = sum;
  }

  /** Adds the product of two decimals. */
  addProduct(mantissa: number, decimals: number, otherMantissa: number, otherDecimals: number): void {
    const places = decimals + otherDecimals;
    const product = mantissa * otherMantissa;
    if (places > 15) this.addBig(BigInt(mantissa) * BigInt(otherMantissa), places);
    else if (Math.abs(product) > safe) this.large[places]! += BigInt(mantissa) * BigInt(otherMantissa);
    else this.add(product, places);
  }

  /** Adds a decimal a number of times. */
  addTimes(mantissa: number, decimals: number, times: number): void {
    if (times === 1) this.add(mantissa, decimals);
    else this.addProduct(mantissa, decimals, times, 0);
  }

  /** Adds the product of two decimals a number of times, to the same sum as that many additions of it. */
  addProductTimes(mantissa: number, decimals: number, other: Decimal, times: number): void {
    const places = decimals + other.decimals;
    const product = BigInt(mantissa) * BigInt(other.mantissa);
    if (times === 1) this.addProduct(mantissa, decimals, other.mantissa, other.decimals);
    else if (places > 15) this.large[15]! += (product / 10n ** BigInt(places - 15)) * BigInt(times);
    else this.large[places]! += product * BigInt(times);
  }

  private addBig(value: bigint, places: number): void {
    this.large[15]! += value / 10n ** BigInt(places - 15);
  }

  merge(other: ExactSum): void {
    for (let places = 0; places < 16; places++) {
      this.add(other.small[places]!, places);
      this.large[places]! += other.large[places]!;
    }
  }

  /** The sum as exact decimal text. */
  toString(): string {
    let total = 0n;
    for (let places = 0; places < 16; places++) {
      // Nearly all places of nearly all sums are empty, and a sum is told for every window.
      if (this.small[places] === 0 && this.large[places] === 0n) continue;
      total += (this.large[places]! + BigInt(this.small[places]!)) * 10n ** BigInt(15 - places);
    }
    const digits = (total < 0n ? -total : total).toString().padStart(16, '0');
    const fraction = digits.slice(-15).replace(/0+$/, '');
    return `${total < 0n ? '-' : ''}${digits.slice(0, -15)}${fraction === '' ? '' : `.${fraction}`}`;
  }
}
