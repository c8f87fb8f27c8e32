// rounding-swallows-breach: values that miss a target meet it once they are rounded.
// It must never speak of a rounding that is finer than the target by twenty times, nor of one against the one who owes.

import { allowance } from '../../compliance/allowance';
import { isIndicator } from '../../model/queries';
import { isUpper } from '../../model/tiers';
import type { Bound, Metric } from '../../model/sla';
import {
  add,
  compare,
  divide,
  hundred,
  integer,
  multiply,
  rational,
  round,
  subtract,
  toDecimal,
  type Rational,
  type RoundingMode,
} from '../../scalars/rational';
import { entryOf } from '../../syntax/nodes';
import type { Span } from '../../text/span';
import { fixOf, insertEntry, scalarAt } from '../edits';
import { judgedThat, type Judged } from '../judged';
import { isTimeAvailability } from '../promises';
import { defineRule, type Fix } from '../rule';
import { counted } from '../../show/words';
import { amount, message } from '../say';

const rounded = judgedThat(
  ({ objective, metric, type, inverted }) =>
    metric.rounding !== undefined &&
    type.dimension === 'percent' &&
    (type.result === 'share' || type.result === 'interval') &&
    !isIndicator(objective) &&
    inverted.length === 0,
);

/** Less than a twentieth more than what is allowed is not worth a word (A9). */
const tolerance = rational(105n, 100n);

export const roundingSwallowsBreach = defineRule({
  id: 'rounding-swallows-breach',
  category: 'metrics',
  lane: 'static',
  severity: 'error',
  summary: 'Values that miss a target meet it once they are rounded.',
  why: 'The number of digits then moves the target, and nobody agreed to that.',
  bad: `metrics:
  uptime: { type: availability, rounding: { digits: 1 } }
#                                                   ^ Rounded to 1 digit, 64.8 min pass a promise of 43.2 min
`,
  good: `metrics:
  uptime: { type: availability, rounding: { digits: 3, mode: down } }
`,
  fixed: `metrics:
  uptime: { type: availability, rounding: { digits: 3, mode: down } }
`,
  yieldsTo: ['unit-mismatch', 'value-out-of-range', 'invalid-scalar'],
  *check({ file }) {
    const told = new Set<string>();
    for (const judged of rounded(file.model)) {
      const { metric, objective } = judged;
      const [bound, second] = objective.bounds;
      const digits = metric.rounding === undefined ? undefined : digitsOf(metric);
      if (digits === undefined || bound?.quantity.dimension !== 'percent' || second !== undefined) continue;
      const passing = told.has(metric.id) ? undefined : passingValue(bound, digits.count, digits.mode);
      if (passing === undefined || !isWorthSaying(bound, passing)) continue;
      told.add(metric.id);
      yield {
        span: digits.span,
        message: message(`Rounded to ${counted(digits.count, 'digit')}, ${said(judged, bound, passing)}`),
        related: [{ span: bound.span, message: 'The promise' }],
        fixes: fixesOf(file.snapshot.text, metric, bound, digits.count),
      };
    }
  },
});

interface Digits {
  readonly span: Span;
  readonly count: number;
  readonly mode: RoundingMode;
}

function digitsOf({ map, rounding }: Metric): Digits | undefined {
  const node = map === undefined ? undefined : entryOf(map, 'rounding')?.value;
  const digits = scalarAt(node?.kind === 'map' ? node : undefined, 'digits');
  return digits === undefined || rounding === undefined
    ? undefined
    : { span: digits.span, count: rounding.digits, mode: rounding.mode };
}

/** The worst value that still meets a bound once it is rounded, or right beside it; undefined where none is worse than the bound. */
function passingValue(bound: Bound, digits: number, mode: RoundingMode): Rational | undefined {
  const { value } = bound.quantity;
  const step = rational(1n, 10n ** BigInt(digits));
  const isCeiling = isUpper(bound);
  if (value.num < 0n || mode === (isCeiling ? 'up' : 'down')) return undefined;
  // The outermost rounded value that meets the bound.
  let edge = round(value, digits, isCeiling ? 'down' : 'up');
  if ((bound.word === 'above' || bound.word === 'below') && compare(edge, value) === 0)
    edge = isCeiling ? subtract(edge, step) : add(edge, step);
  const reach = mode === 'up' || mode === 'down' ? step : divide(step, integer(2));
  const passing = isCeiling ? add(edge, reach) : subtract(edge, reach);
  const isWorse = isCeiling ? compare(passing, value) > 0 : compare(passing, value) < 0;
  return isWorse ? passing : undefined;
}

function leftOf(bound: Bound, value: Rational): Rational {
  return isUpper(bound) ? value : subtract(hundred, value);
}

function isWorthSaying(bound: Bound, passing: Rational): boolean {
  const [x, y] = [leftOf(bound, passing), leftOf(bound, bound.quantity.value)];
  return compare(x, multiply(tolerance, y)) > 0;
}

/** Minutes of a month of 30 days where the share is one of time, else the shares themselves. */
function said(judged: Judged, bound: Bound, passing: Rational): string {
  if (!isTimeAvailability(judged))
    return `${toDecimal(passing, 6)} % passes a promise of ${amount(bound.quantity, 16)}`;
  const minutes = (value: Rational): string => toDecimal(allowance(value, integer(30 * 1_440)), 2);
  return `${minutes(passing)} min pass a promise of ${minutes(bound.quantity.value)} min`;
}

/** Two more digits, and never rounded towards the target. */
function fixesOf(text: string, metric: Metric, bound: Bound, digits: number): readonly Fix[] {
  const node = metric.map === undefined ? undefined : entryOf(metric.map, 'rounding')?.value;
  const map = node?.kind === 'map' ? node : undefined;
  const [number, mode] = [scalarAt(map, 'digits'), scalarAt(map, 'mode')];
  const against = isUpper(bound) ? 'up' : 'down';
  if (map === undefined || number === undefined || digits + 2 > 20) return [];
  const inserted = insertEntry(text, map, 'mode', against, ['digits']);
  return fixOf(
    `Write ${digits + 2} digits, rounded ${against}`,
    { span: number.span, newText: String(digits + 2) },
    mode === undefined ? inserted : { span: mode.span, newText: against },
  );
}
