// Turns UTF-16 into UTF-8 while it is read.
// It must never make up a character: half of a pair becomes bytes that are no UTF-8, so that its line is a bad row.

import type { ByteSource } from './input';

const unitsAtOnce = 32_768;

/** The same text as UTF-8; the mark of the byte order is taken off before. */
export function utf8OfUtf16(source: ByteSource, isBigEndian: boolean): ByteSource {
  const input = Buffer.allocUnsafe(unitsAtOnce * 2);
  // A unit alone has three bytes at most, a pair four, and a byte without its other half one.
  const output = Buffer.allocUnsafe(unitsAtOnce * 3 + 4);
  let [from, to] = [0, 0];
  let isEnded = false;
  let oddBytes = 0;
  let high = 0;

  const put = (byte: number): void => {
    output[to++] = byte;
  };
  const three = (unit: number): void => {
    put(0xe0 | (unit >> 12));
    put(0x80 | ((unit >> 6) & 63));
    put(0x80 | (unit & 63));
  };
  const unitOf = (unit: number): void => {
    if (high !== 0 && unit >= 0xdc00 && unit < 0xe000) {
      const sign = 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00);
      high = 0;
      put(0xf0 | (sign >> 18));
      put(0x80 | ((sign >> 12) & 63));
      put(0x80 | ((sign >> 6) & 63));
      put(0x80 | (sign & 63));
      return;
    }
    if (high !== 0) three(high);
    high = 0;
    if (unit < 0x80) put(unit);
    else if (unit < 0x800) {
      put(0xc0 | (unit >> 6));
      put(0x80 | (unit & 63));
    } else if (unit >= 0xd800 && unit < 0xdc00) high = unit;
    else three(unit);
  };
  const feed = (): void => {
    const count = source.read(input, oddBytes, input.length - oddBytes - 2) + oddBytes;
    isEnded = count === oddBytes;
    [from, to] = [0, 0];
    const whole = count & ~1;
    for (let at = 0; at < whole; at += 2)
      unitOf(isBigEndian ? (input[at]! << 8) | input[at + 1]! : input[at]! | (input[at + 1]! << 8));
    oddBytes = count - whole;
    if (oddBytes === 1) input[0] = input[whole]!;
    if (!isEnded) return;
    if (high !== 0) three(high);
    if (oddBytes === 1) put(0xff);
  };

  return {
    read(into, offset, length) {
      while (from === to && !isEnded) feed();
      const count = output.copy(into, offset, from, Math.min(to, from + length));
      from += count;
      return count;
    },
  };
}
