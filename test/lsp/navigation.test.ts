// Follows names over the built server: open documents, files on disk, folders that come and go.
// It must use nothing of the server but its protocol.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Client } from './client';

interface Place {
  readonly line: number;
  readonly character: number;
}
interface Range {
  readonly start: Place;
  readonly end: Place;
}
interface Link {
  readonly targetUri: string;
  readonly targetSelectionRange: Range;
}
interface Edits {
  readonly documentChanges: readonly {
    readonly textDocument: { readonly uri: string; readonly version: number | null };
    readonly edits: readonly { readonly range: Range; readonly newText: string; readonly annotationId?: string }[];
  }[];
  readonly changeAnnotations?: Readonly<Record<string, { readonly needsConfirmation: boolean }>>;
}

const home = mkdtempSync(join(tmpdir(), 'sla-nav-'));
const folder = join(home, 'work');
const uriOf = (...path: readonly string[]): string => pathToFileURL(join(folder, ...path)).href;
const orders = readFileSync('examples/orders-api.sla.yaml', 'utf8');
const uri = uriOf('orders-api.sla.yaml');
let client: Client;

/** Where a marked word stands: `owedBy: prov|ider`. */
function at(text: string, marked: string): { readonly textDocument: object; readonly position: Place } {
  const offset = text.indexOf(marked.replace('|', '')) + marked.indexOf('|');
  const lines = text.slice(0, offset).split('\n');
  return { textDocument: { uri }, position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } };
}

async function until<T>(ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await ask();
    if (fits(answer)) return answer;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`never: ${JSON.stringify(await ask())}`);
}

const symbols = (
  query: string,
): Promise<readonly { readonly name: string; readonly location: { readonly uri: string } }[]> =>
  client.request('workspace/symbol', { query });

before(async () => {
  cpSync('examples', folder, { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  writeFileSync(join(folder, 'node_modules', 'x.sla.yaml'), 'sla: 1\nid: hidden-one\ntitle: t\n');
  writeFileSync(join(home, 'outside.sla.yaml'), 'sla: 1\nid: outside-one\ntitle: t\n');
  writeFileSync(join(home, 'secret.csv'), 'a,b\n');
  symlinkSync(join(home, 'outside.sla.yaml'), join(folder, 'link.sla.yaml'));
  symlinkSync(join(home, 'secret.csv'), join(folder, 'data', 'secret.csv'));
  client = new Client();
  await client.request('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'w' }],
    capabilities: {
      workspace: {
        workspaceFolders: true,
        workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} },
        fileOperations: { willRename: true },
      },
      textDocument: { definition: { linkSupport: true }, rename: { prepareSupport: true } },
    },
    initializationOptions: { trusted: true, theme: 'light' },
  });
  client.notify('initialized', {});
  client.open(uri, orders, 3);
  await until(
    () => symbols('regio-fibre'),
    (found) => found.length > 0,
  );
});
after(async () => {
  await client.end();
  rmSync(home, { recursive: true, force: true });
});

describe('a name leads', () => {
  const cases: readonly (readonly [string, string, Place])[] = [
    ['owedBy: prov|ider', 'orders-api.sla.yaml', { line: 15, character: 2 }],
    ['objective: avail|ability, atLeast: 99.99', 'suppliers/cloud-compute.sla.yaml', { line: 0, character: 0 }],
    ['start: detect|ed, end', 'data/orders-incidents.csv', { line: 0, character: 0 }],
    ['end: rest|ored', 'data/orders-incidents.csv', { line: 0, character: 0 }],
  ];
  for (const [marked, file, place] of cases)
    test(`${marked} to ${file}`, async () => {
      const [link] = await client.request<readonly Link[]>('textDocument/definition', at(orders, marked));
      assert.equal(link?.targetUri, uriOf(...file.split('/')));
      const text = readFileSync(join(folder, file), 'utf8').split('\n');
      const { start, end } = link.targetSelectionRange;
      const word = text[start.line]?.slice(start.character, end.character);
      assert.equal(
        word,
        marked
          .replace('|', '')
          .replace(/^\w+: /, '')
          .replace(/,.*$/, ''),
      );
      if (place.line > 0) assert.deepEqual(start, place);
    });

  test('to its uses in files that are not open', async () => {
    const found = await client.request<readonly { uri: string }[]>('textDocument/references', {
      ...at(orders, 'objective: avail|ability, atLeast: 99.99'),
      context: { includeDeclaration: true },
    });
    assert.deepEqual([...new Set(found.map((each) => each.uri))].sort(), [
      uri,
      uriOf('suppliers', 'cloud-compute.sla.yaml'),
    ]);
  });

  test('never through a link out of the workspace', async () => {
    const text = 'sla: 1\ndata:\n  d: { file: data/secret.csv, where: b > 1 }\n  e: { file: data/vpn-outages.csv }\n';
    const other = uriOf('escaping.sla.yaml');
    client.open(other, text);
    const links = await client.request<readonly { target: string }[]>('textDocument/documentLink', {
      textDocument: { uri: other },
    });
    assert.deepEqual(
      links.map(({ target }) => target),
      [uriOf('data', 'vpn-outages.csv')],
    );
    const ask = { textDocument: { uri: other }, position: { line: 2, character: 20 } };
    assert.deepEqual(await client.request('textDocument/definition', ask), []);
    client.notify('textDocument/didClose', { textDocument: { uri: other } });
    assert.deepEqual(await symbols('outside-one'), []);
    assert.deepEqual(await symbols('hidden-one'), []);
  });
});

