// Three million flights of 2001 as others published them: on-time performance by airport and month, equal to DuckDB for each of them.
// It must never round a count: how many flights there were and how many were on time is exact, and so is the mean of their delays.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { planOf } from '../../server/src/core/compliance/plan';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { open } from '../../server/src/core/model/file';
import { compare, rational, toNumber } from '../../server/src/core/scalars/rational';
import { runPlan } from '../../server/src/engine/run';
import { runOptions } from '../kit/run-options';

const folder = join(dirname(createRequire(join(process.cwd(), 'package.json')).resolve('vega-datasets')), '../data');
const file = 'flights-3m.parquet';

/** A flight is on time if it leaves less than a quarter of an hour late, as carriers report it. */
const agreement = `sla: 1
id: flights
timeZone: America/New_York
term: { from: 2001-01-01, to: 2001-12-31 }
data:
  flights: { file: ${file}, timeZone: UTC, columns: { at: date } }
metrics:
  on-time: { type: ratio, better: higher, data: flights, columns: { good: delay < 15 } }
  lateness: { type: custom, data: flights, expression: sum(delay) / count(), unit: min a flight, better: lower, noData: unknown }
objectives:
  punctual: { metric: on-time, atLeast: 80 %, window: month, per: origin }
  bearable: { metric: lateness, atMost: 30, window: month, per: origin }
`;

describe('three million flights', () => {
  test('on-time performance and lateness equal DuckDB for every airport and month', async () => {
    const { model } = open({ uri: join(folder, 'a.sla.yaml'), version: 1, text: agreement });
    const planned = planOf(model);
    const partials = runPlan(planned.plan, runOptions(folder));
    const [punctual, bearable] = resultsOf(model, planned, partials);
    assert.deepEqual([partials.sources[0]?.rows, partials.sources[0]?.badRows], [3_000_000, 0]);

    const instance = await DuckDBInstance.create(':memory:', { threads: '1', autoinstall_known_extensions: 'false' });
    const connection = await instance.connect();
    const months = [...new Map(punctual?.windows.map((window) => [window.from, window])).values()];
    const month = months.map(({ to, window }) => `when "date" < make_timestamp(${to * 1_000}) then '${window}'`);
    const reader = await connection.runAndReadAll(
      `select origin, case ${month.join(' ')} end as month, count(*) as flights, count(*) filter (delay < 15) as punctual,
         sum(delay) as delay
       from '${join(folder, file)}' group by all`,
    );
    const rows = reader.getRowObjects();
    connection.closeSync();

    const keyOf = (group: unknown, window: unknown): string => `${String(group)} ${String(window)}`;
    const [shares, delays] = [punctual, bearable].map(
      (result) => new Map(result?.windows.map((window) => [keyOf(window.group, window.window), window])),
    );
    for (const row of rows) {
      const key = keyOf(row['origin'], row['month']);
      const [share, delay] = [shares?.get(key), delays?.get(key)];
      assert.deepEqual(
        [share?.n, share?.numerator === undefined ? undefined : toNumber(share.numerator), delay?.n],
        [Number(row['flights']), Number(row['punctual']), Number(row['flights'])],
        key,
      );
      const wanted = rational(BigInt(String(row['delay'])), BigInt(String(row['flights'])));
      assert.ok(delay?.value !== undefined && compare(delay.value, wanted) === 0, key);
    }
    // What the engine tells of an airport in a month without a flight is nothing, not a group that DuckDB has not.
    const told = [...(shares ?? [])].filter(([, { n }]) => n > 0);
    assert.equal(told.length, rows.length);
    assert.ok(rows.length > 1_000, `${rows.length} airports and months`);
  });
});
