// The version before agreements that are not open over the built server: changed on disk, not read yet, gone, opened and closed.
// It must use nothing of the server but its protocol, and no git: a client finds the text.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { BaseParams, Changes, PlainText } from '../../server/src/lsp/protocol';
import { Client } from './client';

const client = new Client();
const folder = mkdtempSync(join(tmpdir(), 'sla-changes-'));
const agreement = (id: string, target = '99.9 %'): string => `sla: 1
id: ${id}
title: Agreement
kind: customer
status: active
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
parties: { ops: { name: Operations, role: provider }, desk: { name: Desk, role: customer } }
metrics:
  success: { type: request-success, measuredBy: ops }
objectives:
  success: { metric: success, atLeast: ${target}, window: month, owedBy: ops, owedTo: desk }
`;
const path = (name: string): string => join(folder, `${name}.sla.yaml`);
const uriOf = (name: string): string => pathToFileURL(path(name)).href;
const write = (name: string, text: string): void => {
  writeFileSync(path(name), text);
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(name), type: 2 }] });
};
const remove = (name: string): void => {
  rmSync(path(name));
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(name), type: 3 }] });
};
const send = (name: string, parts: Partial<BaseParams> = {}): void =>
  client.notify('sla/base', { uri: uriOf(name), name: 'HEAD', text: agreement(name), isKept: true, ...parts });
