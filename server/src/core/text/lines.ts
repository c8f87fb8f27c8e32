// The one table between offsets and lines. Lines end at LF, CRLF or a lone CR, as in the language server protocol.
// It must never be used by rules or features, which work on offsets alone.

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

/** Builds the table of line starts of a text. */
export function lineTable(text: string): LineTable {
  const starts = [0];
  // Most texts have no carriage return of their own, and finding line feeds is what engines do fastest.
  if (!text.includes('\r') || !/\r(?!\n)/.test(text)) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return { starts, length: text.length };
  }
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 13 && text.charCodeAt(index + 1) === 10) index++;
    if (code === 10 || code === 13) starts.push(index + 1);
  }
  return { starts, length: text.length };
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
