// A change of a promise between two versions of an agreement: where, from what to what, and for whom it got weaker or stronger.
// It must never give a direction that does not follow from both texts: what cannot be told is unclear.

import type { Span } from '../text/span';

/** For the party to whom the promise is owed; the owing one has the opposite (rules.md A7). */
export type Direction = 'weaker' | 'stronger' | 'unclear';

export interface Change {
  /** The objective that is promised otherwise, or the clause that all of its objectives share. */
  readonly id: string;
  /** Where the new value stands; for what is gone the place that held it, in the new text. */
  readonly span: Span;
  /** Both values in words; empty where one has none. */
  readonly from: string;
  readonly to: string;
  readonly direction: Direction;
  /** To whom the promise is owed. */
  readonly party: string;
}

/** What two findings about one thing say together. */
export function joined(directions: readonly (Direction | undefined)[]): Direction | undefined {
  const known = new Set(directions.filter((each) => each !== undefined));
  if (known.size === 0) return undefined;
  const [only] = known;
  return known.size === 1 ? only : 'unclear';
}

/** The direction of a number that grew or fell; undefined where it did neither. */
export function byOrder(order: number, ifMore: Direction): Direction | undefined {
  if (order === 0) return undefined;
  if (ifMore === 'unclear') return 'unclear';
  const ifLess: Direction = ifMore === 'weaker' ? 'stronger' : 'weaker';
  return order > 0 ? ifMore : ifLess;
}
