// Fetches the rows of all sources of a plan that name a connection, before the plan runs over them as over files.
// It must never open a connection that the user has not named, and one that fails costs its own sources only.

import type { Connection, Connections } from '../../core/compliance/connection-types';
import type { ComputePlan, SourcePlan } from '../../core/compliance/plan-types';
import { readTable } from './postgresql';
import { readCounters } from './prometheus';
import { RemoteFailure, type RemoteTable } from './table';
import { wantedNames } from './wanted';

/** Most bytes of rows that are kept in memory for one source. */
const mostBytes = 256 * 1_048_576;

/** The rows of each source without a file, by its id; sources that nothing asks for are left out. */
export async function fetchTables(
  plan: ComputePlan,
  connections: Connections,
  maximumBytes: number,
): Promise<ReadonlyMap<string, RemoteTable>> {
  const tables = new Map<string, RemoteTable>();
  for (const source of plan.sources) {
    if (source.file !== undefined || source.connection === undefined || !isAskedFor(plan, source.id)) continue;
    const connection = connections.get(source.connection);
    tables.set(
      source.id,
      connection === undefined
        ? {
            ok: false,
            kind: 'refused',
            message: 'the user names no such connection (sla.connections, sla check --connections)',
          }
        : await tableOf(plan, source, connection, Math.min(maximumBytes, mostBytes)),
    );
  }
  return tables;
}

function isAskedFor({ items, exclusions }: ComputePlan, id: string): boolean {
  return (
    items.some(({ source, parameters }) => source === id || parameters['pauses'] === id) ||
    exclusions.some(({ source }) => source === id)
  );
}

async function tableOf(
  plan: ComputePlan,
  source: SourcePlan,
  connection: Connection,
  maximumBytes: number,
): Promise<RemoteTable> {
  try {
    return await rowsOf(plan, source, connection, maximumBytes);
  } catch (error) {
    if (error instanceof RemoteFailure) return { ok: false, kind: error.kind, message: error.message };
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, kind: 'unreadable', message };
  }
}

function rowsOf(
  plan: ComputePlan,
  source: SourcePlan,
  connection: Connection,
  maximumBytes: number,
): Promise<RemoteTable> {
  // Which row of a key is the last one is decided by their order, and a table has none.
  if (source.key !== undefined)
    throw new RemoteFailure('refused', '"key" is not read from a connection; a view can leave out older rows');
  switch (connection.kind) {
    case 'postgresql':
      if (source.table === undefined) throw new RemoteFailure('refused', '"table" is missing');
      return readTable(connection, source.table, wantedNames(plan, source), maximumBytes);
    case 'prometheus':
      return readCounters(connection, plan, source, maximumBytes);
  }
}
