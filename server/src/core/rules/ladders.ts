// Ladders: targets by priority, whose groups have a natural order from the most to the least urgent.
// It must never read an order into names that only look like priorities, such as those of sites or circuits.

import type { Objective, SlaModel } from '../model/sla';
import { entryOf, resolved } from '../syntax/nodes';
import { promisesOf, type Promised } from './promises';

const numbered = /^(p|s|sev|prio|priority|severity|level)[ -]?(\d{1,2})$/i;
const words = ['critical', 'high', 'medium', 'low'];

export interface Step extends Promised {
  readonly group: string;
  readonly rank: number;
}

/** The promises of an objective by priority, the most urgent first; those of other groups are left out. */
export function ladderOf(model: SlaModel, objective: Objective): readonly Step[] {
  if (objective.targets === undefined || !isByPriority(model, objective)) return [];
  const steps = promisesOf(objective).flatMap((promised) => {
    const { group } = promised;
    const rank = group === undefined ? undefined : rankOf(group);
    return group === undefined || rank === undefined ? [] : [{ ...promised, group, ...rank }];
  });
  // Numbers and words in one ladder have no order among each other.
  const [first] = steps;
  return steps.filter(({ kind }) => kind === first?.kind).sort((a, b) => a.rank - b.rank);
}

function rankOf(group: string): { readonly kind: string; readonly rank: number } | undefined {
  const match = numbered.exec(group.trim());
  if (match !== null) return { kind: (match[1] ?? '').toLowerCase(), rank: Number(match[2]) };
  const index = words.indexOf(group.trim().toLowerCase());
  return index < 0 ? undefined : { kind: 'word', rank: index };
}

/** Whether the groups are priorities: the column says so, or they are levels that the agreement declares. */
function isByPriority(model: SlaModel, { per, targets }: Objective): boolean {
  if (per.length === 1 && /prio|sev|urgen|impact/i.test(per[0]?.value ?? '')) return true;
  const priorities = resolved(model.sections.get('priorities'));
  const levels = priorities?.kind === 'map' ? resolved(entryOf(priorities, 'levels')?.value) : undefined;
  if (levels?.kind !== 'map') return false;
  const declared = new Set(levels.entries.map(({ key }) => key.text));
  return (targets ?? []).every(({ group }) => declared.has(group));
}
