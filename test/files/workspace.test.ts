// The index of a workspace on a real disk: what is found, what is left out, what events change.
// It must never wait a fixed time: the index says when nothing is left to read.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { isBelow, pathBetween, resolveUri, uriKey, uriOfPath } from '../../server/src/core/text/uri';
import { columnPlace } from '../../server/src/files/header';
import { WorkspaceIndex } from '../../server/src/files/workspace';

const home = mkdtempSync(join(tmpdir(), 'sla-index-'));
after(() => rmSync(home, { recursive: true, force: true }));

function write(path: string, content: string | Buffer): void {
  mkdirSync(join(home, path, '..'), { recursive: true });
  writeFileSync(join(home, path), content);
}

/** An index with what it has told, by the end of the address. */
function indexed(): {
  readonly index: WorkspaceIndex;
  readonly texts: Map<string, string>;
  names(): readonly string[];
} {
  const texts = new Map<string, string>();
  const index = new WorkspaceIndex({
    changed: ({ uri, text }) => texts.set(uri, text),
    removed: (uri) => texts.delete(uri),
  });
  const names = (): readonly string[] =>
    [...texts.keys()].map((uri) => decodeURIComponent(uri.slice(uriOfPath(home).length + 1))).sort();
  return { index, texts, names };
}

test('agreements below the roots are found, and nothing else is', async () => {
  write('w/a.sla.yaml', '\ufeffsla: 1\n');
  write('w/deep/er/b ü.sla.yml', 'sla: 1\n');
  write('w/c.sla.json', '{}');
  write('w/d.yaml', 'x: 1');
  write('w/node_modules/e.sla.yaml', 'sla: 1');
  write('w/.git/f.sla.yaml', 'sla: 1');
  write('w/big.sla.yaml', `# ${'x'.repeat(1_000_000)}`);
  write('w/bytes.sla.yaml', Buffer.from([0x73, 0xff, 0xfe]));
  write('outside/g.sla.yaml', 'sla: 1');
  mkdirSync(join(home, 'w/folder.sla.yaml'));
  symlinkSync(join(home, 'outside'), join(home, 'w/link'));
  symlinkSync(join(home, 'outside/g.sla.yaml'), join(home, 'w/g.sla.yaml'));
  symlinkSync(join(home, 'w'), join(home, 'w/deep/circle'));
  const { index, texts, names } = indexed();
  index.setRoots([join(home, 'w')]);
  await index.settled();
  assert.deepEqual(names(), ['w/a.sla.yaml', 'w/c.sla.json', 'w/deep/er/b ü.sla.yml']);
  assert.equal(texts.get(pathToFileURL(join(home, 'w/a.sla.yaml')).href), 'sla: 1\n');

  index.changed(join(home, 'w/g.sla.yaml'));
  index.changed(join(home, 'w/link/g.sla.yaml'));
  index.changed(join(home, 'outside/g.sla.yaml'));
  index.changed(join(home, 'w/node_modules/e.sla.yaml'));
  await index.settled();
  assert.equal(names().length, 3);

  rmSync(join(home, 'w/deep'), { recursive: true });
  index.deleted(join(home, 'w/deep'));
  write('w/new/h.sla.yaml', 'sla: 1');
  index.changed(join(home, 'w/new'));
  await index.settled();
  assert.deepEqual(names(), ['w/a.sla.yaml', 'w/c.sla.json', 'w/new/h.sla.yaml']);

  index.setRoots([join(home, 'outside')]);
  await index.settled();
  assert.deepEqual(names(), ['outside/g.sla.yaml']);
});

test('texts are held up to a total', async () => {
  for (let index = 0; index < 10; index++) write(`many/${index}.sla.yaml`, 'x'.repeat(900_000));
  const { index, texts } = indexed();
  index.setRoots([join(home, 'many')]);
  await index.settled();
  assert.equal(texts.size, 6);
  rmSync(join(home, 'many/0.sla.yaml'));
  index.changed(join(home, 'many/0.sla.yaml'));
  index.changed(join(home, 'many/9.sla.yaml'));
  await index.settled();
  assert.equal(texts.size, 6);
});

test('a column is found in the first line alone', () => {
  write('d/a.csv', '\ufeffid,"odd, name",value ms; value\nx,y,z\n');
  write('d/b.ndjson', '{"at":1,"value":2}\n');
  write('d/c.csv.gz', 'id,value');
  write('d/d.csv', Buffer.from('\ufeffid,value\n', 'utf16le'));
  const place = (file: string, column: string): unknown => columnPlace(join(home, 'd', file), column);
  assert.deepEqual(place('a.csv', 'id'), { start: 0, end: 2 });
  assert.deepEqual(place('a.csv', 'odd, name'), { start: 4, end: 13 });
  assert.deepEqual(place('a.csv', 'value'), { start: 25, end: 30 });
  assert.deepEqual(place('b.ndjson', 'value'), { start: 9, end: 14 });
  assert.deepEqual(place('d.csv', 'value'), { start: 3, end: 8 });
  for (const [file, column] of [
    ['a.csv', 'x'],
    ['a.csv', ''],
    ['c.csv.gz', 'id'],
    ['none.csv', 'id'],
  ] as const)
    assert.equal(place(file, column), undefined);
});

test('addresses are joined, compared and told apart as texts', () => {
  const file = 'file:///c%3A/w/a%20b/x.sla.yaml';
  assert.equal(resolveUri(file, './data/ö (1).csv'), 'file:///c%3A/w/a%20b/data/%C3%B6%20%281%29.csv');
  assert.equal(resolveUri(file, '../../../../x'), undefined);
  assert.equal(resolveUri('untitled:Untitled-1', 'x.csv'), undefined);
  assert.equal(uriKey('FILE:///C:/w/a b'), uriKey('file:///c%3A/w/a%20b'));
  assert.equal(isBelow('file:///w', 'file:///w2/x'), false);
  assert.equal(isBelow('file:///w/', 'file:///w/x'), true);
  assert.notEqual(uriKey('file:///w/a%2Fb'), uriKey('file:///w/a/b'));
  assert.equal(pathBetween('file:///w/a/x', 'file:///w/b/y%20z'), '../b/y z');
  assert.equal(uriOfPath('C:\\w\\a b'), 'file:///c%3A/w/a%20b');
});
