// Credit tiers as exact intervals (rules.md A5): what the rules about gaps, overlaps and order compare.
// A table that cannot be read in full gives nothing: half of a table has gaps that the whole may not have.

import { convert, type Quantity } from '../scalars/quantity';
import { add, compare, rational, round, toDecimal, type Rational } from '../scalars/rational';
import { entryOf, resolved } from '../syntax/nodes';
import type { Bound, BoundWord, Remedy, Tier } from './sla';

/** A place between two values: right before a value, or right behind it. Undefined stands for no end. */
export interface Cut {
  readonly value: Rational;
  readonly isBehind: boolean;
}

/** All values from one cut to another. */
export interface Range {
  readonly low: Cut | undefined;
  readonly high: Cut | undefined;
}

export interface Band extends Range {
  readonly tier: Tier;
  readonly lowBound: Bound | undefined;
  readonly highBound: Bound | undefined;
}

export interface TierTable {
  /** `nested`: one bound per tier, all of one direction, so that bands meet by construction. `exact`: every tier is the interval that it says. */
  readonly form: 'nested' | 'exact';
  /** The unit in which all cuts are. */
  readonly unit: string;
  readonly bands: readonly Band[];
}

const lowWords: readonly BoundWord[] = ['atLeast', 'above'];

/** Whether a bound keeps values from above: `atMost` or `below`. */
export function isUpper(bound: Bound): boolean {
  return !lowWords.includes(bound.word);
}

/** The tiers of a service credit as intervals of one unit; undefined where a tier is empty, unreadable or of another unit. */
export function tierTable(remedy: Remedy): TierTable | undefined {
  if (remedy.kind?.value !== 'service-credit' || remedy.map === undefined) return undefined;
  const items = resolved(entryOf(remedy.map, 'tiers')?.value);
  if (items?.kind !== 'seq' || items.items.length !== remedy.tiers.length) return undefined;
  return tableOfTiers(remedy.tiers);
}

/** Tiers as intervals of one unit; undefined where there is none, or one is empty, unreadable or of another unit. */
export function tableOfTiers(tiers: readonly Tier[]): TierTable | undefined {
  const first = tiers[0]?.bounds[0]?.quantity;
  if (first === undefined) return undefined;
  const bands: Band[] = [];
  for (const tier of tiers) {
    const band = bandOf(tier, first);
    if (band === undefined) return undefined;
    bands.push(band);
  }
  const isNested = bands.every(
    ({ tier: { bounds } }) => bounds.length === 1 && bounds.every((bound) => isUpper(bound) === !hasLow(bands[0])),
  );
  return { form: isNested ? 'nested' : 'exact', unit: first.unit, bands };
}

function hasLow(band: Band | undefined): boolean {
  return band?.low !== undefined;
}

function bandOf(tier: Tier, { unit, dimension, business }: Quantity): Band | undefined {
  const written = tier.map.entries.filter(({ key }) => ['atLeast', 'atMost', 'above', 'below'].includes(key.text));
  const lows = tier.bounds.filter((bound) => !isUpper(bound));
  const highs = tier.bounds.filter(isUpper);
  if (tier.bounds.length === 0 || written.length !== tier.bounds.length) return undefined;
  if (lows.length > 1 || highs.length > 1) return undefined;
  const cut = (bound: Bound | undefined): Cut | undefined | 'unreadable' => {
    if (bound === undefined) return undefined;
    const { quantity, word } = bound;
    const value = quantity.dimension === dimension && quantity.business === business && convert(quantity, unit);
    if (value === false || value === undefined) return 'unreadable';
    return { value, isBehind: word === 'above' || word === 'atMost' };
  };
  const [low, high] = [cut(lows[0]), cut(highs[0])];
  if (low === 'unreadable' || high === 'unreadable') return undefined;
  return { tier, low, high, lowBound: lows[0], highBound: highs[0] };
}

/** Whether one cut comes before another. */
export function compareCuts(a: Cut, b: Cut): number {
  return compare(a.value, b.value) || Number(a.isBehind) - Number(b.isBehind);
}

function compareLows(a: Cut | undefined, b: Cut | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compareCuts(a, b);
}

function compareHighs(a: Cut | undefined, b: Cut | undefined): number {
  if (a === undefined || b === undefined) return Number(b !== undefined) - Number(a !== undefined);
  return compareCuts(a, b);
}

/** The bands from the lowest values to the highest. */
export function inOrder(bands: readonly Band[]): readonly Band[] {
  return [...bands].sort((a, b) => compareLows(a.low, b.low) || compareHighs(a.high, b.high));
}

