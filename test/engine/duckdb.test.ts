// Proves sums, means, extremes, percentiles and grouped counts by DuckDB on random files, month by month and region by region.
// DuckDB reads the very files that the engine reads; the seed stands in the name of the test.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { planOf } from '../../server/src/core/compliance/plan';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { open } from '../../server/src/core/model/file';
import { toNumber } from '../../server/src/core/scalars/rational';
import { runPlan } from '../../server/src/engine/run';
import { runOptions } from '../kit/run-options';
import { randomOf, type Random } from './references/random';

const folder = mkdtempSync(join(tmpdir(), 'sla-duckdb-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Statistics of the language, and what they are in SQL. */
const statistics = {
  sum: 'sum(ms)',
  mean: 'avg(ms)',
  min: 'min(ms)',
  max: 'max(ms)',
  p50: 'quantile_cont(ms, 0.5)',
  p95: 'quantile_cont(ms, 0.95)',
  p99: 'quantile_cont(ms, 0.99)',
} as const;
type Name = keyof typeof statistics;
const names = Object.keys(statistics) as Name[];

/** Rows with empty values, texts that need quotes, and up to three decimals. */
function randomFile(random: Random): string {
  const lines = ['at,region,status,ms'];
  const count = random.whole(50, 1_500);
  const decimals = random.pick([0, 1, 3]);
  for (let index = 0; index < count; index++) {
    const at = new Date(Date.UTC(2026, 0, 1) + Math.floor(random.next() * 150 * 86_400_000)).toISOString();
    const ms = random.chance(0.03) ? '' : (random.next() ** 3 * random.pick([10, 2_000])).toFixed(decimals);
    lines.push(`${at},${random.pick(['eu', 'us', '"ap, ""south"""'])},${random.pick([200, 200, 404, 500])},${ms}`);
  }
  return `${lines.join('\n')}\n`;
}

function agreement(file: string, isGrouped: boolean, where: string): string {
  const metric = (name: Name): string =>
    `  ${name}-of: { type: latency, data: log, statistic: ${name}, where: '${where}' }\n`;
  const objective = (name: Name): string =>
    `  ${name}-o: { metric: ${name}-of, window: month, atMost: 300 ms${isGrouped ? ', per: region' : ''} }\n`;
  return `sla: 1
id: duckdb
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data: { log: { file: ${file}, columns: { value: ms } } }
metrics:
${names.map(metric).join('')}objectives:
${names.map(objective).join('')}`;
}

function resultsOver(text: string): ReturnType<typeof resultsOf> {
  const { model } = open({ uri: join(folder, 'a.sla.yaml'), version: 1, text });
  const planned = planOf(model);
  const partials = runPlan(planned.plan, runOptions(folder));
  return resultsOf(model, planned, partials);
}

/** What our expressions are called in SQL. */
const filters = [
  ['status < 500', 'status < 500'],
  ['status == 200 && region != "us"', `status = 200 and region <> 'us'`],
  ['region in ["eu", "us"] || status >= 404', `region in ('eu', 'us') or status >= 404`],
  ['has(ms)', 'ms is not null'],
] as const;

describe('statistics and grouped counts equal DuckDB', () => {
  let connection: DuckDBConnection;
  before(async () => {
    const instance = await DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    connection = await instance.connect();
  });
  after(() => connection.closeSync());

  for (let seed = 1; seed <= 40; seed++)
    test(`seed ${seed}`, async () => {
      const random = randomOf(seed);
      const file = `d${seed}.csv`;
      writeFileSync(join(folder, file), randomFile(random));
      const isGrouped = random.chance(0.6);
      const [where, sql] = random.pick(filters);
      const columns = Object.entries(statistics).map(([name, expression]) => `${expression} as ${name}`);
      const reader = await connection.runAndReadAll(
        `select strftime("at", '%Y-%m') as month, ${isGrouped ? 'region' : `''`} as region, count(ms) as n, ${columns.join(', ')}
         from read_csv('${join(folder, file).replaceAll("'", "''")}',
           columns={'at':'TIMESTAMP','region':'VARCHAR','status':'INTEGER','ms':'DOUBLE'}, header=true)
         where ${sql} group by 1, 2 having count(ms) > 0`,
      );
      const rows = reader.getRowObjects();
      assert.ok(rows.length >= 5);
      const results = resultsOver(agreement(file, isGrouped, where));
      names.forEach((name, index) => {
        const windows = results[index]?.windows.filter((each) => each.n > 0) ?? [];
        assert.equal(windows.length, rows.length, `${name}: number of windows with a value`);
        for (const row of rows) {
          const place = `${name} ${String(row['month'])} ${String(row['region'])}`;
          const group = isGrouped ? String(row['region']) : undefined;
          const window = windows.find((each) => each.window === row['month'] && each.group === group);
          assert.equal(window?.n, Number(row['n']), `${place}: count`);
          const [got, wanted] = [window?.value, Number(row[name])];
          assert.ok(
            got !== undefined && Math.abs(toNumber(got) - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted)),
            `${place}: ${got === undefined ? 'nothing' : toNumber(got)} instead of ${wanted}`,
          );
        }
      });
    });
});
