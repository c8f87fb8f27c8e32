// What the server does when nobody types: it gives memory back where that is worth it, and warms up once. Nobody sees either.
// It must never time anything: what is counted is what was asked and what was collected.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ProjectFiles } from '../../server/src/lsp/project-files';
import { dueAfter } from '../../server/src/lsp/rest';
import { Client } from './client';

test('garbage is collected after some of it, memory given back after many keys or much of it, and nothing done for a little', () => {
  assert.equal(dueAfter(20, 1_000_000, 1_000_000), 'nothing');
  assert.equal(dueAfter(500, 1_000_000, 1_000_000), 'nothing');
  assert.equal(dueAfter(20, 20_000_000, 50_000_000), 'collect');
  assert.equal(dueAfter(500, 20_000_000, 20_000_000), 'give back');
  // What reading much has left is given back when it has been quiet for long, not before the next key.
  assert.equal(dueAfter(1, 20_000_000, 200_000_000), 'collect');
  assert.equal(dueAfter(1, 20_000_000, 200_000_000, true), 'give back');
  assert.equal(dueAfter(500, 1_000_000, 1_000_000, true), 'nothing');
  // A heap that has shrunk needs nothing.
  assert.equal(dueAfter(20, -5_000_000, -5_000_000), 'nothing');
});

test('what was held is collected when nobody types, and answers are the same afterwards', async () => {
  const client = new Client();
  await client.request('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  client.notify('initialized', {});
  const uri = 'file:///w/large.sla.yaml';
  const metrics = Array.from({ length: 3_000 }, (_, index) => `  uptime-${index}: { type: availability }`).join('\n');
  client.open(uri, `sla: 1\nid: large\nmetrics:\n${metrics}\n`);
  const ask = (): Promise<unknown> =>
    client.request('textDocument/hover', { textDocument: { uri }, position: { line: 5, character: 20 } });
  const before = await ask();
  assert.ok(before !== null);
  await new Promise((done) => setTimeout(done, 1_600));
  assert.deepEqual(await ask(), before);
  await client.end();
});

test('a document that is closed while the server warms up, and one that cannot be read, disturb nothing', async () => {
  const client = new Client();
  await client.request('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  client.notify('initialized', {});
  const text = readFileSync('media/sample/sample.sla.yaml', 'utf8');
  client.open('file:///w/a.sla.yaml', text);
  await new Promise((done) => setTimeout(done, 170));
  client.notify('textDocument/didClose', { textDocument: { uri: 'file:///w/a.sla.yaml' } });
  client.open('file:///w/b.sla.yaml', '\u0000: [\n\t{');
  await new Promise((done) => setTimeout(done, 400));
  client.open('file:///w/c.sla.yaml', text);
  const shown = await client.request<{ contents: unknown } | null>('textDocument/hover', {
    textDocument: { uri: 'file:///w/c.sla.yaml' },
    position: { line: text.slice(0, text.indexOf('kind:')).split('\n').length - 1, character: 2 },
  });
  assert.ok(shown !== null);
  await client.end();
});

test('a long agreement of the disk is read when it is asked for, and a document is read once though the disk has it too', () => {
  const files = new ProjectFiles();
  const uri = 'file:///w/long.sla.yaml';
  const metrics = Array.from({ length: 4_000 }, (_, index) => `  uptime-${index}: { type: availability }`).join('\n');
  const text = `sla: 1\nid: long\nmetrics:\n${metrics}\n`;
  files.changed({ uri, version: 0, text });
  return new Promise<void>((done) => {
    setTimeout(() => {
      const closed = files.all.get(uri);
      assert.equal(closed?.snapshot.text, text);
      assert.equal(closed.model.metrics.length, 4_000);
      assert.equal(closed.tree, files.all.get(uri)?.tree);
      // Opened, changed and closed without saving: the disk counts again.
      files.open({ ...closed, snapshot: { uri, version: 7, text: 'sla: 1\n' } });
      files.close(uri);
      assert.equal(files.all.get(uri)?.model.metrics.length, 4_000);
      // Closed as it was saved: nothing is read again.
      const saved = { ...closed, snapshot: { uri, version: 8, text } };
      files.open(saved);
      files.close(uri);
      assert.equal(files.all.get(uri), saved);
      files.removed(uri);
      assert.equal(files.all.get(uri), undefined);
      files.dispose();
      done();
    }, 60);
  });
});
