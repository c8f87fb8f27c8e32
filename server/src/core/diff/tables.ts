// Compares two tables of credits at every value where one of them changes, and beside it.
// It must never compare credits of different kinds, nor half of a table.

import type { Remedy } from '../model/sla';
import { compareCuts, tableOfTiers, type Cut, type TierTable } from '../model/tiers';
import type { Quantity } from '../scalars/quantity';
import { compare, zero, type Rational } from '../scalars/rational';
import { showQuantity, showValue } from '../show/words';
import { byOrder, joined, type Direction } from './change';

export interface TablesCompared {
  /** For the one who is paid; undefined where they pay the same. */
  readonly direction: Direction | undefined;
  /** The credits at the first value where they differ, and where that is: `below 99.9 %`; empty where they differ nowhere. */
  readonly from: string;
  readonly to: string;
  readonly at: string;
}

/** How one table pays beside another; unclear where they cannot be compared. */
export function compareTables(before: Remedy, now: Remedy): TablesCompared | 'unclear' {
  const [from, to] = [tableOf(before), tableOf(now)];
  if (from === undefined || to === undefined) return 'unclear';
  const unit = from.unit ?? to.unit;
  if (from.unit !== undefined && to.unit !== undefined && from.unit !== to.unit) return 'unclear';
  const cuts = [...from.bands, ...to.bands].flatMap(({ low, high }) => [low, high].filter((cut) => cut !== undefined));
  let first: Omit<TablesCompared, 'direction'> | undefined;
  const directions: (Direction | undefined)[] = [];
  for (const place of places(cuts)) {
    const [old, fresh] = [creditAt(from, place), creditAt(to, place)];
    if (old === undefined || fresh === undefined || !isSameKind(old, fresh)) return 'unclear';
    const order = compare(fresh.value, old.value);
    if (order !== 0)
      first ??= {
        from: shown(old),
        to: shown(fresh),
        at: unit === undefined ? '' : `${sideWords[place.side]} ${showValue(place.value, unit)}`,
      };
    directions.push(byOrder(order, 'stronger'));
  }
  return { direction: joined(directions), ...(first ?? { from: '', to: '', at: '' }) };
}

interface Table {
  readonly unit: string | undefined;
  readonly bands: TierTable['bands'];
}

/** A remedy without tiers pays nothing. */
function tableOf({ tiers }: Remedy): Table | undefined {
  return tiers.length === 0 ? { unit: undefined, bands: [] } : tableOfTiers(tiers);
}

/** Values right before, at, or right behind one. */
interface Place {
  readonly value: Rational;
  readonly side: 'before' | 'at' | 'behind';
}

const sideWords: Readonly<Record<Place['side'], string>> = { before: 'below', at: 'at', behind: 'above' };

/** Every value where a table changes, with what lies right beside it: between two of them nothing changes. */
function places(cuts: readonly Cut[]): readonly Place[] {
  const sorted = [...cuts].sort(compareCuts);
  const values = sorted.filter(
    ({ value }, index) => index === 0 || compare(value, sorted[index - 1]?.value ?? zero) !== 0,
  );
  const sides = ['before', 'at', 'behind'] as const;
  return values.flatMap(({ value }) => sides.map((side) => ({ value, side })));
}

interface Credit {
  readonly value: Rational;
  /** Undefined where nothing is paid, which compares with every kind. */
  readonly kind: string | undefined;
  readonly quantity: Quantity | undefined;
}

const nothing: Credit = { value: zero, kind: undefined, quantity: undefined };

const isSameKind = (one: Credit, other: Credit): boolean =>
  one.kind === undefined || other.kind === undefined || one.kind === other.kind;

const shown = ({ kind, value, quantity }: Credit): string =>
  kind === undefined ? 'no credit' : quantity === undefined ? showValue(value, 'days') : showQuantity(quantity);

/** What is paid at a place; undefined where tiers of two kinds hold. */
function creditAt({ bands }: Table, place: Place): Credit | undefined {
  let best: Credit = nothing;
  for (const { low, high, tier } of bands) {
    if (!holds(low, high, place)) continue;
    const quantity = tier.credit?.value;
    const value = quantity?.value ?? tier.days?.value;
    if (value === undefined) return undefined;
    const kind = quantity === undefined ? 'days' : `${quantity.dimension} ${quantity.unit}`;
    const credit: Credit = { value, kind, quantity };
    if (!isSameKind(best, credit)) return undefined;
    if (best.kind === undefined || compare(credit.value, best.value) > 0) best = credit;
  }
  return best;
}

function holds(low: Cut | undefined, high: Cut | undefined, { value, side }: Place): boolean {
  const [before, behind] = [false, true].map((isBehind): Cut => ({ value, isBehind }));
  const isAbove = (cut: Cut | undefined, strictly: boolean): boolean =>
    low === undefined || cut === undefined || compareCuts(low, cut) < (strictly ? 0 : 1);
  const isBelow = (cut: Cut | undefined, strictly: boolean): boolean =>
    high === undefined || cut === undefined || compareCuts(high, cut) > (strictly ? 0 : -1);
  if (side === 'before') return isAbove(before, true) && isBelow(before, false);
  return side === 'at'
    ? isAbove(before, false) && isBelow(behind, false)
    : isAbove(behind, false) && isBelow(behind, true);
}
