// The edits that mend a shape problem: rename a key, replace a value, insert what is missing, turn a list into a map.
// It must never print a part of the document again: an edit touches the bytes that it changes and no others.

import { resolved, type Entry, type MapNode, type Node, type ScalarNode, type SeqNode } from '../syntax/nodes';
import { shortened } from '../text/ends';
import { endOfLine, newlineOf, startOfLine } from '../text/lines';
import type { Span } from '../text/span';
import type { MapShape, Shape } from './shapes';

export interface ShapeEdit {
  readonly span: Span;
  readonly newText: string;
}

export interface ShapeFix {
  readonly title: string;
  readonly edits: readonly ShapeEdit[];
}

/** Text that stands for a value only a person knows; the rules that own the place report it until it is replaced. */
export const placeholder = 'TODO';

export function renameKey(key: ScalarNode, name: string): ShapeFix {
  return { title: `Rename to "${name}"`, edits: [{ span: key.span, newText: name }] };
}

export function keepAsExtension(key: ScalarNode): ShapeFix | undefined {
  if (!/^[A-Za-z][\w-]*$/.test(key.text)) return undefined;
  const shown = shortened(key.text, 40);
  return { title: `Keep it as "x-${shown}"`, edits: [{ span: key.span, newText: `x-${key.text}` }] };
}

export function replaceValue(span: Span, value: string): ShapeFix {
  return { title: `Replace by "${value}"`, edits: [{ span, newText: value }] };
}

/** Puts a single value into a list of its own, where a list is meant. */
export function wrapInList(node: ScalarNode): ShapeFix | undefined {
  if (node.style === 'block' || /[,[\]{}#]|: /.test(node.text)) return undefined;
  const { start, end } = node.span;
  return {
    title: 'Make it a list',
    edits: [
      { span: { start, end: start }, newText: '[' },
      { span: { start: end, end }, newText: ']' },
    ],
  };
}

/** Takes the only value of a list in brackets out of it, where a single value is meant. */
export function unwrapList(node: SeqNode): ShapeFix | undefined {
  const only = node.items.length === 1 ? node.items[0] : undefined;
  if (!node.flow || only?.kind !== 'scalar') return undefined;
  return {
    title: 'Make it a single value',
    edits: [
      { span: { start: node.span.start, end: only.span.start }, newText: '' },
      { span: { start: only.span.end, end: node.span.end }, newText: '' },
    ],
  };
}

/** The id that is nearest to a text: small letters, digits and hyphens. */
export function kebab(text: string): string | undefined {
  const id = text
    .replace(/\p{Cf}/gu, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return id === '' ? undefined : id.slice(0, 60);
}

/**
 * Inserts a required key with a placeholder, after the entry that comes before it in the order of the language.
 * Undefined where the map has no entry to stand beside.
 */
export function insertKey(text: string, node: MapNode, map: MapShape, key: string): ShapeFix | undefined {
  const order = [...map.keys.keys()];
  const rank = order.indexOf(key);
  const before = node.entries.findLast((entry) => {
    const other = order.indexOf(entry.key.text);
    return other >= 0 && other < rank;
  });
  const line = `${key}: ${valueFor(key, map.keys.get(key))}`;
  const title = `Insert "${key}"`;
  const first = node.entries[0];
  if (node.flow) {
    if (first === undefined) return { title, edits: [{ span: node.span, newText: `{ ${line} }` }] };
    const at = before === undefined ? first.key.span.start : before.span.end;
    return {
      title,
      edits: [{ span: { start: at, end: at }, newText: before === undefined ? `${line}, ` : `, ${line}` }],
    };
  }
  if (first === undefined) return undefined;
  const indent = columnOf(text, first.key.span.start);
  const newline = newlineOf(text);
  if (before === undefined) {
    const at = first.key.span.start;
    return { title, edits: [{ span: { start: at, end: at }, newText: `${line}${newline}${' '.repeat(indent)}` }] };
  }
  const at = endOfEntry(text, before);
  return { title, edits: [{ span: { start: at, end: at }, newText: `${newline}${' '.repeat(indent)}${line}` }] };
}

function valueFor(key: string, shape: Shape | undefined): string {
  if (key === 'sla') return '1';
  if (shape?.scalar !== undefined || shape === undefined) return placeholder;
  // A list of parts that is left empty would say nothing, and nobody would be reminded of it.
  if (shape.list !== undefined) return shape.list.items.map === undefined ? '[]' : `[${placeholder}]`;
  const map = shape.map;
  const needed = (map?.required ?? []).map((name) => `${name}: ${valueFor(name, map?.keys.get(name))}`);
  // An empty map of parties would read as if nobody had to be named.
  if (map?.free?.ref !== undefined) needed.push(`${placeholder}: ${valueFor('', map.free.shape)}`);
  return needed.length === 0 ? '{}' : `{ ${needed.join(', ')} }`;
}

/** The end of the line on which the content of an entry ends, its comment included, without blank lines behind it. */
export function endOfEntry(text: string, entry: Entry): number {
  let end = entry.span.end;
  while (end > entry.span.start && /\s/.test(text[end - 1] ?? '')) end--;
  return endOfLine(text, end);
}

function columnOf(text: string, offset: number): number {
  return offset - startOfLine(text, offset);
}

/**
 * Turns a list of maps that name themselves by `id` into a map keyed by that id.
 * Undefined where an item has no id as its first key, or where the list is in brackets.
 */
export function listToMap(text: string, entry: Entry, seq: SeqNode): ShapeFix | undefined {
  if (seq.flow || seq.items.length === 0) return undefined;
  const isShallow = columnOf(text, seq.span.start) <= columnOf(text, entry.key.span.start);
  const edits: ShapeEdit[] = [];
  for (const item of seq.items) {
    const converted = itemToEntry(text, item, isShallow ? '  ' : '');
    if (converted === undefined) return undefined;
    edits.push(...converted);
  }
  return { title: 'Make it a map by id', edits };
}

function itemToEntry(text: string, item: Node | undefined, deeper: string): readonly ShapeEdit[] | undefined {
  const first = item?.kind === 'map' ? item.entries[0] : undefined;
  const id = resolved(first?.value);
  if (item?.kind !== 'map' || first?.key.text !== 'id' || id?.kind !== 'scalar' || !/^[a-z][a-z0-9-]*$/.test(id.text))
    return undefined;
  const dash = text.lastIndexOf('-', item.span.start);
  if (text.slice(dash + 1, item.span.start).trim() !== '') return undefined;
  if (item.flow) {
    const rest = item.entries[1]?.key.span.start ?? item.span.end - 1;
    return [
      { span: { start: dash, end: item.span.start }, newText: `${deeper}${id.text}: ` },
      { span: { start: first.key.span.start, end: rest }, newText: '' },
    ];
  }
  const edits: ShapeEdit[] = [{ span: { start: dash, end: id.span.end }, newText: `${deeper}${id.text}:` }];
  if (deeper === '') return edits;
  const newline = newlineOf(text);
  let at = text.indexOf(newline, id.span.end);
  for (; at >= 0 && at + newline.length < item.span.end; at = text.indexOf(newline, at + newline.length)) {
    const start = at + newline.length;
    edits.push({ span: { start, end: start }, newText: deeper });
  }
  return edits;
}
