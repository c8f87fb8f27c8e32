// Which objectives a difference concerns, for those who want to see what it does to them.
// It must never name an objective of the old text.

import type { Difference } from './differences';
import type { Scene } from './meanings/scene';
import { usesIn, type ObjectiveUses } from './uses';
import type { Objective } from '../model/sla';

const uses: ReadonlyMap<string | number | undefined, (among: ObjectiveUses, id: string) => readonly Objective[]> =
  new Map([
    ['objectives', ({ called }, id) => called(id)],
    ['metrics', ({ over }, id) => over(id)],
    ['exclusions', ({ leavingOut }, id) => leavingOut(id)],
    ['remedies', ({ followedBy }, id) => followedBy(id)],
    ['fees', ({ creditedFrom }, id) => creditedFrom(id)],
    ['data', ({ readFrom }, id) => readFrom(id)],
    ['calendars', ({ together, countedBy, measuredBy }, id) => together(countedBy(id), measuredBy(id))],
  ]);

/** Ids of the new text, in its order. */
export function concerned({ path }: Difference, { now }: Scene): readonly string[] {
  const [section, id] = path;
  if (typeof id !== 'string') return [];
  return (uses.get(section)?.(usesIn(now), id) ?? []).map((objective) => objective.id);
}