const changes = (uri: string): Promise<Changes | null> => client.request('sla/changes', { uri });
/** Asks until an answer fits. */
async function until(name: string, fits: (found: Changes | null) => boolean): Promise<Changes | null> {
  const end = Date.now() + 20_000;
  for (;;) {
    const found = await changes(uriOf(name));
    if (fits(found)) return found;
    if (Date.now() > end) throw new Error(`no such answer: ${JSON.stringify(found).slice(0, 1_000)}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
/** After this nothing is left to be told of what was sent before. */
const rested = (): Promise<void> => new Promise((done) => setTimeout(done, 1_500));
const isOne = (found: Changes | null): boolean => found?.changes.length === 1;
const isNothing = (found: Changes | null): boolean => found === null;

before(async () => {
  writeFileSync(path('shop'), agreement('shop', '99.5 %'));
  writeFileSync(path('calm'), agreement('calm'));
  mkdirSync(join(folder, 'left-out'));
  writeFileSync(join(folder, 'left-out', 'old.sla.yaml'), agreement('old', '99.5 %'));
  writeFileSync(join(folder, 'sla.config.yaml'), 'exclude: [left-out/**]\n');
  const rootUri = pathToFileURL(folder).href;
  await client.request('initialize', {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: 'w' }],
    capabilities: { textDocument: { diagnostic: {} }, workspace: { configuration: true } },
    initializationOptions: { trusted: true, theme: 'dark', hasPreview: true, hasReview: true },
  });
  client.notify('initialized', {});
});
after(async () => {
  await client.end();
  rmSync(folder, { recursive: true });
});

describe('the version before an agreement that is not open', () => {
  test('is kept until the file has been read, and the client is told then', async () => {
    send('shop');
    assert.equal(await changes(uriOf('shop')), null);
    const found = await until('shop', isOne);
    assert.deepEqual([found?.uri, found?.title, found?.state], [uriOf('shop'), 'shop', 'compared']);
    assert.equal(found?.summary, '1 weaker for desk');
    assert.match(found?.changes[0]?.values ?? '', /99\.9 % → (?:≥ )?99\.5 %/);
    assert.equal(found?.changes[0]?.range.start.line, 11);
  });

  test('is compared with the file on disk whenever that changes', async () => {
    await rested();
    await changes(uriOf('shop'));
    const told = client.next('sla/changesChanged');
    write('shop', agreement('shop'));
    assert.deepEqual(await told, { uri: uriOf('shop') });
    await until('shop', (found) => found?.summary === 'no change');
    write('shop', agreement('shop', '98 %'));
    await until('shop', (found) => /98 %/.test(found?.changes[0]?.values ?? ''));
  });

  test('is that of the document while that is open, and stays when it is closed', async () => {
    client.open(uriOf('shop'), agreement('shop', '97 %'));
    await until('shop', (found) => /97 %/.test(found?.changes[0]?.values ?? ''));
    client.notify('textDocument/didClose', { textDocument: { uri: uriOf('shop') } });
    await until('shop', (found) => /98 %/.test(found?.changes[0]?.values ?? ''));
  });

  test('is found however the address is spelled', async () => {
    const spelled = uriOf('shop').replace('shop', '%73hop');
    send('shop', { name: null, text: null });
    await until('shop', isNothing);
    client.notify('sla/base', { uri: spelled, name: 'HEAD', text: agreement('shop'), isKept: true });
    const found = await changes(spelled);
    assert.deepEqual([found?.uri, found?.changes.length], [spelled, 1]);
    await rested();
    await changes(spelled);
    const told = client.next('sla/changesChanged');
    write('shop', agreement('shop', '97 %'));
    assert.deepEqual(await told, { uri: spelled });
    send('shop');
  });

  test('is found for many files, one after another, and other answers come between', async () => {
    const names = Array.from({ length: 60 }, (_, at) => `many-${at}`);
    for (const name of names) write(name, agreement(name, '99.5 %'));
    for (const name of names) send(name);
    await until('shop', isOne);
    for (const name of names) await until(name, isOne);
    for (const name of names) send(name, { name: null, text: null });
    for (const name of names) remove(name);
    for (const name of names) assert.equal(await changes(uriOf(name)), null);
  });

  test('is forgotten when the client takes it back', async () => {
    send('shop', { name: null, text: null });
    await until('shop', isNothing);
    send('shop');
    await until('shop', isOne);
  });

  test('says nothing of agreements that the folder leaves out, nor of files that nobody knows', async () => {
    for (const name of ['left-out/old', 'nowhere']) {
      send(name);
      assert.equal(await changes(uriOf(name)), null);
      send(name, { name: null, text: null });
    }
  });

  test('is not kept unless that is asked for', async () => {
    send('later', { isKept: false });
    write('later', agreement('later', '99 %'));
    send('calm');
    await until('calm', (found) => found?.summary === 'no change');
    assert.equal(await changes(uriOf('later')), null);
  });

  test('comes back with a file that was away for a while', async () => {
    remove('shop');
    await until('shop', isNothing);
    write('shop', agreement('shop', '99 %'));
    await until('shop', (found) => /99 %$|→ (?:≥ )?99 %/.test(found?.changes[0]?.values ?? ''));
  });

  test('gives problems of review to whoever wants those of the whole workspace, and takes them back', async () => {
    client.settings = { sla: { problems: { scope: 'workspace' } } };
    client.notify('workspace/didChangeConfiguration', { settings: {} });
    const codes = async (): Promise<readonly string[]> => {
      const { items } = await client.request<{
        readonly items: readonly { readonly uri: string; readonly items: readonly { readonly code: string }[] }[];
      }>('workspace/diagnostic', { previousResultIds: [] });
      return items.filter(({ uri }) => uri === uriOf('shop')).flatMap((each) => each.items.map(({ code }) => code));
    };
    const answers = async (fits: (found: readonly string[]) => boolean): Promise<void> => {
      for (const end = Date.now() + 20_000; !fits(await codes()); await new Promise((done) => setTimeout(done, 50)))
        if (Date.now() > end) throw new Error((await codes()).join());
    };
    await answers((found) => found.includes('weakened-without-record'));
    send('shop', { name: null, text: null });
    await answers((found) => found.length > 0 && !found.includes('weakened-without-record'));
    send('shop');
    await until('shop', isOne);
  });
});

describe('an agreement that is gone', () => {
  const gone = { isGone: true };

  test('is told, with those for whom that is weaker', async () => {
    send('gone', gone);
    const found = await until('gone', (each) => each !== null);
    assert.deepEqual(
      [found?.state, found?.title, found?.summary, found?.direction, found?.changes],
      ['gone', 'gone', 'gone since HEAD: weaker for desk', 'weaker', []],
    );
  });

  test('can be read as it was', async () => {
    const ask = (side: string, isAsWritten: boolean): Promise<PlainText | null> =>
      client.request('sla/plainText', { uri: uriOf('gone'), side, isAsWritten });
    assert.equal((await ask('before', true))?.text, agreement('gone'));
    assert.match((await ask('before', false))?.text ?? '', /99\.9/);
    assert.deepEqual(await ask('now', false), { title: 'gone', text: '', base: 'HEAD' });
  });

  test('is not gone where it has another name, and is again when that is gone', async () => {
    write('renamed', agreement('gone'));
    await until('gone', isNothing);
    remove('renamed');
    await until('gone', (each) => each?.state === 'gone');
  });

  test('is there again when its file is', async () => {
    write('gone', agreement('gone', '99 %'));
    await until('gone', isOne);
    remove('gone');
    await until('gone', (each) => each?.state === 'gone');
  });

  test('is told to be gone when its document, which was still open, is closed', async () => {
    write('held', agreement('held'));
    client.open(uriOf('held'), agreement('held'));
    remove('held');
    send('held', gone);
    await until('held', (found) => found?.state === 'compared');
    client.notify('textDocument/didClose', { textDocument: { uri: uriOf('held') } });
    await until('held', (found) => found?.state === 'gone');
    send('held', { name: null, text: null });
  });

  test('is told anew when it comes under another name, and when that goes', async () => {
    for (const change of [() => write('renamed', agreement('gone')), () => remove('renamed')]) {
      await rested();
      await changes(uriOf('gone'));
      const told = client.next('sla/changesChanged');
      change();
      assert.deepEqual(await told, { uri: uriOf('gone') });
    }
    await until('gone', (each) => each?.state === 'gone');
  });

  test('is told anew when the folder leaves it out', async () => {
    await rested();
    await changes(uriOf('gone'));
    const config = join(folder, 'sla.config.yaml');
    const exclude = (pattern: string): void => {
      writeFileSync(config, `exclude: [left-out/**${pattern}]\n`);
      client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: pathToFileURL(config).href, type: 2 }] });
    };
    const told = client.next('sla/changesChanged');
    exclude(', gone.sla.yaml');
    await told;
    await until('gone', isNothing);
    exclude('');
    await until('gone', (each) => each?.state === 'gone');
  });

  test('that cannot be read says just that it is gone, and names stay text', async () => {
    send('broken', { ...gone, text: null, isTooLong: true });
    const found = await until('broken', (each) => each !== null);
    assert.deepEqual([found?.summary, found?.direction], ['gone since HEAD', 'unclear']);
    send('hostile', { ...gone, name: '$(flame)', text: agreement('hostile').replaceAll('desk', '"$(bug)"') });
    const hostile = await until('hostile', (each) => each !== null);
    assert.ok(!JSON.stringify(hostile).includes('$('), JSON.stringify(hostile));
  });

  test('is refused where what is said of it is no such thing', async () => {
    send('wrong', { isGone: 'yes' } as unknown as Partial<BaseParams>);
    assert.equal(await changes(uriOf('wrong')), null);
  });
});
