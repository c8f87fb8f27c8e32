// Where a target comes from, as far as the text says so beside it.
// It must never take a goal that only names an objective for one whose arithmetic gives its number.

import type { Goal } from '../model/sla';
import { entryOf, resolved } from '../syntax/nodes';

const carried = new WeakMap<readonly Goal[], ReadonlySet<string>>();

/** The objectives that carry a step of the arithmetic of a goal. */
export function carriers(goals: readonly Goal[]): ReadonlySet<string> {
  const known = carried.get(goals);
  if (known !== undefined) return known;
  const found = new Set<string>();
  for (const { map } of goals) {
    const derivation = resolved(map === undefined ? undefined : entryOf(map, 'derivation')?.value);
    for (const { value } of derivation?.kind === 'map' ? derivation.entries : []) {
      const step = resolved(value);
      const by = step?.kind === 'map' ? resolved(entryOf(step, 'carriedBy')?.value) : undefined;
      if (by?.kind === 'scalar') found.add(by.text);
    }
  }
  carried.set(goals, found);
  return found;
}
