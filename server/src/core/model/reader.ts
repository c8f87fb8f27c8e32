// Reads the fields of one map of the syntax tree by key, with aliases followed and spans kept.
// It must never fail: what is missing or of another shape is undefined, and the schema rules say so.

import type { Parsed } from '../scalars/quantity';
import { firstOfEachKey } from '../syntax/keys';
import { resolved, type Entry, type MapNode, type Node, type ScalarNode } from '../syntax/nodes';
import { ofBlocks } from '../text/blocks';
import type { Located, Span } from '../text/span';
import type { Bound, BoundWord, Named, Text } from './sla';
import { parseQuantity } from '../scalars/quantity';

export const boundWords: readonly BoundWord[] = ['atLeast', 'atMost', 'above', 'below'];

/** Reads a map whose keys are those of `T`, a type generated from the schema: a renamed key breaks the compile. */
export interface Reader<T> {
  readonly map: MapNode | undefined;
  /** The value as written, aliases followed. */
  node(key: keyof T & string): Node | undefined;
  /** The text of a scalar. */
  text(key: keyof T & string): Text | undefined;
  /** A scalar read by one of the scalar grammars; undefined where it does not parse. */
  scalar<V>(key: keyof T & string, parse: (text: string) => Parsed<V>): Located<V> | undefined;
  /** The scalars of a list, or the one scalar that stands in its place. */
  list(key: keyof T & string): readonly Text[];
  /** The map under a key. */
  inner<U>(key: keyof T & string): Reader<U>;
  /** The entries of the map under a key, each with its own map. */
  named(key: keyof T & string): readonly Named[];
  /** The four words that bound a value, as far as they stand here. */
  bounds(): readonly Bound[];
  /** All entries, for maps with free keys. */
  entries(): readonly Entry[];
}

/** A reader over a node; anything but a map reads as an empty map. */
export function reader<T>(node: Node | undefined): Reader<T> {
  const target = resolved(node);
  const map = target?.kind === 'map' ? target : undefined;
  const valueOf = (key: string): Node | undefined => map?.entries.find((entry) => entry.key.text === key)?.value;
  return {
    map,
    node: (key) => valueOf(key),
    text: (key) => textOf(valueOf(key)),
    scalar: (key, parse) => scalarOf(valueOf(key), parse),
    list: (key) => textsOf(valueOf(key)),
    inner: (key) => reader(valueOf(key)),
    named: (key) => namedOf(valueOf(key)),
    bounds: () => boundsOf(map),
    entries: () => map?.entries ?? [],
  };
}

/** The text of a scalar with the place where it is used (the alias, where it is one). */
export function textOf(node: Node | undefined): Text | undefined {
  const scalar = resolved(node);
  return scalar?.kind === 'scalar' && node !== undefined ? { value: scalar.text, span: node.span } : undefined;
}

export function scalarOf<V>(node: Node | undefined, parse: (text: string) => Parsed<V>): Located<V> | undefined {
  const text = textOf(node);
  const value = text === undefined ? undefined : parse(text.value);
  return text !== undefined && value?.ok === true ? { value: value.value, span: text.span } : undefined;
}

export function textsOf(node: Node | undefined): readonly Text[] {
  const target = resolved(node);
  if (target?.kind === 'scalar') {
    const text = textOf(node);
    return text === undefined ? [] : [text];
  }
  return target?.kind === 'seq' ? target.items.flatMap((item) => textOf(item) ?? []) : [];
}

function namedOf(node: Node | undefined): readonly Named[] {
  const target = resolved(node);
  if (target?.kind !== 'map') return [];
  // A second entry of the same key is reported by its own rule and must not shadow the first.
  return firstOfEachKey(target).map(namedBy);
}

function namedBy(entry: Entry): Named {
  const value = resolved(entry.value);
  return {
    id: entry.key.text,
    idSpan: entry.key.span,
    span: entry.span,
    entry,
    map: value?.kind === 'map' ? value : undefined,
  };
}

/**
 * Lowers the entries of a section. An entry that was taken over from the tree before is the same object, and what it was lowered
 * to is given again; a section in which nothing changed, or that is not there, gives the same list. So an item may hold no offset of its own, only the
 * spans of nodes, which move.
 */
export function section<T>(lower: (named: Named) => T): (node: Node | undefined) => readonly T[] {
  const items = new WeakMap<Entry, T>();
  const lists = new WeakMap<readonly Entry[], readonly T[]>();
  const none: readonly T[] = [];
  const item = (entry: Entry): T => {
    const known = items.get(entry);
    if (known !== undefined) return known;
    const made = lower(namedBy(entry));
    items.set(entry, made);
    return made;
  };
  const itemsOf = ofBlocks<Entry, readonly T[]>((entries) => entries.map(item));
  return (node) => {
    const map = resolved(node);
    if (map?.kind !== 'map') return none;
    const known = lists.get(map.entries);
    if (known !== undefined) return known;
    const list = itemsOf(firstOfEachKey(map)).flat() as unknown as readonly T[];
    lists.set(map.entries, list);
    return list;
  };
}

export function boundsOf(map: MapNode | undefined): readonly Bound[] {
  const bounds: Bound[] = [];
  for (const entry of map?.entries ?? []) {
    const word = boundWords.find((known) => known === entry.key.text);
    const quantity = word === undefined ? undefined : scalarOf(entry.value, parseQuantity);
    if (word !== undefined && quantity !== undefined)
      bounds.push({ word, quantity: quantity.value, keySpan: entry.key.span, span: quantity.span });
  }
  return bounds;
}

/**
 * The place of a part of a scalar's text in the document. Exact where the text stands as written (plain or simply quoted,
 * on one line), else the whole scalar.
 */
export function innerSpan(source: string, scalar: ScalarNode | Span, text: string, part: Span): Span {
  const span = 'kind' in scalar ? scalar.span : scalar;
  const written = source.slice(span.start, span.end);
  const shift = written === text ? 0 : written.slice(1, -1) === text ? 1 : -1;
  return shift < 0 ? span : { start: span.start + shift + part.start, end: span.start + shift + part.end };
}

/** The text of a scalar; a list as its items with commas between; undefined for anything else. */
export function joinedTextOf(node: Parameters<typeof textOf>[0]): Text | undefined {
  const items = textsOf(node);
  const [first = textOf(node)] = items;
  return first === undefined || items.length < 2
    ? first
    : { ...first, value: items.map((item) => item.value).join(', ') };
}
