// How names, columns and values of a table stand in statements of PostgreSQL.
// It must never put text of an agreement into a statement but as a quoted name.

import { typeNumbers, type Column } from './collapse';
import { RemoteFailure } from './table';

/** A name as SQL quotes it. Throws `RemoteFailure` for one that no table can have. */
export function quotedName(name: string): string {
  if (name === '' || name.includes('\0') || Buffer.byteLength(name) > 63)
    throw new RemoteFailure('refused', 'a name of the table is empty or longer than 63 bytes');
  return `"${name.replaceAll('"', '""')}"`;
}

/** `schema.table` or `table` as SQL quotes it. Throws `RemoteFailure` for another text. */
export function quotedTable(table: string): string {
  const parts = table.trim().split('.');
  if (parts.length > 2) throw new RemoteFailure('refused', `"${table}" is no name of a table or of schema.table`);
  return parts.map(quotedName).join('.');
}

const timestamp = 'YYYY-MM-DD"T"HH24:MI:SS.US';

/** How an instant of a type is written, for an expression of SQL that has one. */
export function writtenInstant(type: number, expression: string): string {
  if (type === typeNumbers.timestamptz) return `to_char(${expression} AT TIME ZONE 'UTC', '${timestamp}"Z"')`;
  return `to_char(${expression}, '${type === typeNumbers.date ? 'YYYY-MM-DD' : timestamp}')`;
}

/** How a column is selected, so that its text is one that a file would hold. */
export function selected({ name, type }: Column): string {
  const column = quotedName(name);
  if (type !== typeNumbers.timestamptz && type !== typeNumbers.timestamp && type !== typeNumbers.date)
    return `CAST(${column} AS text)`;
  // An instant without end is none; one before our era has no year that a file could hold.
  return `CASE WHEN NOT isfinite(${column}) THEN NULL WHEN ${column} < '0001-01-01' THEN 'before the year 1' ELSE ${writtenInstant(type, column)} END`;
}
