// What is seen of rows beside their values, against slow and obvious ways: equal rows, rows that filters keep, their distances.
// It must never be the same for one format only: CSV, NDJSON and arrays of JSON are read in different ways.

import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { ItemPart, SourcePart } from '../../server/src/core/compliance/partials';
import { planOf } from '../../server/src/core/compliance/plan';
import { open } from '../../server/src/core/model/file';
import { KeptRuns } from '../../server/src/engine/kept-runs';
import { readRuns, runPlan } from '../../server/src/engine/run';
import { mostRows } from '../../server/src/engine/sources/repeats';
import { runOptions } from '../kit/run-options';
import { randomOf } from './references/random';
import { folder } from './single';

interface Asked {
  readonly source?: string;
  readonly metric?: string;
  readonly objective?: string;
}

function planFor(file: string, { source = '', metric = '', objective = '' }: Asked = {}) {
  const text = `sla: 1
id: seen
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data: { log: { file: "${file}", columns: { value: ms }${source} } }
metrics: { m: { type: latency, data: log, statistic: p50${metric} } }
objectives: { o: { metric: m, atMost: 300 ms, window: month${objective} } }
`;
  return planOf(open({ uri: join(folder, 'a.sla.yaml'), version: 1, text }).model).plan;
}

function seen(file: string, asked: Asked = {}): { readonly item: ItemPart; readonly source: SourcePart } {
  const { items, sources } = runPlan(planFor(file, asked), runOptions(folder));
  const [item] = items;
  const [source] = sources;
  assert.ok(item !== undefined && source !== undefined);
  return { item, source };
}

type Row = readonly [at: string, ms: string, site: string];

/** Rows of which about a tenth stand there twice or more, far apart or next to each other. */
function someRows(seed: number, count: number): readonly Row[] {
  const random = randomOf(seed);
  const rows: Row[] = [];
  for (let index = 0; index < count; index++) {
    const before = rows[random.whole(0, Math.max(0, rows.length - 1))];
    if (before !== undefined && random.chance(0.1)) {
      rows.push(before);
      continue;
    }
    const at = new Date(Date.UTC(2026, 0, 1) + index * 60_000 + random.whole(0, 999)).toISOString();
    rows.push([
      at,
      random.chance(0.01) ? 'x' : String(random.whole(1, 900)),
      random.pick(['eu', 'us', 'a "b"', 'c\nd']),
    ]);
  }
  return rows;
}

function repeatedIn(rows: readonly Row[]): number {
  return rows.length - new Set(rows.map((row) => row.join('\0'))).size;
}