/** Whether a range holds no value at all. */
export function isEmptyRange({ low, high }: Range): boolean {
  return low !== undefined && high !== undefined && compareCuts(low, high) >= 0;
}

/** What two ranges have in common; it may be empty. */
export function intersection(a: Range, b: Range): Range {
  return {
    low: compareLows(a.low, b.low) > 0 ? a.low : b.low,
    high: compareHighs(a.high, b.high) < 0 ? a.high : b.high,
  };
}

/** What of a range lies in none of some others, lowest first. A single value counts. */
export function without(range: Range, others: readonly Range[]): readonly Range[] {
  let rest: readonly Range[] = isEmptyRange(range) ? [] : [range];
  for (const other of others) {
    if (isEmptyRange(other)) continue;
    rest = rest.flatMap((each) =>
      [
        ...(other.low === undefined ? [] : [intersection(each, { low: undefined, high: other.low })]),
        ...(other.high === undefined ? [] : [intersection(each, { low: other.high, high: undefined })]),
      ].filter((part) => !isEmptyRange(part)),
    );
  }
  return rest;
}

/** Whether a range holds one value and no more. */
export function isPoint({ low, high }: Range): boolean {
  return low !== undefined && high !== undefined && compare(low.value, high.value) === 0 && compareCuts(low, high) < 0;
}

/** The values that a bound lets pass, and all others. */
export function sidesOf(word: BoundWord, value: Rational): { readonly kept: Range; readonly missed: Range } {
  const at: Cut = { value, isBehind: word === 'above' || word === 'atMost' };
  const [below, above] = [
    { low: undefined, high: at },
    { low: at, high: undefined },
  ];
  return lowWords.includes(word) ? { kept: above, missed: below } : { kept: below, missed: above };
}

export interface Gap extends Range {
  /** The bands on both sides. */
  readonly below: Band;
  readonly above: Band;
}

/** What lies between the bands of a table and in none of them, lowest first. A single value counts. */
export function gapsOf({ bands }: TierTable): readonly Gap[] {
  const gaps: Gap[] = [];
  let furthest: Band | undefined;
  for (const band of inOrder(bands)) {
    if (isEmptyRange(band)) continue;
    if (furthest?.high !== undefined && band.low !== undefined && compareCuts(furthest.high, band.low) < 0)
      gaps.push({ low: furthest.high, high: band.low, below: furthest, above: band });
    if (furthest === undefined || compareHighs(band.high, furthest.high) > 0) furthest = band;
  }
  return gaps;
}

export interface Overlap extends Range {
  readonly first: Band;
  readonly second: Band;
}

/** Pairs of bands that share values, `mostPairs` at most. A single value counts. */
export function overlapsOf({ bands }: TierTable, mostPairs = 100): readonly Overlap[] {
  const found: Overlap[] = [];
  const ordered = inOrder(bands).filter((band) => !isEmptyRange(band));
  for (const [index, second] of ordered.entries()) {
    for (const first of ordered.slice(0, index)) {
      const range = { low: second.low, high: compareHighs(first.high, second.high) < 0 ? first.high : second.high };
      if (isEmptyRange(range)) continue;
      found.push({ ...range, first, second });
      if (found.length >= mostPairs) return found;
    }
  }
  return found;
}

/** Whether a range holds a value with so many digits behind the point; a range without an end does. */
export function hasRoundedValue({ low, high }: Range, digits: number): boolean {
  if (low === undefined || high === undefined) return true;
  const step = rational(1n, 10n ** BigInt(digits));
  // The smallest multiple of the step that is not below the low end.
  const candidate = round(low.value, digits, low.value.num < 0n ? 'down' : 'up');
  const next = low.isBehind && compare(candidate, low.value) === 0 ? add(candidate, step) : candidate;
  return compareCuts({ value: next, isBehind: true }, high) <= 0;
}

/** A range in words: `99 %`, `97.9 % to 98 %`, `below 98 %`, `all values`. */
export function showRange({ low, high }: Range, unit: string): string {
  const shown = (cut: Cut): string => `${toDecimal(cut.value, 6)} ${unit}`.trim();
  if (low === undefined)
    return high === undefined ? 'every value' : `${high.isBehind ? 'at most' : 'below'} ${shown(high)}`;
  if (high === undefined) return `${low.isBehind ? 'above' : 'at least'} ${shown(low)}`;
  return compare(low.value, high.value) === 0 ? shown(low) : `${shown(low)} to ${shown(high)}`;
}
