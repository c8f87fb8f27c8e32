// The words in which mistakes of shape are told, and the small questions that decide between them.
// It must never look further than at one location.

import { extensionPrefix } from './navigate';
import type { Entry, MapNode } from '../syntax/nodes';
import type { Location } from './locate';
import type { MapShape, Shape } from './shapes';

/** Whether a text is none of a closed set of values. */
export function isOutside(shape: Shape, text: string): boolean {
  const values = shape.scalar?.values;
  return values !== undefined && !values.some(({ id }) => id === text);
}

/** Whether an entry is a merge key of older YAML; a rule of its own says that it is not merged. */
export function isMerge(entry: Entry): boolean {
  return entry.key.text === '<<';
}

export function kindsOf(shape: Shape): readonly ('scalar' | 'seq' | 'map')[] {
  const kinds: ('scalar' | 'seq' | 'map')[] = [];
  if (shape.scalar !== undefined) kinds.push('scalar');
  if (shape.list !== undefined) kinds.push('seq');
  if (shape.map !== undefined) kinds.push('map');
  return kinds;
}

export function nameOf({ entry, list, isKnownKey, shape }: Location): string {
  if (entry !== undefined) return isKnownKey ? entry.key.text : quoted(entry.key.text);
  if (list !== undefined) return `An item of ${list.name}`;
  return capitalised(shape.map?.noun ?? 'an agreement');
}

export function wantedWords(shape: Shape): string {
  const words: string[] = [];
  if (shape.scalar !== undefined) words.push(scalarWords(shape.scalar.kind));
  if (shape.list !== undefined) words.push('a list');
  if (shape.map !== undefined) words.push('a map');
  return words.join(' or ');
}

export function scalarWords(kind: string): string {
  if (kind === 'flag') return 'true or false';
  return ['text', 'metric-type', 'path', 'time-zone'].includes(kind) ? 'text' : 'a single value';
}

export function idMessage(text: string): string {
  return `${quoted(text)} must match a-z, 0-9 and hyphens, starting with a letter`;
}

export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return `"${line.length > 32 ? `${line.slice(0, 31)}…` : line}"`;
}

export function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** Keys of a map that another map does not know, apart from those that are free everywhere. */
export function strangeKeys(node: MapNode, map: MapShape): readonly string[] {
  return node.entries
    .filter((entry) => !isMerge(entry) && !entry.key.text.startsWith(extensionPrefix))
    .map(({ key }) => key.text)
    .filter((key) => !map.keys.has(key));
}

/**
 * The branches that a map fits in all of its keys, where it does not fit the branch that it chooses in two keys or more:
 * then the choice is the one mistake. Nothing where the map fits its own branch, or no other.
 */
export function fittingBranches(
  node: MapNode,
  choice: NonNullable<MapShape['choice']>,
  chosen: string,
): readonly string[] {
  const own = choice.branches.get(chosen);
  if (own === undefined) return [];
  const keys = new Set(node.entries.map(({ key }) => key.text));
  const missing = (map: MapShape): number => map.required.filter((key) => !keys.has(key)).length;
  const strange = strangeKeys(node, own).length;
  if (strange === 0 || strange + missing(own) < 2) return [];
  return [...choice.branches]
    .filter(([, map]) => strangeKeys(node, map).length === 0 && missing(map) === 0)
    .map(([name]) => name);
}
