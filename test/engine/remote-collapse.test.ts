// Lets PostgreSQL put records together and holds every part of every answer against the same records read one by one, and from a file.
// It must never pass where records were not put together: how many rows came back is a part of each test.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { Connections } from '../../server/src/core/compliance/connection-types';
import type { Partials } from '../../server/src/core/compliance/partials';
import { planOf } from '../../server/src/core/compliance/plan';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { open } from '../../server/src/core/model/file';
import { zoneOf } from '../../server/src/core/time/zones';
import { Uneven } from '../../server/src/engine/collapsed';
import { cutsOf } from '../../server/src/engine/remote/cuts';
import type { RemoteTable } from '../../server/src/engine/remote/table';
import { runPlan } from '../../server/src/engine/run';
import { fetchTables } from '../../server/src/engine/remote/tables';
import { servedBy, type Server } from '../kit/postgresql';
import { runOptions } from '../kit/run-options';
import { collapseScene, filed, type Scene } from './collapse-scenes';

const password = 'canary-91c2d7';
const folder = mkdtempSync(join(tmpdir(), 'sla-collapse-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const served = servedBy(
  password,
  'CREATE SCHEMA app; GRANT USAGE ON SCHEMA app TO sla; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO sla;',
);

function connectionTo({ port }: Server): Connections {
  const place = { host: '127.0.0.1', port, isPrivateAllowed: true, isUnencrypted: true };
  return new Map([['db', { kind: 'postgresql', ...place, database: 'postgres', user: 'sla', password } as const]]);
}

writeFileSync(
  join(folder, 'work.csv'),
  `start,end,announced,region
2026-03-03T02:00:00Z,2026-03-04T08:12:30.5Z,,eu
2026-03-28T23:30:00.125Z,2026-03-29T01:30:00Z,2026-03-01,us
2026-04-04T14:00:00Z,2026-04-04T15:30:00.000500Z,,eu
2026-03-20T10:00:00Z,2026-03-21T09:00:00Z,2026-03-01,us
`,
);

const csvField = (field: string | null): string =>
  field === null ? '' : /[",\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
const sqlField = (field: string | null): string => (field === null ? 'NULL' : `'${field.replaceAll("'", "''")}'`);

/** Statements that make a table of a scene; its file is written beside. */
function written({ columns, rows }: Scene, name: string): string {
  const header = columns.map((column) => column.name).join(',');
  const lines = rows.map((row) => row.map((field, index) => csvField(filed(field, columns[index]!.type))).join(','));
  writeFileSync(join(folder, `${name}.csv`), `${header}\n${lines.join('\n')}\n`);
  const types = columns.map((column) => `${column.name} ${column.type}`).join(', ');
  const values = rows.map((row) => `(${row.map(sqlField).join(',')})`).join(',');
  return `SET timezone = 'UTC'; CREATE TABLE app.${name} (${types}); INSERT INTO app.${name} VALUES ${values};`;
}

interface Answer {
  readonly partials: Partials;
  readonly results: readonly unknown[];
}

/** Fetches and runs. That records have to be fetched again, because a fold needs them apart, is a failure. */
async function answer(
  text: string,
  connections: Connections,
  mayCollapse: boolean,
): Promise<Answer & { table: RemoteTable | undefined }> {
  const { model } = open({ uri: join(folder, 'a.sla.yaml'), version: 1, text });
  const planned = planOf(model);
  const tables = await fetchTables(planned.plan, runOptions(folder), connections, mayCollapse);
  const partials = runPlan(planned.plan, runOptions(folder, { tables }));
  return { partials, results: resultsOf(model, planned, partials), table: tables.get('d') };
}

async function tableOf(
  text: string,
  connections: Connections,
  { maximumBytes = 1e9, mayCollapse = true }: { maximumBytes?: number; mayCollapse?: boolean } = {},
): Promise<RemoteTable> {
  const { plan } = planOf(open({ uri: join(folder, 'a.sla.yaml'), version: 1, text }).model);
  const tables = await fetchTables(plan, runOptions(folder, { maximumBytes }), connections, mayCollapse);
  return tables.get('d') ?? assert.fail('nothing was fetched');
}

type Known = Extract<RemoteTable, { ok: true }>;

function known(table: RemoteTable | undefined): Known {
  assert.ok(table?.ok === true, table?.ok === false ? table.message : 'nothing was fetched');
  return table;
}

/** How many rows and bytes came back. */
function sizeOf(table: RemoteTable): { rows: number; bytes: number } {
  const text = known(table).chunks.map((chunk) => chunk.toString('utf8'));
  const rows = text.map((chunk) => chunk.split('\n').filter((line) => line !== '').length);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
  return { rows: sum(rows), bytes: sum(text.map((chunk) => chunk.length)) };
}

/**
 * Parts and results as plain data in JSON, without what names the source, and without the order of what cannot be used: a table has none.
 */
function bare({ partials, results }: Answer): string {
  const whole = {
    items: partials.items.map(({ unusable, ...part }) => ({
      ...part,
      unusable: unusable.map((each) => JSON.stringify(each)).sort(),
    })),
    exclusions: partials.exclusions,
    sources: partials.sources.map(({ rows, badRows, badCauses, lastInstant, isZoneAssumed }) => ({
      ...{ rows, badRows, badCauses, lastInstant, isZoneAssumed },
    })),
    results,
  };
  return JSON.stringify(whole, (key, each: unknown) =>
    key === 'item' || key === 'seen' || key === 'origin' || key === 'file' || key === 'line'
      ? undefined
      : typeof each === 'bigint'
        ? String(each)
        : each,
  );
}

/** Holds two texts of JSON against each other; only where they differ, what they say has to be looked into. */
function requireSame(got: string, wanted: string, why?: string): void {
  if (got !== wanted) assert.deepEqual(JSON.parse(got), JSON.parse(wanted), why);
}

const seeds = Array.from({ length: 100 }, (_, index) => index + 1);

const million = 1_000_000;
/** A busy service: whole counts by the minute and region, single requests with some thousand times, and tables that cannot be summed. */
const busy = `
CREATE TABLE app.counts AS SELECT TIMESTAMPTZ '2026-01-01 00:00:00Z' + (i / 8) * interval '1 minute' AS at, 'region ' || i % 8 AS region,
  (i::bigint * 7919) % 1009 + 1 AS total, CASE WHEN i % 97 = 0 THEN (i % 5)::bigint ELSE 0 END AS bad, md5(i::text) AS unread
  FROM generate_series(0, ${million - 1}) AS i;
CREATE TABLE app.requests AS SELECT TIMESTAMPTZ '2026-01-01 00:00:00Z' + i * interval '7 seconds' AS at, (i::bigint * 104729) % 2003 AS ms,
  i % 11 <> 0 AS accepted, md5(i::text) AS unread FROM generate_series(0, ${million - 1}) AS i;
CREATE TABLE app.apart AS SELECT TIMESTAMPTZ '2026-01-01 00:00:00Z' + i * interval '7 seconds' AS at, i % 60007 AS value
  FROM generate_series(0, 60006) AS i;
CREATE TABLE app.large AS SELECT TIMESTAMPTZ '2026-01-01 00:00:00Z' + i * interval '1 hour' AS at, 900000000000000 AS total, i AS bad
  FROM generate_series(0, 99) AS i;
CREATE TABLE app.timed AS SELECT '2026-01-01T00:00:00Z' AS at, true AS ok;
CREATE TABLE app.never AS SELECT NULL::timestamptz AS at, true AS ok;
CREATE TABLE app.odd (at timestamptz, ok boolean, "a'; DROP TABLE app.odd; --" text, "q""x" bigint, total bigint);
INSERT INTO app.odd VALUES ('2026-03-01Z', true, '''; DROP TABLE app.odd; --', 3, 5), ('2026-03-02Z', NULL, '$1', -3, 5),
  ('2026-03-02Z', false, E'\\\\', 3, 2);
GRANT SELECT ON ALL TABLES IN SCHEMA app TO sla;
`;
let isFilled = false;
function fill({ run }: Server): void {
  if (!isFilled) run(busy);
  isFilled = true;
}

function over(table: string, metric: string, objective: string, more = ''): string {
  return `sla: 1
id: a
timeZone: Europe/Berlin
data: { d: { connection: db, table: app.${table}${more} } }
metrics: { m: { ${metric}, data: d } }
objectives: { o: { metric: m, ${objective} } }
`;
}
const counters = 'type: request-success, columns: { bad: bad, total: total }';
const share = 'atLeast: 99 %, window: month';
const counted = over('counts', counters, `${share}, per: region`, ', every: 1 min');
const times = 'type: latency, columns: { value: ms }, unit: ms';
const timed = over('requests', times, 'for: 95 %, atMost: 1900 ms, window: month');

describe('records put together by PostgreSQL', () => {
  served(`give the parts of records read one by one, and of a file: seeds 1 to ${seeds.length}`, async (running) => {
    const connections = connectionTo(running);
    const scenes = seeds.map((seed) => collapseScene(seed));
    running.run(scenes.map((scene, index) => written(scene, `t${index + 1}`)).join('\n'));
    let [collapsed, records, rows] = [0, 0, 0];
    for (const [index, scene] of scenes.entries()) {
      const seed = seeds[index]!;
      const text = scene.text.replace('HERE', `connection: db, table: app.t${seed}`);
      const together = await answer(text, connections, true);
      const apart = await answer(text, connections, false);
      const byFile = await answer(scene.text.replace('HERE', `file: t${seed}.csv`), connections, true);
      const wanted = bare(apart);
      requireSame(wanted, bare(byFile), `seed ${seed}: a table read one by one differs from a file\n${text}`);
      requireSame(bare(together), wanted, `seed ${seed}: records put together differ\n${text}`);
      const table = known(together.table);
      if (table.summed === undefined) continue;
      collapsed++;
      records += scene.rows.length;
      rows += sizeOf(table).rows;
    }
    assert.ok(collapsed > 0.85 * seeds.length, `only ${collapsed} scenes were put together`);
    assert.ok(rows < 0.9 * records, `${rows} rows came back for ${records} records`);
  });

  served('are few where a million records are many, and answer what does not fit one by one', async (running) => {
    fill(running);
    const connections = connectionTo(running);
    for (const [text, most] of [
      [counted, 20_000],
      [timed, 10_000],
    ] as const) {
      const back = sizeOf(await tableOf(text, connections, { maximumBytes: 2 << 20 }));
      assert.ok(back.rows > 0 && back.rows <= most, `${back.rows} rows came back`);
      const refused = await tableOf(text, connections, { maximumBytes: 2 << 20, mayCollapse: false });
      assert.ok(!refused.ok && refused.kind === 'limit');
      const [together, apart] = [await answer(text, connections, true), await answer(text, connections, false)];
      assert.equal(sizeOf(known(apart.table)).rows, million);
      requireSame(bare(together), bare(apart));
      assert.equal(together.partials.sources[0]?.rows, million);
    }
  });

  served('are read one by one where the parts could differ, and the reason is known', async (running) => {
    fill(running);
    const connections = connectionTo(running);
    const upWhen = 'type: availability, downWhen: bad / total > 5 %';
    for (const [text, why] of [
      [over('counts', upWhen, share, ', every: 1 min'), /looks at every record/],
      [over('apart', 'type: latency, unit: ms', 'for: 95 %, atMost: 9 ms, window: month'), /^its records differ$/],
      [over('large', counters, share), /^a sum has too many digits$/],
      [over('timed', 'type: request-success', share), /^its instants are no time stamps$/],
      [over('never', 'type: request-success', share), /^it has no record with an instant$/],
    ] as const) {
      const [asked, apart] = [await answer(text, connections, true), await answer(text, connections, false)];
      const table = known(asked.table);
      assert.equal(table.summed, undefined, text);
      assert.match(table.apart ?? '', why, text);
      requireSame(bare(asked), bare(apart));
    }
    // A server that lacks a function, as those of another make do, is asked for the records themselves.
    const rights = 'EXECUTE ON FUNCTION pg_catalog.width_bucket(anycompatible, anycompatiblearray)';
    running.run(`REVOKE ${rights} FROM PUBLIC`);
    const lacking = known(await tableOf(counted, connections));
    running.run(`GRANT ${rights} TO PUBLIC`);
    assert.match(lacking.apart ?? '', /permission denied for function width_bucket/);
    assert.equal(sizeOf(lacking).rows, million);
  });

  served('run no statement that an agreement or a value writes', async (running) => {
    fill(running);
    const connections = connectionTo(running);
    const names = { per: `"a'; DROP TABLE app.odd; --"`, bad: `'q"x'` };
    const text = over(
      'odd',
      `type: request-success, columns: { bad: ${names.bad}, total: total }`,
      `atLeast: 99 %, window: day, per: ${names.per}`,
    );
    const [together, apart] = [await answer(text, connections, true), await answer(text, connections, false)];
    assert.notEqual(known(together.table).summed, undefined);
    requireSame(bare(together), bare(apart));
    assert.equal(together.partials.sources[0]?.badRows, 2);
  });
});

describe('a row that stands for several records', () => {
  test('is refused where a fold could tell them apart', () => {
    const text = over('odd', 'type: request-success', 'atLeast: 99 %, window: day');
    const { plan } = planOf(open({ uri: 'a', version: 1, text }).model);
    const partsOf = (last: string): Partials => {
      const chunk = Buffer.from(`2026-03-01T10:00:00Z,true,5,${last},0,,\n\n`);
      const summed = new Set<string>();
      const table: RemoteTable = { ok: true, shown: 'table', columns: ['at', 'ok'], chunks: [chunk], summed };
      return runPlan(plan, runOptions(folder, { tables: new Map([['d', table]]) }));
    };
    assert.equal(partsOf('2026-03-01T22:59:59.999999Z').items[0]?.groups[0]?.windows[0]?.n, 5);
    assert.throws(() => partsOf('2026-03-01T23:00:00Z'), Uneven);
  });
});

describe('cuts of time', () => {
  const edge = Date.parse('2026-03-29T12:00:00Z');
  test('are instants as they stand, and a part of their own between two milliseconds', () => {
    assert.deepEqual(cutsOf([edge, edge, edge + 1e12], edge, edge, undefined).texts, ['2026-03-29T12:00:00.000000Z']);
    assert.deepEqual(
      cutsOf([edge + 0.125], edge, edge, undefined).texts.map((text) => text.slice(-7)),
      ['000124Z', '000125Z', '000126Z', '000127Z'],
    );
  });
  test('are local times by every offset near them, and every change of the clock is one', () => {
    const { texts, shifts } = cutsOf([edge], edge, edge, zoneOf('Europe/Berlin'));
    assert.deepEqual(
      texts.map((text) => text.slice(8, 16)),
      ['29T02:00', '29T03:00', '29T13:00', '29T14:00'],
    );
    assert.deepEqual(
      shifts.map((shift) => shift / 3.6e9),
      [1, 1, 2, 2, 2],
    );
  });
});
