// Reads a file in chunks and hands whole rows to a scanner: fixed memory whatever the size, one handle, cancel between chunks.
// It must never give back half a file as a whole one: a file that changed while it was read is read once more, then refused.

import { isUtf8 } from 'node:buffer';
import { createHash, type Hash } from 'node:crypto';
import { dataFormatsInWords, dataKind, type DataFormat, type DataKind } from '../../core/vocabulary/data-formats';
import type { FoundFile } from '../../files/paths';
import type { OnBlock } from './block';
import { csvLayout, csvPlan, scanCsv, type OnRow } from './csv';
import { plainCsv } from './csv-lines';
import { Gatherer, type PlainLines } from './gather';
import { isContinued, printOf, requireSame, type FileEnd, type Growing } from './growth';
import { bytesOf, readFully, textOf, withFile, type ByteSource, type InputOptions } from './input';
import { arrayHead, ArrayWalk, scanArray } from './json-array';
import { isCutTime } from './last-line';
import { ndjsonColumns, scanNdjson, wantedKeys } from './ndjson';
import { plainNdjson } from './ndjson-lines';
import { parquetHead, scanParquet } from './parquet';
import type { Repeats } from './repeats';
import type { Row } from './row';
import { samplesOf } from './samples';
import { Cancelled, Unreadable } from './unreadable';

const chunkSize = 1 << 20;
/** Longest line, or object of an array, that is read (security.md, T3). */
export const maximumLine = 100_000;
const maximumColumns = 1_000;

export interface ReadOptions extends InputOptions {
  /** Asked between chunks. */
  readonly isCancelled: () => boolean;
  /** Bytes from which on a file of lines is expected to grow. */
  readonly growsFrom: number;
  /** Takes rows in blocks, from formats that can give them so; without it, and from all others, they come one by one. */
  readonly onBlock?: OnBlock | undefined;
  /** Counts rows that stand there twice, where that is asked. */
  readonly repeats?: Repeats | undefined;
}

/** Starts a fingerprint: SHA-256 over the bytes of all files in order. */
export function startFingerprint(): Hash {
  return createHash('sha256');
}

export interface FileHead {
  readonly columns: readonly string[];
  /** Whether each row may leave out columns, as objects do. */
  readonly isLoose: boolean;
  /** A few values of each column. */
  readonly samples: readonly (readonly string[])[];
}

/** The column names of a file, which are its header or the keys of its first objects, with values of its first rows. */
export function readHead(file: FoundFile): FileHead {
  const { format, isGzipped } = requireKind(file);
  return withFile(file, Infinity, (opened) => {
    if (format === 'parquet') return requireFew({ ...parquetHead(opened), isLoose: false });
    const source = textOf(opened, isGzipped, { maximumBytes: Infinity, onProgress: () => {}, hash: undefined });
    const buffer = Buffer.alloc(maximumLine + 1);
    const size = readFully(source, buffer, 0, buffer.length);
    const isWhole = size < buffer.length;
    const { columns, delimiter, text } = headOf(format, buffer.subarray(0, size), isWhole);
    const sign = delimiter === 0 ? undefined : String.fromCharCode(delimiter);
    return requireFew({
      columns,
      isLoose: format === 'json' || format === 'ndjson',
      samples: samplesOf({ columns, delimiter: sign, text: text() + (isWhole ? '\n' : '') }),
    });
  });
}

function requireFew<T extends { readonly columns: readonly string[] }>(head: T): T {
  if (head.columns.length > maximumColumns) throw new Unreadable('limit', `it has more than ${maximumColumns} columns`);
  return head;
}

function requireKind(file: FoundFile): DataKind {
  const kind = dataKind(file.path);
  if (kind !== undefined) return kind;
  throw new Unreadable('unreadable', `this version reads ${dataFormatsInWords}`);
}

/** Whether rows of a file stand in it as text, so that equal ones are equal sign by sign. */
export function hasText(path: string): boolean {
  return dataKind(path)?.format !== 'parquet';
}

type TextFormat = Exclude<DataFormat, 'parquet'>;

interface Head {
  readonly columns: readonly string[];
  readonly delimiter: number;
  readonly headerLength: number;
  /** What stands behind the header; the last line may be cut off. */
  readonly text: () => string;
}

