// Talks to the built language server over standard input and output, as an editor does: problems, versions, bombs, a killed engine.
// It must use nothing of the server but its protocol.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Client } from './client';

const folder = mkdtempSync(join(tmpdir(), 'sla-lsp-'));
const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
const orders = readFileSync('examples/orders-api.sla.yaml', 'utf8');
let client: Client;

before(async () => {
  client = new Client();
  await client.request('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'w' }],
    capabilities: {},
    initializationOptions: { trusted: true, theme: 'light' },
  });
  client.notify('initialized', {});
});
after(async () => {
  await client.end();
  rmSync(folder, { recursive: true, force: true });
});

describe('problems', () => {
  test('come with the version of the text that they belong to', async () => {
    const uri = uriOf('a.sla.yaml');
    const first = client.diagnostics(uri);
    client.open(uri, orders.replace('title:', 'titel:'), 7);
    const found = await first;
    assert.equal(found.version, 7);
    assert.ok(found.diagnostics.some((each) => each.code === 'unknown-key'));
    const second = client.diagnostics(uri, (each) => each.version === 8);
    client.change(uri, 8, orders);
    assert.ok((await second).diagnostics.every((each) => each.code !== 'unknown-key'));
  });

  test('a storm of edits ends with the problems of the last text', async () => {
    const uri = uriOf('storm.sla.yaml');
    client.open(uri, orders);
    const last = client.diagnostics(uri, (each) => each.version === 200);
    for (let version = 2; version <= 200; version++)
      client.change(uri, version, orders.replace('title:', `titel${version % 2}:`));
    assert.equal((await last).diagnostics.filter((each) => each.code === 'unknown-key').length, 1);
  });
});

