// Proves the scan by DuckDB on random files, and sums, percentiles and bad rows by slow obvious ways.
// The seed of a failing run is printed by fast-check and by the test's own message.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { quantileSorted } from 'simple-statistics';
import { planOf } from '../../server/src/core/compliance/plan';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { open } from '../../server/src/core/model/file';
import { compare, fromDecimal, rational, toNumber } from '../../server/src/core/scalars/rational';
import { statisticOf } from '../../server/src/core/compliance/histogram';
import { runPlan } from '../../server/src/engine/run';
import { runOptions } from '../kit/run-options';
import { ExactSum } from '../../server/src/engine/exact-sum';
import { Histogram } from '../../server/src/engine/histogram';

const folder = mkdtempSync(join(tmpdir(), 'sla-oracle-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function agreement(file: string, metric: string, objective: string, columns = '{ at: at, value: ms }'): string {
  return `sla: 1
id: oracle
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data: { log: { file: ${file}, columns: ${columns} } }
metrics: { m: { data: log, ${metric} } }
objectives: { o: { metric: m, window: month, ${objective} } }
`;
}

function run(text: string): ReturnType<typeof answer> {
  return answer(text);
}

function answer(text: string) {
  const { model } = open({ uri: join(folder, 'a.sla.yaml'), version: 1, text });
  const planned = planOf(model);
  const partials = runPlan(planned.plan, runOptions(folder, { wantsFingerprint: true }));
  return { result: resultsOf(model, planned, partials)[0], partials };
}

function randomRows(seed: number, rows: number): { csv: string; ndjson: string } {
  let state = seed;
  const next = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  const csv = ['at,region,ms,ok'];
  const ndjson: string[] = [];
  for (let index = 0; index < rows; index++) {
    const at = new Date(Date.UTC(2026, 0, 1) + Math.floor(next() * 150 * 86_400_000)).toISOString();
    const ms = (next() ** 3 * 2_000).toFixed(1);
    const region = next() < 0.5 ? 'eu' : 'us, "east"';
    csv.push(`${at},${region.includes(',') ? '"us, ""east"""' : region},${ms},${next() < 0.9}`);
    ndjson.push(JSON.stringify({ at, region, ms: Number(ms), nested: { a: [1, '}'] } }));
  }
  return { csv: `${csv.join('\n')}\n`, ndjson: ndjson.join('\r\n') };
}

describe('the scan equals DuckDB', () => {
  for (let seed = 1; seed <= 12; seed++) {
    test(`random file ${seed}`, async () => {
      const files = randomRows(seed * 7919, 400 + seed * 150);
      writeFileSync(join(folder, `r${seed}.csv`), files.csv);
      writeFileSync(join(folder, `r${seed}.ndjson`), files.ndjson);
      const instance = await DuckDBInstance.create(':memory:', {
        autoinstall_known_extensions: 'false',
        autoload_known_extensions: 'false',
      });
      const connection = await instance.connect();
      const path = join(folder, `r${seed}.csv`).replaceAll("'", "''");
      const reader = await connection.runAndReadAll(
        `select strftime("at", '%Y-%m') as month, count(*) as n, quantile_cont(ms, 0.95) as p95 from read_csv('${path}', columns={'at':'TIMESTAMP','region':'VARCHAR','ms':'DOUBLE','ok':'BOOLEAN'}, header=true) group by 1 order by 1`,
      );
      const rows = reader.getRowObjects();
      connection.closeSync();
      assert.ok(rows.length >= 5);
      for (const kind of ['csv', 'ndjson']) {
        const { result } = run(agreement(`r${seed}.${kind}`, 'type: latency, statistic: p95', 'atMost: 300 ms'));
        for (const row of rows) {
          const window = result?.windows.find((each) => each.window === row['month']);
          assert.equal(window?.n, Number(row['n']), `${kind} ${String(row['month'])}`);
          const wanted = Number(row['p95']);
          assert.ok(Math.abs(toNumber(window?.value ?? rational(0n)) - wanted) <= 1e-9 * wanted, `${kind} p95`);
        }
      }
    });
  }
});

describe('bad rows', () => {
  test('are dropped, counted and named with line and reason', () => {
    const columns = '{ at: at, start: start, end: end, bad: failed, total: requests, value: ms }';
    const file = resolve('examples/data/bad-rows.csv');
    const { model } = open({
      uri: file,
      version: 1,
      text: agreement('bad-rows.csv', 'type: latency, statistic: p95', 'atMost: 300 ms', columns),
    });
    const planned = planOf(model);
    const partials = runPlan(planned.plan, {
      folder: resolve('examples/data'),
      fence: { roots: [resolve('.')], isTrusted: true },
      wantsFingerprint: false,
      maximumBytes: 1e9,
      isCancelled: () => false,
      onProgress: () => undefined,
    });
    const source = partials.sources[0];
    assert.equal(source?.rows, 10);
    assert.equal(source?.badRows, 7);
    assert.deepEqual(
      source?.badSamples.map((row) => [row.line, row.why]),
      [
        [3, 'end before start'],
        [4, 'bad exceeds total'],
        [5, 'value is not a number'],
        [6, 'at is not a date'],
        [7, 'bad is negative'],
      ],
    );
  });

  const broken: readonly (readonly [string, string, string])[] = [
    ['an empty file', '', 'the file is empty'],
    ['binary data', 'at,ms\n\u0000\u0001', 'binary data'],
    ['a line of 64 MB', `at,ms\n${'x'.repeat(64 << 20)}`, 'longer than 100,000 bytes'],
    ['a quote that never closes', 'at,ms\n2026-01-01T00:00:00Z,"5\n2026-01-02T00:00:00Z,6\n', 'is not closed'],
  ];
  for (const [name, content, why] of broken) {
    test(`${name} gives a clear reason and no verdict`, () => {
      writeFileSync(join(folder, 'broken.csv'), content);
      const { result, partials } = run(agreement('broken.csv', 'type: latency, statistic: p95', 'atMost: 300 ms'));
      assert.deepEqual(result?.windows, []);
      assert.match(partials.sources[0]?.problems[0]?.message ?? '', new RegExp(why));
    });
  }

  test('a truncated last line is a bad row', () => {
    writeFileSync(join(folder, 'cut.csv'), 'at,ms\n2026-01-01T00:00:00Z,5\n2026-01-02T00');
    const { partials } = run(agreement('cut.csv', 'type: latency, statistic: p95', 'atMost: 300 ms'));
    assert.equal(partials.sources[0]?.badRows, 1);
  });

  test('a folder, a missing file and a way out are refused', () => {
    for (const [file, why] of [
      ['../x.csv', 'outside'],
      ['no.csv', 'no such file'],
      ['/etc/passwd', 'absolute'],
      ['"https://x/y.csv"', 'addresses'],
    ] as const) {
      const { partials } = run(agreement(file, 'type: latency, statistic: p95', 'atMost: 300 ms'));
      assert.match(partials.sources[0]?.problems[0]?.message ?? '', new RegExp(why), file);
    }
  });
});

describe('exact arithmetic', () => {
  test('percentiles equal type 7 of another library', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50_000, max: 500_000 }), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 1, max: 99 }),
        (values, percent) => {
          const histogram = new Histogram();
          for (const value of values) histogram.add(value, 1, 0);
          const got = statisticOf(histogram.part(), { kind: 'percentile', share: rational(BigInt(percent), 100n) });
          const sorted = values.map((value) => value / 10).sort((a, b) => a - b);
          const h = ((sorted.length - 1) * percent) / 100;
          const low = sorted[Math.floor(h)] ?? 0;
          const wanted = low + (h - Math.floor(h)) * ((sorted[Math.floor(h) + 1] ?? low) - low);
          assert.ok(Math.abs(toNumber(got ?? rational(0n)) - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted)));
        },
      ),
    );
    assert.equal(quantileSorted([1, 2, 3], 0.5), 2);
  });

  test('sums of decimals are exact, in any order and split', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 9 })), { maxLength: 60 }),
        fc.nat(60),
        (terms, cut) => {
          const [a, b] = [new ExactSum(), new ExactSum()];
          terms.forEach(([mantissa, decimals], index) => (index < cut ? a : b).add(mantissa, decimals));
          a.merge(b);
          const wanted = terms.reduce(
            (sum, [mantissa, decimals]) => sum + BigInt(mantissa) * 10n ** BigInt(9 - decimals),
            0n,
          );
          assert.equal(compare(fromDecimal(a.toString()) ?? rational(1n), rational(wanted, 10n ** 9n)), 0);
        },
      ),
    );
  });

  test('histograms merge to the same in any split', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 2_000_000 }), fc.integer({ min: 0, max: 3 })), {
          minLength: 1,
          maxLength: 200,
        }),
        fc.nat(200),
        (values, cut) => {
          const [whole, a, b] = [new Histogram(), new Histogram(), new Histogram()];
          values.forEach(([mantissa, decimals], index) => {
            whole.add(mantissa, decimals, index);
            (index < cut ? a : b).add(mantissa, decimals, index);
          });
          b.merge(a);
          const [x, y] = [whole.part(), b.part()];
          const plain = (part: typeof x): unknown =>
            part.values.map((value, index) => [value / 10 ** part.scale, part.counts[index]]);
          assert.deepEqual(plain(y), plain(x));
          assert.equal(Number(y.sum), Number(x.sum));
        },
      ),
    );
  });

  test('beside a sketch the counters at thresholds, the sum and the extremes stay exact, in any split', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -900_000, max: 900_000 }), { minLength: 1, maxLength: 120 }),
        fc.nat(120),
        (values, cut) => {
          const at = [-1.5, 0, 12.3456];
          const [a, b] = [new Histogram(at), new Histogram(at)];
          values.forEach((value, index) => (index < cut ? a : b).add(value, 4, index));
          a.merge(b);
          const part = a.part();
          const plain = values.map((value) => value / 1e4);
          assert.deepEqual(
            part.cells === undefined ? [] : part.thresholds,
            part.cells === undefined
              ? []
              : at.map((threshold) => ({
                  at: threshold,
                  below: plain.filter((value) => value < threshold).length,
                  equal: plain.filter((value) => value === threshold).length,
                })),
          );
          assert.equal(
            compare(
              fromDecimal(part.sum) ?? rational(1n),
              rational(BigInt(values.reduce((sum, value) => sum + value, 0)), 10_000n),
            ),
            0,
          );
          assert.equal(part.n, values.length);
        },
      ),
    );
  });

  test('values beyond safe integers at the scale are sketched, not miscounted', () => {
    const histogram = new Histogram();
    histogram.add(1_234, 3, 0);
    histogram.add(999_999_999_999_999, 0, 1);
    const part = histogram.part();
    assert.notEqual(part.cells, undefined);
    assert.equal(part.sum, '1000000000000000.234');
  });

  test('more than 65,536 distinct values become a sketch with an error of 0.4 % at most', () => {
    const histogram = new Histogram();
    for (let value = 1; value <= 70_000; value++) histogram.add(value, 1, value);
    const part = histogram.part();
    assert.notEqual(part.cells, undefined);
    const median = toNumber(statisticOf(part, { kind: 'percentile', share: rational(1n, 2n) }) ?? rational(0n));
    assert.ok(Math.abs(median - 3_500.05) <= 0.004 * 3_500.05, String(median));
  });
});

test('time stamps: offsets, fractions, epochs by their digits, days that do not exist', () => {
  const rows = [
    ['2026-02-01T10:00:00+02:00', true],
    ['2026-02-01 10:00:00.123456789Z', true],
    ['2026-02-01T10:00Z', true],
    ['2026-02-01', true],
    ['1769940000', true],
    ['1769940000123', true],
    ['1769940000123456', true],
    ['2026-02-30T10:00:00Z', false],
    ['2026-13-01', false],
    ['17699400', false],
    ['yesterday', false],
  ] as const;
  writeFileSync(join(folder, 'stamps.csv'), `at,ms\n${rows.map(([stamp]) => `${stamp},5`).join('\n')}\n`);
  const { partials, result } = run(agreement('stamps.csv', 'type: latency, statistic: p95', 'atMost: 300 ms'));
  assert.equal(partials.sources[0]?.badRows, rows.filter(([, isGood]) => !isGood).length);
  assert.equal(
    result?.windows.find((window) => window.window === '2026-02')?.n,
    rows.filter(([, isGood]) => isGood).length,
  );
});
