// Parquet as DuckDB writes it, in every codec and of every type that a role can use; and every way it can be broken.
// It must never accept a value that another reader of the same file does not give.

import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { readMedian, type Reading } from './read';

const folder = mkdtempSync(join(tmpdir(), 'sla-parquet-'));
after(() => rmSync(folder, { recursive: true, force: true }));

let connection: DuckDBConnection;
before(async () => {
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  connection = await instance.connect();
});
after(() => connection.closeSync());

/** Writes the rows of a query as `name`, with the options of COPY. */
async function write(name: string, query: string, options = ''): Promise<void> {
  const path = join(folder, name).replaceAll("'", "''");
  await connection.run(`copy (${query}) to '${path}' (format parquet${options === '' ? '' : `, ${options}`})`);
}

const rows = (at: string, ms: string): string =>
  `select ${at} as at, ${ms} as ms from (select range as i from range(0, 900)) order by i`;
const instant = `(timestamp '2026-01-01' + to_hours(i))`;

/** Windows of the same rows as `at` and `ms` of a plain CSV. */
function expected(value: (index: number) => string): Reading['windows'] {
  const lines = Array.from(
    { length: 900 },
    (_, index) => `${new Date(Date.UTC(2026, 0, 1, index)).toISOString()},${value(index)}\n`,
  );
  writeFileSync(join(folder, 'expected.csv'), `at,ms\n${lines.join('')}`);
  return readMedian(folder, 'expected.csv').windows;
}

describe('every codec and version', () => {
  for (const codec of ['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4', 'lz4_raw'])
    for (const version of ['V1', 'V2'])
      test(`${codec}, ${version}, in several row groups`, async () => {
        const query = `select ${instant} as at, case when i % 7 = 0 then null else i / 4 end as ms, 'site ' || (i % 3) as site
          from (select range as i from range(0, 5000))`;
        await write('c.parquet', query, `codec ${codec}, parquet_version ${version}, row_group_size 2048`);
        const got = readMedian(folder, 'c.parquet');
        assert.equal(got.problem, undefined);
        assert.deepEqual([got.source.rows, got.source.badRows], [5_000, 0]);
        assert.deepEqual(got.source.samples[2], ['site 0', 'site 1', 'site 2']);
        const reader = await connection.runAndReadAll(
          `select strftime("at", '%Y-%m') as month, count(ms) as n, quantile_cont(ms, 0.5) as p50
           from '${join(folder, 'c.parquet')}' group by 1 order by 1`,
        );
        assert.deepEqual(
          got.windows.map(({ window, n, value }) => [window, n, value]),
          reader.getRowObjects().map((row) => [row['month'], Number(row['n']), Number(row['p50'])]),
        );
      });
});

