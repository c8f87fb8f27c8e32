// The arguments that commands share: which data is read and how, and the engine that reads it.
// It must never take a wrong value in silence, or leave an engine behind.

import { join } from 'node:path';
import type { Connections } from '../core/compliance/connection-types';
import { parseDate } from '../core/scalars/words';
import { EngineHost } from '../engine/host';
import { localToday } from '../files/clock';
import { BadConnections, readConnections } from '../files/connections';
import { CannotRun } from './cannot-run';
import { asOfInstant, type MeasuringOptions } from './measuring';

/** For `parseArgs`: what every command takes that reads data. */
export const measuringArguments = {
  root: { type: 'string', multiple: true, default: [] as string[] },
  'as-of': { type: 'string' },
  today: { type: 'string' },
  connections: { type: 'string' },
  'no-data': { type: 'boolean', default: false },
} as const;

export interface MeasuringValues {
  readonly root: readonly string[];
  readonly 'as-of'?: string | undefined;
  readonly today?: string | undefined;
  readonly connections?: string | undefined;
  readonly 'no-data': boolean;
}

/** What the arguments say about reading and measuring; the rest is as for a plain question. Throws `CannotRun` for a wrong value. */
export function measuringOptions(values: MeasuringValues): MeasuringOptions {
  const today = values.today ?? localToday();
  if (!parseDate(today).ok) throw new CannotRun(`--today takes a date such as 2026-10-01, not "${today}"`);
  if (values['as-of'] !== undefined) asOfInstant(values['as-of'], undefined);
  return {
    roots: values.root,
    currentFolder: process.cwd(),
    asOf: values['as-of'],
    today,
    readsData: !values['no-data'],
    connections: connectionsOf(values.connections),
    preset: undefined,
    base: undefined,
    wantsFingerprint: false,
    asksWhy: false,
  };
}

/** Runs something that needs the engine, and ends the engine with it. */
export async function withEngine<T>(work: (host: EngineHost) => Promise<T>): Promise<T> {
  const host = new EngineHost({ script: join(__dirname, 'engine.js'), timeLimitMs: 60_000, memoryLimitMiB: 512 });
  try {
    return await work(host);
  } finally {
    host.dispose();
  }
}

/** One of the values that an option takes. Throws `CannotRun` for any other. */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new CannotRun(`${option} takes ${allowed.join(', ')}, not "${value}"`);
  return found;
}

/** The connections of a file that the user names on the command line. */
function connectionsOf(path: string | undefined): Connections | undefined {
  if (path === undefined) return undefined;
  try {
    return readConnections(path, process.env);
  } catch (error) {
    if (error instanceof BadConnections) throw new CannotRun(`--connections ${path}: ${error.message}`);
    throw error;
  }
}
