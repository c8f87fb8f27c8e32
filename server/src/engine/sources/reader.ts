// Reads a file in chunks and hands whole lines to a scanner: fixed memory whatever the size, one handle, cancel between chunks.
// It must never give back half a file as a whole one: a file that changed while it was read is read once more, then refused.

import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, readSync } from 'node:fs';
import { createHash, type Hash } from 'node:crypto';
import { openRegular, stampOf, type FoundFile } from '../../files/paths';
import { csvLayout, csvPlan, scanCsv, type OnRow } from './csv';
import { ndjsonColumns, scanNdjson, wantedKeys } from './ndjson';
import type { Row } from './row';
import { samplesOf } from './samples';

const chunkSize = 1 << 20;
/** Longest line that is read (security.md, T3). */
export const maximumLine = 100_000;
const maximumColumns = 1_000;

export type Format = 'csv' | 'tsv' | 'ndjson';

/** The format that a name promises; undefined for others. */
export function formatOf(path: string): Format | undefined {
  const name = path.toLowerCase();
  if (name.endsWith('.csv')) return 'csv';
  if (name.endsWith('.tsv')) return 'tsv';
  return name.endsWith('.ndjson') || name.endsWith('.jsonl') ? 'ndjson' : undefined;
}

export class Unreadable extends Error {
  readonly kind: 'missing' | 'unreadable' | 'changed' | 'limit';
  constructor(kind: 'missing' | 'unreadable' | 'changed' | 'limit', message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Thrown when the run was cancelled. */
export class Cancelled extends Error {}

export interface ReadOptions {
  /** Asked between chunks. */
  readonly isCancelled: () => boolean;
  /** Called with the bytes of each chunk. */
  readonly onProgress: (bytes: number) => void;
  readonly maximumBytes: number;
  /** Takes the bytes of the file in order, where a fingerprint is wanted. */
  readonly hash: Hash | undefined;
}

/** Starts a fingerprint: SHA-256 over the bytes of all files in order. */
export function startFingerprint(): Hash {
  return createHash('sha256');
}

export interface FileHead {
  readonly columns: readonly string[];
  /** A few values of each column. */
  readonly samples: readonly (readonly string[])[];
}

/** The column names of a file, which are its header or the keys of its first objects, with values of its first rows. */
export function readHead(file: FoundFile): FileHead {
  const format = requireFormat(file);
  const buffer = Buffer.alloc(maximumLine + 1);
  const opened = open(file);
  try {
    const size = readFully(opened.descriptor, buffer, 0, Math.min(buffer.length, opened.size), 0);
    const { columns, delimiter, headerLength } = headOf(format, buffer.subarray(0, size), opened.size);
    const text = buffer.toString('utf8', headerLength, size) + (size === opened.size ? '\n' : '');
    const sign = format === 'ndjson' ? undefined : String.fromCharCode(delimiter);
    return { columns, samples: samplesOf({ columns, delimiter: sign, text }) };
  } finally {
    closeSync(opened.descriptor);
  }
}

function requireFormat(file: FoundFile): Format {
  const format = formatOf(file.path);
  if (format !== undefined) return format;
  throw new Unreadable('unreadable', 'only .csv, .tsv, .ndjson and .jsonl files are read by this version');
}

function open(file: FoundFile): ReturnType<typeof openRegular> {
  try {
    return openRegular(file.path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new Unreadable('missing', 'there is no such file');
    throw new Unreadable(
      'unreadable',
      code === 'EACCES' ? 'no permission to read it' : code === 'ELOOP' ? 'it is a link' : (error as Error).message,
    );
  }
}

interface Head {
  readonly columns: readonly string[];
  readonly delimiter: number;
  readonly headerLength: number;
}

function headOf(format: Format, head: Buffer, size: number): Head {
  if (size === 0) throw new Unreadable('unreadable', 'the file is empty');
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    throw new Unreadable('unreadable', 'the file is in UTF-16; save it as UTF-8');
  }
  if (head.includes(0)) throw new Unreadable('unreadable', 'the file holds binary data');
  const end = head.indexOf(10);
  if ((end < 0 || end > maximumLine) && size > maximumLine)
    throw new Unreadable('limit', `line 1 is longer than ${maximumLine.toLocaleString('en')} bytes`);
  if (format === 'ndjson') {
    const columns = ndjsonColumns(head);
    if (columns === undefined) throw new Unreadable('unreadable', 'its first line is no JSON object');
    return { columns, delimiter: 0, headerLength: head[0] === 0xef ? 3 : 0 };
  }
  const layout = csvLayout(head, format === 'tsv');
  if (layout === undefined) throw new Unreadable('unreadable', 'it has no header line');
  if (layout.columns.length > maximumColumns)
    throw new Unreadable('limit', `it has more than ${maximumColumns} columns`);
  return layout;
}

function readFully(descriptor: number, buffer: Buffer, offset: number, length: number, position: number): number {
  let done = 0;
  while (done < length) {
    const count = readSync(descriptor, buffer, offset + done, length - done, position + done);
    if (count <= 0) break;
    done += count;
  }
  return done;
}

/** Whole lines have to be UTF-8: a name in another encoding would meet no filter and belong to no group. */
function requireText(lines: Buffer, offset: number): void {
  if (isUtf8(lines)) return;
  let from = 0;
  for (let end = lines.indexOf(10); end >= 0 && isUtf8(lines.subarray(from, end)); end = lines.indexOf(10, from))
    from = end + 1;
  let at = from;
  // A whole character has four bytes at most.
  while (at < lines.length && [1, 2, 3, 4].some((length) => isUtf8(lines.subarray(at, at + length)))) at++;
  throw new Unreadable('unreadable', `it is not UTF-8 text at byte ${(offset + at).toLocaleString('en')}`);
}

/** Reads one file into a row, line by line. Throws `Unreadable` with what is wrong, or `Cancelled`. */
export function scanFile(
  file: FoundFile,
  makeRow: (columns: readonly string[]) => Row,
  onRow: OnRow,
  options: ReadOptions,
): void {
  const format = requireFormat(file);
  const opened = open(file);
  try {
    if (opened.size > options.maximumBytes) {
      const megabytes = Math.round(options.maximumBytes / 1_048_576);
      throw new Unreadable('limit', `it is larger than ${megabytes} MB`);
    }
    const buffer = Buffer.allocUnsafeSlow(chunkSize + maximumLine + 2);
    let position = 0;
    let kept = 0;
    let scan: ((from: number, to: number) => number) | undefined;
    let row: Row | undefined;
    for (;;) {
      if (options.isCancelled()) throw new Cancelled();
      const count = readFully(opened.descriptor, buffer, kept, Math.min(chunkSize, opened.size - position), position);
      const isFirst = scan === undefined;
      options.hash?.update(buffer.subarray(kept, kept + count));
      position += count;
      const to = kept + count;
      const isLast = position >= opened.size || count === 0;
      let from = 0;
      if (isFirst) {
        const head = headOf(format, buffer.subarray(0, to), opened.size);
        from = head.headerLength;
        const made = makeRow(head.columns);
        row = made;
        made.line = format === 'ndjson' ? 1 : 2;
        if (format === 'ndjson') {
          const wanted = wantedKeys(made);
          scan = (start, end) => scanNdjson(buffer, start, end, wanted, made, onRow);
        } else {
          const plan = csvPlan(head, made);
          scan = (start, end) => scanCsv(buffer, start, end, plan, made, onRow);
        }
      }
      let stop = to;
      // A last line without a line feed is a line all the same.
      if (isLast && to > from && buffer[to - 1] !== 10) buffer[stop++] = 10;
      const saved = buffer[stop];
      buffer[stop] = 10;
      const done = scan!(Math.min(from, stop), stop);
      requireText(buffer.subarray(Math.min(from, stop), done), position - to + from);
      if (saved !== undefined) buffer[stop] = saved;
      kept = Math.max(0, to - done);
      if (isLast) {
        if (done < stop) throw new Unreadable('unreadable', `a quote that opens on line ${row!.line} is not closed`);
        break;
      }
      if (kept > maximumLine)
        throw new Unreadable('limit', `line ${row!.line} is longer than ${maximumLine.toLocaleString('en')} bytes`);
      buffer.copyWithin(0, done, to);
      options.onProgress(count);
    }
    const after = stampOf(fstatSync(opened.descriptor));
    if (after !== opened.stamp) throw new Unreadable('changed', 'it changed while it was read');
  } finally {
    closeSync(opened.descriptor);
  }
}
