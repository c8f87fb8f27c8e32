// Writes a message of the protocol at once, where the library writes its header and its body one after the other.
// It must never hold anything back but a header, whose body follows in the same turn.

import type { Writable } from 'node:stream';

type Done = (error?: Error | null) => void;

/**
 * Makes one write of two from now on. Each write wakes up whoever reads, which costs more than most answers take to be made; with a
 * header alone there is nothing to do for it yet. What is no message is written as before.
 */
export function joinWrites(stream: Writable): void {
  const write = stream.write.bind(stream) as (chunk: unknown, encoding?: unknown, done?: Done) => boolean;
  let header = '';
  const joined = (chunk: unknown, encoding?: unknown, done?: Done): boolean => {
    if (typeof chunk === 'string' && chunk.startsWith('Content-Length: ') && chunk.endsWith('\r\n\r\n')) {
      header += chunk;
      // Whoever waits for this write goes on with the body.
      (typeof encoding === 'function' ? (encoding as Done) : done)?.();
      return true;
    }
    if (header === '') return write(chunk, encoding, done);
    const body = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array);
    const whole = Buffer.concat([Buffer.from(header, 'latin1'), body]);
    header = '';
    return write(whole, encoding, done);
  };
  stream.write = joined as typeof stream.write;
}
