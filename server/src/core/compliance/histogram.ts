// Reads statistics and shares from a histogram part: exact fractions where its values are exact.
// It must never take a number from a sketch as exact; callers ask `isExact` first.

import {
  add,
  divide,
  fromDecimal,
  integer,
  multiply,
  rational,
  subtract,
  toNumber,
  zero,
  type Rational,
} from '../scalars/rational';
import type { Statistic } from '../scalars/words';
import type { HistogramPart } from './partials';

/** Whether statistics of this part are exact; shares at the plan's thresholds always are. */
export function isExact(part: HistogramPart): boolean {
  return part.cells === undefined;
}

const cellsPerOctave = 128;

/** The middle of a log-linear cell, in the unit of the values; cells below zero mirror those above. */
export function cellMiddle(index: number): number {
  if (index === 0) return 0;
  const magnitude = Math.abs(index) - 1;
  const octave = Math.floor(magnitude / cellsPerOctave) - 40;
  const low = 2 ** octave * (1 + (magnitude % cellsPerOctave) / cellsPerOctave);
  return (index < 0 ? -1 : 1) * (low + 2 ** octave / (2 * cellsPerOctave));
}

/** The cell of a value: 128 an octave from 2^-40 on, so that the middle is off by 0.4 % at most. */
export function cellOf(value: number): number {
  const magnitude = Math.abs(value);
  if (magnitude < 2 ** -40) return 0;
  const octave = Math.floor(Math.log2(magnitude));
  // Math.log2 may be off by one unit in the last place just below a power of two.
  const exact = magnitude < 2 ** octave ? octave - 1 : magnitude >= 2 ** (octave + 1) ? octave + 1 : octave;
  const cell = Math.min(cellsPerOctave - 1, Math.floor((magnitude / 2 ** exact - 1) * cellsPerOctave));
  const index = (exact + 40) * cellsPerOctave + cell + 1;
  return value < 0 ? -index : index;
}

interface Ranked {
  readonly value: Rational;
  readonly count: number;
}

/** The values with how often they occur, ascending; middles of cells beside a sketch. */
export function ranked(part: HistogramPart): readonly Ranked[] {
  return countsOf(part).map((count, index) => ({ value: valueAt(part, index), count }));
}

function countsOf({ cells, counts }: HistogramPart): readonly number[] {
  return cells?.counts ?? counts;
}

/** The value at a place of the counts, as an exact fraction: made where it is asked for, as there are thousands of places. */
function valueAt(part: HistogramPart, index: number): Rational {
  if (part.cells === undefined) return rational(BigInt(part.values[index] ?? 0), 10n ** BigInt(part.scale));
  const unit = 10 ** part.scale;
  const middle = cellMiddle(part.cells.indices[index] ?? 0);
  return exactly(Math.min(Math.max(middle, part.minimum / unit), part.maximum / unit));
}

function exactly(value: number): Rational {
  return fromDecimal(String(value)) ?? zero;
}

/**
 * A statistic of the values, in their unit; undefined where there are none. Percentiles by linear interpolation between
 * closest ranks (type 7 of Hyndman and Fan, as R and numpy).
 */
export function statisticOf(part: HistogramPart, statistic: Statistic): Rational | undefined {
  if (part.n === 0) return undefined;
  const scale = 10n ** BigInt(part.scale);
  switch (statistic.kind) {
    case 'sum':
      return fromDecimal(part.sum);
    case 'mean':
      return divide(fromDecimal(part.sum) ?? zero, integer(part.n));
    case 'min':
      return divide(exactly(part.minimum), rational(scale));
    case 'max':
      return divide(exactly(part.maximum), rational(scale));
    case 'last':
      return divide(exactly(part.last), rational(scale));
    case 'percentile': {
      const position = multiply(integer(part.n - 1), statistic.share);
      const rank = position.num / position.den;
      const fraction = subtract(position, rational(rank));
      const low = atRank(part, Number(rank));
      if (low === undefined || fraction.num === 0n) return low;
      const high = atRank(part, Number(rank) + 1) ?? low;
      return add(low, multiply(fraction, subtract(high, low)));
    }
  }
}

/** The value at a rank, counted from zero. */
function atRank(part: HistogramPart, rank: number): Rational | undefined {
  const counts = countsOf(part);
  let seen = 0;
  for (let index = 0; index < counts.length; index++) {
    seen += counts[index] ?? 0;
    if (seen > rank) return valueAt(part, index);
  }
  return counts.length === 0 ? undefined : valueAt(part, counts.length - 1);
}

/**
 * How many values lie below and exactly at a bound, exact also beside a sketch if the bound was planned for;
 * undefined where only the sketch could tell.
 */
export function countAt(
  part: HistogramPart,
  bound: Rational,
): { readonly below: number; readonly equal: number } | undefined {
  if (part.cells !== undefined) {
    const at = toNumber(bound);
    return part.thresholds.find((threshold) => threshold.at === at);
  }
  const { num, den } = multiply(bound, rational(10n ** BigInt(part.scale)));
  // The values are whole numbers, so that the whole number below the bound decides without a fraction for each of them.
  const floor = Number(num >= 0n || num % den === 0n ? num / den : num / den - 1n);
  const isWhole = num % den === 0n;
  let [below, equal] = [0, 0];
  for (let index = 0; index < part.values.length; index++) {
    const value = part.values[index] ?? 0;
    if (value < floor || (value === floor && !isWhole)) below += part.counts[index] ?? 0;
    else if (value === floor) equal += part.counts[index] ?? 0;
  }
  return { below, equal };
}