describe('answers in one server process, after a hundred good files', () => {
  const bombs: Readonly<Record<string, () => string>> = {
    'F1 nested flow': () => '['.repeat(100_000),
    'F2 nested blocks': () => Array.from({ length: 1_200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    'F3 anchors': () => `a: ${'&a '.repeat(100_000)}`,
    'F3 tags': () => `a: ${'!x '.repeat(100_000)}`,
    'F4 key flood': () => Array.from({ length: 20_000 }, (_, index) => `key${index}: 1`).join('\n'),
    'F5 anchors with aliases': () =>
      Array.from({ length: 20_000 }, (_, index) => `k${index}: &a${index} v\nl${index}: *a${index}`).join('\n'),
    'F6 billion laughs': () =>
      `a0: &a0 x\n${Array.from({ length: 9 }, (_, index) => `a${index + 1}: &a${index + 1} [${Array(9).fill(`*a${index}`).join(', ')}]`).join('\n')}`,
    'F7 a hundred aliases': () => `title: &a x\nx-list: [${Array(100).fill('*a').join(', ')}]`,
    'F8 merge chain': () =>
      `a0: &a0 {x: 1}\n${Array.from({ length: 2_000 }, (_, index) => `a${index + 1}: &a${index + 1} { <<: *a${index} }`).join('\n')}`,
    'F9 YAML 1.1': () => `%YAML 1.1\n---\n${orders}`,
    'F10 numbers': () => 'sla: 1e999\nid: .nan\ntitle: 12345678901234567890',
  };

  test('a hundred good files', async () => {
    for (let index = 0; index < 100; index++) {
      const uri = uriOf(`good${index}.sla.yaml`);
      const found = client.diagnostics(uri);
      client.open(
        uri,
        orders.replace('id: orders-api', `id: good-${index}`).replace(/^data:\n[\s\S]*?^metrics:/m, 'metrics:'),
      );
      await found;
      client.notify('textDocument/didClose', { textDocument: { uri } });
    }
  });

  for (const [name, make] of Object.entries(bombs)) {
    test(name, async (context) => {
      const uri = uriOf(`${name.replaceAll(' ', '-')}.sla.yaml`);
      const text = make();
      const found = client.diagnostics(uri);
      const start = performance.now();
      client.open(uri, text);
      await found;
      // The time is printed, not judged: these machines are shared.
      context.diagnostic(`${name}: ${(performance.now() - start).toFixed(0)} ms`);
      assert.equal(client.child.exitCode, null);
      client.notify('textDocument/didClose', { textDocument: { uri } });
    });
  }
});

describe('results', () => {
  test('an engine killed mid-run costs one answer, and the server reads again', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, index) => `${new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString()},${index % 997}.5`,
    ).join('\n');
    writeFileSync(join(folder, 'log.csv'), `at,ms\n${Array(40).fill(rows).join('\n')}\n`);
    const uri = uriOf('killed.sla.yaml');
    const text = `sla: 1
id: killed
title: Killed
kind: internal
status: draft
version: 1.0.0
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
parties: { p: { role: provider }, c: { role: customer } }
data: { log: { file: log.csv, columns: { at: at, value: ms } } }
metrics: { m: { type: latency, data: log, statistic: p95 } }
objectives:
  o: { metric: m, window: month, atMost: 5 s }
`;
    const engines = (): string[] =>
      execFileSync('pgrep', ['-P', String(client.child.pid)], { encoding: 'utf8' })
        .trim()
        .split('\n')
        .filter((pid) => pid !== '');
    client.open(uri, text);
    await new Promise((done) => setTimeout(done, 120));
    for (const pid of engines()) process.kill(Number(pid), 'SIGKILL');
    const position = { line: 12, character: 3 };
    const hover = async (): Promise<string> => {
      const answer = await client.request<{ contents: { value: string } } | null>('textDocument/hover', {
        textDocument: { uri },
        position,
      });
      return answer?.contents.value ?? '';
    };
    const until = async (fits: (text: string) => boolean): Promise<string> => {
      for (let tries = 0; tries < 200; tries++) {
        const found = await hover();
        if (fits(found)) return found;
        await new Promise((done) => setTimeout(done, 50));
      }
      throw new Error(`the hover never came: ${await hover()}`);
    };
    await until((found) => !found.includes('Computing'));
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf('log.csv'), type: 2 }] });
    assert.match(await until((found) => found.includes('met so far')), /data:image\/svg\+xml;base64,/);
    // What weighed most is found out behind the results.
    writeFileSync(
      join(folder, 'log.csv'),
      'at,ms\n2026-01-02T00:00:00Z,20\n2026-01-03T00:00:00Z,9000\n2026-01-04T00:00:00Z,30\n',
    );
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf('log.csv'), type: 2 }] });
    await until((found) => found.includes('What weighed most in Jan 2026 (lines of'));
  });

  test('an agreement that builds on another open one shows what that one has reached', async () => {
    writeFileSync(join(folder, 'supplier.csv'), 'start,end\n2026-01-10T10:00:00Z,2026-01-10T12:00:00Z\n');
    const head = (id: string): string =>
      `sla: 1\nid: ${id}\ntitle: T\nkind: supplier\nstatus: draft\nversion: 1.0.0\ntimeZone: UTC\nparties: { p: { role: provider }, c: { role: customer } }\n`;
    client.open(
      uriOf('supplier.sla.yaml'),
      `${head('supplier')}data: { outages: { file: supplier.csv, covers: { from: 2026-01-01, to: 2026-01-31 } } }
metrics: { uptime: { type: availability, data: outages } }
objectives: { power: { metric: uptime, window: month, atLeast: 99.9 % } }
`,
    );
    const own = `${head('own')}dependencies: { grid: { party: p, agreement: supplier.sla.yaml, objective: power } }\n`;
    client.open(uriOf('own.sla.yaml'), own);
    const line = own.split('\n').findIndex((each) => each.startsWith('dependencies'));
    const character = own.split('\n')[line]?.indexOf('power') ?? 0;
    let shown = '';
    for (let tries = 0; tries < 200 && !shown.includes('missed'); tries++) {
      const answer = await client.request<{ contents: { value: string } } | null>('textDocument/hover', {
        textDocument: { uri: uriOf('own.sla.yaml') },
        position: { line, character },
      });
      shown = answer?.contents.value ?? '';
      await new Promise((done) => setTimeout(done, 50));
    }
    assert.match(shown, /\*\*missed\*\*, Jan 2026: 99\.73 %/);
    assert.match(shown, /From `supplier`/);
  });

  test('a hostile text is escaped in the hover', async () => {
    const uri = uriOf('hostile.sla.yaml');
    const evil = '[x](command:evil) <img src=x> ![p](https://evil.example/p.png) `code` $(bug)';
    client.open(
      uri,
      `sla: 1\nid: hostile\nobjectives:\n  "${evil}": { metric: "${evil}", window: month, atMost: 5 s }\n`,
    );
    const answer = await client.request<{ contents: { value: string } }>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 3, character: 5 },
    });
    assert.doesNotMatch(answer.contents.value.replace(/(`+)[^`][\s\S]*?\1/g, ''), /(?<!\\)\]\(|<img|(?<!\\)!\[/);
  });

  test('an unknown method is refused and a cancelled one answered; the server lives', async () => {
    const answered = await client.request('textDocument/noSuchThing', {});
    assert.equal(answered, undefined);
    assert.equal(client.child.exitCode, null);
  });
});

test('the server ends with its input', async () => {
  const other = new Client();
  await other.request('initialize', { processId: null, rootUri: null, capabilities: {} });
  await other.endInput();
});
