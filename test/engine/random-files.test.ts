// Proves the readers of all formats by DuckDB on more than two thousand random files: counts exact, sums and percentiles to 1e-9.
// DuckDB reads the very files that the engine reads, but those in UTF-16; the seed stands in the name of each test.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { planOf } from '../../server/src/core/compliance/plan';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { open } from '../../server/src/core/model/file';
import { toNumber } from '../../server/src/core/scalars/rational';
import { runPlan } from '../../server/src/engine/run';
import { runOptions } from '../kit/run-options';
import { randomOf, type Random } from './references/random';

const folder = mkdtempSync(join(tmpdir(), 'sla-random-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const filesOfEach = 36;
const statistics = { sum: 'sum(ms)', p50: 'quantile_cont(ms, 0.5)', p95: 'quantile_cont(ms, 0.95)' } as const;
type Statistic = keyof typeof statistics;
const names = Object.keys(statistics) as Statistic[];

interface RandomRow {
  /** Microseconds since 1970. */
  readonly micros: number;
  readonly site: string;
  readonly ms: string | undefined;
}

/** Ways to write a time, and what DuckDB calls them; `step` is the finest difference that the way can say. */
const times = {
  zulu: { write: (micros) => iso(micros).replace(/\d{3}Z$/, 'Z'), sql: '"at"::timestamptz', step: 1_000 },
  micro: { write: (micros) => iso(micros), sql: '"at"::timestamptz', step: 1 },
  ahead: {
    write: (micros) => `${iso(micros + 5.5 * 3.6e9).slice(0, 19)}+05:30`,
    sql: '"at"::timestamptz',
    step: 1_000_000,
  },
  wall: {
    write: (micros) => iso(micros).slice(0, 19).replace('T', ' '),
    sql: `"at"::timestamp at time zone 'UTC'`,
    step: 1_000_000,
  },
  seconds: {
    write: (micros) => String(micros / 1e6),
    sql: 'make_timestamptz("at"::bigint * 1000000)',
    step: 1_000_000,
  },
  milliseconds: { write: (micros) => String(micros / 1e3), sql: 'make_timestamptz("at"::bigint * 1000)', step: 1_000 },
  microseconds: { write: (micros) => String(micros), sql: 'make_timestamptz("at"::bigint)', step: 1 },
} as const satisfies Record<string, { write: (micros: number) => string; sql: string; step: number }>;
type Time = keyof typeof times;

function iso(micros: number): string {
  const milliseconds = Math.floor(micros / 1_000);
  return new Date(milliseconds)
    .toISOString()
    .replace('Z', `${String(micros - milliseconds * 1_000).padStart(3, '0')}Z`);
}

function randomRows(random: Random, time: Time, isPlain: boolean): readonly RandomRow[] {
  const sites = isPlain ? ['eu', 'us', 'ap'] : ['eu', 'Łódź, 1', 'say "no"', 'a;b\tc', 'two\nlines', '😀'];
  const { step } = times[time];
  const scale = random.pick([1, 10, 2_000, 1e6]);
  const write = random.pick<(value: number) => string>([
    (value) => value.toFixed(0),
    (value) => value.toFixed(1),
    (value) => value.toFixed(3),
    (value) => `${Math.round(value * 10)}e-1`,
    (value) => `${(value / 100).toFixed(2)}E+2`,
  ]);
  return Array.from({ length: random.whole(2, 60) }, () => ({
    micros: Math.floor((Date.UTC(2026, 0, 1) * 1_000 + random.next() * 100 * 8.64e10) / step) * step,
    site: random.pick(sites),
    ms: random.chance(0.1) ? undefined : write(random.next() ** 3 * scale),
  }));
}

interface Form {
  readonly format: 'csv' | 'tsv' | 'ndjson' | 'json' | 'parquet';
  readonly time: Time;
  readonly isPacked: boolean;
  readonly encoding: 'plain' | 'marked' | 'utf-16le' | 'utf-16be';
  readonly delimiter: string;
  readonly newline: string;
  /** Where quotes stand: where they have to, or everywhere. */
  readonly isQuoted: boolean;
  /** Whether a site may need quotes or escapes at all. */
  readonly isPlain: boolean;
  readonly codec: string;
}

function randomForm(random: Random, format: Form['format']): Form {
  return {
    format,
    time: random.pick(Object.keys(times) as Time[]),
    isPacked: format !== 'parquet' && random.chance(0.4),
    encoding: random.pick(['plain', 'plain', 'marked', 'utf-16le', 'utf-16be']),
    delimiter: format === 'tsv' ? '\t' : random.pick([',', ';', '\t']),
    newline: random.pick(['\n', '\r\n']),
    isQuoted: random.chance(0.3),
    isPlain: random.chance(0.3),
    codec: random.pick(['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4_raw']),
  };
}

/** The columns stand in another order in each file, with one that nobody wants. */
function textOf(form: Form, rows: readonly RandomRow[], random: Random): string {
  const columns = random.shuffle(['at', 'site', 'ms', 'extra']);
  const values = rows.map(({ micros, site, ms }): Readonly<Record<string, string | undefined>> => ({
    at: times[form.time].write(micros),
    site,
    ms: ms ?? (form.format === 'csv' && random.chance(0.3) ? 'NULL' : undefined),
    extra: form.isPlain ? 'x' : random.pick(['', 'x', '"', 'a,b']),
  }));
  if (form.format === 'ndjson' || form.format === 'json') {
    const isNumber = (column: string): boolean =>
      column === 'ms' || (column === 'at' && times[form.time].sql.startsWith('make'));
    const objects = values.map((row) => {
      const keys = columns.filter((column) => row[column] !== undefined || random.chance(0.5));
      const pairs = keys.map((key) => {
        const value = row[key];
        const shown = value === undefined ? 'null' : isNumber(key) ? value : JSON.stringify(value);
        return `${JSON.stringify(key)}:${random.pick(['', ' '])}${shown}`;
      });
      return `{${pairs.join(random.pick([',', ', ']))}}`;
    });
    if (form.format === 'ndjson') return objects.join(form.newline) + random.pick(['', form.newline]);
    const between = random.pick([',', `,${form.newline}`, ` ,${form.newline}  `]);
    return `[${random.pick(['', form.newline])}${objects.join(between)}${random.pick(['', form.newline])}]${random.pick(['', form.newline])}`;
  }
  const field = (value: string): string => {
    const mustQuote = /["\n\t,;]/.test(value);
    return mustQuote || form.isQuoted ? `"${value.replaceAll('"', '""')}"` : value;
  };
  const lines = [columns, ...values.map((row) => columns.map((column) => row[column] ?? ''))].map((list) =>
    list.map((value) => (value === '' || value === 'NULL' ? value : field(value))).join(form.delimiter),
  );
  return lines.join(form.newline) + (random.chance(0.8) ? form.newline : '');
}

function bytesOf(text: string, encoding: Form['encoding']): Buffer {
  if (encoding === 'plain') return Buffer.from(text);
  if (encoding === 'marked') return Buffer.from(`\ufeff${text}`);
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** How DuckDB reads the files of one form: all columns as text. */
function readerOf(form: Form, paths: readonly string[]): string {
  const list = `[${paths.map(quoted).join(', ')}]`;
  if (form.format === 'parquet') return `read_parquet(${list}, filename = true)`;
  if (form.format === 'ndjson' || form.format === 'json') {
    const kind = form.format === 'json' ? 'array' : 'newline_delimited';
    return `read_json(${list}, format = '${kind}', columns = {"at": 'VARCHAR', site: 'VARCHAR', ms: 'VARCHAR'}, filename = true)`;
  }
  return `read_csv(${list}, delim = ${quoted(form.delimiter)}, quote = '"', escape = '"', header = true, all_varchar = true, union_by_name = true, nullstr = ['', 'NULL'], filename = true)`;
}

function agreement(file: string): string {
  const metrics = names.map((name) => `  ${name}-of: { type: latency, data: log, statistic: ${name} }\n`);
  const objectives = names.map(
    (name) => `  ${name}-o: { metric: ${name}-of, window: month, atMost: 300 ms, per: site }\n`,
  );
  return `sla: 1
id: random
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data: { log: { file: ${file}, columns: { at: at, value: ms } } }
metrics:
${metrics.join('')}objectives:
${objectives.join('')}`;
}

/** Month, site, statistic: number of values, and the value. */
function engineAnswers(file: string): ReadonlyMap<string, readonly [number, number]> {
  const { model } = open({ uri: join(folder, 'a.sla.yaml'), version: 1, text: agreement(file) });
  const planned = planOf(model);
  const partials = runPlan(planned.plan, runOptions(folder));
  const [source] = partials.sources;
  assert.deepEqual(source?.problems, [], file);
  assert.equal(source?.badRows, 0, `${file}: ${JSON.stringify(source?.badSamples)}`);
  const answers = new Map<string, readonly [number, number]>();
  resultsOf(model, planned, partials).forEach(({ windows }, index) => {
    for (const { window, group, n, value } of windows)
      if (n > 0 && value !== undefined)
        answers.set(`${window} ${group ?? ''} ${names[index] ?? ''}`, [n, toNumber(value)]);
  });
  return answers;
}

describe('files of every format equal DuckDB', () => {
  let connection: DuckDBConnection;
  before(async () => {
    const instance = await DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      threads: '1',
    });
    connection = await instance.connect();
    await connection.run(`set timezone = 'UTC'`);
  });
  after(() => connection.closeSync());

  /** Writes the rows as Parquet, of types that a table would have. */
  async function writeParquet(form: Form, path: string, text: string, random: Random): Promise<void> {
    writeFileSync(`${path}.csv`, text);
    const at = form.time === 'wall' ? '"at"::timestamp' : form.time === 'micro' ? '"at"::timestamptz' : undefined;
    const isText = form.time === 'zulu' || form.time === 'ahead';
    const ms = random.pick(['ms::double', 'ms::double', 'ms', 'ms::double::decimal(18, 3)']);
    const source = readerOf({ ...form, format: 'csv' }, [`${path}.csv`]);
    const options = `format parquet, codec ${form.codec}, row_group_size ${random.pick([2048, 122_880])}, parquet_version ${random.pick(['V1', 'V2'])}`;
    const query = `select ${at ?? (isText ? '"at"' : '"at"::bigint')} as "at", site, ${ms} as ms, 'x' as extra from ${source}`;
    await connection.run(`copy (${query}) to ${quoted(path)} (${options})`);
  }

  const formats: readonly Form['format'][] = ['csv', 'csv', 'tsv', 'ndjson', 'json', 'parquet'];
  for (let seed = 1; seed <= 60; seed++) {
    const random = randomOf(seed);
    const form = randomForm(random, formats[seed % formats.length] ?? 'csv');
    const packed = form.isPacked ? ', packed' : '';
    test(`seed ${seed}: ${filesOfEach} files of ${form.format}, ${form.time}, ${form.encoding}${packed}`, async () => {
      const own = join(folder, String(seed));
      mkdirSync(own);
      const files: string[] = [];
      const read: string[] = [];
      for (let index = 0; index < filesOfEach; index++) {
        const rows = randomRows(random, form.time, form.isPlain);
        const text = textOf(form, rows, random);
        const end = form.isPacked ? '.gz' : '';
        const name = `${seed}/${index}.${form.format}${end}`;
        const path = join(folder, name);
        if (form.format === 'parquet') await writeParquet(form, path, text, random);
        else {
          const bytes = bytesOf(text, form.encoding);
          writeFileSync(path, form.isPacked ? gzipSync(bytes) : bytes);
        }
        files.push(name);
        const twin = join(own, `${index}.twin.${form.format}`);
        const hasTwin = form.encoding !== 'plain' && form.format !== 'parquet';
        if (hasTwin) writeFileSync(twin, text);
        read.push(hasTwin ? twin : path);
      }
      const at = form.format === 'parquet' && ['wall', 'micro'].includes(form.time) ? '"at"' : times[form.time].sql;
      const reader = await connection.runAndReadAll(
        `select filename, strftime(${at}, '%Y-%m') as month, site, count(ms) as n,
           ${names.map((name) => `${statistics[name]} as ${name}`).join(', ')}
         from (select filename, "at", site, ms::double as ms from ${readerOf(form, read)})
         group by 1, 2, 3 having count(ms) > 0`,
      );
      const expected = new Map<string, Map<string, readonly [number, number]>>();
      for (const row of reader.getRowObjects()) {
        const answers = expected.get(String(row['filename'])) ?? new Map<string, readonly [number, number]>();
        expected.set(String(row['filename']), answers);
        for (const name of names)
          answers.set(`${String(row['month'])} ${String(row['site'])} ${name}`, [Number(row['n']), Number(row[name])]);
      }
      files.forEach((file, index) => {
        const wanted = expected.get(read[index] ?? '') ?? new Map<string, readonly [number, number]>();
        const got = engineAnswers(file);
        assert.deepEqual([...got.keys()].sort(), [...wanted.keys()].sort(), file);
        for (const [key, [n, value]] of wanted) {
          const [gotN, gotValue] = got.get(key) ?? [0, Number.NaN];
          assert.equal(gotN, n, `${file} ${key}: count`);
          const isNear = Math.abs(gotValue - value) <= 1e-9 * Math.max(1, Math.abs(value));
          assert.ok(isNear, `${file} ${key}: ${gotValue} instead of ${value}`);
        }
      });
    });
  }
});
