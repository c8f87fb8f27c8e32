// Reads the runs of Parquet: levels and places in a dictionary, repeated or packed into bits.
// It must never write beyond the values that are wanted, however long a run says that it is.

/**
 * Fills `output` with numbers of `width` bits (1 to 32). Throws `RangeError` where the bytes end before it is full.
 * The library has the same reader, which follows a run of any length and grows its output.
 */
export function readRuns(bytes: Uint8Array, width: number, output: Uint8Array | Uint32Array): void {
  let at = 0;
  let seen = 0;
  const valueBytes = (width + 7) >> 3;
  const mask = width === 32 ? 0xffffffff : (1 << width) - 1;
  while (seen < output.length) {
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined || shift > 28) throw new RangeError('its runs are cut off');
      header += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    const length = Math.floor(header / 2);
    if (length === 0) {
      if (at >= bytes.length) throw new RangeError('its runs are cut off');
      continue;
    }
    if (header % 2 === 0) {
      if (at + valueBytes > bytes.length) throw new RangeError('its runs are cut off');
      let value = 0;
      for (let byte = 0; byte < valueBytes; byte++) value |= bytes[at++]! << (8 * byte);
      const end = Math.min(output.length, seen + length);
      output.fill(value >>> 0, seen, end);
      seen = end;
      continue;
    }
    const count = Math.min(length * 8, output.length - seen);
    if (at + Math.ceil((count * width) / 8) > bytes.length) throw new RangeError('its runs are cut off');
    if (width <= 24) unpackSmall(bytes, at, width, mask, output, seen, count);
    else unpackLarge(bytes, at, width, output, seen, count);
    seen += count;
    at += length * width;
  }
}

function unpackSmall(
  bytes: Uint8Array,
  from: number,
  width: number,
  mask: number,
  output: Uint8Array | Uint32Array,
  seen: number,
  count: number,
): void {
  let at = from;
  let bits = 0;
  let held = 0;
  for (let index = 0; index < count; index++) {
    for (; held < width; held += 8) bits |= bytes[at++]! << held;
    output[seen + index] = bits & mask;
    bits >>>= width;
    held -= width;
  }
}

/** Wide indices do not fit beside a byte of the next one into the 32 bits of a number. */
function unpackLarge(
  bytes: Uint8Array,
  from: number,
  width: number,
  output: Uint8Array | Uint32Array,
  seen: number,
  count: number,
): void {
  for (let index = 0; index < count; index++) {
    let value = 0;
    for (let bit = 0; bit < width; bit++) {
      const place = index * width + bit;
      if (((bytes[from + (place >> 3)]! >> (place & 7)) & 1) === 1) value += 2 ** bit;
    }
    output[seen + index] = value;
  }
}
