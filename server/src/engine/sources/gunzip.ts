// Unpacks gzip while it is read, in the same thread and in fixed memory, with the checksum of every member.
// It must never give half of a file as a whole one, nor let a small file unpack into a flood.

import { Gunzip } from 'minizlib';
import type { ByteSource } from './input';
import { Unreadable } from './unreadable';

/** The most that a byte may unpack to (security.md, T17); little files may repeat themselves as they like. */
const maximumRatio = 200;
const alwaysAllowed = 1 << 20;
/** So little at a time that not even a bomb fills the memory before it is measured. */
const inputSize = 16_384;

/** The unpacked bytes of a source. Throws `Unreadable` where it is damaged, cut off, or unpacks to more than is allowed. */
export function gunzipped(source: ByteSource, maximumBytes: number): ByteSource {
  const gunzip = new Gunzip({});
  const input = Buffer.allocUnsafe(inputSize);
  let failure: unknown;
  gunzip.on('error', (error) => (failure = error));
  let ready: Buffer = Buffer.alloc(0);
  let isEnded = false;
  let isPadding = false;
  const total = { packed: 0, unpacked: 0 };

  const feed = (): void => {
    const count = source.read(input, 0, inputSize);
    const packed = input.subarray(0, count);
    total.packed += count;
    isEnded = count === 0;
    if (isEnded) gunzip.end();
    else if (!isPadding) {
      gunzip.write(packed);
      // Behind the end of a member only another one, or zeros that fill a block of a tape, may stand.
      const used = failure === undefined ? (gunzip.handle?.bytesWritten ?? count) : count;
      isPadding = used < count;
      if (isPadding) requireZeros(packed.subarray(used));
    } else requireZeros(packed);
    if (failure !== undefined) throw damage(failure);
    const unpacked: Buffer | null = gunzip.read();
    if (unpacked === null) return;
    ready = unpacked;
    total.unpacked += unpacked.length;
    if (total.unpacked > maximumBytes) {
      const megabytes = Math.round(maximumBytes / 1_048_576);
      throw new Unreadable('limit', `it is larger than ${megabytes} MB when it is unpacked`);
    }
    if (total.unpacked > alwaysAllowed && total.unpacked > total.packed * maximumRatio)
      throw new Unreadable('limit', `it unpacks to more than ${maximumRatio} times its size`);
  };

  return {
    read(into, offset, length) {
      while (ready.length === 0 && !isEnded) feed();
      const count = ready.copy(into, offset, 0, Math.min(length, ready.length));
      ready = ready.subarray(count);
      return count;
    },
  };
}

function requireZeros(bytes: Buffer): void {
  if (bytes.some((byte) => byte !== 0)) throw new Unreadable('unreadable', 'something stands behind its gzip data');
}

function damage(failure: unknown): Unreadable {
  const isCut = failure instanceof Error && failure.message.includes('unexpected end');
  return new Unreadable('unreadable', isCut ? 'it is cut off: its gzip data has no end' : 'its gzip data is damaged');
}
