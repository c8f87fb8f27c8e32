// Fetches what a plan reads from connections, then runs the plan over it as over files.
// It must never open a connection that the user has not named, and one that fails costs its own sources only.

import type { Connection, Connections, UnusableConnection } from '../../core/compliance/connection-types';
import type { Partials } from '../../core/compliance/partials';
import type { ComputePlan, SourcePlan } from '../../core/compliance/plan-types';
import { Uneven } from '../collapsed';
import { edgesOf, runPlan } from '../run';
import type { RunOptions } from '../options';
import { collapseLimits, type Collapsing } from './collapsed-table';
import { readTable } from './postgresql';
import { readCounters } from './prometheus';
import { RemoteFailure, type RemoteTable } from './table';
import { wantedNames } from './wanted';

/** What is said where the shell has no words of its own. */
const unnamed = 'the user names no such connection (sla.connections, sla check --connections)';
/** Most bytes of rows that are kept in memory for one source. */
const mostBytes = 256 * 1_048_576;

/**
 * Fetches what a plan reads from connections and answers it. `mayCollapse` says whether databases may put records together; where a
 * fold needs them apart, they are fetched again, one by one.
 */
export async function answerPlan(
  plan: ComputePlan,
  options: RunOptions,
  connections: Connections,
  mayCollapse = true,
): Promise<Partials> {
  const tables = await fetchTables(plan, options, connections, mayCollapse);
  try {
    return runPlan(plan, { ...options, tables });
  } catch (error) {
    if (!(error instanceof Uneven)) throw error;
    return runPlan(plan, { ...options, tables: await fetchTables(plan, options, connections, false) });
  }
}

/** The rows of each source without a file, by its id; sources that nothing asks for are left out. */
export async function fetchTables(
  plan: ComputePlan,
  options: RunOptions,
  connections: Connections,
  mayCollapse: boolean,
): Promise<ReadonlyMap<string, RemoteTable>> {
  const tables = new Map<string, RemoteTable>();
  const isBeside = ({ id }: SourcePlan): boolean => plan.exclusions.some(({ source }) => source === id);
  // Excluded time says where time is cut, so it is read first.
  const sources = [...plan.sources.filter(isBeside), ...plan.sources.filter((source) => !isBeside(source))];
  for (const source of sources) {
    if (source.file !== undefined || source.connection === undefined || !isAskedFor(plan, source.id)) continue;
    const connection = connections.get(source.connection);
    const edges = (first: number, last: number): readonly number[] =>
      edgesOf(plan, { ...options, tables }, source, first, last);
    const limits = { ...collapseLimits, ...options.collapseLimits };
    const asked = { plan, source, collapsing: mayCollapse ? { plan, source, edgesOf: edges, limits } : undefined };
    tables.set(
      source.id,
      connection === undefined
        ? { ok: false, kind: 'refused', message: options.connectionLack ?? unnamed }
        : await tableOf(connection, Math.min(options.maximumBytes, mostBytes), asked),
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

interface Asked {
  readonly plan: ComputePlan;
  readonly source: SourcePlan;
  /** Undefined where records may not be put together. */
  readonly collapsing: Collapsing | undefined;
}

async function tableOf(
  connection: Connection | UnusableConnection,
  maximumBytes: number,
  asked: Asked,
): Promise<RemoteTable> {
  if (connection.kind === 'unusable') return { ok: false, kind: 'refused', message: connection.reason };
  try {
    return await rowsOf(connection, maximumBytes, asked);
  } catch (error) {
    if (error instanceof RemoteFailure) return { ok: false, kind: error.kind, message: error.message };
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, kind: 'unreadable', message };
  }
}

function rowsOf(
  connection: Connection,
  maximumBytes: number,
  { plan, source, collapsing }: Asked,
): Promise<RemoteTable> {
  // Which row of a key is the last one is decided by their order, and a table has none.
  if (source.key !== undefined)
    throw new RemoteFailure('refused', '"key" is not read from a connection; a view can leave out older rows');
  switch (connection.kind) {
    case 'postgresql': {
      if (source.table === undefined) throw new RemoteFailure('refused', '"table" is missing');
      return readTable(connection, source.table, { names: wantedNames(plan, source), collapsing }, maximumBytes);
    }
    case 'prometheus':
      return readCounters(connection, plan, source, maximumBytes);
  }
}
