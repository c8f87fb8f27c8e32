// Reads counters of a row as all and bad, and puts instants into slices of time that begin at the local hour (metrics.md D3).
// It must never take an empty field for zero: it is missing, as no row would be.

import type { Zone } from '../../core/time/zones';
import { plus, type Decimal } from '../exact-sum';
import type { Feed } from '../feed';

export interface Counted {
  readonly total: Decimal;
  readonly bad: Decimal;
}

export const nothing: Decimal = { mantissa: 0, decimals: 0 };

/** A decimal as a double, for sums that fit one. */
export function numberOf({ mantissa, decimals }: Decimal): number {
  return mantissa / 10 ** decimals;
}

/** What the current row counts, from two of total, bad and good, or from a yes or no of the row; undefined where it says nothing. */
export function counterReader(feed: Feed): () => Counted | undefined {
  const roles = new Set(feed.input.roles.map((role) => role.role));
  const [total, bad, good] = [feed.number('total'), feed.number('bad'), feed.number('good')];
  const yes = feed.input.id === 'counters' ? undefined : feed.boolean('ok');
  if (yes !== undefined)
    return () => {
      const value = yes();
      return value < 0 ? undefined : { total: { mantissa: 1, decimals: 0 }, bad: { mantissa: 1 - value, decimals: 0 } };
    };
  return () => {
    const all = roles.has('total') && total?.read() === true ? total : undefined;
    const lost = roles.has('bad') && bad?.read() === true ? bad : undefined;
    const kept = roles.has('good') && good?.read() === true ? good : undefined;
    const known = all ?? (kept === undefined || lost === undefined ? undefined : plus(kept, lost));
    const failed = lost ?? (known === undefined || kept === undefined ? undefined : plus(known, kept, -1));
    if (known === undefined || failed === undefined) return undefined;
    // Readers of a role are written over by the next row.
    const copy = ({ mantissa, decimals }: Decimal): Decimal => ({ mantissa, decimals });
    return { total: copy(known), bad: copy(failed) };
  };
}

/** The start of the slice that holds an instant; slices are aligned to the local hour. */
export function sliceStart(zone: Zone, instant: number, sliceMs: number): number {
  const local = zone.localOf(instant);
  return instant - (local - Math.floor(local / sliceMs) * sliceMs);
}

/** Sums of counters by slice of time, for one group. */
export class Slices {
  readonly sums = new Map<number, { total: Decimal; bad: Decimal }>();

  add(start: number, { total, bad }: Counted): void {
    const slice = this.sums.get(start) ?? { total: nothing, bad: nothing };
    this.sums.set(start, slice);
    slice.total = plus(slice.total, total);
    slice.bad = plus(slice.bad, bad);
  }
}