describe('every type', () => {
  const times: readonly (readonly [string, string])[] = [
    ['timestamp', instant],
    ['timestamp with a zone', `${instant}::timestamptz`],
    ['timestamp in seconds', `${instant}::timestamp_s`],
    ['timestamp in milliseconds', `${instant}::timestamp_ms`],
    ['timestamp in nanoseconds', `${instant}::timestamp_ns`],
    ['whole seconds', `epoch(${instant})::bigint`],
    ['whole milliseconds', `epoch_ms(${instant})`],
    ['whole microseconds', `epoch_us(${instant})`],
    ['text', `strftime(${instant}, '%Y-%m-%dT%H:%M:%SZ')`],
  ];
  for (const [name, at] of times)
    test(`${name} as a time`, async () => {
      await connection.run(`set timezone = 'UTC'`);
      await write('t.parquet', rows(at, 'i'));
      const got = readMedian(folder, 't.parquet');
      assert.equal(got.problem, undefined);
      assert.deepEqual([got.source.rows, got.source.badRows], [900, 0]);
      assert.deepEqual(got.windows, expected(String));
    });

  test('a date is the start of its day, and a time on the wall is in the zone of the source', async () => {
    await write('t.parquet', `select date '2026-03-01' + i::integer as at, i as ms from range(0, 90) r(i)`);
    const zone = ', timeZone: Europe/Berlin';
    assert.equal(readMedian(folder, 't.parquet', {}, zone).windows[0]?.window, '2026-02');
    await write(
      't.parquet',
      `select timestamp '2026-03-01 00:30:00' + to_days(i::integer) as at, i as ms from range(0, 90) r(i)`,
    );
    const local = readMedian(folder, 't.parquet', {}, zone);
    assert.deepEqual([local.windows[0]?.window, local.source.isZoneAssumed], ['2026-02', false]);
    const assumed = readMedian(folder, 't.parquet');
    assert.deepEqual([assumed.windows[0]?.window, assumed.source.isZoneAssumed], ['2026-03', true]);
  });

  const values: readonly (readonly [string, string, (index: number) => string])[] = [
    ['tinyint', '(i % 100)::tinyint', (i) => String(i % 100)],
    ['smallint', 'i::smallint', String],
    ['integer', 'i::integer', String],
    ['bigint', '(i * 1000000007)::bigint', (i) => String(i * 1_000_000_007)],
    ['utinyint', '(i % 256)::utinyint', (i) => String(i % 256)],
    ['uinteger', '(3000000000 + i)::uinteger', (i) => String(3_000_000_000 + i)],
    ['ubigint', '(3000000000 + i)::ubigint', (i) => String(3_000_000_000 + i)],
    ['double', '(i / 8)::double', (i) => String(i / 8)],
    ['double with many decimals', '(i / 7)::double', (i) => String(i / 7)],
    ['double in thousandths', 'round(i * 0.123, 3)::double', (i) => (i * 0.123).toFixed(3)],
    ['real', '(i / 10)::real', (i) => String(i / 10)],
    ['decimal(5,2)', '(i / 4)::decimal(5,2)', (i) => (i / 4).toFixed(2)],
    ['decimal(18,6)', '(i / 8)::decimal(18,6)', (i) => (i / 8).toFixed(6)],
    ['decimal(38,10)', '(i / 8)::decimal(38,10)', (i) => (i / 8).toFixed(10)],
    ['decimal(38,20)', '(i / 8)::decimal(38,20)', (i) => String(i / 8)],
    ['text', `(i / 8)::varchar`, (i) => String(i / 8)],
    [
      'text with blanks and words for nothing',
      `case when i % 2 = 0 then ' ' || i || ' ' else 'NA' end`,
      (i) => (i % 2 === 0 ? String(i) : ''),
    ],
    [
      'null and NaN',
      `case when i % 3 = 0 then null when i % 3 = 1 then 'nan'::double else i end`,
      (i) => (i % 3 === 2 ? String(i) : ''),
    ],
  ];
  for (const [name, ms, text] of values)
    test(`${name} as a number`, async () => {
      await write('n.parquet', rows(instant, ms));
      const got = readMedian(folder, 'n.parquet');
      assert.equal(got.problem, undefined);
      assert.equal(got.source.badRows, 0);
      assert.deepEqual(got.windows, expected(text));
    });

  test('what is no number, or none that can be held, is a bad row', async () => {
    for (const [ms, bad] of [
      [`case when i = 5 then 'fast' else i::varchar end`, 1],
      [`case when i = 5 then 'infinity'::double else i end`, 1],
      ['9007199254740993 + i', 900],
      ['i % 2 = 0', 900],
    ] as const) {
      await write('b.parquet', rows(instant, ms));
      assert.equal(readMedian(folder, 'b.parquet').source.badRows, bad, ms);
    }
    await write('b.parquet', `select ${instant} as at, i as ms from range(0, 9) r(i) union all select null, 1`);
    assert.deepEqual(
      readMedian(folder, 'b.parquet').source.badSamples.map(({ line, why }) => [line, why]),
      [[10, 'at is empty']],
    );
  });

  test('nested columns are no matter until one of them is wanted', async () => {
    await write(
      'x.parquet',
      `select ${instant} as at, i as ms, [i, 2] as list, {'a': i} as struct, map {'k': 1} as m, uuid() as id, time '10:00:00' as hour from range(0, 9) r(i)`,
    );
    const got = readMedian(folder, 'x.parquet');
    assert.deepEqual([got.problem, got.source.rows, got.source.badRows], [undefined, 9, 0]);
    assert.deepEqual(got.source.columns, ['at', 'ms', 'list', 'struct', 'm', 'id', 'hour']);
    for (const [column, why] of [
      ['list', /its column "list" holds nested values/],
      ['struct', /its column "struct" holds nested values/],
      ['hour', /its column "hour" is of the type TIME, which is not read/],
    ] as const)
      assert.match(readMedian(folder, 'x.parquet', {}, `, where: 'has(${column})'`).problem ?? '', why);
  });

  test('a fingerprint is over the whole file, in whatever order it is read', async () => {
    const { createHash } = await import('node:crypto');
    await write('f.parquet', rows(instant, 'i'));
    const wanted = createHash('sha256')
      .update(readFileSync(join(folder, 'f.parquet')))
      .digest('hex');
    assert.equal(readMedian(folder, 'f.parquet', { wantsFingerprint: true }).source.fingerprint, `sha256-${wanted}`);
  });
});

