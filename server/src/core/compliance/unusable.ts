// Says whether rows that could not be used may turn a verdict: as many more records, all good or all bad.
// It must never let a verdict stand that one of them could turn, nor shake one that all of them together could not.

import {
  add,
  compare,
  divide,
  hundred,
  integer,
  multiply,
  rational,
  subtract,
  type Rational,
} from '../scalars/rational';
import type { Bound, Objective } from '../model/sla';
import type { Fold, MetricType } from '../vocabulary/metrics/metric';
import { isInside } from './credits';
import type { Measured } from './measured';
import type { ItemPart, WindowPart } from './partials';

/** How many rows that could not be used may belong to a group and window. */
export function unusableIn(item: ItemPart, group: string | undefined, { from, to }: WindowPart): number {
  let count = 0;
  for (const rows of item.unusable) {
    const isOfGroup = rows.group === undefined || group === undefined || rows.group === group;
    if (isOfGroup && rows.from < to && rows.to >= from) count += rows.count;
  }
  return count;
}

export interface Settled {
  readonly objective: Objective;
  readonly type: MetricType;
  readonly item: ItemPart;
  readonly measured: Measured;
  readonly value: Rational;
  readonly unit: string;
  readonly bounds: readonly Bound[];
  readonly isMet: boolean;
}

/** Folds whose value is the share of good ones among records, each of which counts one. */
const ofRecords: ReadonlySet<Fold['kind']> = new Set(['cohort', 'dues', 'slots', 'repeats', 'attempts', 'distinct']);

/** Most unusable rows among all of a mean or a rate, which no count of rows bounds (a judgement of ours, not of a standard). */
const mostOfMean = rational(5n, 100n);

/** Whether the verdict stays the same whatever `count` unusable rows would have said. */
export function isSettled(settled: Settled, count: number): boolean {
  const { objective, type, item, measured } = settled;
  if (count === 0) return true;
  const { fold } = type;
  const isSatisfied = fold.kind === 'scores' && fold.value === 'satisfied';
  if (objective.share !== undefined || isSatisfied || ofRecords.has(fold.kind))
    // One more record may be a repeat itself, and make one of the next.
    return isShareSettled(settled, measured.n, fold.kind === 'repeats' ? 2 * count : count);
  switch (fold.kind) {
    case 'calls':
    case 'counts':
    case 'slices':
      // Counters have as many rows as they have slices; where these are awaited, the gap is judged already.
      if (measured.coverage !== undefined && item.nature === 'instant') return true;
      return isShareSettled(settled, measured.n, count);
    case 'composite':
    case 'custom':
    case 'exposure':
    case 'days-left':
    case 'lags':
      return false;
    case 'impact':
    case 'downtime':
      if (item.nature !== 'interval') return measured.coverage !== undefined;
      // One more failure makes it no better.
      return !settled.isMet;
    case 'repairs':
      return false;
    case 'items':
      return fold.value === 'count' ? isCountSettled(settled, count) : isTotalSettled(settled);
    case 'values':
    case 'spans':
    case 'transfers':
    case 'open-ages':
    case 'delays':
      return isStatisticSettled(settled, count);
    default:
      return isRare(count, measured.n);
  }
}

/** A share of n records stays on its side of the bounds with all of the others good, and with all of them bad. */
function isShareSettled({ value, unit, bounds, isMet }: Settled, n: number, count: number): boolean {
  const covered = divide(integer(n), integer(n + count));
  const low = multiply(value, covered);
  const high = add(low, multiply(hundred, subtract(integer(1), covered)));
  return isInside(low, unit, bounds) === isMet && isInside(high, unit, bounds) === isMet;
}

function isCountSettled({ value, unit, bounds, isMet }: Settled, count: number): boolean {
  return isInside(add(value, integer(count)), unit, bounds) === isMet;
}

/** An amount that was not read can only add to a total. */
function isTotalSettled({ bounds, isMet }: Settled): boolean {
  const hasOnlyLower = bounds.every(({ word }) => word === 'atLeast' || word === 'above');
  return hasOnlyLower && isMet;
}

function isStatisticSettled({ measured, isMet, bounds }: Settled, count: number): boolean {
  const { within, quantile, n } = measured;
  if (quantile === undefined || within === undefined || bounds.length !== 1) return isRare(count, n);
  // Type 7 lies between the ranks on both sides of (N - 1) q; each has to be on the side of the verdict.
  const position = multiply(integer(n + count - 1), quantile);
  const isUpper = bounds[0]?.word === 'atMost' || bounds[0]?.word === 'below';
  const share = isUpper ? position : subtract(integer(n + count - 1), position);
  const kept = integer(within);
  return isMet
    ? compare(subtract(kept, integer(1)), ceiling(share)) >= 0
    : compare(add(kept, integer(count)), floor(share)) <= 0;
}

function floor(value: Rational): Rational {
  return rational(value.num / value.den);
}

function ceiling(value: Rational): Rational {
  return rational((value.num + value.den - 1n) / value.den);
}

function isRare(count: number, n: number): boolean {
  return n > 0 && compare(divide(integer(count), integer(n + count)), mostOfMean) <= 0;
}
