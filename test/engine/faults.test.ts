// Lets every call of the system that reads a file fail, one after the other and in every way: what is said, and what comes after.
// It must never leave a call out: the test goes on until a run makes fewer calls than the one that is to fail.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, mock, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { readMedian, type Reading } from './read';

const folder = fs.mkdtempSync(join(tmpdir(), 'sla-faults-'));
after(() => fs.rmSync(folder, { recursive: true, force: true }));

const rows = Array.from({ length: 60 }, (_, index) => ({
  at: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(),
  ms: 100 + index,
}));
const csv = `at,ms\n${rows.map(({ at, ms }) => `${at},${ms}\n`).join('')}`;
const files: Readonly<Record<string, Buffer>> = {
  'd.csv': Buffer.from(csv),
  'd.csv.gz': gzipSync(csv),
  'd.ndjson': Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
  'd.json': Buffer.from(JSON.stringify(rows)),
  'wide.csv': Buffer.from(`\ufeff${csv}`, 'utf16le'),
};

before(async () => {
  for (const [name, bytes] of Object.entries(files)) fs.writeFileSync(join(folder, name), bytes);
  const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false' });
  const connection = await instance.connect();
  const path = (name: string): string => `'${join(folder, name)}'`;
  await connection.run(`copy (from read_csv(${path('d.csv')})) to ${path('d.parquet')} (format parquet)`);
  connection.closeSync();
});

const calls = ['openSync', 'readSync', 'fstatSync', 'lstatSync', 'realpathSync'] as const;
const faults: readonly (readonly [string, RegExp])[] = [
  ['EACCES', /no permission to read it/],
  ['EMFILE', /too many files are open; try again/],
  ['EIO', /the disk cannot read it/],
  ['ENOENT', /there is no such file/],
  ['ESTALE', /the network drive has lost it; try again/],
  ['EWEIRD', /it cannot be read \(EWEIRD\)/],
];

/** What comes of a file where `before` is done before the n-th of a kind of calls; undefined where it did not come to that call. */
function withFault(file: string, call: (typeof calls)[number], nth: number, before: () => void): Reading | undefined {
  let count = 0;
  const original = fs[call] as (...parameters: unknown[]) => unknown;
  const mocked = mock.method(fs, call, (...parameters: unknown[]) => {
    if (++count === nth) before();
    return original.apply(fs, parameters);
  });
  try {
    const got = readMedian(folder, file);
    return count >= nth ? got : undefined;
  } finally {
    mocked.mock.restore();
  }
}

function failing(code: string): () => never {
  return () => {
    throw Object.assign(new Error(`${code}: injected`), { code });
  };
}

describe('the n-th call fails, for every n', () => {
  for (const file of [...Object.keys(files), 'd.parquet'])
    test(file, () => {
      const expected = readMedian(folder, file);
      assert.equal(expected.problem, undefined);
      const descriptors = fs.readdirSync('/proc/self/fd').length;
      let injected = 0;
      for (const call of calls)
        for (const [code, why] of faults) {
          let nth = 1;
          for (; ; nth++) {
            const got = withFault(file, call, nth, failing(code));
            if (got === undefined) break;
            injected++;
            // A root that cannot be resolved is taken as it is written; everything else is a problem of the source.
            if (got.problem === undefined && call === 'realpathSync') assert.deepEqual(got.windows, expected.windows);
            else {
              assert.match(got.problem ?? '', why, `${call} ${nth} ${code}`);
              assert.deepEqual(got.windows, []);
              assert.match(got.unavailable ?? '', why);
            }
            assert.deepEqual(readMedian(folder, file).windows, expected.windows, 'right again at once');
          }
          assert.ok(nth > 1, `${call} is made`);
        }
      assert.ok(injected >= 30, String(injected));
      assert.equal(fs.readdirSync('/proc/self/fd').length, descriptors, 'every file that was opened is closed');
    });
});

describe('the file is cut to its half before the n-th read', () => {
  for (const file of [...Object.keys(files), 'd.parquet'])
    test(file, () => {
      const path = join(folder, file);
      const bytes = fs.readFileSync(path);
      const expected = readMedian(folder, file);
      const cut = (): void => fs.truncateSync(path, Math.floor(bytes.length / 2));
      cut();
      // Half of a file of lines is a file of lines; it is read once more from its start, and then says what it holds.
      const half = readMedian(folder, file);
      fs.writeFileSync(path, bytes);
      for (let nth = 1; ; nth++) {
        const got = withFault(file, 'readSync', nth, cut);
        fs.writeFileSync(path, bytes);
        if (got === undefined) {
          assert.ok(nth > 2, 'the header and the rows are read');
          return;
        }
        if (got.problem === undefined) assert.deepEqual(got.windows, half.windows, String(nth));
        else assert.deepEqual(got.windows, [], String(nth));
        assert.deepEqual(readMedian(folder, file).windows, expected.windows);
      }
    });
});
