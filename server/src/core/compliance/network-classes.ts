// The classes of service of ITU-T Y.1541 and whether measured values keep them.
// It must never hold where a limit of the class has no measurement.

import { convert, parseQuantity } from '../scalars/quantity';
import { compare, type Rational } from '../scalars/rational';

interface Limits {
  /** Upper bound of the mean delay. */
  readonly delay: string;
  /** Upper bound of the delay variation, where the class has one. */
  readonly variation?: string;
}

// ITU-T Y.1541 (12/2011), table 1; loss and errors are the same for classes 0 to 4.
const [loss, errors] = ['0.1 %', '0.01 %'];
const classes: Readonly<Record<string, Limits>> = {
  0: { delay: '100 ms', variation: '50 ms' },
  1: { delay: '400 ms', variation: '50 ms' },
  2: { delay: '100 ms' },
  3: { delay: '400 ms' },
  4: { delay: '1 s' },
};

interface MeasuredValue {
  readonly type: string;
  readonly unit: string;
  /** The statistic and the definition as written; undefined where none is. */
  readonly statistic: string | undefined;
  readonly definition: string | undefined;
  /** For each group between which two values it lies; undefined where nobody knows. */
  readonly values: readonly (readonly [Rational, Rational] | undefined)[];
}

/**
 * Whether the values keep every limit of a class; undefined where one is not known and no other breaks the class. Class 5 has no
 * limit. A text says what is missing to judge it at all.
 */
export function keepsClass(name: string, members: readonly MeasuredValue[]): boolean | undefined | string {
  if (name === '5') return true;
  const limits = Object.hasOwn(classes, name) ? classes[name] : undefined;
  if (limits === undefined) return `"${name}" is no class of service`;
  const needed: readonly (readonly [what: string, type: string, limit: string | undefined])[] = [
    ['delay', 'one-way-delay', limits.delay],
    ['delay variation', 'jitter', limits.variation],
    ['packet loss', 'packet-loss', loss],
    ['packet errors', 'packet-error-ratio', errors],
  ];
  let isKnown = true;
  let isKept = true;
  for (const [what, wanted, limit] of needed) {
    if (limit === undefined) continue;
    const own = members.filter(({ type }) => type === wanted);
    if (own.length === 0) return `class ${name} has a limit of ${what}, which no member measures`;
    if (wanted === 'one-way-delay' && own.some(({ statistic }) => (statistic ?? 'mean') !== 'mean'))
      return 'the limit of delay is one of its mean';
    if (wanted === 'jitter' && own.some(({ definition }) => definition !== 'y1540-ipdv'))
      return 'the limit of delay variation is one of y1540-ipdv';
    const parsed = parseQuantity(limit);
    for (const { unit, values } of own)
      for (const value of values) {
        const most = parsed.ok ? convert(parsed.value, unit) : undefined;
        if (most === undefined) return `the ${what} is in another unit than its limit`;
        if (value === undefined || (compare(value[0], most) <= 0 && compare(value[1], most) > 0)) isKnown = false;
        else if (compare(value[0], most) > 0) isKept = false;
      }
  }
  if (!isKept) return false;
  return isKnown ? true : undefined;
}
