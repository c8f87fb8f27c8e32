// Items that share a pass over blocks get what each of them gets alone, row by row, whatever their filters, groups, types and the rows that cannot be used.
// It must never compare results only: every count, span and unusable row of the partials is equal.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { planOf } from '../../server/src/core/compliance/plan';
import { open } from '../../server/src/core/model/file';
import { runPlan } from '../../server/src/engine/run';
import { runOptions } from '../kit/run-options';
import { randomOf } from './references/random';

const folder = mkdtempSync(join(tmpdir(), 'sla-crowd-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const filters = [
  undefined,
  'service == "a"',
  '"b" == service',
  'service == "a" && ms > 50',
  'ms > 50 && service == "Łódź, 1"',
  'service == ""',
  'service == "new"',
  'service in ["a", "b"]',
  'service in ["a", "a"] && region != "eu"',
  'service == "a" || region == "eu"',
  '!(service == "a")',
  'service != "a"',
  'service == "a" && service == "b"',
  'region == "eu" && status < 500',
  'status < 500 && service == "c"',
];
const types = ['latency, statistic: p95', 'request-success', 'throughput'];

/** Rows with bad instants, negative and missing values, and a status that is now and then no number. */
function rowsOf(seed: number): readonly (readonly string[])[] {
  const random = randomOf(seed);
  return Array.from({ length: 900 }, () => {
    const at = random.chance(0.01)
      ? 'never'
      : new Date(Date.UTC(2026, 0, 1) + random.whole(0, 90 * 86_400) * 1_000).toISOString();
    const ms = random.chance(0.02) ? '' : String(random.whole(random.chance(0.01) ? -9 : 0, 900) / 10);
    const service = random.pick([
      'a',
      'b',
      'c',
      'old',
      '',
      'Łódź, 1',
      `s${random.whole(1, 900)}`,
      'a name of more than thirty-two bytes',
    ]);
    const status = random.chance(0.03) ? random.pick(['', 'none?']) : random.pick(['200', '404', '503']);
    return [at, String(random.chance(0.9)), ms, service, random.pick(['eu', 'us']), status];
  });
}

const columns = ['at', 'ok', 'ms', 'service', 'region', 'status'];

/** The same rows as CSV, which is read in blocks, and as an array of JSON, which is not. */
function writeRows(rows: readonly (readonly string[])[]): void {
  const fields = rows.map((row) => row.map((field) => (field.includes(',') ? `"${field}"` : field)).join());
  writeFileSync(join(folder, 'rows.csv'), `${columns.join()}\n${fields.join('\n')}\n`);
  const objects = rows.map((row) => Object.fromEntries(row.map((field, index) => [columns[index]!, field])));
  writeFileSync(join(folder, 'rows.json'), JSON.stringify(objects, undefined, 1));
}

for (const seed of [1, 2, 3])
  test(`each of many items gets what it gets alone, seed ${seed}`, () => {
    writeRows(rowsOf(seed));
    const all = types.flatMap((type) => filters.map((filter) => ({ type, filter })));
    const metric = ({ type, filter }: (typeof all)[number], index: number): string =>
      `  m${index}: { type: ${type}, data: log${filter === undefined ? '' : `, where: '${filter}'`} }`;
    const bounds = { latency: 'atMost: 50 ms', request: 'atLeast: 99 %', throughput: 'atLeast: 1 /h' };
    const objective = ({ type }: (typeof all)[number], index: number): string =>
      `  o${index}: { metric: m${index}, ${bounds[type.split(/[-,]/)[0] as keyof typeof bounds]}, window: month${index % 4 === 1 ? ', per: region' : ''}${index % 5 === 2 ? ', excludes: [failed]' : ''} }`;
    const text = `sla: 1
id: crowd
timeZone: Europe/Berlin
term: { from: 2026-01-01, to: 2026-12-31 }
data:
  log: { file: rows.csv, timeZone: UTC, columns: { value: ms }, aliases: { service: { old: new } } }
metrics:
${all.map(metric).join('\n')}
objectives:
${all.map(objective).join('\n')}
exclusions:
  failed: { kind: customer-caused, where: 'region == "us" && service == "b"' }
`;
    const { plan, objectives } = planOf(open({ uri: join(folder, 'a.sla.yaml'), version: 1, text }).model);
    assert.deepEqual(
      objectives.flatMap(({ reason }) => reason ?? []),
      [],
    );
    const together = runPlan(plan, runOptions(folder)).items;
    assert.ok(together.length >= 40 && together.some(({ unusable }) => unusable.length > 0));
    for (const [index, item] of plan.items.entries()) {
      const sources = plan.sources.map((source) => ({ ...source, file: 'rows.json' }));
      const [alone] = runPlan({ ...plan, sources, items: [item] }, runOptions(folder)).items;
      assert.equal(alone?.unavailable, undefined);
      // The latest good row over all items says how far the data goes.
      assert.deepEqual(
        { ...together[index], asOf: 0, coveredTo: 0 },
        { ...alone, asOf: 0, coveredTo: 0 },
        JSON.stringify(item.where),
      );
    }
  });
