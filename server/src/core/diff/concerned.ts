// Which objectives a difference concerns, for those who want to see what it does to them.
// It must never name an objective of the old text.

import { metricOf } from '../model/queries';
import type { Objective, SlaModel } from '../model/sla';
import type { Difference } from './differences';
import type { Scene } from './meanings/scene';

/** Ids of the new text, in its order. */
export function concerned({ path }: Difference, { now }: Scene): readonly string[] {
  const [section, id] = path;
  if (typeof id !== 'string') return [];
  const uses: Readonly<Record<string, (objective: Objective) => boolean>> = {
    objectives: (objective) => objective.id === id,
    metrics: (objective) => objective.metric?.value === id,
    exclusions: ({ excludes }) => excludes.some(({ value }) => value === id),
    remedies: ({ remedies }) => remedies.some(({ value }) => value === id),
    data: (objective) => metricOf(now, objective.metric?.value)?.data?.value === id,
    calendars: (objective) => countsBy(objective, id, now),
  };
  const fits = typeof section === 'string' && Object.hasOwn(uses, section) ? uses[section] : undefined;
  return fits === undefined ? [] : now.objectives.filter(fits).map((objective) => objective.id);
}

function countsBy({ calendar, targets, metric }: Objective, id: string, model: SlaModel): boolean {
  return (
    calendar?.value === id ||
    targets?.some((target) => target.calendar?.value === id) === true ||
    metricOf(model, metric?.value)?.parameters.get('calendar')?.value === id
  );
}