function headOf(format: TextFormat, head: Buffer, isWhole: boolean): Head {
  if (head.length === 0) throw new Unreadable('unreadable', 'the file is empty');
  if (head.includes(0)) throw new Unreadable('unreadable', 'the file holds binary data');
  if (format === 'json') {
    const { columns, text } = arrayHead(
      head.subarray(0, maximumLine + 1),
      isWhole && head.length <= maximumLine + 1,
      maximumLine,
    );
    return { columns, delimiter: 0, headerLength: 0, text: () => text };
  }
  const end = head.indexOf(10);
  if (end > maximumLine || (end < 0 && head.length > maximumLine))
    throw new Unreadable('limit', `line 1 is longer than ${maximumLine.toLocaleString('en')} bytes`);
  if (format === 'ndjson') {
    const columns = ndjsonColumns(head);
    if (columns === undefined) throw new Unreadable('unreadable', 'its first line is no JSON object');
    return { columns, delimiter: 0, headerLength: 0, text: () => head.toString('utf8') };
  }
  const layout = csvLayout(head, format === 'tsv');
  if (layout === undefined) throw new Unreadable('unreadable', 'it has no header line');
  if (!isUtf8(head.subarray(0, layout.headerLength)))
    throw new Unreadable('unreadable', 'its header is not UTF-8 text; save it as UTF-8');
  return { ...layout, text: () => head.toString('utf8', layout.headerLength) };
}

/** Scans `[from, to)` of the chunk; returns the offset behind the last whole row. `isSound` says that each row counts as it stands. */
type Scanner = (from: number, to: number, isLast: boolean, onRow: OnRow, isSound: boolean) => number;

function scannerOf(format: TextFormat, head: Head, buffer: Buffer, row: Row, onBlock: OnBlock | undefined): Scanner {
  row.line = 1;
  if (format === 'csv' || format === 'tsv') {
    row.line = 2;
    const plan = csvPlan(head, row);
    return gathering(row, plainCsv(plan, row), onBlock, (from, to, onRow, gatherer) =>
      scanCsv(buffer, from, to, plan, row, onRow, gatherer),
    );
  }
  const wanted = wantedKeys(row, head.columns);
  if (format === 'ndjson')
    return gathering(row, plainNdjson(wanted, row), onBlock, (from, to, onRow, gatherer) =>
      scanNdjson(buffer, from, to, wanted, row, onRow, gatherer),
    );
  const walk = new ArrayWalk();
  return (from, to, isLast, onRow) => scanArray(buffer, from, to, isLast, walk, wanted, row, onRow);
}

/** Lets a scanner of lines gather what it reads into blocks, where somebody takes them. */
function gathering(
  row: Row,
  plain: PlainLines | undefined,
  onBlock: OnBlock | undefined,
  scan: (from: number, to: number, onRow: OnRow, gatherer?: Gatherer) => number,
): Scanner {
  if (plain === undefined || onBlock === undefined) return (from, to, _isLast, onRow) => scan(from, to, onRow);
  const gatherer = new Gatherer(row, plain, onBlock);
  return (from, to, _isLast, onRow, isSound) => {
    if (!isSound) return scan(from, to, onRow);
    const done = scan(from, to, gatherer.rowsTo(onRow), gatherer);
    gatherer.end();
    return done;
  };
}

/** Reads one file into a row, row by row. Throws `Unreadable` with what is wrong, or `Cancelled`. */
export function scanFile(file: FoundFile, makeRow: MakeRow, onRow: OnRow, options: ReadOptions): FileEnd {
  const { format, isGzipped } = requireKind(file);
  return withFile(file, options.maximumBytes, (opened) => {
    const isOfLines = !isGzipped && (format === 'csv' || format === 'tsv' || format === 'ndjson');
    const print = isOfLines ? printOf(opened, options.growsFrom) : undefined;
    let nextLine: number | undefined;
    if (format === 'parquet')
      scanParquet(opened, makeRow, onRow, { ...options, requireRunning: () => requireRunning(options) });
    else {
      const begin: Begin = (buffer, to, isLast) => {
        const head = headOf(format, buffer.subarray(0, to), isLast);
        const row = makeRow(head.columns);
        return {
          from: Math.min(head.headerLength, to),
          row,
          scan: scannerOf(format, head, buffer, row, options.onBlock),
        };
      };
      nextLine = scanText(format, textOf(opened, isGzipped, options), begin, onRow, options);
    }
    const end = { stamp: opened.stamp, offset: opened.size, nextLine, print };
    requireSame(opened, end);
    return end;
  });
}

/**
 * Reads the lines behind those that were read before, row by row. Where the file does not begin with those, it has changed.
 * Throws as `scanFile` does.
 */
