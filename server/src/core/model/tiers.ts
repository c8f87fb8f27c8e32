// Credit tiers as exact intervals (rules.md A5): what the rules about gaps and overlaps compare.
// A table with one bound per tier meets by construction and has no bands to compare.

import { compare, type Rational } from '../scalars/rational';
import { toDecimal } from '../scalars/rational';
import type { Span } from '../text/span';
import type { Remedy } from './sla';

export interface Edge {
  readonly value: Rational;
  readonly unit: string;
  readonly isIn: boolean;
  readonly span: Span;
}

export interface Band {
  readonly low: Edge | undefined;
  readonly high: Edge | undefined;
}

/** The bands of a table in which some tier has two bounds, lowest first; undefined for other tables and unreadable ones. */
export function exactBands(remedy: Remedy): readonly Band[] | undefined {
  if (remedy.kind?.value !== 'service-credit' || !remedy.tiers.some((tier) => tier.bounds.length === 2))
    return undefined;
  const units = new Set(remedy.tiers.flatMap((tier) => tier.bounds.map((bound) => bound.quantity.unit)));
  if (units.size !== 1 || remedy.tiers.some((tier) => tier.bounds.length === 0)) return undefined;
  const bands = remedy.tiers.map((tier): Band => {
    const edge = (words: readonly string[], inclusive: string): Edge | undefined => {
      const bound = tier.bounds.find((each) => words.includes(each.word));
      if (bound === undefined) return undefined;
      return {
        value: bound.quantity.value,
        unit: bound.quantity.unit,
        isIn: bound.word === inclusive,
        span: bound.span,
      };
    };
    return { low: edge(['atLeast', 'above'], 'atLeast'), high: edge(['atMost', 'below'], 'atMost') };
  });
  return [...bands].sort((a, b) =>
    a.low === undefined ? -1 : b.low === undefined ? 1 : compare(a.low.value, b.low.value),
  );
}

/** Pairs of bands that follow each other. */
export function neighbours(bands: readonly Band[]): readonly (readonly [Band, Band])[] {
  return bands.slice(1).flatMap((upper, index) => {
    const lower = bands[index];
    return lower === undefined ? [] : [[lower, upper] as const];
  });
}

/** An edge in words. */
export function shown(edge: Edge): string {
  return `${toDecimal(edge.value, 6)} ${edge.unit}`.trim();
}
