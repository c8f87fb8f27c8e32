// Finds a column in the first line of a data file, for people who want to see it.
// It must never read more than that line may have, nor anything but a regular file that the fence lets through.

import { closeSync, readSync } from 'node:fs';
import { openRegular } from './paths';

const maximumHeader = 65_536;

export interface HeaderPlace {
  /** In UTF-16 units of the first line. */
  readonly start: number;
  readonly end: number;
}

/** Where a column is named in the first line of a file; undefined where it is not, or the file cannot be read as text. */
export function columnPlace(path: string, column: string): HeaderPlace | undefined {
  const line = firstLine(path);
  if (line === undefined || column === '') return undefined;
  for (let at = line.indexOf(column); at >= 0; at = line.indexOf(column, at + 1)) {
    const end = at + column.length;
    const isQuoted = line[at - 1] === '"' && line[end] === '"';
    const before = line.slice(0, at).trimEnd().at(-1);
    const after = line.slice(end).trimStart()[0];
    if (isQuoted || (isEdge(before) && isEdge(after))) return { start: at, end };
  }
  return undefined;
}

function isEdge(sign: string | undefined): boolean {
  return sign === undefined || /[,;\t|]/.test(sign);
}

/** The encoding that the mark at the start of a file says. */
function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function firstLine(path: string): string | undefined {
  if (!/\.(?:csv|tsv|ndjson|jsonl|json)$/i.test(path)) return undefined;
  try {
    const { descriptor } = openRegular(path);
    try {
      const buffer = Buffer.alloc(maximumHeader);
      const size = readSync(descriptor, buffer, 0, maximumHeader, 0);
      const text = new TextDecoder(encodingOf(buffer)).decode(buffer.subarray(0, size));
      return text.split(/\r\n|\r|\n/, 1)[0];
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}
