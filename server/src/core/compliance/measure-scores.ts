// Values that are made of counts between thresholds of the type: Apdex, net promoter score, satisfied answers; and scores of voice.
// It must never read a count from a sketch: thresholds of the type have exact counters of their own.

import { microsecondsIn, isDuration, parseQuantity, convert } from '../scalars/quantity';
import { divide, fromDecimal, hundred, integer, multiply, type Rational } from '../scalars/rational';
import { countAt } from './histogram';
import { percent, type Measured, type Measuring, type StateOf } from './measured';
import type { HistogramPart } from './partials';

const [four, six, nine] = [integer(4), integer(6), integer(9)];

/** The thresholds of a type, in the unit of its values; empty where a parameter cannot be read. */
export function scoreThresholds(
  value: 'apdex' | 'promoters' | 'satisfied',
  parameters: ReadonlyMap<string, string>,
  unit: string,
): readonly Rational[] {
  if (value === 'promoters') return [six, nine];
  if (value === 'satisfied') return [fromDecimal(parameters.get('goodFrom') ?? '') ?? []].flat();
  const satisfied = durationIn(parameters.get('t'), unit);
  return satisfied === undefined ? [] : [satisfied, multiply(four, satisfied)];
}

function durationIn(text: string | undefined, unit: string): Rational | undefined {
  const parsed = text === undefined ? undefined : parseQuantity(text);
  if (parsed?.ok !== true || !isDuration(parsed.value)) return undefined;
  return microsecondsIn(parsed.value) === undefined ? undefined : convert(parsed.value, unit);
}

/** The score of a window; undefined where nothing was answered. */
export function scores(state: StateOf<'values'>, measuring: Measuring): Measured {
  const { fold } = measuring.type;
  const value = fold.kind === 'scores' ? fold.value : 'satisfied';
  const { histogram, timeouts } = state;
  const thresholds = scoreThresholds(value, measuring.parameters, measuring.valueUnit);
  const counts = thresholds.map((at) => countAt(histogram, at));
  // A request without an answer frustrates; a question without one was not answered.
  const n = histogram.n + (value === 'apdex' ? timeouts : 0);
  const shared = { n, isExact: true };
  const [first, second] = counts;
  if (first === undefined || counts.includes(undefined))
    return { ...shared, value: undefined, reason: 'its thresholds cannot be compared with the values' };
  if (n === 0) return { ...shared, value: undefined };
  const upTo = (count: { readonly below: number; readonly equal: number }): number => count.below + count.equal;
  if (value === 'satisfied') {
    const good = histogram.n - first.below;
    return {
      ...shared,
      value: percent(integer(good), integer(n)),
      numerator: integer(good),
      denominator: integer(n),
      bad: integer(n - good),
    };
  }
  const [satisfied, tolerable] = [upTo(first), second === undefined ? 0 : upTo(second)];
  if (value === 'apdex') return { ...shared, value: divide(integer(satisfied + tolerable), integer(2 * n)) };
  const promoters = second === undefined ? 0 : histogram.n - second.below;
  return { ...shared, value: divide(multiply(hundred, integer(promoters - satisfied)), integer(n)) };
}

/** Digits behind the point of a rating that are turned into a score exactly. */
const ratingDigits = 3;

/**
 * Scores of voice from ratings R (ITU-T G.107, annex B): 1 for R <= 0, 4.5 for R >= 100, else
 * 1 + 0.035 R + 7e-6 R (R - 60)(100 - R). Undefined where the ratings were not counted one by one.
 */
export function opinionScores(ratings: HistogramPart): HistogramPart | undefined {
  if (ratings.cells !== undefined || ratings.scale > ratingDigits) return undefined;
  const scale = 3 * ratings.scale + 6;
  const scored = (value: number): number => opinionScore(value, ratings.scale, scale);
  const counts = new Map<number, number>();
  let sum = 0n;
  ratings.values.forEach((value, index) => {
    const count = ratings.counts[index] ?? 0;
    const score = scored(value);
    counts.set(score, (counts.get(score) ?? 0) + count);
    sum += BigInt(score) * BigInt(count);
  });
  const sorted = [...counts].sort(([a], [b]) => a - b);
  const digits = String(sum).padStart(scale + 1, '0');
  return {
    n: ratings.n,
    scale,
    values: sorted.map(([score]) => score),
    counts: sorted.map(([, count]) => count),
    cells: undefined,
    thresholds: [],
    sum: `${digits.slice(0, -scale)}.${digits.slice(-scale)}`,
    minimum: sorted[0]?.[0] ?? 0,
    maximum: sorted.at(-1)?.[0] ?? 0,
    last: scored(ratings.last),
  };
}

/** A score as a whole number of 10^-to, of a rating as a whole number of 10^-from. */
function opinionScore(rating: number, from: number, to: number): number {
  const unit = 10n ** BigInt(to);
  const one = 10n ** BigInt(from);
  const r = BigInt(rating);
  if (r <= 0n) return Number(unit);
  if (r >= 100n * one) return Number((45n * unit) / 10n);
  // 7e-6 R (R - 60)(100 - R) in units of 10^-(3 from + 6), which is 10^-to.
  const curve = 7n * r * (r - 60n * one) * (100n * one - r);
  return Number(unit + (35n * r * (unit / one)) / 1_000n + curve);
}
