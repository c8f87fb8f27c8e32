// The 95th percentile of a line's rates as it is billed: the top five percent of the slices are thrown away (metrics.md D15).
// It must never take a missing slice for an idle one unless the agreement says so.

import { compare, rational, type Rational } from '../scalars/rational';
import { isExact, statisticOf } from './histogram';
import { inUnit, type Measured, type Measuring, type StateOf } from './measured';
import type { HistogramPart, WindowPart } from './partials';

/** The value of the direction that is higher; undefined without a slice. */
export function burst({ parts }: StateOf<'directions'>, part: WindowPart, measuring: Measuring): Measured {
  const { expected = 0 } = part.coverage ?? {};
  const missing = measuring.noData === 'good' ? Math.max(0, expected - part.n) : 0;
  const values = parts.flatMap((histogram) => percentile(withZeros(histogram, missing), measuring) ?? []);
  const highest = values.reduce<Rational | undefined>(
    (most, value) => (most === undefined || compare(value, most) > 0 ? value : most),
    undefined,
  );
  return {
    value: inUnit(highest, measuring.valueUnit, measuring.unit),
    n: part.n + missing,
    isExact: parts.every(isExact),
  };
}

const share = rational(95n, 100n);

function percentile(histogram: HistogramPart, { parameters }: Measuring): Rational | undefined {
  if (histogram.n === 0) return undefined;
  if (parameters.get('method') === 'interpolated' || !isExact(histogram))
    return statisticOf(histogram, { kind: 'percentile', share });
  // Of 8,640 slices 432 are thrown away, and the one of rank 8,208 is billed.
  const rank = histogram.n - Math.floor(histogram.n / 20);
  let counted = 0;
  for (const [index, count] of histogram.counts.entries()) {
    counted += count;
    if (counted >= rank) return rational(BigInt(histogram.values[index] ?? 0), 10n ** BigInt(histogram.scale));
  }
  return undefined;
}

function withZeros(histogram: HistogramPart, zeros: number): HistogramPart {
  if (zeros === 0 || !isExact(histogram)) return histogram;
  const hasZero = histogram.values[0] === 0;
  const [values, counts] = [histogram.values, histogram.counts];
  return {
    ...histogram,
    n: histogram.n + zeros,
    values: hasZero ? values : [0, ...values],
    counts: hasZero ? [(counts[0] ?? 0) + zeros, ...counts.slice(1)] : [zeros, ...counts],
    minimum: 0,
  };
}
