// What a difference means: a direction for the parties to whom something is owed, the opposite for those who owe it, and why.
// It must never turn "cannot be told" into a direction.

import { resolved, type Node } from '../../syntax/nodes';
import type { Direction } from '../change';
import type { Sides } from './scene';

/** Undefined stands for neutral. */
export type Meaning =
  | {
      readonly reason: string;
      /** For those to whom it is owed. */
      readonly direction: Direction;
      readonly sides: Sides;
    }
  | {
      readonly reason: string;
      readonly byParty: ReadonlyMap<string, Direction>;
      /** Those of the parties to whom something is owed; all where nothing is said. */
      readonly owed?: ReadonlySet<string>;
    }
  | undefined;

const opposite: Readonly<Record<Direction, Direction>> = { weaker: 'stronger', stronger: 'weaker', unclear: 'unclear' };

/** What a meaning says for each party, those to whom something is owed first. Who is on both sides at once gets no clear direction. */
export function directionsOf(meaning: Meaning): ReadonlyMap<string, Direction> {
  if (meaning === undefined) return new Map();
  if ('byParty' in meaning) return meaning.byParty;
  const { direction, sides } = meaning;
  const found = new Map<string, Direction>();
  for (const party of sides.owed) found.set(party, sides.owing.has(party) ? 'unclear' : direction);
  for (const party of sides.owing) if (!sides.owed.has(party)) found.set(party, opposite[direction]);
  return found;
}

/** The parties of a meaning to whom something is owed. */
export function owedIn(meaning: Meaning): readonly string[] {
  if (meaning === undefined) return [];
  if (!('byParty' in meaning)) return [...meaning.sides.owed];
  return [...meaning.byParty.keys()].filter((party) => meaning.owed?.has(party) ?? true);
}

export function turned(direction: Direction): Direction {
  return opposite[direction];
}

/** A direction by what grew or fell; undefined where it did neither. */
export function ofOrder(order: number | undefined, ifMore: Direction): Direction | undefined {
  if (order === undefined) return 'unclear';
  if (order === 0) return undefined;
  return order > 0 ? ifMore : opposite[ifMore];
}

/** A meaning with one direction for those to whom it is owed. */
export function known(direction: Direction, reason: string, sides: Sides): Meaning {
  return { direction, reason, sides };
}

/** The text of a single value, aliases followed and without blanks around it; undefined for a map, a list and nothing. */
export function textOf(written: Node | undefined): string | undefined {
  const node = resolved(written);
  return node?.kind === 'scalar' ? node.text.trim() : undefined;
}
