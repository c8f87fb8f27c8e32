// What it means that a clause which others build on is gone, new, or no clause any more, while they still name it.
// It must never speak of a clause that nobody names: it promises nothing by itself.

import type { Objective, SlaModel } from '../../model/sla';
import type { Difference } from '../differences';
import type { ObjectiveUses } from '../uses';
import type { Meaning } from './meaning';
import type { Scene } from './scene';

/** `find` tells which objectives of a version build on the clause of an id. */
export function wholeClauseMeaning(
  { kind, path, oldPath }: Difference,
  scene: Scene,
  find: (uses: ObjectiveUses, id: string, model: SlaModel) => readonly Objective[],
): Meaning {
  if (kind === 'renamed' || kind === 'moved') return undefined;
  // Whoever names what is gone, or named what was not there yet, is on one side only.
  const { sides } = scene.users((uses, model) => {
    const isNow = model === scene.now;
    if (kind === (isNow ? 'added' : 'removed')) return [];
    return find(uses, String((isNow ? path : oldPath)[1]), model);
  });
  if (sides.owed.size + sides.owing.size === 0) return undefined;
  const reason = kind === 'added' ? 'named before, and defined now' : 'still named, and no longer defined';
  return { direction: 'unclear', reason: kind === 'changed' ? 'it cannot be read' : reason, sides };
}
