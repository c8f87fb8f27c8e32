// Which objectives a difference concerns, for those who want to see what it does to them.
// It must never name an objective of the old text.

import { metricOf } from '../model/queries';
import type { Objective, SlaModel } from '../model/sla';
import type { Difference } from './differences';
import type { Scene } from './meanings/scene';

type Users = ReadonlyMap<string, readonly string[]>;

/** Found once per model: thousands of differences ask. */
const known = new WeakMap<SlaModel, Users>();

/** Ids of the new text, in its order. */
export function concerned({ path }: Difference, { now }: Scene): readonly string[] {
  const [section, id] = path;
  if (typeof section !== 'string' || typeof id !== 'string') return [];
  let users = known.get(now);
  if (users === undefined) known.set(now, (users = usersOf(now)));
  return users.get(keyOf(section, id)) ?? [];
}

function keyOf(section: string, id: string): string {
  return JSON.stringify([section, id]);
}

/** Ids of the objectives that use each clause, by its section and id. */
function usersOf(model: SlaModel): Users {
  const users = new Map<string, string[]>();
  for (const objective of model.objectives)
    // A clause that is used twice has one user.
    for (const key of new Set(usedBy(objective, model))) {
      const own = users.get(key);
      if (own === undefined) users.set(key, [objective.id]);
      else own.push(objective.id);
    }
  return users;
}

function usedBy(objective: Objective, model: SlaModel): readonly string[] {
  const { id, excludes, remedies, calendar, targets = [] } = objective;
  const metric = metricOf(model, objective.metric?.value);
  const calendars = [calendar, ...targets.map((target) => target.calendar), metric?.parameters.get('calendar')];
  const keys = (section: string, values: readonly (string | undefined)[]): readonly string[] =>
    values.flatMap((value) => (value === undefined ? [] : [keyOf(section, value)]));
  return [
    ...keys('objectives', [id]),
    ...keys('metrics', [objective.metric?.value]),
    ...keys(
      'exclusions',
      excludes.map(({ value }) => value),
    ),
    ...keys(
      'remedies',
      remedies.map(({ value }) => value),
    ),
    ...keys('data', [metric?.data?.value]),
    ...keys(
      'calendars',
      calendars.map((each) => each?.value),
    ),
  ];
}
