// The one table between offsets and lines. Lines end at LF, CRLF or a lone CR, as in the language server protocol.
// It must never be used by rules or features, which work on offsets alone.

import { replacedIn, sharedEnds } from './difference';
import type { Span } from './span';

export interface Position {
  /** Zero-based line. */
  readonly line: number;
  /** Zero-based column in UTF-16 units. */
  readonly character: number;
}

export interface LineTable {
  /** Where each line starts. In a typed array, because a key in a text of 20,000 lines moves most of them. */
  readonly starts: Int32Array;
  readonly length: number;
  /** Whether the text holds a carriage return. */
  readonly hasReturns: boolean;
}

/** The table that was made last: the next text is often the same one, or differs from it by a key. */
let last: { readonly text: string; readonly table: LineTable } | undefined;

/** Builds the table of line starts of a text. */
export function lineTable(text: string): LineTable {
  if (last?.text === text) return last.table;
  const hasReturns = text.includes('\r');
  const amended = hasReturns || last === undefined ? undefined : startsAmended(last.text, last.table, text);
  const starts = amended ?? Int32Array.from([0, ...startsAfterLines(text, hasReturns)]);
  const table = { starts, length: text.length, hasReturns };
  last = { text, table };
  return table;
}

/** Where lines start in a text, but for the first one. */
function startsAfterLines(text: string, hasReturns: boolean): readonly number[] {
  const starts: number[] = [];
  // Most texts have no carriage return of their own, and finding line feeds is what engines do fastest.
  if (!hasReturns || !/\r(?!\n)/.test(text)) {
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

/** The line starts of a text without carriage returns that differs from an earlier one in one place; undefined where that would be no shorter way. */
function startsAmended(before: string, { starts, hasReturns }: LineTable, text: string): Int32Array | undefined {
  const most = Math.min(before.length, text.length);
  if (most < minimumCompared || hasReturns) return undefined;
  const { prefix, suffix } = sharedEnds(before, text);
  return startsSpliced(starts, prefix, before.length - suffix, text.slice(prefix, text.length - suffix));
}

/** Line starts after a part of a text was replaced; neither text may hold a carriage return. */
function startsSpliced(starts: Int32Array, start: number, end: number, added: string): Int32Array {
  const shift = start + added.length - end;
  const lines = startsAfterLines(added, false);
  // A line starts behind a line feed: those before the part are kept, those behind it are moved.
  const [kept, moved] = [firstAbove(starts, start), firstAbove(starts, end)];
  const all = new Int32Array(kept + lines.length + starts.length - moved);
  all.set(starts.subarray(0, kept));
  for (const [index, line] of lines.entries()) all[kept + index] = line + start;
  all.set(starts.subarray(moved), kept + lines.length);
  if (shift !== 0)
    for (let index = kept + lines.length; index < all.length; index++) all[index] = (all[index] ?? 0) + shift;
  return all;
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
  const after = replacedIn(text, { start, end }, added);
  if (table.hasReturns || added.includes('\r')) return { text: after, table: lineTable(after) };
  const starts = startsSpliced(table.starts, start, end, added);
  last = { text: after, table: { starts, length: after.length, hasReturns: false } };
  return last;
}

/** The index of the first start above an offset. */
function firstAbove(starts: Int32Array, offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The line that holds an offset (zero-based); offsets outside the text are clamped. */
export function lineAt(table: Pick<LineTable, 'starts'>, offset: number): number {
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
