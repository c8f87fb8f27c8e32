// Which data files are read, by the ends of their names: said once for the engine, completion, quick fixes and messages.
// It must never name a format that the engine does not read.

export type DataFormat = 'csv' | 'tsv' | 'json' | 'ndjson' | 'parquet';

export interface DataKind {
  readonly format: DataFormat;
  /** Whether the whole file is packed by gzip. */
  readonly isGzipped: boolean;
}

const ends: readonly (readonly [string, DataFormat])[] = [
  ['.csv', 'csv'],
  ['.tsv', 'tsv'],
  ['.json', 'json'],
  ['.ndjson', 'ndjson'],
  ['.jsonl', 'ndjson'],
  ['.parquet', 'parquet'],
];

/** The formats in words, for messages. */
export const dataFormatsInWords = '.csv, .tsv, .json, .ndjson and .jsonl, each also as .gz, and .parquet';

/** The format that a name promises; undefined for others. Parquet packs its own pages and is not read as `.gz`. */
export function dataKind(path: string): DataKind | undefined {
  const name = path.toLowerCase();
  const isGzipped = name.endsWith('.gz');
  const plain = isGzipped ? name.slice(0, -3) : name;
  const format = ends.find(([end]) => plain.endsWith(end))?.[1];
  return format === undefined || (isGzipped && format === 'parquet') ? undefined : { format, isGzipped };
}
