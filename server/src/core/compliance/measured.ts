// What a window comes to before it is judged, and what has to be known to form it.
// It must never hold a verdict, and never a rounded number in place of an exact one.

import type { Bound } from '../model/sla';
import { convert, type Quantity } from '../scalars/quantity';
import { divide, fromDecimal, hundred, multiply, zero, type Rational } from '../scalars/rational';
import { bitsPerSecond, timeUnit } from '../scalars/units';
import type { Statistic } from '../scalars/words';
import type { MetricType } from '../vocabulary/metrics/metric';
import type { StatePart } from './partials';

/** The state of one kind. */
export type StateOf<K extends StatePart['kind']> = Extract<StatePart, { kind: K }>;

export interface Measuring {
  readonly type: MetricType;
  /** Judged by the share of records within the bounds. */
  readonly share: Quantity | 'all' | undefined;
  readonly statistic: Statistic | undefined;
  readonly bounds: readonly Bound[];
  /** The unit of the values in the data. */
  readonly valueUnit: string;
  /** The unit of the result. */
  readonly unit: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** What missing data counts as. */
  readonly noData: string;
  /** Whether the window has not ended yet: what is due may still come. */
  readonly isRunning: boolean;
}

export interface Measured {
  readonly value: Rational | undefined;
  readonly numerator?: Rational | undefined;
  readonly denominator?: Rational | undefined;
  readonly n: number;
  readonly isExact: boolean;
  readonly pending?: number;
  readonly isProvisional?: boolean;
  /** For shares: good or bad counts against the budget. */
  readonly bad?: Rational;
  readonly downtimeSeconds?: Rational;
  /** Counted seconds of the whole window, also while it runs. */
  readonly wholeSeconds?: Rational;
  readonly lowerBound?: Rational;
  /** Of a percentile: which one (0.95), and how many of the n records meet the bounds. */
  readonly quantile?: Rational;
  readonly within?: number | undefined;
  /** Both ends of what members without a value may hide. */
  readonly ends?: { readonly worst: Rational; readonly best: Rational };
  /** Records without a value, which a statistic leaves out. */
  readonly timeouts?: number;
  readonly longest?: Rational | undefined;
  readonly rows?: { readonly mean: Rational | undefined; readonly n: number };
  readonly coverage?: Rational | null;
  readonly missing?: number;
  readonly idle?: number;
  /** No member of a composite applies. */
  readonly isNotApplicable?: true;
  /** Why there is no value although there is data. */
  readonly reason?: string;
}

/** A quotient in percent. */
export function percent(numerator: Rational, denominator: Rational): Rational {
  return multiply(hundred, divide(numerator, denominator));
}

/** An exact number of its decimal text. */
export function decimal(text: string): Rational {
  return fromDecimal(text) ?? zero;
}

/** Converts a value from the unit of the data to the unit of the result. */
export function inUnit(value: Rational | undefined, from: string, to: string): Rational | undefined {
  if (value === undefined || from === to) return value;
  const dimension =
    timeUnit(from) !== undefined ? 'duration' : bitsPerSecond(from) !== undefined ? 'data-rate' : 'number';
  return convert({ dimension, value, unit: from, business: false }, to) ?? value;
}