describe('a rename', () => {
  test('of an objective of another file is shown before it is made', async () => {
    const place = at(orders, 'objective: avail|ability, atLeast: 99.99');
    const can = await client.request<{ placeholder: string }>('textDocument/prepareRename', place);
    assert.equal(can.placeholder, 'availability');
    const edit = await client.request<Edits>('textDocument/rename', { ...place, newName: 'uptime' });
    const byName = new Map(edit.documentChanges.map((each) => [each.textDocument.uri, each]));
    assert.equal(byName.get(uri)?.textDocument.version, 3);
    const other = byName.get(uriOf('suppliers', 'cloud-compute.sla.yaml'));
    assert.equal(other?.textDocument.version, null);
    const id = other?.edits[0]?.annotationId ?? '';
    assert.equal(edit.changeAnnotations?.[id]?.needsConfirmation, true);
    assert.ok(byName.get(uri)?.edits.every(({ annotationId }) => annotationId === undefined));
  });
  test('that is refused says why', async () => {
    const reason = await client.refusal('textDocument/rename', {
      ...at(orders, 'owedBy: prov|ider'),
      newName: 'customer',
    });
    assert.equal(reason, 'There is already a party "customer"');
    assert.match(
      (await client.refusal('textDocument/prepareRename', at(orders, 'sta|tus: active'))) ?? '',
      /Nothing here/,
    );
  });
  test('of a file takes the paths to it along', async () => {
    const edit = await client.request<Edits>('workspace/willRenameFiles', {
      files: [{ oldUri: uriOf('suppliers'), newUri: uriOf('partners') }],
    });
    assert.deepEqual(edit.documentChanges.map(({ textDocument }) => textDocument.uri).sort(), [
      uriOf('ip-vpn.sla.yaml'),
      uri,
    ]);
  });
});

describe('the shape of a text', () => {
  test('is answered as the protocol counts it', async () => {
    const textDocument = { uri };
    const { data } = await client.request<{ data: readonly number[] }>('textDocument/semanticTokens/full', {
      textDocument,
    });
    assert.equal(data.length % 5, 0);
    assert.ok(data.length > 500);
    const range = { start: { line: 20, character: 0 }, end: { line: 30, character: 0 } };
    const part = await client.request<{ data: readonly number[] }>('textDocument/semanticTokens/range', {
      textDocument,
      range,
    });
    assert.ok(part.data.length > 0 && part.data.length < data.length);
    const folds = await client.request<readonly { startLine: number; endLine: number }[]>('textDocument/foldingRange', {
      textDocument,
    });
    assert.ok(folds.some(({ startLine, endLine }) => startLine === 14 && endLine === 19));
    const [selection] = await client.request<readonly { parent?: object }[]>('textDocument/selectionRange', {
      textDocument,
      positions: [{ line: 15, character: 4 }],
    });
    assert.ok(selection?.parent);
    const marks = await client.request<readonly { kind: number }[]>(
      'textDocument/documentHighlight',
      at(orders, 'owedBy: prov|ider'),
    );
    assert.equal(marks.filter(({ kind }) => kind === 3).length, 1);
    const outline = await client.request<readonly { name: string; children: readonly { detail: string }[] }[]>(
      'textDocument/documentSymbol',
      { textDocument },
    );
    const objectives = outline.find(({ name }) => name === 'objectives');
    assert.equal(objectives?.children[0]?.detail, '≥ 99.9 % per month');
  });
});

describe('the index keeps up', () => {
  const watched = (name: string, type: number): void =>
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(name), type }] });

  test('with files that are made, changed and deleted', async () => {
    const path = join(folder, 'fresh.sla.yaml');
    writeFileSync(path, 'sla: 1\nid: fresh-one\ntitle: t\n');
    watched('fresh.sla.yaml', 1);
    await until(
      () => symbols('fresh-one'),
      (found) => found.length === 1,
    );
    writeFileSync(path, 'sla: 1\nid: fresh-two\ntitle: t\n');
    watched('fresh.sla.yaml', 2);
    await until(
      () => symbols('fresh-two'),
      (found) => found.length === 1,
    );
    rmSync(path);
    watched('fresh.sla.yaml', 3);
    await until(
      () => symbols('fresh-two'),
      (found) => found.length === 0,
    );
  });

  test('and an open document wins over the disk until it is closed', async () => {
    const other = uriOf('suppliers', 'search-index.sla.yaml');
    client.open(other, 'sla: 1\nid: typed-now\ntitle: t\n');
    await until(
      () => symbols('typed-now'),
      (found) => found.length === 1,
    );
    assert.deepEqual(
      (await symbols('search-index')).filter((each) => each.location.uri === other),
      [],
    );
    client.notify('textDocument/didClose', { textDocument: { uri: other } });
    await until(
      () => symbols('search-index'),
      (found) => found.some((each) => each.location.uri === other),
    );
    assert.deepEqual(await symbols('typed-now'), []);
  });

  test('with folders that are opened and closed', async () => {
    const second = join(home, 'second');
    mkdirSync(second);
    writeFileSync(join(second, 'b.sla.yaml'), 'sla: 1\nid: second-one\ntitle: t\n');
    const event = { uri: pathToFileURL(second).href, name: 's' };
    client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [event], removed: [] } });
    await until(
      () => symbols('second-one'),
      (found) => found.length === 1,
    );
    client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [event] } });
    await until(
      () => symbols('second-one'),
      (found) => found.length === 0,
    );
  });
});
