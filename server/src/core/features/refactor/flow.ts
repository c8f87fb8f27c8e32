// Turns a map in braces into one of lines, and back.
// It must never lose a comment or quote what was quoted otherwise: the texts of values are moved as they are written.

import type { SlaFile } from '../../model/file';
import type { Entry, MapNode } from '../../syntax/nodes';
import { endOfLine, newlineOf } from '../../text/lines';
import { asText } from '../completion/quoting';
import type { Refactoring } from '../refactorings';
import { columnOf, entriesAround, hasComment, isOneLine } from './around';

/** A line longer than this is harder to read than several. */
const maximumColumns = 160;

/** The entry around a cursor whose value is a map of its own in one of the two forms. */
function entryAt(file: SlaFile, offset: number, isFlow: boolean): { entry: Entry; map: MapNode } | undefined {
  for (const entry of entriesAround(file.tree, offset)) {
    const { value } = entry;
    if (value?.kind === 'map' && value.flow === isFlow && !entry.parent.flow && value.entries.length > 0)
      return { entry, map: value };
  }
  return undefined;
}

/** Writes each key of a map in braces on a line of its own. */
export function toBlock(file: SlaFile, offset: number): readonly Refactoring[] {
  const found = entryAt(file, offset, true);
  if (found === undefined || !isOneLine(file.snapshot.text, found.entry.span)) return [];
  const { text } = file.snapshot;
  const { entry, map } = found;
  const newline = newlineOf(text);
  const indent = ' '.repeat(columnOf(text, entry.key.span.start) + 2);
  const lines = map.entries.map((each) => `${newline}${indent}${writtenIn(text, each)}`);
  let start = map.span.start;
  while (text[start - 1] === ' ') start--;
  const at = endOfLine(text, map.span.end);
  return [
    {
      title: `Write "${entry.key.text}" on several lines`,
      kind: 'rewrite',
      edits: [
        { span: { start, end: map.span.end }, newText: '' },
        { span: { start: at, end: at }, newText: lines.join('') },
      ],
    },
  ];
}

/** An entry as it is written, with one blank behind its colon. */
function writtenIn(text: string, { key, value, span }: Entry): string {
  const name = text.slice(key.span.start, key.span.end);
  if (value === undefined) return `${name}:`;
  const rest = text.slice(key.span.end, span.end);
  return `${name}: ${rest.slice(rest.indexOf(':') + 1).trim()}`;
}

/** Writes a map of short lines in braces. */
export function toFlow(file: SlaFile, offset: number): readonly Refactoring[] {
  const found = entryAt(file, offset, false);
  if (found === undefined) return [];
  const { text } = file.snapshot;
  const { entry, map } = found;
  const whole = { start: entry.key.span.start, end: contentEnd(text, entry.span.end) };
  if (hasComment(file.tree, whole)) return [];
  const parts: string[] = [];
  for (const each of map.entries) {
    const { key, value } = each;
    if (value === undefined || !isOneLine(text, { start: key.span.start, end: value.span.end })) return [];
    if (value.kind === 'scalar' && value.style === 'plain') {
      const anchor = value.anchor === undefined ? '' : `&${value.anchor} `;
      const written = /[,[\]{}]/.test(value.text) ? asText(value.text) : value.text;
      parts.push(`${text.slice(key.span.start, key.span.end)}: ${anchor}${written}`);
    } else if ((value.kind === 'map' || value.kind === 'seq') && !value.flow) return [];
    else parts.push(writtenIn(text, each));
  }
  const braces = `{ ${parts.join(', ')} }`;
  const gap = text.slice(entry.key.span.end, map.span.start);
  const anchor = /^[^\S\r\n]*:([^\r\n]*)/.exec(gap)?.[1]?.trim() ?? '';
  const newText = anchor === '' ? `: ${braces}` : `: ${anchor} ${braces}`;
  const columns = columnOf(text, entry.key.span.start) + entry.key.text.length + newText.length;
  if (columns > maximumColumns) return [];
  return [
    {
      title: `Write "${entry.key.text}" on one line`,
      kind: 'rewrite',
      edits: [{ span: { start: entry.key.span.end, end: whole.end }, newText }],
    },
  ];
}

/** Where the content ends that a span of lines covers: without the blanks and ends of lines behind it. */
function contentEnd(text: string, end: number): number {
  return text.slice(0, end).trimEnd().length;
}