export function scanTail(
  file: FoundFile,
  before: Growing,
  makeRow: MakeRow,
  onRow: OnRow,
  options: ReadOptions,
): FileEnd {
  const { format } = requireKind(file);
  return withFile(file, options.maximumBytes, (opened) => {
    if (format === 'parquet' || !isContinued(opened, before)) throw new Unreadable('changed', 'it was written anew');
    const print = printOf(opened, 0);
    const start = Buffer.alloc(Math.min(maximumLine + 1, opened.size));
    const quietly = { ...options, hash: undefined, onProgress: () => undefined };
    readFully(bytesOf(opened, quietly), start, 0, start.length);
    const head = headOf(format, start, start.length === opened.size);
    // The line above is read again, because the form of its last field tells whether that of a line without end was cut.
    const above = Math.min(lineAbove, before.offset);
    const begin: Begin = (buffer) => {
      const row = makeRow(head.columns);
      const scan = scannerOf(format, head, buffer, row, options.onBlock);
      row.line = before.nextLine;
      return { from: above, row, scan };
    };
    const nextLine = scanText(format, bytesOf(opened, options, before.offset - above), begin, onRow, options);
    const end = { stamp: opened.stamp, offset: opened.size, nextLine, print };
    requireSame(opened, end);
    return end;
  });
}

type MakeRow = (columns: readonly string[]) => Row;

/** Begins with the first bytes of a text: where its rows begin, and what reads them. */
type Begin = (buffer: Buffer, to: number, isLast: boolean) => { readonly from: number; row: Row; scan: Scanner };

/** Bytes before the end of what was read in which the last line is looked for. */
const lineAbove = 4_096;

function requireRunning({ isCancelled }: ReadOptions): void {
  if (isCancelled()) throw new Cancelled();
}

/** Reads rows to the end; answers the line that a row behind it would have, undefined where the end is no end of a line. */
function scanText(
  format: TextFormat,
  source: ByteSource,
  begin: Begin,
  onRow: OnRow,
  options: ReadOptions,
): number | undefined {
  const isLines = format !== 'json';
  const { repeats } = options;
  const buffer = Buffer.allocUnsafeSlow(chunkSize + maximumLine + 2);
  let kept = 0;
  let row: Row | undefined;
  let scan: Scanner | undefined;
  for (;;) {
    requireRunning(options);
    const count = readFully(source, buffer, kept, chunkSize);
    const isLast = count < chunkSize;
    const to = kept + count;
    let from = 0;
    if (row === undefined || scan === undefined) ({ from, row, scan } = begin(buffer, to, isLast));
    // A last line without a line feed is a line all the same.
    const isOpen = isLines && isLast && to > from && buffer[to - 1] !== 10;
    const stop = isOpen ? to + 1 : to;
    if (isOpen) buffer[to] = 10;
    const saved = buffer[stop];
    if (isLines) buffer[stop] = 10;
    const isCut = isOpen && format !== 'ndjson' && isCutTime(buffer.subarray(0, to));
    const take = repeats === undefined || isLines ? onRow : counting(buffer, row, repeats, onRow);
    const guard = guarded(buffer, from, stop, isLines, row, take, isCut ? to : -1);
    const done = scan(from, stop, isLast, guard ?? take, guard === undefined);
    if (isLines && repeats?.isFull === false) repeats.lines(buffer, from, Math.min(done, to), format !== 'ndjson');
    if (saved !== undefined) buffer[stop] = saved;
    kept = Math.max(0, to - done);
    if (isLast) {
      if (done < stop) throw new Unreadable('unreadable', `a quote that opens on line ${row.line} is not closed`);
      return isLines && !isOpen ? row.line : undefined;
    }
    if (kept > maximumLine) {
      const what = isLines ? `line ${row.line}` : `an object behind line ${row.line}`;
      throw new Unreadable('limit', `${what} is longer than ${maximumLine.toLocaleString('en')} bytes`);
    }
    buffer.copyWithin(0, done, to);
  }
}

/** Counts the elements of an array that stand in it twice. */
function counting(buffer: Buffer, row: Row, repeats: Repeats, onRow: OnRow): OnRow {
  return (broken) => {
    repeats.row(buffer, row.from, row.to);
    onRow(broken);
  };
}

/** Marks the rows that are no text: a name in another encoding would meet no filter and belong to no group. Undefined where all are. */
function guarded(
  buffer: Buffer,
  from: number,
  to: number,
  isLines: boolean,
  row: Row,
  onRow: OnRow,
  cutAt: number,
): OnRow | undefined {
  const end = isLines ? buffer.lastIndexOf(10, to - 1) + 1 : to;
  const isText = isUtf8(buffer.subarray(from, Math.max(from, end)));
  if (isText && cutAt < 0) return undefined;
  return (broken) => {
    if (!isText && !isUtf8(buffer.subarray(row.from, row.to))) onRow('it is not UTF-8 text');
    else if (row.to === cutAt) onRow(broken ?? 'the line has no end, and its time is shorter than the one before');
    else onRow(broken);
  };
}
