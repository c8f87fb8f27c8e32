// Rows of a connection, kept in memory as lines of fields, so that the scanner and the folds that read files read them too.
// It must never be written to a disk, and never be half a table: what does not fit is refused as a whole.

import type { FoundFile } from '../../files/paths';
import { collapsedFields } from '../collapsed';
import { csvPlan, scanCsv, type OnRow } from '../sources/csv';
import type { FileEnd } from '../sources/growth';
import type { FileHead, ReadOptions } from '../sources/reader';
import type { Row } from '../sources/row';
import { samplesOf } from '../sources/samples';
import { Cancelled } from '../sources/unreadable';

/** The rows of a source, or why there are none. */
export type RemoteTable =
  | {
      readonly ok: true;
      /** How messages name it. */
      readonly shown: string;
      readonly columns: readonly string[];
      /** Where rows stand for several records: the columns of which they hold sums. Its lines then end with `collapsedFields`. */
      readonly summed?: ReadonlySet<string> | undefined;
      /** Why records stand for themselves alone, where a database could have put them together. */
      readonly apart?: string | undefined;
      /** Whole lines, each chunk with one line feed more than it has lines. */
      readonly chunks: readonly Buffer[];
    }
  | { readonly ok: false; readonly kind: 'missing' | 'unreadable' | 'refused' | 'limit'; readonly message: string };

/** Why a connection gave no rows; the message is for people and holds no secret. */
export class RemoteFailure extends Error {
  readonly kind: 'missing' | 'unreadable' | 'refused' | 'limit';
  constructor(kind: RemoteFailure['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** A class because it gathers rows until the table is whole. */
export class TableWriter {
  private readonly columns: readonly string[];
  private readonly maximumBytes: number;
  private readonly chunks: Buffer[] = [];
  private bytes = 0;

  constructor(columns: readonly string[], maximumBytes: number) {
    this.columns = columns;
    this.maximumBytes = maximumBytes;
  }

  /** Adds rows; a field that is null has no value. Throws `RemoteFailure` where the table grows too large. */
  add(rows: readonly (readonly (string | null)[])[]): void {
    if (rows.length === 0) return;
    const chunk = linesOf(rows);
    this.bytes += chunk.length;
    if (this.bytes > this.maximumBytes)
      throw new RemoteFailure(
        'limit',
        `its rows are larger than ${Math.round(this.maximumBytes / 1_048_576)} MB; a view with fewer rows can be read`,
      );
    this.chunks.push(chunk);
  }

  table(shown: string, more: Pick<Extract<RemoteTable, { ok: true }>, 'summed' | 'apart'> = {}): RemoteTable {
    return { ok: true, shown, columns: this.columns, chunks: this.chunks, ...more };
  }
}

/** Rows as whole lines, with one line feed more than there are lines. */
export function linesOf(rows: readonly (readonly (string | null)[])[]): Buffer {
  return Buffer.from(`${rows.map(lineOf).join('\n')}\n\n`, 'utf8');
}

function lineOf(fields: readonly (string | null)[]): string {
  // A line without any sign is no row.
  return fields.length === 1 && (fields[0] ?? '') === '' ? '""' : fields.map(fieldOf).join(',');
}

function fieldOf(field: string | null): string {
  if (field === null) return '';
  return /[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

type Rows = Extract<RemoteTable, { ok: true }>;

/** What a connection gave, told as a file is. */
export function filesOfTable(
  table: RemoteTable | undefined,
): { readonly ok: true; readonly files: readonly FoundFile[] } | Extract<RemoteTable, { ok: false }> | undefined {
  return table?.ok === true ? { ok: true, files: [{ path: table.shown, shown: table.shown }] } : table;
}

/** The columns of a table, with values of its first rows. */
export function headOfTable({ columns, chunks, summed }: Rows): FileHead {
  const text = chunks[0]?.toString('utf8', 0, 65_536) ?? '';
  const samples = samplesOf({ columns, delimiter: ',', text });
  // A sum is no value of a record.
  return {
    columns,
    isLoose: false,
    samples: samples.map((own, index) => (summed?.has(columns[index] ?? '') === true ? [] : own)),
  };
}

/** Reads all rows, as `scanFile` does those of a file; the line of a row is its number. The end has no stamp. */
export function scanTable(
  { columns, chunks, summed }: Rows,
  makeRow: () => Row,
  onRow: OnRow,
  options: ReadOptions,
): FileEnd {
  const row = makeRow();
  row.line = 1;
  const fields = summed === undefined ? columns : [...columns, ...Object.values(collapsedFields)];
  const plan = csvPlan({ columns: fields, delimiter: 44, headerLength: 0 }, row);
  let offset = 0;
  for (const chunk of chunks) {
    if (options.isCancelled()) throw new Cancelled();
    const end = chunk.length - 1;
    scanCsv(chunk, 0, end, plan, row, onRow);
    options.onProgress(end);
    offset += end;
  }
  return { stamp: '', offset, nextLine: undefined, print: undefined };
}
