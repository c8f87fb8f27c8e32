// What the server does when nobody types: it gives memory back where that is worth it, and warms up once. Nobody sees either.
// It must never time anything: what is counted is what was asked and what was collected.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ProjectFiles } from '../../server/src/lsp/project-files';
import { isWorthIt } from '../../server/src/lsp/rest';
import { Client } from './client';

test('memory is given back after many keys, or when much of it is held, not after a few keys', () => {
  assert.equal(isWorthIt(20, 50_000_000), false);
  assert.equal(isWorthIt(500, 1_000_000), false);
  assert.equal(isWorthIt(500, 20_000_000), true);
  assert.equal(isWorthIt(1, 200_000_000), true);
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
  client.child.kill('SIGKILL');
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
