// Meets each limit of what PostgreSQL is asked to put together, and a server that puts together what must be told apart.
// It must never pass where the records were not read one by one in the end, nor where they then give another answer.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Connections } from '../../server/src/core/compliance/connection-types';
import type { Partials } from '../../server/src/core/compliance/partials';
import { planOf } from '../../server/src/core/compliance/plan';
import type { ComputePlan } from '../../server/src/core/compliance/plan-types';
import { open } from '../../server/src/core/model/file';
import { Uneven } from '../../server/src/engine/collapsed';
import type { RunOptions } from '../../server/src/engine/options';
import { answerPlan, fetchTables } from '../../server/src/engine/remote/tables';
import type { RemoteTable } from '../../server/src/engine/remote/table';
import { runPlan } from '../../server/src/engine/run';
import { servedBy, type Server } from '../kit/postgresql';
import { runOptions } from '../kit/run-options';

const password = 'canary-5b0e13';
const records = 300_000;
/** A record every minute or so over some months; of some hundred no item can use the amounts, each in a way of its own. */
const served = servedBy(
  password,
  `CREATE SCHEMA app; GRANT USAGE ON SCHEMA app TO sla;
CREATE TABLE app.many AS SELECT TIMESTAMPTZ '2026-01-01 00:00:00Z' + i * interval '1 minute' AS at, i % 11 <> 0 AS ok
  FROM generate_series(0, ${records - 1}) AS i;
CREATE TABLE app.bad AS SELECT TIMESTAMPTZ '2026-01-01 00:00:00Z' + i * interval '1 hour' AS at, 'region ' || i % 100 AS region, 5 AS total,
  CASE WHEN i % 3 = 0 THEN 6 ELSE 1 END AS bad FROM generate_series(0, 2999) AS i;
GRANT SELECT ON ALL TABLES IN SCHEMA app TO sla;`,
);

function connectionTo({ port }: Server): Connections {
  const place = { host: '127.0.0.1', port, isPrivateAllowed: true, isUnencrypted: true };
  return new Map([['db', { kind: 'postgresql', ...place, database: 'postgres', user: 'sla', password } as const]]);
}

function planOver(table: string, metric: string, objective: string, filters: readonly string[] = []): ComputePlan {
  const others = filters.map(
    (where, index) => [`m${index}: { ${metric}, data: d, where: "${where}" }`, `o${index}`] as const,
  );
  const text = `sla: 1
id: a
timeZone: Europe/Berlin
data: { d: { connection: db, table: app.${table} } }
metrics: { ${[`m: { ${metric}, data: d }`, ...others.map(([written]) => written)].join(', ')} }
objectives: { ${['o', ...others.map(([, id]) => id)].map((id) => `${id}: { metric: ${id.replace('o', 'm')}, ${objective} }`).join(', ')} }
`;
  return planOf(open({ uri: 'a.sla.yaml', version: 1, text }).model).plan;
}
const many = planOver('many', 'type: request-success', 'atLeast: 90 %, window: day');
const bad = planOver('bad', 'type: request-success', 'atLeast: 70 %, window: month, per: region');

type Known = Extract<RemoteTable, { ok: true }>;

async function fetched(plan: ComputePlan, server: Server, other: Partial<RunOptions> = {}): Promise<Known> {
  const table = (await fetchTables(plan, runOptions('.', other), connectionTo(server), true)).get('d');
  assert.ok(table?.ok === true, table?.ok === false ? table.message : 'nothing was fetched');
  return table;
}

/** What is computed; the order of what cannot be used is that of the rows, of which a table has none. */
function bare({ items, sources }: Partials): unknown {
  const windows = items.flatMap(({ groups }) => groups.map((group) => [group.group, group.windows]));
  const counts = sources.map(({ rows, badRows, badCauses, lastInstant }) => ({
    rows,
    badRows,
    badCauses,
    lastInstant,
  }));
  return JSON.parse(
    JSON.stringify([windows.sort(), counts], (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each)),
  );
}

/** The answer under some limits is the one of records read one by one, and differs in nothing from that without limits. */
async function givesTheSame(plan: ComputePlan, server: Server, other: Partial<RunOptions>): Promise<void> {
  const connections = connectionTo(server);
  const limited = await answerPlan(plan, runOptions('.', other), connections);
  const apart = await answerPlan(plan, runOptions('.'), connections, false);
  assert.deepEqual(bare(limited), bare(apart));
  assert.deepEqual(bare(await answerPlan(plan, runOptions('.'), connections)), bare(apart));
}

describe('records are read one by one', () => {
  served('where the database takes too long to put them together', async (server) => {
    assert.notEqual((await fetched(many, server)).summed, undefined);
    const other = { collapseLimits: { time: 1 } };
    const table = await fetched(many, server, other);
    assert.equal(table.summed, undefined);
    assert.match(table.apart ?? '', /canceling statement due to statement timeout/);
    await givesTheSame(many, server, other);
  });

  served('where there are too many parts of time', async (server) => {
    // In 209 days each ends where the next one begins, and further objectives over the same days bring no further parts.
    const most = { collapseLimits: { cuts: 220 } };
    assert.notEqual((await fetched(many, server, most)).summed, undefined);
    const ofSeveral = planOver('many', 'type: request-success', 'atLeast: 90 %, window: day', ['ok', '!ok']);
    assert.equal(ofSeveral.items.length, 3);
    assert.notEqual((await fetched(ofSeveral, server, most)).summed, undefined);
    const other = { collapseLimits: { cuts: 200 } };
    const table = await fetched(many, server, other);
    assert.deepEqual([table.summed, table.apart], [undefined, 'there are too many windows']);
    await givesTheSame(many, server, other);
  });

  served('where too many kinds of them cannot be used', async (server) => {
    const together = await fetched(bad, server);
    assert.notEqual(together.summed, undefined);
    const other = { collapseLimits: { bound: 300 } };
    const table = await fetched(bad, server, other);
    assert.deepEqual([table.summed, table.apart], [undefined, 'too many kinds of its records cannot be used']);
    await givesTheSame(bad, server, other);
  });

  served('where a row stands for records of two windows', async (server) => {
    const connections = connectionTo(server);
    const apart = await answerPlan(many, runOptions('.'), connections, false);
    // A server of another make, which finds no part of time but the first.
    server.run(`CREATE FUNCTION app.width_bucket(timestamptz, timestamptz[]) RETURNS integer LANGUAGE SQL IMMUTABLE AS 'SELECT 0';
GRANT EXECUTE ON FUNCTION app.width_bucket(timestamptz, timestamptz[]) TO sla; ALTER ROLE sla SET search_path = app;`);
    try {
      const tables = await fetchTables(many, runOptions('.'), connections, true);
      assert.throws(() => runPlan(many, runOptions('.', { tables })), Uneven);
      const answer = await answerPlan(many, runOptions('.'), connections);
      assert.deepEqual(bare(answer), bare(apart));
      assert.equal(answer.sources[0]?.rows, records);
    } finally {
      server.run('ALTER ROLE sla RESET search_path; DROP FUNCTION app.width_bucket(timestamptz, timestamptz[])');
    }
  });
});
