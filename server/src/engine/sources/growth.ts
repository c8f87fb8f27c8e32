// Tells a file that has only grown from one that was written anew, so that of a growing log just the new lines are read.
// It must never take one for the other where its blocks tell: in doubt all of a file is read again.

import { createHash } from 'node:crypto';
import { fstatSync } from 'node:fs';
import { stampOf, type FoundFile, type OpenFile } from '../../files/paths';
import { bytesOf, readFully, requireUnchanged, withFile } from './input';
import { asking } from './unreadable';

/** Bytes from which on a file is worth to be read on; nobody writes so large a one by hand, and smaller ones cost nothing. */
export const growsFrom = 8 << 20;

/** How a file was left when all of it had been read. */
export interface FileEnd {
  /** What it was when it was opened (`stampOf`). */
  readonly stamp: string;
  /** Bytes that were read, from the first of the file on. */
  readonly offset: number;
  /** The line that a row behind them would have; undefined where such a row cannot be read by itself. */
  readonly nextLine: number | undefined;
  /** SHA-256 over blocks of what was read; undefined where the file is not expected to grow. */
  readonly print: string | undefined;
}

/** How a file of whole lines was left that may grow. */
export interface Growing extends FileEnd {
  readonly nextLine: number;
  readonly print: string;
}

/** Whether only what will be added to a file has to be read, or all of it. */
export function isGrowing(end: FileEnd | undefined): end is Growing {
  return end?.nextLine !== undefined && end.print !== undefined;
}

/** Bytes of a block, and how many of them are looked at: the first, the last, and others at equal distances between them. */
const [blockSize, blocks] = [4_096, 64];

/** The print of an open file of lines; undefined below a size at which reading all of it costs nothing, and where it is no plain UTF-8. */
export function printOf(opened: OpenFile, leastSize: number): string | undefined {
  return opened.size < leastSize || isMarked(opened) ? undefined : printUpTo(opened, opened.size);
}

/** Whether an open file still begins with all that was read of it before, as far as its blocks tell, and has more. */
export function isContinued(opened: OpenFile, before: Growing): boolean {
  return (
    opened.size > before.offset &&
    deviceOf(opened.stamp) === deviceOf(before.stamp) &&
    printUpTo(opened, before.offset) === before.print
  );
}

/** Throws where a file is no longer what it was when it was opened; one that has only grown since is what was read, and more. */
export function requireSame(opened: OpenFile, end: FileEnd): void {
  const stats = asking(() => fstatSync(opened.descriptor));
  const hasOnlyGrown =
    isGrowing(end) && stats.size > opened.size && stampOf(stats) !== opened.stamp && isUntouched(opened, end);
  if (!hasOnlyGrown) requireUnchanged(opened);
}

function isUntouched(opened: OpenFile, { offset, print }: Growing): boolean {
  return printUpTo(opened, offset) === print;
}

/** What a file is now (`stampOf`). Throws `Unreadable` where it cannot be opened. */
export function stampNow(file: FoundFile): string {
  return withFile(file, Infinity, ({ stamp }) => stamp);
}

/** The device and the number of a file on it: another file of the same name has another one. */
function deviceOf(stamp: string): string {
  return stamp.split(':', 2).join(':');
}

/** Whether a mark of byte order stands first: such a text is decoded, so that its offsets are not those of the file. */
function isMarked(opened: OpenFile): boolean {
  const [first, second] = block(opened, 0, 2);
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || first === 0xef;
}

function printUpTo(opened: OpenFile, offset: number): string {
  const hash = createHash('sha256');
  const step = Math.max(blockSize, (offset - blockSize) / (blocks - 1));
  for (let index = 0; index < blocks; index++) {
    const at = Math.floor(index * step);
    if (at + blockSize >= offset) break;
    hash.update(block(opened, at, blockSize));
  }
  const last = Math.max(0, offset - blockSize);
  return hash.update(block(opened, last, offset - last)).digest('hex');
}

function block(opened: OpenFile, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const source = bytesOf(opened, { maximumBytes: Infinity, hash: undefined, onProgress: () => undefined }, from);
  return bytes.subarray(0, readFully(source, bytes, 0, length));
}
