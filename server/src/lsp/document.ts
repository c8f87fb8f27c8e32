// An open document: its text and its table of lines, both amended by what the client says has changed.
// It must never look through the whole text for a key: the table is the one that all answers use.

import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { endOfLine, lineTable, offsetAt, spliced, type LineTable, type Position } from '../core/text/lines';

export interface OpenText {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly lines: LineTable;
}

/** A document that was opened, with its whole text. */
export function createText(uri: string, _languageId: string, version: number, text: string): OpenText {
  return { uri, version, text, lines: lineTable(text) };
}

/**
 * The document after changes, each of which is told in the text that the one before it left. Positions are in zero-based lines
 * and UTF-16 units; one outside the text is clamped to its line or to the end, and a range that runs backwards is turned round.
 */
export function updateText(
  { uri, text, lines }: OpenText,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): OpenText {
  let now: { readonly text: string; readonly table: LineTable } = { text, table: lines };
  for (const change of changes) {
    if (!('range' in change)) {
      now = { text: change.text, table: lineTable(change.text) };
      continue;
    }
    const [a, b] = [offsetIn(now.text, now.table, change.range.start), offsetIn(now.text, now.table, change.range.end)];
    now = spliced(now.text, now.table, { start: Math.min(a, b), end: Math.max(a, b) }, change.text);
  }
  return { uri, version, text: now.text, lines: now.table };
}

/** A column beyond the end of its line stands at the end of the line, before the signs that end it. */
function offsetIn(text: string, lines: LineTable, position: Position): number {
  const start = offsetAt(lines, { line: position.line, character: 0 });
  return Math.min(offsetAt(lines, position), endOfLine(text, start));
}
