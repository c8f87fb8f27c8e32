// The same rows as an array of JSON, which is read row by row, and as CSV, NDJSON and Parquet, read in blocks, give the same partials.
// It must never compare rounded values: every count, sum and span of both readings is equal.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import type { ItemPart } from '../../server/src/core/compliance/partials';
import { planOf } from '../../server/src/core/compliance/plan';
import { open } from '../../server/src/core/model/file';
import { runPlan } from '../../server/src/engine/run';
import { runOptions } from '../kit/run-options';
import { randomOf } from './references/random';

const folder = mkdtempSync(join(tmpdir(), 'sla-blocks-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** More rows than a few blocks, over several row groups, of which one block and another hold rows that cannot be used. */
const count = 6_000;
const seed = 5;

/** How a file is laid out; each shakes another part of the reader. */
const files = {
  'in order': { isShuffled: false, hasGaps: false, isBad: false },
  shuffled: { isShuffled: true, hasGaps: false, isBad: false },
  'with missing values': { isShuffled: false, hasGaps: true, isBad: false },
  'with bad rows': { isShuffled: true, hasGaps: true, isBad: true },
} as const;

const metrics: Readonly<Record<string, string>> = {
  'a percentile': 'm: { type: latency, data: log, statistic: p95 }',
  'a filtered percentile': `m: { type: latency, data: log, statistic: p95, where: 'site == "eu"' }`,
  'a mean': 'm: { type: latency, data: log, statistic: mean }',
  'successful requests': 'm: { type: request-success, data: log }',
  'a filtered share of good requests': `m: { type: request-success, data: log, where: 'site in ["us", ""] && ok' }`,
  'a data rate': 'm: { type: data-rate, data: log, statistic: p5 }',
};
const objectives: Readonly<Record<string, string>> = {
  'by month': 'window: month',
  'by rolling days': 'window: rolling 7 d',
  'by day and site': 'window: day, per: site',
  'without planned work': 'window: week, excludes: [planned]',
};
const sources: Readonly<Record<string, string>> = {
  'a log': '',
  'a rhythm': ', every: 5 min',
  'a record that ends': ', covers: { from: 2026-01-03, to: 2026-02-20 }',
};

function partsOf(file: string, metric: string, objective: string, source: string): readonly unknown[] {
  const bound = metric.includes('request-success')
    ? 'atLeast: 99 %'
    : metric.includes('rate')
      ? 'atLeast: 1 Mbit/s'
      : 'atMost: 300 ms';
  const text = `sla: 1
id: blocks
timeZone: Europe/Berlin
term: { from: 2026-01-01, to: 2026-12-31 }
data:
  log: { file: ${file}, timeZone: UTC, columns: { value: ms }${source} }
metrics:
  ${metric}
objectives:
  o: { metric: m, ${bound}, ${objective} }
exclusions:
  planned: { kind: scheduled-maintenance, intervals: [{ from: "2026-01-20T00:00:00Z", to: "2026-01-22T12:00:00Z" }] }
`;
  const { model } = open({ uri: join(folder, 'a.sla.yaml'), version: 1, text });
  const partials = runPlan(planOf(model).plan, runOptions(folder));
  const [part] = partials.items;
  assert.ok(part !== undefined && part.unavailable === undefined, part?.unavailable ?? 'no item was planned');
  const { rows, badRows, badCauses, lastInstant, repeats } = partials.sources[0]!;
  // Each format writes its rows in another way, and one that is no text has none that could be compared.
  assert.ok(repeats === undefined ? file.endsWith('.parquet') : repeats.of === count && repeats.rows === 0, file);
  return [{ ...part, item: '' } satisfies ItemPart, rows, badRows, badCauses, lastInstant];
}

describe(`blocks of rows, seed ${seed}`, () => {
  before(async () => {
    const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false' });
    const connection = await instance.connect();
    for (const [index, { isShuffled, hasGaps, isBad }] of Object.values(files).entries()) {
      const random = randomOf(seed + index);
      const rows = Array.from({ length: count }, (_, row) => {
        const at = new Date(Date.UTC(2026, 0, 1) + row * 300_000 + random.whole(0, 1_000)).toISOString();
        const value = Math.round(random.next() ** 3 * 9_000) / 10;
        const isNegative = isBad && random.chance(0.0005);
        const ms = hasGaps && random.chance(0.001) ? '' : String(isNegative ? -1 : value);
        return [
          isBad && random.chance(0.0005) ? '' : at,
          String(random.chance(0.99)),
          ms,
          random.pick(['eu', 'us', 'Łódź', '']),
        ];
      });
      const ordered = isShuffled ? random.shuffle(rows) : rows;
      const objects = ordered.map(
        ([at, ok, ms, site]) => `{"at":"${at}","ok":${ok},"ms":${ms || null},"site":"${site}"}`,
      );
      const path = join(folder, `f${index}.csv`);
      writeFileSync(path, `at,ok,ms,site\n${ordered.map((row) => `${row.join()}\n`).join('')}`);
      writeFileSync(join(folder, `f${index}.ndjson`), `${objects.join('\n')}\n`);
      writeFileSync(join(folder, `f${index}.json`), `[\n${objects.join(',\n')}\n]\n`);
      const columns = `{'at':'TIMESTAMP','ok':'BOOLEAN','ms':'DOUBLE','site':'VARCHAR'}`;
      await connection.run(
        `copy (from read_csv('${path}', columns=${columns})) to '${join(folder, `f${index}.parquet`)}' (format parquet, row_group_size 4096)`,
      );
    }
    connection.closeSync();
  });

  for (const [index, name] of Object.keys(files).entries())
    for (const [what, metric] of Object.entries(metrics))
      test(`${what} of rows ${name}`, () => {
        for (const [how, objective] of Object.entries(objectives))
          for (const [kind, source] of Object.entries(sources)) {
            const rowByRow = partsOf(`f${index}.json`, metric, objective, source);
            for (const format of ['csv', 'ndjson', 'parquet'])
              assert.deepEqual(
                partsOf(`f${index}.${format}`, metric, objective, source),
                rowByRow,
                `${format}, ${how}, ${kind}`,
              );
          }
      });
});
