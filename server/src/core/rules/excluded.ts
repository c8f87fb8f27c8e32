// What rules ask of exclusions: which objectives leave them out, who decides, what they name.
// It must never take an exclusion for used that no objective names.

import { fixOf, isOwn, removeEntry, removeItem } from './edits';
import type { Fix, TextEdit } from './rule';
import { owedByOf } from '../model/queries';
import type { Exclusion, Objective, Party, SlaModel, Text } from '../model/sla';
import { entryOf, resolved, type ScalarNode } from '../syntax/nodes';

const users = new WeakMap<readonly Objective[], ReadonlyMap<string, readonly Objective[]>>();

/** The objectives that leave out an exclusion, in document order. */
export function excludedBy({ objectives }: SlaModel, { id }: Exclusion): readonly Objective[] {
  let byId = users.get(objectives);
  if (byId === undefined) {
    const made = new Map<string, Objective[]>();
    for (const objective of objectives) {
      if (objective.excludes.length === 0) continue;
      for (const excluded of new Set(objective.excludes.map(({ value }) => value))) {
        const list = made.get(excluded);
        if (list === undefined) made.set(excluded, [objective]);
        else list.push(objective);
      }
    }
    users.set(objectives, (byId = made));
  }
  return byId.get(id) ?? [];
}

/** The only party that owes all objectives which leave out an exclusion; undefined where none or several do. */
export function owingParty(model: SlaModel, exclusion: Exclusion): string | undefined {
  const parties = new Set(excludedBy(model, exclusion).map((objective) => owedByOf(model, objective)));
  const [only] = parties;
  return parties.size === 1 ? only : undefined;
}

/** The parties that decide whether an exclusion applies; undefined where nothing is written or it cannot be read. */
export function decidersOf({ map }: Exclusion): readonly ScalarNode[] | undefined {
  const node = resolved(map === undefined ? undefined : entryOf(map, 'decidedBy')?.value);
  if (node?.kind !== 'seq') return undefined;
  const items = node.items.flatMap((item) => {
    const each = resolved(item);
    return each?.kind === 'scalar' ? [each] : [];
  });
  return items.length === node.items.length && items.length > 0 ? items : undefined;
}

/** The party whose failure an exclusion of a third party names: by its key, or by its name in the words of what is excluded. */
export function partyNamedBy({ parties }: SlaModel, { kind, map, what }: Exclusion): Party | undefined {
  if (kind?.value !== 'third-party-outage') return undefined;
  const node = resolved(map === undefined ? undefined : entryOf(map, 'party')?.value);
  if (node?.kind === 'scalar') return parties.find(({ id }) => id === node.text);
  return parties.find(({ name }) => holdsWord(what, name?.value));
}

/** Whether a text holds a word or a name as a whole. */
export function holdsWord(text: Text | undefined, word: string | undefined): boolean {
  if (text === undefined || word === undefined || word.length < 3) return false;
  const at = text.value.toLowerCase().indexOf(word.toLowerCase());
  if (at < 0) return false;
  const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}-]/u.test(sign);
  return !isLetter(text.value[at - 1]) && !isLetter(text.value[at + word.length]);
}

/** Lets an objective count what an exclusion leaves out, as a fix; none where the list cannot be changed in its place. */
export function notLeftOut(text: string, objective: Objective, exclusion: string): readonly Fix[] {
  return fixOf(`Do not exclude "${exclusion}"`, ...editsOfRemoval(text, objective, exclusion));
}

/** Takes an exclusion out of the agreement and of all objectives that name it, as one fix. */
export function removalOf(text: string, exclusion: Exclusion, objectives: readonly Objective[]): readonly Fix[] {
  const { entry, id } = exclusion;
  // With the last one goes the section.
  const section = entry.parent.entries.length < 2 ? entry.parent.parent : entry;
  if (section?.kind !== 'entry' || !isOwn(entry) || !isOwn(section)) return [];
  const uses = objectives.flatMap((objective) => editsOfRemoval(text, objective, id));
  return fixOf(`Remove "${id}"`, removeEntry(text, section), ...uses);
}

/** The edits that take an id out of the list of an objective; with the last one goes the key. */
function editsOfRemoval(text: string, objective: Objective, id: string): readonly (TextEdit | undefined)[] {
  const entry = objective.map === undefined ? undefined : entryOf(objective.map, 'excludes');
  if (entry === undefined || !isOwn(entry)) return [undefined];
  const list = entry.value;
  if (list?.kind !== 'seq' || list.items.length < 2) return [removeEntry(text, entry)];
  const item = list.items.find((each) => each?.kind === 'scalar' && each.text === id);
  return [item === undefined ? undefined : removeItem(text, item)];
}