const quoted = (text: string): string => (/["\n,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = (rows: readonly Row[]): string =>
  `at,ms,site\n${rows.map((row) => `${row.map(quoted).join()}\n`).join('')}`;
const object = ([at, ms, site]: Row): string => JSON.stringify({ at, ms, site });

describe('rows that stand in a source twice', () => {
  for (const seed of [1, 2, 3])
    test(`are counted as a set counts them, seed ${seed}`, () => {
      const rows = someRows(seed, 30_000);
      const expected = { rows: repeatedIn(rows), of: rows.length };
      assert.ok(expected.rows > 1_000);
      writeFileSync(join(folder, 'r.csv'), csv(rows));
      writeFileSync(join(folder, 'r.csv.gz'), gzipSync(csv(rows)));
      writeFileSync(join(folder, 'crlf.csv'), csv(rows).replace(/\n(?!d)/g, '\r\n'));
      writeFileSync(join(folder, 'r.ndjson'), rows.map((row) => `${object(row)}\n`).join(''));
      writeFileSync(join(folder, 'r.json'), `[\n${rows.map(object).join(',\n')}\n]\n`);
      for (const file of ['r.csv', 'r.csv.gz', 'crlf.csv', 'r.ndjson', 'r.json'])
        assert.deepEqual(seen(file).source.repeats, expected, file);
    });

  test('are looked for over all files of a pattern, and once where rows are read twice', () => {
    const rows = someRows(4, 8_000);
    writeFileSync(join(folder, 'part-1.csv'), csv(rows.slice(0, 5_000)));
    writeFileSync(join(folder, 'part-2.csv'), csv(rows.slice(5_000)).trimEnd());
    const expected = { rows: repeatedIn(rows), of: rows.length };
    assert.deepEqual(seen('part-*.csv').source.repeats, expected);
    const rolling = planFor('part-*.csv', { objective: '' });
    const items = rolling.items.map((item) => ({
      ...item,
      window: { kind: 'rolling', amount: 7, unit: 'd' } as const,
    }));
    assert.deepEqual(runPlan({ ...rolling, items }, runOptions(folder)).sources[0]?.repeats, expected);
  });

  test('are not counted where the last row of a key counts', () => {
    writeFileSync(join(folder, 'r.csv'), csv(someRows(5, 100)));
    assert.equal(seen('r.csv', { source: ', key: at' }).source.repeats, undefined);
  });

  test('are not looked for behind the limit', () => {
    const rows = Array.from({ length: mostRows }, (_, index): Row => [
      new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString(),
      '1',
      'eu',
    ]);
    writeFileSync(join(folder, 'r.csv'), csv([...rows, ...rows.slice(0, 10)]));
    assert.deepEqual(seen('r.csv').source.repeats, { rows: 0, of: mostRows });
  });

  test('are counted on where a file has grown, and by themselves for each of two questions', () => {
    const rows = someRows(6, 20_000);
    const path = join(folder, 'grown.csv');
    writeFileSync(path, csv(rows.slice(0, 15_000)));
    const options = runOptions(folder, { growsFrom: 0 });
    const plans = [planFor('grown.csv'), planFor('grown.csv', { metric: `, where: 'site == "eu"'` })];
    const kept = new KeptRuns();
    for (const [index, run] of readRuns(plans.map((plan) => ({ plan, options }))).entries())
      kept.keep(String(index), run, run.answer());
    appendFileSync(path, csv(rows.slice(15_000)).replace(/^.*\n/, ''));
    for (const index of plans.keys())
      assert.deepEqual(kept.answer(String(index))?.sources[0]?.repeats, { rows: repeatedIn(rows), of: rows.length });
  });
});

describe('rows that filters keep', () => {
  const rows = someRows(7, 9_000);
  const good = rows.filter(([, ms]) => ms !== 'x');
  const cases: readonly (readonly [where: string, keeps: (row: Row) => boolean])[] = [
    ['', () => true],
    [`, where: 'site == "eu"'`, ([, , site]) => site === 'eu'],
    [`, where: 'site in ["eu", "us"]'`, ([, , site]) => site === 'eu' || site === 'us'],
    [`, where: 'site == "eu" && ms > 450'`, ([, ms, site]) => site === 'eu' && Number(ms) > 450],
    [`, where: 'site == "nowhere"'`, () => false],
  ];
  for (const [where, keeps] of cases)
    test(`are as many as a loop finds, ${where === '' ? 'without a filter' : where.slice(9)}`, () => {
      writeFileSync(join(folder, 'k.csv'), csv(rows));
      writeFileSync(join(folder, 'k.json'), `[\n${rows.map(object).join(',\n')}\n]\n`);
      for (const file of ['k.csv', 'k.json'])
        for (const objective of ['', ', per: site'])
          assert.equal(seen(file, { metric: where, objective }).item.seen?.kept, good.filter(keeps).length, file);
    });
});

describe('how far rows lie apart', () => {
  const rowsOf = (sites: readonly string[], minutes: number, shift: number): readonly Row[] =>
    Array.from({ length: 200 * sites.length }, (_, index) => {
      const [round, site] = [Math.floor(index / sites.length), index % sites.length];
      const at = new Date(Date.UTC(2026, 0, 1) + (round * minutes + site * shift) * 60_000).toISOString();
      return [at, '20', sites[site]!] as const;
    });
  const later = ([at, ms, site]: Row): Row => [new Date(Date.parse(at) + 30 * 86_400_000).toISOString(), ms, site];
  const cases: readonly (readonly [
    name: string,
    rows: readonly Row[],
    objective: string,
    minutes: number | undefined,
  ])[] = [
    ['of one series', rowsOf(['eu'], 5, 0), '', 5],
    ['of several at one instant', rowsOf(['eu', 'us'], 5, 0), '', 5],
    ['of several at different instants, by group', rowsOf(['eu', 'us'], 5, 2), ', per: site', 5],
    ['without an order', randomOf(1).shuffle(rowsOf(['eu'], 5, 0)), '', 5],
    ['of a pace that changes later', [...rowsOf(['eu'], 5, 0), ...rowsOf(['us'], 1, 0).map(later)], '', 5],
    ['of a few rows', rowsOf(['eu'], 5, 0).slice(0, 6), '', undefined],
  ];
  for (const [name, rows, objective, minutes] of cases)
    test(name, () => {
      writeFileSync(join(folder, 'g.csv'), csv(rows));
      writeFileSync(join(folder, 'g.json'), `[\n${rows.map(object).join(',\n')}\n]\n`);
      for (const file of ['g.csv', 'g.json']) {
        const gap = seen(file, { source: ', every: 1 min', objective }).item.seen?.gap;
        assert.equal(gap, minutes === undefined ? undefined : minutes * 60_000, file);
        assert.equal(seen(file, { objective }).item.seen?.gap, undefined);
      }
    });
});
