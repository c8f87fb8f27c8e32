// Unpacks the pages of one column of a Parquet row group, one after the other, with the decoders of hyparquet.
// It must never give a page that is longer than it says, nor let a small page unpack into a flood.

import * as zlib from 'node:zlib';
import { parquetHeader } from 'hyparquet/src/column.js';
import { deltaBinaryUnpack, deltaByteArray, deltaLengthByteArray } from 'hyparquet/src/delta.js';
import { byteStreamSplit } from 'hyparquet/src/encoding.js';
import { readPlain } from 'hyparquet/src/plain.js';
import type { CompressionCodec, DataReader, DecodedArray, Encoding, PageHeader } from 'hyparquet/src/types.js';
import { compressors, decompressLz4, decompressLz4Raw, decompressZstd } from 'hyparquet-compressors';
import { crc32 } from './crc32';
import type { Chunk, ParquetColumn } from './parquet-footer';
import { readRuns } from './parquet-runs';
import { Unreadable } from './unreadable';

/** The largest page, unpacked, and the most values in it; usual pages have a megabyte. */
const maximumPage = 128 << 20;
const maximumValues = 10_000_000;
/** The most that a byte of a page may unpack to (security.md, T17); little pages may repeat themselves as they like. */
const maximumRatio = 200;
const alwaysAllowed = 8 << 20;

/** One page of values. */
export interface Page {
  readonly count: number;
  /** 1 where a value is there; undefined where all of them are. */
  readonly levels: Uint8Array | undefined;
  /** Places in the dictionary; undefined where the values stand in the page. */
  readonly indices: Uint32Array | undefined;
  /** The values of the page; empty where they are those of the dictionary. */
  readonly values: DecodedArray;
}

/** Called with the values of a dictionary page. */
export type OnDictionary = (values: DecodedArray) => void;

/** Unpacks page by page; the bytes are those of the chunk. Throws `Unreadable` where a page is damaged or too large. */
export function* pagesOf(
  bytes: Buffer,
  column: ParquetColumn,
  { meta }: Chunk,
  rows: number,
  onDictionary: OnDictionary,
): Generator<Page> {
  const reader: DataReader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  let left = rows;
  while (left > 0) {
    const page = guarded(column, () => {
      const header = parquetHeader(reader);
      const start = reader.offset;
      reader.offset += header.compressed_page_size;
      if (!(header.compressed_page_size >= 0) || reader.offset > bytes.length) throw new RangeError('it is cut off');
      const packed = bytes.subarray(start, reader.offset);
      if (header.crc !== undefined && crc32(packed) !== header.crc >>> 0) throw new RangeError('its checksum is wrong');
      return pageOf(packed, header, column, meta.codec, left, onDictionary);
    });
    if (page === undefined) continue;
    left -= page.count;
    yield page;
  }
}

/** Turns what a decoder throws on damaged bytes into words. */
function guarded<T>(column: ParquetColumn, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable('unreadable', `a page of its column "${column.name}" is damaged`);
  }
}

function pageOf(
  packed: Buffer,
  header: PageHeader,
  column: ParquetColumn,
  codec: CompressionCodec,
  left: number,
  onDictionary: OnDictionary,
): Page | undefined {
  const size = header.uncompressed_page_size;
  if (!(size >= 0)) throw new RangeError('a negative size');
  if (size > maximumPage) throw new Unreadable('limit', `a page of its column "${column.name}" is larger than 128 MB`);
  if (size > alwaysAllowed && size > packed.length * maximumRatio)
    throw new Unreadable(
      'limit',
      `a page of its column "${column.name}" unpacks to more than ${maximumRatio} times its size`,
    );
  const { dictionary_page_header: dictionary, data_page_header: first, data_page_header_v2: second } = header;
  if (dictionary !== undefined) {
    requireCount(dictionary.num_values, maximumValues, column);
    onDictionary(plain(unpacked(packed, size, codec), column, dictionary.num_values));
    return undefined;
  }
  if (first !== undefined) {
    requireCount(first.num_values, left, column);
    const bytes = unpacked(packed, size, codec);
    const isNullable = column.element.repetition_type !== 'REQUIRED';
    if (!isNullable) return page(bytes, first.num_values, undefined, first.encoding, column);
    if (first.definition_level_encoding !== 'RLE') throw unsupported(column, 'levels', first.definition_level_encoding);
    const length = bytes.readUInt32LE(0);
    const levels = levelsOf(bytes.subarray(4, 4 + length), first.num_values);
    return page(bytes.subarray(4 + length), first.num_values, levels, first.encoding, column);
  }
  if (second === undefined) return undefined;
  requireCount(second.num_values, left, column);
  const levelsLength = second.definition_levels_byte_length;
  if (second.repetition_levels_byte_length !== 0 || !(levelsLength >= 0)) throw new RangeError('levels of a list');
  const levels = levelsLength === 0 ? undefined : levelsOf(packed.subarray(0, levelsLength), second.num_values);
  const values = packed.subarray(levelsLength);
  const bytes = second.is_compressed === false ? values : unpacked(values, size - levelsLength, codec);
  return page(bytes, second.num_values, levels, second.encoding, column);
}

function requireCount(count: number, most: number, column: ParquetColumn): void {
  if (!(count >= 0) || count > most) throw new RangeError('more values than rows');
  if (count > maximumValues)
    throw new Unreadable('limit', `a page of its column "${column.name}" has more than 10 million values`);
}

