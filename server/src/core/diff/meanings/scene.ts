// Both versions beside each other, and who is owed what: the questions that every difference asks.
// It must never leave a promise without parties: where none is named, those of the roles are meant.

import type { SlaFile } from '../../model/file';
import { byId, isIndicator, owedByOf, owedToOf } from '../../model/queries';
import type { Objective, SlaModel } from '../../model/sla';
import type { DiffPath } from '../differences';
import type { Pairing } from '../pairing';
import { usesIn, type ObjectiveUses } from '../uses';

/** Ids in the new version. */
export interface Sides {
  readonly owed: ReadonlySet<string>;
  readonly owing: ReadonlySet<string>;
}

export interface Scene {
  readonly before: SlaModel;
  readonly now: SlaModel;
  readonly pairing: Pairing;
  /** Who is owed and owes the objectives that are found in both versions, and the ids of those of the new one. */
  readonly users: (find: (uses: ObjectiveUses, model: SlaModel) => readonly Objective[]) => Users;
  readonly sidesOf: (objective: Objective, model: SlaModel) => Sides;
  /** All who owe something, and all to whom something is owed. */
  readonly everybody: Sides;
}

export interface Users {
  readonly sides: Sides;
  readonly objectives: readonly string[];
}

interface Promised {
  readonly sides: ReadonlySet<Sides>;
  readonly ids: readonly string[];
}

/** What is promised by lists of objectives; one list may stand for many clauses, such as the parts of one composite. */
function usersAmong(sidesOf: (objective: Objective) => Sides): (all: readonly Objective[]) => Promised {
  const known = new WeakMap<readonly Objective[], Promised>();
  return (all) => {
    let found = known.get(all);
    if (found === undefined) {
      const promised = all.filter((objective) => !isIndicator(objective));
      found = { sides: new Set(promised.map(sidesOf)), ids: promised.map(({ id }) => id) };
      known.set(all, found);
    }
    return found;
  };
}

export function sceneOf(before: SlaFile, now: SlaFile, pairing: Pairing): Scene {
  const named = (model: SlaModel, id: string): string => (model === before.model ? pairing.rename('party', id) : id);
  const sidesIn = (model: SlaModel): ((objective: Objective) => Sides) => {
    const byRole = (role: string): readonly string[] =>
      model.parties.filter((party) => party.role?.value === role).map(({ id }) => id);
    const all = (one: string | undefined, role: string): ReadonlySet<string> =>
      new Set((one === undefined ? byRole(role) : [one]).map((id) => named(model, id)));
    // Most objectives are owed by the same to the same: their sides are one thing.
    const byPair = new Map<string, Sides>();
    return (objective) => {
      const [to, by] = [owedToOf(model, objective), owedByOf(model, objective)];
      const pair = JSON.stringify([to, by]);
      let sides = byPair.get(pair);
      if (sides === undefined) byPair.set(pair, (sides = { owed: all(to, 'customer'), owing: all(by, 'provider') }));
      return sides;
    };
  };
  const [sidesNow, sidesBefore] = [sidesIn(now.model), sidesIn(before.model)];
  const sidesOf: Scene['sidesOf'] = (objective, model) =>
    model === now.model ? sidesNow(objective) : sidesBefore(objective);
  const [usersNow, usersBefore] = [usersAmong(sidesNow), usersAmong(sidesBefore)];
  const users: Scene['users'] = (find) => {
    const fresh = usersNow(find(usesIn(now.model), now.model));
    const old = usersBefore(find(usesIn(before.model), before.model));
    return { sides: merged([...fresh.sides, ...old.sides]), objectives: fresh.ids };
  };
  const everybody = users((_, model) => model.objectives).sides;
  const parties = (role: string): ReadonlySet<string> =>
    new Set(now.model.parties.filter((party) => party.role?.value === role).map(({ id }) => id));
  const isNobody = everybody.owed.size === 0 && everybody.owing.size === 0;
  return {
    before: before.model,
    now: now.model,
    pairing,
    users,
    sidesOf,
    everybody: isNobody ? { owed: parties('customer'), owing: parties('provider') } : everybody,
  };
}

export function merged(all: Iterable<Sides>): Sides {
  const [owed, owing] = [new Set<string>(), new Set<string>()];
  for (const sides of all) {
    for (const party of sides.owed) owed.add(party);
    for (const party of sides.owing) owing.add(party);
  }
  return { owed, owing };
}

/** The clause of a section around a difference in both versions, by its ids. */
export function clausesAt<T extends { readonly id: string }>(
  { before, now }: Scene,
  section: (model: SlaModel) => readonly T[],
  { path, oldPath }: { readonly path: DiffPath; readonly oldPath: DiffPath },
): readonly [old: T | undefined, fresh: T | undefined] {
  const find = (list: readonly T[], id: string | number | undefined): T | undefined =>
    typeof id === 'string' ? byId(list).get(id) : undefined;
  return [find(section(before), oldPath[1]), find(section(now), path[1])];
}
