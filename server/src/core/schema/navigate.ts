// Answers what may stand at a place of an agreement: its keys, its values and what they mean.
// It must never look into a document itself; the few values that decide a branch come through `lookup`.

import type { Word } from '../vocabulary/kinds';
import { agreementShape, type MapShape, type Shape } from './shapes';

/** Keys and list positions from the root of an agreement to a place. */
export type Path = readonly (string | number)[];

/** The text of the single value at a path of the document, or undefined. */
export type Lookup = (path: Path) => string | undefined;

export interface KeyInfo {
  readonly key: string;
  readonly docs: string;
  readonly isRequired: boolean;
  readonly shape: Shape;
}

/** A key whose name starts this way is free, and nothing below it is looked at. */
export const extensionPrefix = 'x-';

/**
 * What the place at a path takes, or undefined where the language knows no such place.
 * `lookup` is asked for the `type` of a metric and the `kind` of a remedy on the way.
 */
export function schemaAt(path: Path, lookup: Lookup): Shape | undefined {
  let shape: Shape | undefined = agreementShape;
  for (const [index, step] of path.entries()) {
    if (shape === undefined) return undefined;
    if (typeof step === 'number') shape = shape.list?.items;
    else if (shape.map === undefined) return undefined;
    else
      shape = valueShape(
        chosenMap(shape.map, (key) => lookup([...path.slice(0, index), key])),
        step,
      );
  }
  return shape;
}

/** The map that holds once the value that decides between branches is known; the general map otherwise. */
export function chosenMap(map: MapShape, textOf: (key: string) => string | undefined): MapShape {
  if (map.choice === undefined) return map;
  const value = textOf(map.choice.key);
  return (value === undefined ? undefined : map.choice.branches.get(value)) ?? map;
}

/** What the value of a key takes; undefined for an unknown key and for one that begins with `x-` where those are free. */
export function valueShape(map: MapShape, key: string): Shape | undefined {
  const known = map.keys.get(key);
  if (known !== undefined) return known;
  if (map.takesExtensions && key.startsWith(extensionPrefix)) return undefined;
  return map.free?.shape;
}

/** The map at a path with its branch chosen, or undefined where no map may stand. */
export function mapAt(path: Path, lookup: Lookup): MapShape | undefined {
  const map = schemaAt(path, lookup)?.map;
  return map === undefined ? undefined : chosenMap(map, (key) => lookup([...path, key]));
}

/** The keys that the language knows in the map at a path, in the order of the language. Free keys are no part of it: see `freeKeysAt`. */
export function keysAt(path: Path, lookup: Lookup): readonly KeyInfo[] {
  const map = mapAt(path, lookup);
  if (map === undefined) return [];
  const required = requiredKeys(map, (key) => lookup([...path, key]));
  return [...map.keys].map(([key, shape]) => ({ key, docs: shape.docs, isRequired: required.includes(key), shape }));
}

/** The keys that a map needs, with those that another key's value calls for. */
export function requiredKeys(map: MapShape, textOf: (key: string) => string | undefined): readonly string[] {
  const condition = map.requiredWhile;
  if (condition === undefined) return map.required;
  const value = textOf(condition.key);
  return value !== undefined && condition.values.includes(value)
    ? [...map.required, ...condition.required]
    : map.required;
}

/** What keys of the agreement's own choosing are in the map at a path, or undefined where there are none. */
export function freeKeysAt(path: Path, lookup: Lookup): MapShape['free'] {
  return mapAt(path, lookup)?.free;
}

/** The values worth offering at a path: the closed set, or else well-known ones beside which others are allowed. */
export function valuesAt(path: Path, lookup: Lookup): readonly Word[] {
  const scalar = schemaAt(path, lookup)?.scalar;
  return scalar?.values ?? scalar?.suggestions ?? [];
}