describe('a broken file says why and gives no verdict', () => {
  const wrong: readonly (readonly [string, (good: Buffer) => Buffer, RegExp])[] = [
    ['nothing', () => Buffer.alloc(0), /the file is empty/],
    ['a few bytes', (good) => good.subarray(0, 9), /too short/],
    ['text', () => Buffer.from('at,ms\n2026-01-01,1\n'), /it is no Parquet file/],
    ['without its last byte', (good) => good.subarray(0, -1), /cut off: it has no Parquet footer/],
    ['half of it', (good) => good.subarray(0, good.length / 2), /cut off: it has no Parquet footer/],
    ['a footer longer than the file', (good) => changed(good, good.length - 5, 0x7f), /its length is not right/],
    ['a footer of zeros', (good) => Buffer.from(good).fill(0, good.length - 200, good.length - 8), /footer is damaged/],
    ['pages of zeros', (good) => Buffer.from(good).fill(0, 4, 600), /a page of its column "(?:at|ms)" is damaged/],
    ['encrypted', (good) => Buffer.concat([good.subarray(0, -4), Buffer.from('PARE')]), /it is encrypted/],
  ];
  for (const [name, change, why] of wrong)
    test(name, async () => {
      await write('g.parquet', rows(instant, 'i'));
      const good = readFileSync(join(folder, 'g.parquet'));
      writeFileSync(join(folder, 'w.parquet'), change(good));
      const { problem, windows, unavailable } = readMedian(folder, 'w.parquet');
      assert.match(problem ?? '', why);
      assert.deepEqual(windows, []);
      assert.match(unavailable ?? '', why);
    });

  test('a codec that nobody reads', async () => {
    await write('g.parquet', rows(instant, 'i'), 'codec snappy');
    const bytes = readFileSync(join(folder, 'g.parquet'));
    // In the footer the codec is field 4 of a column: the header 0x15, then the code, twice as a zigzag; 3 is LZO.
    const footer = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8);
    const places = ['at', 'ms'].map((name) => bytes.indexOf(`\u0019\u0018\u0002${name}\u0015\u0002`, footer, 'latin1'));
    assert.ok(
      places.every((at) => at > 0),
      'the codec stands behind the name of the column',
    );
    for (const at of places) bytes[at + 6] = 6;
    writeFileSync(join(folder, 'w.parquet'), bytes);
    assert.match(readMedian(folder, 'w.parquet').problem ?? '', /it is packed by LZO, which is not read/);
  });

  test('1,001 columns, and one twice', async () => {
    const many = Array.from({ length: 1_001 }, (_, index) => `${index} as c${index}`);
    await write('m.parquet', `select ${many.join(', ')}`);
    assert.match(readMedian(folder, 'm.parquet').problem ?? '', /more than 1000 columns/);
  });

  test('a pattern over files of Parquet, and one that lacks a column', async () => {
    await write('p-1.parquet', rows(instant, 'i'));
    copyFileSync(join(folder, 'p-1.parquet'), join(folder, 'p-2.parquet'));
    assert.equal(readMedian(folder, 'p-*.parquet').source.rows, 1_800);
    await write('p-3.parquet', `select ${instant} as at from range(0, 9) r(i)`);
    assert.match(readMedian(folder, 'p-*.parquet').problem ?? '', /p-3\.parquet: it has no column "ms"/);
  });
});

function changed(bytes: Buffer, at: number, to: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = to;
  return copy;
}
