// Reads the footer of a Parquet file: which columns there are, what they mean, and where their row groups stand.
// It must never trust the footer: every place that it names has to lie inside the file before anybody reads there.

import { readSync } from 'node:fs';
import { parquetMetadata, parquetSchema } from 'hyparquet/src/metadata.js';
import type { ColumnMetaData, FileMetaData, SchemaElement, SchemaTree } from 'hyparquet/src/types.js';
import type { OpenFile } from '../../files/paths';
import { asking, Unreadable } from './unreadable';

const maximumFooter = 64 << 20;
/** Bytes before the first page: the sign `PAR1`. */
const signLength = 4;

/** What the values of a column are, whatever they are stored as. */
export type Meaning =
  | { readonly kind: 'text' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'date' }
  | { readonly kind: 'number'; readonly isShort: boolean; readonly decimals: number }
  /** Units in a millisecond; without a zone the time is on the wall. */
  | { readonly kind: 'time'; readonly perMillisecond: 1 | 1_000 | 1_000_000; readonly isUtc: boolean }
  /** Nested, or of a type that no role can use. */
  | { readonly kind: 'other'; readonly words: string };

export interface ParquetColumn {
  readonly name: string;
  readonly meaning: Meaning;
  readonly element: SchemaElement;
}

export interface RowGroup {
  readonly rows: number;
  /** By the name of the column; nested ones are left out. */
  readonly chunks: ReadonlyMap<string, Chunk>;
}

export interface Chunk {
  readonly meta: ColumnMetaData;
  readonly start: number;
  readonly length: number;
}

export interface Footer {
  readonly columns: readonly ParquetColumn[];
  readonly groups: readonly RowGroup[];
}

/** The bytes `[start, start + length)` of a file. Throws `Unreadable` where it ends before. */
export function bytesAt({ descriptor }: OpenFile, start: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  for (let done = 0; done < length;) {
    const count = asking(() => readSync(descriptor, bytes, done, length - done, start + done));
    if (count <= 0) throw new Unreadable('changed', 'it changed while it was read');
    done += count;
  }
  return bytes;
}

/** Reads and checks the footer. Throws `Unreadable` where it is missing, damaged, or contradicts the file. */
export function footerOf(opened: OpenFile): Footer {
  const { size } = opened;
  if (size < 3 * signLength) throw new Unreadable('unreadable', 'it is no Parquet file: it is too short');
  const first = bytesAt(opened, 0, signLength).toString('latin1');
  const last = bytesAt(opened, size - 2 * signLength, 2 * signLength);
  const end = last.toString('latin1', signLength);
  if (first === 'PARE' || end === 'PARE') throw new Unreadable('unreadable', 'it is encrypted');
  if (first !== 'PAR1') throw new Unreadable('unreadable', 'it is no Parquet file');
  if (end !== 'PAR1') throw new Unreadable('unreadable', 'it is cut off: it has no Parquet footer');
  const length = last.readUInt32LE(0);
  const footerStart = size - 2 * signLength - length;
  if (footerStart < signLength) throw damaged('its length is not right');
  if (length > maximumFooter) throw new Unreadable('limit', 'its footer is larger than 64 MB');
  const metadata = parsed(bytesAt(opened, footerStart, length + 2 * signLength));
  const columns = columnsOf(metadata);
  const groups = metadata.row_groups.map((group): RowGroup => ({
    rows: Number(group.num_rows),
    chunks: new Map(
      group.columns.flatMap(({ meta_data: meta, file_path: path }) => {
        if (meta === undefined || path !== undefined) throw damaged('a column stands in another file');
        const [name, ...inner] = meta.path_in_schema;
        return name === undefined || inner.length > 0 ? [] : [[name, chunkOf(meta, footerStart)] as const];
      }),
    ),
  }));
  const rows = groups.reduce((sum, group) => sum + group.rows, 0);
  if (groups.some((group) => !(group.rows >= 0)) || rows !== Number(metadata.num_rows))
    throw damaged('its numbers of rows contradict each other');
  return { columns, groups };
}

function damaged(why: string): Unreadable {
  return new Unreadable('unreadable', `its Parquet footer is damaged: ${why}`);
}

function parsed(bytes: Buffer): FileMetaData {
  try {
    const metadata = parquetMetadata(bytes, { geoparquet: false });
    if (!Array.isArray(metadata.row_groups)) throw new RangeError('no row groups');
    return metadata;
  } catch {
    throw damaged('it cannot be read');
  }
}

/** Where the pages of a column stand. */
function chunkOf(meta: ColumnMetaData, footerStart: number): Chunk {
  const data = Number(meta.data_page_offset);
  const dictionary = Number(meta.dictionary_page_offset ?? 0n);
  const start = dictionary > 0 && dictionary < data ? dictionary : data;
  const length = Number(meta.total_compressed_size);
  if (!(start >= signLength && length >= 0 && start + length <= footerStart))
    throw damaged('a column stands outside of the file');
  return { meta, start, length };
}

function columnsOf(metadata: FileMetaData): readonly ParquetColumn[] {
  let root: SchemaTree;
  try {
    root = parquetSchema(metadata);
  } catch {
    throw damaged('its schema cannot be read');
  }
  return root.children.map(({ element, children }) => ({
    name: element.name,
    element,
    meaning:
      children.length > 0 || element.type === undefined || element.repetition_type === 'REPEATED'
        ? { kind: 'other', words: 'holds nested values' }
        : meaningOf(element),
  }));
}

function meaningOf(element: SchemaElement): Meaning {
  const { type, converted_type: converted, logical_type: logical } = element;
  const number = (decimals = 0, isShort = false): Meaning => ({ kind: 'number', decimals, isShort });
  if (logical?.type === 'TIMESTAMP') {
    const perMillisecond = logical.unit === 'MILLIS' ? 1 : logical.unit === 'MICROS' ? 1_000 : 1_000_000;
    return { kind: 'time', perMillisecond, isUtc: logical.isAdjustedToUTC };
  }
  if (converted === 'TIMESTAMP_MILLIS') return { kind: 'time', perMillisecond: 1, isUtc: true };
  if (converted === 'TIMESTAMP_MICROS') return { kind: 'time', perMillisecond: 1_000, isUtc: true };
  if (type === 'INT96') return { kind: 'time', perMillisecond: 1_000_000, isUtc: true };
  if (converted === 'DATE' || logical?.type === 'DATE') return { kind: 'date' };
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') {
    const decimals = element.scale ?? (logical?.type === 'DECIMAL' ? logical.scale : 0);
    return decimals >= 0 && decimals <= 38 ? number(decimals) : { kind: 'other', words: 'has a scale of no decimal' };
  }
  const strange = logical?.type ?? converted;
  const readable = [undefined, 'STRING', 'UTF8', 'ENUM', 'JSON', 'INTEGER', 'NULL'];
  if (!readable.includes(strange) && !/^U?INT_/.test(strange ?? ''))
    return { kind: 'other', words: `is of the type ${strange ?? ''}, which is not read` };
  if (type === 'BOOLEAN') return { kind: 'boolean' };
  if (type === 'FLOAT') return number(0, true);
  if (type === 'INT32' || type === 'INT64' || type === 'DOUBLE') return number();
  return type === 'BYTE_ARRAY' ? { kind: 'text' } : { kind: 'other', words: 'is of a type that is not read' };
}