function unsupported(column: ParquetColumn, what: string, name: string | undefined): Unreadable {
  return new Unreadable('unreadable', `the ${what} of its column "${column.name}" (${name ?? 'unknown'}) are not read`);
}

/** Levels of a column that is not nested: 1 where a value is there. Undefined where no value is missing. */
function levelsOf(bytes: Uint8Array, count: number): Uint8Array | undefined {
  const levels = new Uint8Array(count);
  readRuns(bytes, 1, levels);
  return levels.includes(0) ? levels : undefined;
}

function page(
  bytes: Buffer,
  count: number,
  levels: Uint8Array | undefined,
  encoding: Encoding,
  column: ParquetColumn,
): Page {
  const present = levels === undefined ? count : levels.reduce((sum, level) => sum + level, 0);
  if (present === 0) return { count, levels, indices: undefined, values: [] };
  if (encoding === 'PLAIN_DICTIONARY' || encoding === 'RLE_DICTIONARY') {
    const indices = new Uint32Array(present);
    const width = bytes[0] ?? 0;
    if (width > 32) throw new RangeError('a width of no index');
    if (width > 0) readRuns(bytes.subarray(1), width, indices);
    return { count, levels, indices, values: [] };
  }
  return { count, levels, indices: undefined, values: decoded(bytes, encoding, column, present) };
}

function decoded(bytes: Buffer, encoding: Encoding, column: ParquetColumn, count: number): DecodedArray {
  const { type, type_length: length } = column.element;
  if (encoding === 'PLAIN') return plain(bytes, column, count);
  const reader: DataReader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  if (encoding === 'RLE' && type === 'BOOLEAN') {
    const values = new Uint8Array(count);
    readRuns(bytes.subarray(4, 4 + bytes.readUInt32LE(0)), 1, values);
    return values;
  }
  let values: DecodedArray;
  if (encoding === 'DELTA_BINARY_PACKED') {
    const numbers = type === 'INT32' ? new Int32Array(count) : new BigInt64Array(count);
    deltaBinaryUnpack(reader, count, numbers);
    values = numbers;
  } else if (encoding === 'BYTE_STREAM_SPLIT' && type !== undefined)
    values = byteStreamSplit(reader, count, type, length);
  else if (encoding === 'DELTA_LENGTH_BYTE_ARRAY')
    deltaLengthByteArray(reader, count, (values = new Array<Uint8Array>(count)));
  else if (encoding === 'DELTA_BYTE_ARRAY') deltaByteArray(reader, count, (values = new Array<Uint8Array>(count)));
  else throw unsupported(column, 'values', encoding);
  if (reader.offset > bytes.length) throw new RangeError('its values are cut off');
  return values;
}

function plain(bytes: Buffer, { element }: ParquetColumn, count: number): DecodedArray {
  const reader: DataReader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  if (element.type === undefined) throw new RangeError('no type');
  if (element.type === 'BOOLEAN') {
    if (count > bytes.length * 8) throw new RangeError('its values are cut off');
    const values = new Uint8Array(count);
    for (let at = 0; at < count; at++) values[at] = (bytes[at >> 3]! >> (at & 7)) & 1;
    return values;
  }
  const values = readPlain(reader, element.type, count, element.type_length);
  // The decoder looks at the memory behind a page as well; what it found there are no values.
  if (reader.offset > bytes.length) throw new RangeError('its values are cut off');
  return values;
}

function unpacked(packed: Buffer, size: number, codec: CompressionCodec): Buffer {
  const bytes = unpack(packed, size, codec);
  if (bytes.length !== size) throw new RangeError('another size than it says');
  return bytes;
}

function unpack(packed: Buffer, size: number, codec: CompressionCodec): Buffer {
  switch (codec) {
    case 'UNCOMPRESSED':
      return packed;
    case 'SNAPPY':
      return asBuffer(unsnapped(packed, size));
    case 'GZIP':
      return zlib.gunzipSync(packed, { maxOutputLength: Math.max(1, size) });
    case 'BROTLI':
      return zlib.brotliDecompressSync(packed, { maxOutputLength: Math.max(1, size) });
    case 'ZSTD':
      return unzstd === undefined
        ? asBuffer(decompressZstd(packed))
        : unzstd(packed, { maxOutputLength: Math.max(1, size) });
    case 'LZ4':
      return asBuffer(decompressLz4(packed, size));
    case 'LZ4_RAW':
      return asBuffer(decompressLz4Raw(packed, size));
    default:
      throw new Unreadable('unreadable', `it is packed by ${String(codec)}, which is not read`);
  }
}

/** Newer versions of Node have a reader of Zstandard that finds more kinds of damage than the one of the library. */
const { zstdDecompressSync: unzstd } = zlib as unknown as {
  readonly zstdDecompressSync?: (packed: Buffer, options: { readonly maxOutputLength: number }) => Buffer;
};

/** Whether the reader of a codec overlooks some damage here. */
export function isLenient(codec: CompressionCodec): boolean {
  return codec === 'ZSTD' && unzstd === undefined;
}

/** The compiled reader of the library; it takes half the time of its other one. */
function unsnapped(packed: Buffer, size: number): Uint8Array {
  const bytes = compressors.SNAPPY?.(packed, size);
  if (bytes === undefined) throw new RangeError('no reader of Snappy');
  return bytes;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
