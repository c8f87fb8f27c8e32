// Reads the columns of one table that a plan asks for from a server that speaks the protocol of PostgreSQL.
// It must never put text of an agreement into a statement but as a quoted name, nor do more than read in one transaction.

import type { ClientBase } from 'pg';
import type { PostgresqlConnection } from '../../core/compliance/connection-types';
import { addressOf } from './network';
import { RemoteFailure, TableWriter, type RemoteTable } from './table';

/** Milliseconds to connect, and for one statement on the server. */
const connectTime = 10_000;
const statementTime = 50_000;
const rowsAtOnce = 10_000;
const mostColumns = 1_000;

/** A name as SQL quotes it. */
export function quotedName(name: string): string {
  if (name === '' || name.includes('\0') || Buffer.byteLength(name) > 63)
    throw new RemoteFailure('refused', 'a name of the table is empty or longer than 63 bytes');
  return `"${name.replaceAll('"', '""')}"`;
}

/** `schema.table` or `table` as SQL quotes it. */
export function quotedTable(table: string): string {
  const parts = table.trim().split('.');
  if (parts.length > 2) throw new RemoteFailure('refused', `"${table}" is no name of a table or of schema.table`);
  return parts.map(quotedName).join('.');
}

const timestamp = 'YYYY-MM-DD"T"HH24:MI:SS.US';

/** How a column is selected, so that its text is one that a file would hold; by the number of its type. */
export function selected(name: string, type: number): string {
  const column = quotedName(name);
  // An instant without end is none; one before our era has no year that a file could hold.
  const written = (text: string): string =>
    `CASE WHEN NOT isfinite(${column}) THEN NULL WHEN ${column} < '0001-01-01' THEN 'before the year 1' ELSE ${text} END`;
  if (type === 1184) return written(`to_char(${column} AT TIME ZONE 'UTC', '${timestamp}"Z"')`);
  if (type === 1114) return written(`to_char(${column}, '${timestamp}')`);
  if (type === 1082) return written(`to_char(${column}, 'YYYY-MM-DD')`);
  return `CAST(${column} AS text)`;
}

/** Reads a table. Throws `RemoteFailure` with a reason for people. */
export async function readTable(
  connection: PostgresqlConnection,
  table: string,
  wanted: ReadonlySet<string>,
  maximumBytes: number,
): Promise<RemoteTable> {
  const from = quotedTable(table);
  const { address } = await addressOf(connection.host, connection.isPrivateAllowed);
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    host: address,
    port: connection.port,
    database: connection.database,
    user: connection.user,
    // As a function, because without a password the library would look for one in a file of the user.
    password: () => connection.password ?? '',
    ssl: connection.isUnencrypted ? false : { rejectUnauthorized: true, servername: connection.host },
    connectionTimeoutMillis: connectTime,
    query_timeout: statementTime,
    application_name: 'sla-as-code',
    types: { getTypeParser: () => (text: unknown) => text },
  });
  // A connection that breaks between two statements is told by the next one.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await client.query(`SET LOCAL statement_timeout = ${statementTime}`);
    await client.query("SET LOCAL datestyle = 'ISO'");
    return await readRows(client, from, table, wanted, maximumBytes);
  } catch (error) {
    throw failureOf(error, connection);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function readRows(
  client: ClientBase,
  from: string,
  table: string,
  wanted: ReadonlySet<string>,
  maximumBytes: number,
): Promise<RemoteTable> {
  const { fields } = await client.query(`SELECT * FROM ${from} LIMIT 0`);
  const columns = fields.filter(({ name }) => wanted.has(name)).slice(0, mostColumns);
  if (columns.length === 0)
    throw new RemoteFailure('unreadable', `table "${table}" has none of the columns that are asked for`);
  const list = columns.map(({ name, dataTypeID }) => selected(name, dataTypeID)).join(', ');
  await client.query(`DECLARE sla_rows NO SCROLL CURSOR FOR SELECT ${list} FROM ${from}`);
  const writer = new TableWriter(
    columns.map(({ name }) => name),
    maximumBytes,
  );
  for (;;) {
    const { rows } = await client.query<(string | null)[]>({
      text: `FETCH FORWARD ${rowsAtOnce} FROM sla_rows`,
      rowMode: 'array',
    });
    writer.add(rows);
    if (rows.length < rowsAtOnce) return writer.table(`table ${table}`);
  }
}

/** What went wrong in words; the server never repeats a password, and should it, it is taken out. */
function failureOf(error: unknown, { password }: PostgresqlConnection): RemoteFailure {
  if (error instanceof RemoteFailure) return error;
  const { code, message = '' } = error as { code?: string; message?: string };
  if (code === '42P01') return new RemoteFailure('missing', 'there is no such table');
  if (code === '42501') return new RemoteFailure('refused', 'its user may not read the table');
  if (code === '57014') return new RemoteFailure('limit', `it took longer than ${statementTime / 1_000} s`);
  const text = message === '' ? `it cannot be reached (${code ?? 'no reason is told'})` : message;
  return new RemoteFailure(
    'unreadable',
    password === undefined || password === '' ? text : text.replaceAll(password, '…'),
  );
}
