// Leads from what a validator found, a pointer into plain data, back to the syntax tree and to the shape of the place.
// It must never judge: it answers where something stands and what is allowed there.

import { entryOf, resolved, type Entry, type MapNode, type Node, type ScalarNode, type SeqNode } from '../syntax/nodes';
import type { Span } from '../text/span';
import { chosenMap, valueShape } from './navigate';
import { agreementShape, type MapShape, type Shape } from './shapes';
import { textOf } from './walk';

export interface Location {
  /** The node as written, perhaps an alias. */
  readonly written: Node | undefined;
  readonly node: MapNode | SeqNode | ScalarNode | undefined;
  /** The entry that holds the node, where its holder is a map. */
  readonly entry: Entry | undefined;
  /** The list that holds the node, where its holder is one, and the key of that list. */
  readonly list: { readonly node: SeqNode; readonly name: string } | undefined;
  readonly shape: Shape;
  /** The map that holds at the node, with its branch chosen. */
  readonly map: MapShape | undefined;
  /** Whether the language, and not the agreement, chose the last key. */
  readonly isKnownKey: boolean;
}

/** The location of the agreement itself. */
export function rootOf(root: Node | undefined): Location {
  return at(root, agreementShape, undefined, undefined, true);
}

/** The location of a JSON Pointer below another location, or undefined where the tree or the language has no such place. */
export function locate(from: Location, pointer: string): Location | undefined {
  let location = from;
  for (const step of stepsOf(pointer)) {
    const { node, shape, entry } = location;
    if (node?.kind === 'map') {
      const below = entryOf(node, step);
      const next = below === undefined ? undefined : locateEntry(location, below);
      if (next === undefined) return undefined;
      location = next;
    } else if (node?.kind === 'seq') {
      if (shape.list === undefined) return undefined;
      location = at(
        node.items[Number(step)],
        shape.list.items,
        undefined,
        { node, name: entry?.key.text ?? '' },
        false,
      );
    } else return undefined;
  }
  return location;
}

/** The location of one entry of a map, or undefined where the language does not know its key. */
export function locateEntry({ map }: Location, entry: Entry): Location | undefined {
  const key = entry.key.text;
  const shape = map === undefined ? undefined : valueShape(map, key);
  return shape === undefined ? undefined : at(entry.value, shape, entry, undefined, map?.keys.has(key) === true);
}

function at(
  written: Node | undefined,
  shape: Shape,
  entry: Entry | undefined,
  list: Location['list'],
  isKnownKey: boolean,
): Location {
  const node = resolved(written);
  const map =
    shape.map === undefined || node?.kind !== 'map' ? shape.map : chosenMap(shape.map, (key) => textOf(node, key));
  return { written, node, entry, list, shape, map, isKnownKey };
}

function stepsOf(pointer: string): readonly string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The smallest token that names a map: its key, else the first key inside it, else the map. */
export function nameSpan(location: Location, node: MapNode): Span {
  return location.entry?.key.span ?? node.entries[0]?.key.span ?? node.span;
}

/** The smallest token that stands for a value: a single value itself, else the key, else the first line of a list's item. */
export function valueSpan(location: Location, text: string): Span {
  const { written, node, entry, list } = location;
  if (written !== undefined && (node?.kind === 'scalar' || written.kind === 'alias'))
    return firstLine(written.span, text);
  if (entry !== undefined) return entry.key.span;
  return firstLine(written?.span ?? list?.node.span ?? { start: 0, end: 0 }, text);
}

function firstLine(span: Span, text: string): Span {
  const newline = text.indexOf('\n', span.start);
  if (newline < 0 || newline >= span.end) return span;
  return {
    start: span.start,
    end: Math.max(text.slice(span.start, newline).trimEnd().length + span.start, span.start),
  };
}
