// Makes the edits of fixes: replace a value, rename or insert a key, take an entry out.
// It must never print more of a document than the token that changes, and never edit through an alias.

import { boundWords } from '../model/reader';
import type { Named } from '../model/sla';
import { resolved, type Entry, type MapNode, type Node, type ScalarNode } from '../syntax/nodes';
import { endOfLine, newlineOf, startOfLine } from '../text/lines';
import { endOfEntry } from '../schema/mend';
import type { Span } from '../text/span';
import type { Fix, TextEdit } from './rule';

/** What YAML reads as plain text in every place, brackets included. */
const plainText = /^[\p{L}\p{N}.+_/][\p{L}\p{N}.+_/ %:-]*$/u;
const lookingLikeMore = /: |:$| $/;

/** A text written so that YAML reads it as it stands, in the quotes that were there or in none where none are needed. */
export function written(text: string, style: ScalarNode['style']): string {
  if (style === 'plain' && plainText.test(text) && !lookingLikeMore.test(text)) return text;
  return style === 'single' || (style === 'plain' && text.includes('"'))
    ? `'${text.replaceAll("'", "''")}'`
    : `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

/** Replaces a scalar by another text. Undefined for block texts, whose form would change. */
export function replaceScalar(node: ScalarNode, text: string, title = `Replace by "${text}"`): Fix | undefined {
  if (node.style === 'block') return undefined;
  return { title, edits: [{ span: node.span, newText: written(text, node.style) }] };
}

/** The scalar that stands at a span as a value of its own; undefined for aliases, whose text stands elsewhere. */
export function scalarAt(map: MapNode | undefined, key: string): ScalarNode | undefined {
  const value = map?.entries.find((entry) => entry.key.text === key)?.value;
  return value?.kind === 'scalar' ? value : undefined;
}

/** Inserts `key: value` into a map behind one of its keys, or as its last entry. Undefined for a map that has no entry. */
export function insertEntry(
  text: string,
  map: MapNode,
  key: string,
  value: string,
  after?: readonly string[],
): TextEdit | undefined {
  const first = map.entries[0];
  const before = map.entries.findLast((entry) => after?.includes(entry.key.text) === true) ?? map.entries.at(-1);
  if (first === undefined || before === undefined) return undefined;
  if (map.flow) return { span: { start: before.span.end, end: before.span.end }, newText: `, ${key}: ${value}` };
  const indent = first.key.span.start - startOfLine(text, first.key.span.start);
  // A map that begins behind a dash is indented by what stands there, in blanks.
  const at = endOfEntry(text, before);
  return { span: { start: at, end: at }, newText: `${newlineOf(text)}${' '.repeat(indent)}${key}: ${value}` };
}

/** Inserts `key: value` as a fix. */
export function insertFix(
  text: string,
  map: MapNode | undefined,
  key: string,
  value: string,
  after?: readonly string[],
): readonly Fix[] {
  const edit = map === undefined ? undefined : insertEntry(text, map, key, value, after);
  return edit === undefined ? [] : [{ title: `Insert "${key}: ${value}"`, edits: [edit] }];
}

/** Lets two stretches of the text change places. None where one is an alias, whose text stands elsewhere. */
export function swapFix(text: string, title: string, a: Span, b: Span): readonly Fix[] {
  const [first, second] = [text.slice(a.start, a.end), text.slice(b.start, b.end)];
  if (first.startsWith('*') || second.startsWith('*')) return [];
  return fixOf(title, { span: a, newText: second }, { span: b, newText: first });
}

/** Takes an entry out of its map, its line with it. Undefined where it is the only one, or shares its lines with others. */
export function removeEntry(text: string, entry: Entry): TextEdit | undefined {
  const { entries, flow } = entry.parent;
  const index = entries.indexOf(entry);
  if (entries.length < 2 || index < 0) return undefined;
  if (flow) {
    const next = entries[index + 1];
    const previous = entries[index - 1];
    if (next !== undefined) return { span: { start: entry.key.span.start, end: next.key.span.start }, newText: '' };
    return previous === undefined
      ? undefined
      : { span: { start: previous.span.end, end: entry.span.end }, newText: '' };
  }
  const start = startOfLine(text, entry.key.span.start);
  if (text.slice(start, entry.key.span.start).trim() !== '') return undefined;
  const end = endOfEntry(text, entry);
  const hasNext = end < text.length;
  const newline = newlineOf(text).length;
  return {
    span: { start: hasNext ? start : Math.max(0, start - newline), end: hasNext ? end + newline : end },
    newText: '',
  };
}

/** The entry of a bound of a map that stands at a key's span. */
export function boundEntry(map: MapNode | undefined, keySpan: Span): Entry | undefined {
  return map?.entries.find(
    (entry) => entry.key.span.start === keySpan.start && boundWords.some((word) => word === entry.key.text),
  );
}

/** Whether the value of an entry stands where it is written, so that an edit of it changes nothing else. */
export function isOwn(entry: Entry | undefined): boolean {
  return entry?.value !== undefined && entry.value.kind !== 'alias' && resolved(entry.value) === entry.value;
}

export function fixOf(title: string, ...edits: readonly (TextEdit | undefined)[]): readonly Fix[] {
  const all = edits.filter((edit) => edit !== undefined);
  return all.length === edits.length && all.length > 0 ? [{ title, edits: all }] : [];
}

/** Takes an item out of a list, its line with it. Undefined where it is the only one, or shares its lines with others. */
export function removeItem(text: string, item: Node): TextEdit | undefined {
  const seq = item.parent;
  if (seq?.kind !== 'seq' || seq.items.length < 2) return undefined;
  const index = seq.items.indexOf(item);
  const [previous, next] = [seq.items[index - 1], seq.items[index + 1]];
  if (index < 0) return undefined;
  if (seq.flow) {
    if (next !== undefined) return { span: { start: item.span.start, end: next.span.start }, newText: '' };
    return previous === undefined ? undefined : { span: { start: previous.span.end, end: item.span.end }, newText: '' };
  }
  const start = startOfLine(text, item.span.start);
  if (!/^\s*-\s+$/.test(text.slice(start, item.span.start))) return undefined;
  const end = endOfLine(text, item.span.end);
  return end < text.length
    ? { span: { start, end: end + newlineOf(text).length }, newText: '' }
    : { span: { start: Math.max(0, start - newlineOf(text).length), end }, newText: '' };
}

/** Removes something declared, as a fix; none where it stands behind an alias, or is the last of its section. */
export function removalOfEntry(text: string, { id, entry }: Pick<Named, 'id' | 'entry'>): readonly Fix[] {
  if (!isOwn(entry) || entry.parent.entries.length < 2) return [];
  return fixOf(`Remove "${id}"`, removeEntry(text, entry));
}
