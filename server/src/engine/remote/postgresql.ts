// Reads the columns of one table that a plan asks for from a server that speaks the protocol of PostgreSQL.
// It must never put text of an agreement into a statement but as a quoted name, nor do more than read in one transaction.

import type { ClientBase } from 'pg';
import type { PostgresqlConnection } from '../../core/compliance/connection-types';
import { batchesOf, collapsedTable, type Collapsing, type Place } from './collapsed-table';
import { addressOf } from './network';
import { quotedTable, selected } from './sql';
import { RemoteFailure, TableWriter, type RemoteTable } from './table';

/** Milliseconds to connect, and for one statement on the server. */
const connectTime = 10_000;
const statementTime = 50_000;
const mostColumns = 1_000;

/** What is asked of a table. */
export interface Wanted {
  /** The names of the columns that may be looked at. */
  readonly names: ReadonlySet<string>;
  /** Where the rows may be put together by the server. */
  readonly collapsing: Collapsing | undefined;
}

/** Reads a table. Throws `RemoteFailure` with a reason for people. */
export async function readTable(
  connection: PostgresqlConnection,
  table: string,
  wanted: Wanted,
  maximumBytes: number,
): Promise<RemoteTable> {
  quotedTable(table);
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
    await begin(client);
    return await readRows(client, table, wanted, maximumBytes);
  } catch (error) {
    throw failureOf(error, connection);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function readRows(client: ClientBase, table: string, wanted: Wanted, maximumBytes: number): Promise<RemoteTable> {
  const from = quotedTable(table);
  const { fields } = await client.query(`SELECT * FROM ${from} LIMIT 0`);
  const columns = fields
    .filter(({ name }) => wanted.names.has(name))
    .slice(0, mostColumns)
    .map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
  if (columns.length === 0)
    throw new RemoteFailure('unreadable', `table "${table}" has none of the columns that are asked for`);
  const place = { from, columns, shown: `table ${table}`, maximumBytes };
  const collapsed =
    wanted.collapsing === undefined ? 'it is not asked for' : await collapsedRows(client, place, wanted.collapsing);
  if (typeof collapsed !== 'string') return collapsed;
  const writer = new TableWriter(
    columns.map(({ name }) => name),
    maximumBytes,
  );
  const list = columns.map(selected).join(', ');
  for await (const rows of batchesOf(client, `SELECT ${list} FROM ${from}`)) writer.add(rows);
  return writer.table(place.shown, { apart: collapsed });
}

/** The same of rows put together by the server; a text where it cannot, so that the rows are read one by one. */
async function collapsedRows(client: ClientBase, place: Place, collapsing: Collapsing): Promise<RemoteTable | string> {
  try {
    await client.query(`SET LOCAL statement_timeout = ${collapsing.limits.time}`);
    const table = await collapsedTable(client, place, collapsing);
    await client.query(`SET LOCAL statement_timeout = ${statementTime}`);
    return table;
  } catch (error) {
    // It may take the server too long to put rows together that are quickly sent. One of another make may lack a function; and rows that are nearly all different may fit where they are not put together.
    const { code = '' } = error as { code?: string };
    const isTooLarge = error instanceof RemoteFailure && error.kind === 'limit';
    if (!isTooLarge && !/^(?:0A|22|42|54|57014)/.test(code)) throw error;
    await client.query('ROLLBACK');
    await begin(client);
    return error instanceof Error ? error.message : code;
  }
}

async function begin(client: ClientBase): Promise<void> {
  await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  await client.query(`SET LOCAL statement_timeout = ${statementTime}`);
  await client.query("SET LOCAL datestyle = 'ISO'");
}

/** What went wrong in words; the server never repeats a password, and should it, it is taken out. */
function failureOf(error: unknown, { password }: PostgresqlConnection): RemoteFailure {
  if (error instanceof RemoteFailure) return error;
  const { code, message = '', syscall } = error as { code?: string; message?: string; syscall?: string };
  if (code === '42P01') return new RemoteFailure('missing', 'there is no such table');
  if (code === '42501') return new RemoteFailure('refused', 'its user may not read the table');
  if (code === '57014') return new RemoteFailure('limit', `it took longer than ${statementTime / 1_000} s`);
  // These are words of the library and of the system, which do not say what there is to do.
  if (/^timeout expired$|connection timeout/.test(message))
    return new RemoteFailure('limit', `it did not answer within ${connectTime / 1_000} s`);
  if (message === 'Query read timeout')
    return new RemoteFailure('limit', `it took longer than ${statementTime / 1_000} s`);
  if (/does not support SSL/.test(message))
    return new RemoteFailure('unreadable', 'it does not support SSL; "allowUnencrypted" allows a connection without');
  const isSystem = message === '' || syscall !== undefined;
  const text = isSystem ? `it cannot be reached (${code ?? 'no reason is told'})` : message;
  return new RemoteFailure(
    'unreadable',
    password === undefined || password === '' ? text : text.replaceAll(password, '…'),
  );
}
