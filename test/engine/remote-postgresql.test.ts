// Runs the same agreement over the same rows from a file and from a real PostgreSQL server: every part of the answer is the same.
// It must never use a server that runs already; where none can be started, the reason is printed.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe } from 'node:test';
import type { Connections, PostgresqlConnection } from '../../server/src/core/compliance/connection-types';
import type { Partials } from '../../server/src/core/compliance/partials';
import { planOf } from '../../server/src/core/compliance/plan';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { open } from '../../server/src/core/model/file';
import { EngineFailure, EngineHost } from '../../server/src/engine/host';
import { answerPlan } from '../../server/src/engine/remote/tables';
import { freePort, servedBy, type Server } from '../kit/postgresql';
import { runOptions } from '../kit/run-options';

const password = 'canary-7f3a9e';
const folder = mkdtempSync(join(tmpdir(), 'sla-remote-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const served = servedBy(password);

function connectionTo({ port }: { port: number }, other: Partial<PostgresqlConnection> = {}): Connections {
  const place = { host: '127.0.0.1', port, isPrivateAllowed: true, isUnencrypted: true };
  return new Map([
    ['db', { kind: 'postgresql', ...place, database: 'postgres', user: 'sla', password, ...other } as const],
  ]);
}

const seconds = (count: number): string => new Date(Date.UTC(2026, 2, 1) + count * 1_000).toISOString();

/** Tables as SQL and as CSV: the columns with their types, and the rows as both write them. */
const tables: Readonly<Record<string, { columns: string; rows: readonly (readonly (string | null)[])[] }>> = {
  minutes: {
    columns: 'at timestamptz, good bigint, bad integer, total bigint, region text',
    rows: Array.from({ length: 3_000 }, (_, index) => {
      const total = (index * 7919) % 101;
      const bad = index % 13 === 0 ? Math.min(total, index % 7) : 0;
      const region = ['eu', 'us', 'a, "b"\nc', null][index % 4] ?? null;
      const row = [seconds(index * 1_200), String(total - bad), String(bad), String(total), region];
      // Rows that no database keeps out: no total, more bad than all, less than nothing.
      if (index === 700) return [row[0], row[1], row[2], null, region].map((each) => each ?? null);
      if (index === 701) return [row[0], row[1], '900', '5', region].map((each) => each ?? null);
      if (index === 702) return [row[0], row[1], '-1', '5', region].map((each) => each ?? null);
      return row;
    }),
  },
  outages: {
    columns: 'start timestamp, "end" timestamptz, announced date, site text',
    rows: [
      ['2026-03-03T02:00:00', '2026-03-03T08:12:30.5Z', '2026-03-01', 'eu'],
      ['2026-03-09T23:30:00.125', '2026-03-10T05:00:00Z', null, 'eu'],
      ['2026-03-20T10:00:00', '2026-03-20T09:00:00Z', null, 'us'],
      ['2026-04-05T10:00:00', null, null, 'us'],
    ],
  },
  requests: {
    columns: 'at timestamptz, ms numeric(10,3), weight double precision, ok boolean, "od""d" text',
    rows: Array.from({ length: 2_000 }, (_, index) => [
      seconds(index * 1_777),
      index % 97 === 0 ? null : String(((index * 104_729) % 90_001) / 1_000),
      String((index % 5) + 0.25),
      String(index % 11 !== 0),
      [' eu', 'us '][index % 2] ?? null,
    ]),
  },
};

const csvField = (field: string | null): string =>
  field === null ? '' : /[",\n]|^ | $/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
const sqlField = (field: string | null): string => (field === null ? 'NULL' : `'${field.replaceAll("'", "''")}'`);

/** Writes the files and fills the server. */
function fill({ run }: Server): void {
  run("SET timezone = 'UTC'; CREATE SCHEMA IF NOT EXISTS app; GRANT USAGE ON SCHEMA app TO sla;");
  for (const [name, { columns, rows }] of Object.entries(tables)) {
    const names = columns.split(', ').map((column) =>
      column
        .replace(/ [a-z].*$/, '')
        .replace(/^"|"$/g, '')
        .replace('""', '"'),
    );
    const lines = [names, ...rows].map((row) => row.map(csvField).join(','));
    writeFileSync(join(folder, `${name}.csv`), `${lines.join('\n')}\n`);
    const values = rows.map((row) => `(${row.map(sqlField).join(',')})`);
    run(
      `SET timezone = 'UTC'; CREATE TABLE app.${name} (${columns}, secret text DEFAULT 'unread'); ` +
        `INSERT INTO app.${name} VALUES ${values.map((each) => each.replace(/\)$/, ', DEFAULT)')).join(',')}; GRANT SELECT ON app.${name} TO sla;`,
    );
  }
}
let isFilled = false;

function agreement(isRemote: boolean): string {
  const source = (name: string, more = ''): string =>
    `  ${name}: { ${isRemote ? `connection: db, table: app.${name}` : `file: ${name}.csv`}${more} }`;
  return `sla: 1
id: a
timeZone: Europe/Berlin
term: { from: 2026-03-01, to: 2026-12-31 }
data:
${source('minutes', ', every: 20 min')}
${source('outages', ', timeZone: America/New_York, covers: { from: 2026-03-01, to: 2026-04-10 }')}
${source('requests')}
exclusions:
  planned: { kind: scheduled-maintenance, data: outages, notice: 1 d }
metrics:
  success: { type: request-success, data: minutes, columns: { bad: bad, total: total } }
  down: { type: availability, data: outages }
  up: { type: availability, data: minutes, downWhen: bad / total > 5 % }
  latency: { type: latency, data: requests, columns: { value: ms, weight: weight }, unit: ms, where: 'row["od\\"d"] == " eu"' }
  probes: { type: request-success, data: requests }
objectives:
  success: { metric: success, atLeast: 99 %, window: week }
  success-per-region: { metric: success, atLeast: 99 %, window: month, per: region }
  success-planned: { metric: success, atLeast: 99 %, window: day, excludes: [planned] }
  down: { metric: down, atLeast: 99.9 %, window: month, per: site }
  up: { metric: up, atLeast: 99.9 %, window: rolling 7 d }
  latency: { metric: latency, for: 95 %, atMost: 80 ms, window: month }
  probes: { metric: probes, atLeast: 90 %, window: month }
`;
}

interface Answer {
  readonly partials: Partials;
  readonly results: readonly unknown[];
}

async function answer(text: string, connections: Connections, maximumBytes = 1e9): Promise<Answer> {
  const { model } = open({ uri: join(folder, 'a.sla.yaml'), version: 1, text });
  const planned = planOf(model);
  const partials = await answerPlan(planned.plan, runOptions(folder, { maximumBytes }), connections);
  return { partials, results: resultsOf(model, planned, partials) };
}

/** JSON in which whole numbers of any size are texts, without hashes of plan items and places in the text. */
const plain = (value: unknown): string =>
  JSON.stringify(value, (key, each: unknown) =>
    key === 'item' || key === 'seen' || key === 'origin' ? undefined : typeof each === 'bigint' ? String(each) : each,
  );

/** Parts and results without what names the source: hashes of the plan, files and lines. */
function bare({ partials, results }: Answer): unknown {
  return {
    items: partials.items.map(({ item: _, seen: __, ...part }) => part),
    exclusions: partials.exclusions,
    sources: partials.sources.map(({ rows, badRows, badCauses, lastInstant, isZoneAssumed }) => ({
      rows,
      badRows,
      badCauses,
      lastInstant,
      isZoneAssumed,
    })),
    results: JSON.parse(plain(results)) as unknown,
  };
}

async function reasonOf(source: string, connections: Connections, maximumBytes?: number): Promise<string> {
  const text = `sla: 1
id: a
timeZone: UTC
data: { d: { ${source} } }
metrics: { m: { type: request-success, data: d } }
objectives: { o: { metric: m, atLeast: 99 %, window: month } }
`;
  const { partials, results } = await answer(text, connections, maximumBytes);
  assert.ok(!plain([partials, results]).includes(password), 'the password is told');
  return partials.items[0]?.unavailable ?? 'available';
}

describe('PostgreSQL', () => {
  served('gives the same parts and results as the same rows in files', async (running) => {
    if (!isFilled) fill(running);
    isFilled = true;
    const [byFile, byServer] = [
      await answer(agreement(false), new Map()),
      await answer(agreement(true), connectionTo(running)),
    ];
    assert.deepEqual(
      byFile.partials.items.map(({ unavailable }) => unavailable),
      byFile.partials.items.map(() => undefined),
    );
    assert.ok(byFile.partials.exclusions.length > 0 && byFile.partials.sources.some(({ badRows }) => badRows === 3));
    assert.deepEqual(bare(byServer), bare(byFile));
    assert.ok(
      !byServer.partials.sources.some(({ columns }) => columns.includes('secret')),
      'a column nobody asked for was read',
    );
  });

  served('is read by the built engine, and a run that is cancelled ends', async (running) => {
    if (!isFilled) fill(running);
    isFilled = true;
    const host = new EngineHost({ script: resolve('dist/engine.js'), timeLimitMs: 60_000, memoryLimitMiB: 512 });
    try {
      const { model } = open({ uri: 'a', version: 1, text: agreement(true) });
      const { holidays: _, isCancelled: __, onProgress: ___, tables: ____, ...options } = runOptions(folder);
      const request = { plan: planOf(model).plan, ...options, connections: connectionTo(running) };
      const partials = await host.run('a', request);
      assert.deepEqual(
        partials.items.map(({ unavailable }) => unavailable),
        partials.items.map(() => undefined),
      );
      running.run(
        'CREATE OR REPLACE VIEW app.slow AS SELECT now() AS at, 1 AS total, 1 AS good FROM pg_sleep(60); GRANT SELECT ON app.slow TO sla',
      );
      const slow = open({ uri: 'a', version: 1, text: agreement(true).replace('app.minutes', 'app.slow') });
      const abort = new AbortController();
      const begun = Date.now();
      setTimeout(() => abort.abort(), 1_000);
      await assert.rejects(
        host.run('a', { ...request, plan: planOf(slow.model).plan }, { signal: abort.signal }),
        (error) => error instanceof EngineFailure && error.kind === 'cancelled',
      );
      assert.ok(Date.now() - begun < 5_000);
    } finally {
      host.dispose();
    }
  });

  served('runs no statement that an agreement writes', async (running) => {
    if (!isFilled) fill(running);
    isFilled = true;
    const connections = connectionTo(running);
    const tries = [
      'minutes; DROP TABLE app.minutes',
      'minutes"; DROP TABLE app.minutes; --',
      "minutes' OR '1'='1",
      '(SELECT 1)',
    ];
    for (const table of [...tries, 'pg_sleep(1)', 'a.b.c', '', '.', 'app.', 'app.minutes WHERE false', 'app."minutes"'])
      assert.match(
        await reasonOf(`connection: db, table: '${table.replaceAll("'", "''")}'`, connections),
        /^its data cannot be read: (?:there is no such table|"table" is missing|.* is no name of a table|a name of the table)/,
        table,
      );
    // A view that would write is refused by the transaction.
    running.run(`CREATE TABLE app.log (at timestamptz); GRANT INSERT ON app.log TO sla;
      CREATE FUNCTION app.note() RETURNS integer LANGUAGE sql AS 'INSERT INTO app.log VALUES (now()); SELECT 1';
      CREATE VIEW app.noting AS SELECT now() AS at, app.note() AS total, 1 AS good; GRANT SELECT ON app.noting TO sla`);
    assert.match(await reasonOf('connection: db, table: app.noting', connections), /read-only transaction/);
    assert.equal(await reasonOf('connection: db, table: app.minutes', connections), 'available');
  });

  served('says why it cannot be read, and never the password', async (running) => {
    if (!isFilled) fill(running);
    isFilled = true;
    const table = 'connection: db, table: app.minutes';
    const why = async (source: string, connections: Connections, bytes?: number): Promise<string> =>
      (await reasonOf(source, connections, bytes)).replace('its data cannot be read: ', '');
    assert.equal(
      await why('connection: other, table: app.minutes', connectionTo(running)),
      'the user names no such connection (sla.connections, sla check --connections)',
    );
    assert.equal(
      await why(table, connectionTo(running, { isPrivateAllowed: false })),
      'its host "127.0.0.1" is in a private network; "allowPrivate" allows that',
    );
    assert.match(
      await why(table, connectionTo(running, { password: 'wrong' })),
      /^password authentication failed for user "sla"$/,
    );
    assert.match(await why(table, connectionTo(running, { password: undefined })), /password/);
    assert.match(await why(table, connectionTo(running, { isUnencrypted: false })), /does not support SSL/);
    assert.match(await why(table, connectionTo({ port: await freePort() })), /ECONNREFUSED/);
    assert.equal(await why('connection: db, table: app.nothing', connectionTo(running)), 'there is no such table');
    assert.equal(await why('connection: db', connectionTo(running)), '"table" is missing');
    running.run('CREATE TABLE app.closed (at timestamptz, total int, good int)');
    assert.equal(
      await why('connection: db, table: app.closed', connectionTo(running)),
      'its user may not read the table',
    );
    assert.match(await why(table, connectionTo(running), 100), /^its rows are larger than/);
    assert.match(await why(`${table}, key: at`, connectionTo(running)), /^"key" is not read from a connection/);
    running.run('CREATE VIEW app.other AS SELECT 1 AS unrelated; GRANT SELECT ON app.other TO sla');
    assert.match(await why('connection: db, table: app.other', connectionTo(running)), /has none of the columns/);
  });
});
