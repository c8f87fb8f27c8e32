// What it means that a clause which others build on is gone, new, or no clause any more, while they still name it.
// It must never speak of a clause that nobody names: it promises nothing by itself.

import type { Objective, SlaModel } from '../../model/sla';
import type { Difference } from '../differences';
import type { Meaning } from './meaning';
import type { Scene } from './scene';

/** `uses` tells whether an objective of a version builds on the clause of an id. */
export function wholeClauseMeaning(
  { kind, path, oldPath }: Difference,
  scene: Scene,
  uses: (objective: Objective, model: SlaModel, id: string) => boolean,
): Meaning {
  if (kind === 'renamed' || kind === 'moved') return undefined;
  // Whoever names what is gone, or named what was not there yet, is on one side only.
  const { sides } = scene.users((objective, model) => {
    const isNow = model === scene.now;
    if (kind === (isNow ? 'added' : 'removed')) return false;
    return uses(objective, model, String((isNow ? path : oldPath)[1]));
  });
  if (sides.owed.size + sides.owing.size === 0) return undefined;
  const reason = kind === 'added' ? 'named before, and defined now' : 'still named, and no longer defined';
  return { direction: 'unclear', reason: kind === 'changed' ? 'it cannot be read' : reason, sides };
}
