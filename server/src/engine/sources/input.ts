// Opens a data file and gives its text as UTF-8 bytes in order: unpacked, without a mark of byte order, whatever its encoding.
// It must never guess: gzip is told by the name, an encoding by its mark, and everything else is UTF-8 or a bad row.

import { closeSync, fstatSync, readSync } from 'node:fs';
import type { Hash } from 'node:crypto';
import { openRegular, stampOf, type FoundFile, type OpenFile } from '../../files/paths';
import { gunzipped } from './gunzip';
import { asking, Unreadable } from './unreadable';
import { utf8OfUtf16 } from './utf16';

/** Bytes in order, on demand. */
export interface ByteSource {
  /** Puts at most `length` bytes at `offset` of `into`; answers how many, 0 at the end. Throws `Unreadable`. */
  read(into: Buffer, offset: number, length: number): number;
}

export interface InputOptions {
  readonly maximumBytes: number;
  /** Called with the number of bytes that were read of the file. */
  readonly onProgress: (bytes: number) => void;
  /** Takes the bytes of the file in order, where a fingerprint is wanted. */
  readonly hash: Hash | undefined;
}

/** Opens a file within its limit of size, hands it on, and closes it whatever happens. */
export function withFile<T>(file: FoundFile, maximumBytes: number, use: (opened: OpenFile) => T): T {
  const opened = asking(() => openRegular(file.path));
  try {
    if (opened.size > maximumBytes) {
      const megabytes = Math.round(maximumBytes / 1_048_576);
      throw new Unreadable('limit', `it is larger than ${megabytes} MB`);
    }
    if (opened.size === 0) throw new Unreadable('unreadable', 'the file is empty');
    return use(opened);
  } finally {
    closeSync(opened.descriptor);
  }
}

/** Throws where the file is no longer what it was when it was opened. */
export function requireUnchanged(opened: OpenFile): void {
  if (stampOf(asking(() => fstatSync(opened.descriptor))) !== opened.stamp)
    throw new Unreadable('changed', 'it changed while it was read');
}

/** The text of an open file as UTF-8. */
export function textOf(opened: OpenFile, isGzipped: boolean, options: InputOptions): ByteSource {
  const bytes = bytesOf(opened, options);
  return decoded(isGzipped ? gunzipped(bytes, options.maximumBytes) : bytes);
}

/** The bytes of an open file from a position on, as they stand. */
export function bytesOf({ descriptor, size }: OpenFile, { hash, onProgress }: InputOptions, from = 0): ByteSource {
  let position = from;
  return {
    read(into, offset, length) {
      const wanted = Math.min(length, size - position);
      if (wanted <= 0) return 0;
      const count = asking(() => readSync(descriptor, into, offset, wanted, position));
      // A file that ends early has been cut since; what it was is asked again behind the last byte.
      if (count <= 0) return 0;
      hash?.update(into.subarray(offset, offset + count));
      position += count;
      onProgress(count);
      return count;
    },
  };
}

/** Reads as many bytes as are wanted, fewer only at the end. */
export function readFully(source: ByteSource, into: Buffer, offset: number, length: number): number {
  let done = 0;
  while (done < length) {
    const count = source.read(into, offset + done, length - done);
    if (count === 0) break;
    done += count;
  }
  return done;
}

function decoded(source: ByteSource): ByteSource {
  const mark = Buffer.alloc(3);
  const size = readFully(source, mark, 0, 3);
  const [first, second] = mark;
  if (size >= 2 && first === 0xff && second === 0xfe) return utf8OfUtf16(following(mark, 2, size, source), false);
  if (size >= 2 && first === 0xfe && second === 0xff) return utf8OfUtf16(following(mark, 2, size, source), true);
  const isMarked = size === 3 && first === 0xef && second === 0xbb && mark[2] === 0xbf;
  return isMarked ? source : following(mark, 0, size, source);
}

/** What was read ahead, and then the rest. */
function following(ahead: Buffer, from: number, to: number, rest: ByteSource): ByteSource {
  let at = from;
  return {
    read(into, offset, length) {
      if (at >= to) return rest.read(into, offset, length);
      const count = ahead.copy(into, offset, at, Math.min(to, at + length));
      at += count;
      return count;
    },
  };
}
