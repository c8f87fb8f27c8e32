// Reads Parquet: only the columns that somebody wants, one row group after the other, in the same thread as everything else.
// It must never read a page before the footer was checked, nor call a file whole of which a page is damaged.

import type { OpenFile } from '../../files/paths';
import { Block, blockRows, type OnBlock } from './block';
import type { OnRow } from './csv';
import type { InputOptions } from './input';
import { ColumnCursor } from './parquet-column';
import { bytesAt, footerOf, type Footer, type ParquetColumn, type RowGroup } from './parquet-footer';
import type { Row } from './row';
import { mostRows, samplesOfRows } from './samples';
import { Unreadable } from './unreadable';

const hashedAtOnce = 1 << 20;
/** How much of a column is looked at for a few values of it, and of how many columns. */
const sampledBytes = 1 << 20;
const sampledColumns = 50;

/** The columns of a file with a few values of each. */
export function parquetHead(opened: OpenFile): {
  readonly columns: readonly string[];
  readonly samples: readonly (readonly string[])[];
} {
  const { columns, groups } = footerOf(opened);
  const group = groups.find(({ rows }) => rows > 0);
  const values = columns.map((column, index) =>
    group === undefined || index >= sampledColumns ? [] : firstValues(opened, column, group),
  );
  const rows = Array.from({ length: mostRows }, (_, row) => values.map((list) => list[row] ?? ''));
  return { columns: columns.map(({ name }) => name), samples: samplesOfRows(columns.length, rows) };
}

function firstValues(opened: OpenFile, column: ParquetColumn, group: RowGroup): readonly string[] {
  const chunk = group.chunks.get(column.name);
  if (chunk === undefined || column.meaning.kind === 'other') return [];
  const bytes = bytesAt(opened, chunk.start, Math.min(chunk.length, sampledBytes));
  try {
    const cursor = new ColumnCursor(bytes, column, chunk, group.rows, [], new Uint8Array(0));
    return Array.from({ length: Math.min(mostRows, group.rows) }, () => cursor.text());
  } catch (error) {
    // Whoever reads the column says what is wrong with it; a page that is larger than what is looked at is fine.
    if (error instanceof Unreadable) return [];
    throw error;
  }
}

/**
 * Reads a file block by block; without `onBlock`, and where a text is in another encoding, row by row, `row.line` being the number of the
 * row. Throws `Unreadable` with what is wrong.
 */
export function scanParquet(
  opened: OpenFile,
  makeRow: (columns: readonly string[]) => Row,
  onRow: OnRow,
  options: InputOptions & { readonly requireRunning: () => void; readonly onBlock?: OnBlock | undefined },
): void {
  const footer = footerOf(opened);
  if (options.hash !== undefined) hashWhole(opened, options.hash);
  const row = makeRow(footer.columns.map(({ name }) => name));
  const wanted = wantedColumns(footer, row);
  const block = new Block(row);
  const unfilled = [...row.names.keys()].filter((slot) => !wanted.some(({ slots }) => slots.includes(slot)));
  for (const group of footer.groups) {
    options.requireRunning();
    const cursors = wanted.map(({ column, slots }) => {
      const chunk = group.chunks.get(column.name);
      if (chunk === undefined) throw new Unreadable('unreadable', `a row group lacks the column "${column.name}"`);
      options.onProgress(chunk.length);
      const bytes = bytesAt(opened, chunk.start, chunk.length);
      return new ColumnCursor(bytes, column, chunk, group.rows, slots, row.kinds);
    });
    const fill = (length: number): void => {
      for (const cursor of cursors) cursor.take(row, block, length);
      for (const slot of unfilled) for (let at = 0; at < length; at++) block.lack(slot, at, false);
    };
    scanGroup(group.rows, fill, row, block, onRow, options.onBlock);
    if (group.rows > 0) for (const cursor of cursors) cursor.finish();
  }
}

function scanGroup(
  rows: number,
  fill: (length: number) => void,
  row: Row,
  block: Block,
  onRow: OnRow,
  onBlock: OnBlock | undefined,
): void {
  for (let done = 0; done < rows; done += block.length) {
    block.begin(block.firstLine + block.length);
    block.length = Math.min(blockRows, rows - done);
    fill(block.length);
    row.endLine();
    if (onBlock !== undefined && !block.hasBroken) onBlock(block);
    else
      for (let at = 0; at < block.length; at++) {
        block.give(row, at);
        onRow(block.broken[at] === 1 ? 'it is not UTF-8 text' : undefined);
      }
  }
}

function wantedColumns(
  footer: Footer,
  row: Row,
): readonly { readonly column: ParquetColumn; readonly slots: readonly number[] }[] {
  const names = [...new Set(row.names)];
  return names.flatMap((name) => {
    const column = footer.columns.find((each) => each.name === name);
    if (column === undefined) return [];
    if (column.meaning.kind === 'other')
      throw new Unreadable('unreadable', `its column "${name}" ${column.meaning.words}`);
    return [{ column, slots: row.names.flatMap((wanted, slot) => (wanted === name ? [slot] : [])) }];
  });
}

/** The fingerprint is over the whole file, of which the columns that are wanted are a part. */
function hashWhole(opened: OpenFile, hash: NonNullable<InputOptions['hash']>): void {
  for (let at = 0; at < opened.size; at += hashedAtOnce)
    hash.update(bytesAt(opened, at, Math.min(hashedAtOnce, opened.size - at)));
}
