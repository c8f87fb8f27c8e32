// Tells the server that files of the workspace have changed, and looks whether it reads the data of an agreement again.
// It must never take a file for read that only happened to be read for another reason: each file that is written is told of alone.

import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Client } from './client';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sla-watching-')));
const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
const agreement = uriOf('a.sla.yaml');
let client: Client;
let version = 0;

/** The agreement over a file, with an objective on a line of its own. */
const over = (file: string): string => `sla: 1
id: a
title: A
kind: internal
status: draft
version: 1.0.0
timeZone: UTC
parties: { p: { name: P, role: provider }, c: { name: C, role: customer } }
data: { log: { file: "${file}", columns: { at: at, value: ms } } }
metrics: { m: { type: latency, data: log, unit: ms, statistic: max } }
objectives:
  o: { metric: m, window: month, atMost: 5000 ms }
`;

/** Files in the two formats, each with one value that counts. */
const written: Readonly<Record<string, (value: number) => string>> = {
  'log.csv': (value) => `at,ms\n2026-01-02T00:00:00Z,${value}\n2026-01-03T00:00:00Z,1\n`,
  'log.json': (value) =>
    JSON.stringify([
      { at: '2026-01-02T00:00:00Z', ms: value },
      { at: '2026-01-03T00:00:00Z', ms: 1 },
    ]),
};

/** The value in milliseconds that the hover on the objective shows; undefined where there is none. */
async function shown(): Promise<number | undefined> {
  const position = { line: 11, character: 2 };
  const answer = await client.request<{ readonly contents: { readonly value: string } } | null>('textDocument/hover', {
    textDocument: { uri: agreement },
    position,
  });
  const value = /Jan 2026: (\d+) ms/.exec(answer?.contents.value ?? '')?.[1];
  return value === undefined ? undefined : Number(value);
}

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

async function isShown(value: number, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; ; await pause(20)) {
    if ((await shown()) === value) return true;
    if (Date.now() > end) return false;
  }
}

/** Tells of a change of a file. */
function touch(name: string): void {
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(name), type: 2 }] });
}

before(async () => {
  client = new Client();
  const root = pathToFileURL(folder).href;
  await client.request('initialize', {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: 'w' }],
    capabilities: {},
    initializationOptions: { trusted: true, theme: 'light' },
  });
  client.notify('initialized', {});
});
after(async () => {
  await client.end();
  rmSync(folder, { recursive: true, force: true });
});

describe('data is read again', () => {
  const cases: readonly (readonly [data: string, file: string, read: readonly string[], left: readonly string[]])[] = [
    [
      'log.csv',
      'log.csv',
      ['log.csv', 'other.csv', 'OTHER.CSV'],
      ['package.json', 'log.csv.gz', 'log.tsv', 'notes.md'],
    ],
    ['log.json', 'log.json', ['log.json', 'package.json'], ['b.sla.json', 'log.json.gz', 'log.ndjson', 'log.csv']],
    // A pattern without an end may mean any file.
    ['lo*', 'log.csv', ['log.csv', 'package.json', 'log.csv.gz'], ['b.sla.json', 'notes.md']],
  ];
  for (const [data, file, read, left] of cases)
    test(`of "${data}" where one of its format has changed, and by no other file`, async () => {
      let value = 100;
      const write = (): number => {
        writeFileSync(join(folder, file), written[file]!(++value));
        return value;
      };
      write();
      for (const other of Object.keys(written)) if (other !== file) rmSync(join(folder, other), { force: true });
      if (version++ === 0) client.open(agreement, over(data), version);
      else client.change(agreement, version, over(data));
      assert.ok(await isShown(value, 10_000), `${data} is not read at first: ${await shown()}`);
      for (const name of left) {
        const [old, fresh] = [value, write()];
        touch(name);
        assert.ok(!(await isShown(fresh, 250)), `${name} made it read ${data}`);
        assert.equal(await shown(), old);
        // The next file is told of over data that was read.
        touch(file);
        assert.ok(await isShown(fresh, 10_000), `${file} did not make it read ${data}`);
      }
      for (const name of read) {
        const fresh = write();
        touch(name);
        assert.ok(await isShown(fresh, 10_000), `${name} did not make it read ${data}`);
      }
    });
});
