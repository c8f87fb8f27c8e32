// The one table between offsets and lines. Lines end at LF, CRLF or a lone CR, as in the language server protocol.
// It must never be used by rules or features, which work on offsets alone.

import { commonPrefix, commonSuffix } from './difference';
import type { Span } from './span';

export interface Position {
  /** Zero-based line. */
  readonly line: number;
  /** Zero-based column in UTF-16 units. */
  readonly character: number;
}

export interface LineTable {
  readonly starts: readonly number[];
  readonly length: number;
}

/** The table that was made last: the next text is often the same one, or differs from it by a key. */
let last: { readonly text: string; readonly table: LineTable } | undefined;

/** Builds the table of line starts of a text. */
export function lineTable(text: string): LineTable {
  if (last?.text === text) return last.table;
  const amended = last === undefined ? undefined : startsAmended(last.text, last.table.starts, text);
  const table = { starts: amended ?? [0].concat(startsAfterLines(text)), length: text.length };
  last = { text, table };
  return table;
}

/** Where lines start in a text, but for the first one. */
function startsAfterLines(text: string): readonly number[] {
  const starts: number[] = [];
  // Most texts have no carriage return of their own, and finding line feeds is what engines do fastest.
  if (!text.includes('\r') || !/\r(?!\n)/.test(text)) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 13 && text.charCodeAt(index + 1) === 10) index++;
    if (code === 10 || code === 13) starts.push(index + 1);
  }
  return starts;
}

/** Texts shorter than this are gone through faster than they are compared. */
const minimumCompared = 20_000;

/** The line starts of a text that differs from an earlier one in one place; undefined where that would be no shorter way. */
function startsAmended(before: string, starts: readonly number[], text: string): readonly number[] | undefined {
  const most = Math.min(before.length, text.length);
  if (most < minimumCompared || text.includes('\r') || before.includes('\r')) return undefined;
  const prefix = commonPrefix(before, text, most);
  const suffix = commonSuffix(before, text, most - prefix);
  return startsSpliced(starts, prefix, before.length - suffix, text.slice(prefix, text.length - suffix));
}

/** Line starts after a part of a text was replaced; neither text may hold a carriage return. */
function startsSpliced(starts: readonly number[], start: number, end: number, added: string): readonly number[] {
  const shift = start + added.length - end;
  // A line starts behind a line feed: those before the part are kept, those behind it are moved.
  const behind = starts.slice(firstAbove(starts, end));
  return starts.slice(0, firstAbove(starts, start)).concat(
    startsAfterLines(added).map((each) => each + start),
    shift === 0 ? behind : behind.map((each) => each + shift),
  );
}

/**
 * A text with a part replaced, and its table, which is made from the one before. The span has to lie inside the text;
 * a text with carriage returns gets a table of its own.
 */
export function spliced(
  text: string,
  table: LineTable,
  { start, end }: Span,
  added: string,
): { readonly text: string; readonly table: LineTable } {
  const after = text.slice(0, start) + added + text.slice(end);
  if (after.includes('\r') || text.includes('\r')) return { text: after, table: lineTable(after) };
  last = { text: after, table: { starts: startsSpliced(table.starts, start, end, added), length: after.length } };
  return last;
}

/** The index of the first start above an offset. */
function firstAbove(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The line that holds an offset (zero-based); offsets outside the text are clamped. */
export function lineAt(table: LineTable, offset: number): number {
  let low = 0;
  let high = table.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((table.starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Line and column of an offset; offsets outside the text are clamped. */
export function positionAt(table: LineTable, offset: number): Position {
  const clamped = Math.min(Math.max(offset, 0), table.length);
  const line = lineAt(table, clamped);
  return { line, character: clamped - (table.starts[line] ?? 0) };
}

/** Offset of a position; a column past the end of its line is clamped to the line's end. */
export function offsetAt(table: LineTable, position: Position): number {
  const start = table.starts[Math.max(position.line, 0)];
  if (start === undefined) return table.length;
  const next = table.starts[position.line + 1];
  return Math.min(start + Math.max(position.character, 0), next === undefined ? table.length : next);
}

/** Where the line of an offset begins, in a text without a table; at most where the text does. */
export function startOfLine(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}

/** Where the line of an offset ends, before the signs that end it. */
export function endOfLine(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

/** How lines of a text end. */
export function newlineOf(text: string): '\n' | '\r\n' | '\r' {
  if (text.includes('\r\n')) return '\r\n';
  return text.includes('\r') && !text.includes('\n') ? '\r' : '\n';
}
