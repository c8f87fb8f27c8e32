// What it means for those to whom a promise is owed that a remedy exists at all: most help them, some help the one who owes.
// It must never take a remedy for theirs because it follows a miss.

import type { Remedy, SlaModel } from '../../model/sla';
import { remedyOf } from '../../model/queries';
import { resolved, type Node } from '../../syntax/nodes';
import { joined, type Direction } from '../change';
import type { Difference } from '../differences';
import { turned, type Meaning } from './meaning';
import type { Scene, Sides } from './scene';

/** Remedies that the owing party gets something from. */
const forTheOwing = new Set(['bonus', 'earn-back']);

/** What more of a remedy means, apart from a cap, which is a limit to other ones. `party` tells what an id is called now. */
export function betterWith(remedy: Remedy | undefined, sides: Sides, party: (id: string) => string): Direction {
  const kind = remedy?.kind?.value ?? '';
  if (forTheOwing.has(kind)) return 'weaker';
  const whoOf = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : party(text.split('.')[0] ?? text);
  if (kind === 'termination') {
    const holder = whoOf(remedy?.holder?.value);
    if (holder === undefined) return 'unclear';
    const [isOwed, isOwing] = [sides.owed.has(holder), sides.owing.has(holder)];
    return isOwed === isOwing ? 'unclear' : isOwed ? 'stronger' : 'weaker';
  }
  // A report that the owed party has to write is a burden to it, and may be of use as well.
  const by = whoOf(remedy?.by?.value);
  return by !== undefined && sides.owed.has(by) && !sides.owing.has(by) ? 'unclear' : 'stronger';
}

/** What it means that a remedy is there at all. */
export function worthOf(remedy: Remedy | undefined, sides: Sides, party: (id: string) => string): Direction {
  return remedy?.kind?.value === 'cap' ? 'weaker' : betterWith(remedy, sides, party);
}

/** Remedies that an objective names as well, no longer, or in the place of another. */
export function namedRemedies(difference: Difference, sides: Sides, { before, now, pairing }: Scene): Meaning {
  const { kind, from, to } = difference;
  if (kind !== 'added' && kind !== 'removed')
    return { direction: 'unclear', reason: 'follows a miss in its place', sides };
  const isNew = kind === 'added';
  const [model, written]: readonly [SlaModel, Node | undefined] = isNew ? [now, to] : [before, from];
  const node = resolved(written);
  const named = (node?.kind === 'seq' ? node.items.map(resolved) : [node]).flatMap((item) =>
    item?.kind === 'scalar' ? [item.text.trim()] : [],
  );
  const party = (id: string): string => (isNew ? id : pairing.rename('party', id));
  const worths = named.map((id) => worthOf(remedyOf(model, id), sides, party));
  const worth = joined(worths) ?? 'stronger';
  return { direction: isNew ? worth : turned(worth), reason: reasonOf(worth, isNew), sides };
}

function reasonOf(worth: Direction, isNew: boolean): string {
  if (worth === 'weaker')
    return isNew
      ? 'a consequence that helps the party that owes'
      : 'no longer a consequence that helps the party that owes';
  return isNew ? 'follows a miss as well' : 'no longer follows a miss';
}
