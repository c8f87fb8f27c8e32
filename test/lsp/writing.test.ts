// Writes with the built language server as an editor does: completion and its documentation, formatting, fixes, refactorings.
// It must use nothing of the server but its protocol.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Client } from './client';

interface Position {
  readonly line: number;
  readonly character: number;
}
interface Edit {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly newText: string;
}
interface Item {
  readonly label: string;
  readonly insertTextFormat?: number;
  readonly insertTextMode?: number;
  readonly labelDetails?: { readonly description?: string };
  readonly filterText?: string;
  readonly documentation?: { readonly value: string };
  readonly data?: unknown;
  readonly additionalTextEdits?: readonly Edit[];
  readonly textEdit: Edit;
}
interface List {
  readonly isIncomplete: boolean;
  readonly items: readonly Item[];
}
interface Action {
  readonly title: string;
  readonly kind: string;
  readonly isPreferred?: boolean;
  readonly edit: { readonly documentChanges: readonly [{ readonly edits: readonly Edit[] }] };
}

const folder = mkdtempSync(join(tmpdir(), 'sla-writing-'));
const orders = readFileSync('examples/orders-api.sla.yaml', 'utf8');
let client: Client;
let plain: Client;
let number = 0;

async function started(capabilities: object): Promise<Client> {
  const made = new Client();
  const answer = await made.request<{ capabilities: Record<string, unknown> }>('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'w' }],
    capabilities,
  });
  assert.equal(answer.capabilities['documentFormattingProvider'], true);
  made.notify('initialized', {});
  return made;
}

before(async () => {
  client = await started({ textDocument: { completion: { completionItem: { snippetSupport: true } } } });
  plain = await started({});
});
after(async () => {
  for (const each of [client, plain]) await each.end();
  rmSync(folder, { recursive: true, force: true });
});

function opened(text: string, by = client): string {
  const uri = pathToFileURL(join(folder, `w${number++}.sla.yaml`)).href;
  by.open(uri, text);
  return uri;
}

function positionOf(text: string, part: string): Position {
  const before = text.slice(0, text.indexOf(part) + part.length).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

function applied(text: string, edits: readonly Edit[]): string {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const offset = ({ line, character }: Position): number =>
    Math.min(text.length, (starts[line] ?? text.length) + character);
  let result = text;
  for (const { range, newText } of [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start)))
    result = result.slice(0, offset(range.start)) + newText + result.slice(offset(range.end));
  return result;
}

const completion = (uri: string, position: Position, by = client): Promise<List> =>
  by.request<List>('textDocument/completion', { textDocument: { uri }, position });

const actions = (uri: string, at: Position, only?: readonly string[]): Promise<readonly Action[]> =>
  client.request<readonly Action[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: at, end: at },
    context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
  });

describe('completion', () => {
  test('has snippets for a client that knows them, and plain text for others', async () => {
    const text = orders.replace('\nobjectives:\n', '\nobjectives:\n  \n');
    const at = positionOf(text, '\nobjectives:\n  ');
    const list = await completion(opened(text), at);
    const clause = list.items.find(({ label }) => label.startsWith('load'));
    assert.equal(list.isIncomplete, true);
    assert.equal(clause?.insertTextFormat, 2);
    // Lines are indented already.
    assert.equal(clause.insertTextMode, 1);
    assert.match(clause.textEdit.newText, /\n {4}metric: \$\{2:load\}/);
    const simple = (await completion(opened(text, plain), at, plain)).items.find(({ label }) =>
      label.startsWith('load'),
    );
    assert.match(simple?.textEdit.newText ?? '', /\n {4}metric: load\n/);
  });

  test('writes JSON in an agreement of JSON, and the comma that is missing before', async () => {
    const uri = pathToFileURL(join(folder, 'json.sla.json')).href;
    const text = '{\n  "sla": 1\n  "ti"\n}\n';
    client.open(uri, text);
    const list = await completion(uri, positionOf(text, '"ti'));
    const item = list.items.find(({ label }) => label === 'title');
    assert.ok(item !== undefined);
    assert.equal(item.insertTextFormat, 2);
    const edits = [
      { ...item.textEdit, newText: item.textEdit.newText.replace('$1', '') },
      ...(item.additionalTextEdits ?? []),
    ];
    assert.equal(applied(text, edits), '{\n  "sla": 1,\n  "title": \n}\n');
  });

  test('shows beside a code what it stands for, by which it is found as well', async () => {
    const text = 'sla: 1\ncalendars:\n  office: { holidays: { country: germ } }\n';
    const list = await completion(opened(text), positionOf(text, 'country: germ'));
    assert.deepEqual(
      list.items.map(({ label, labelDetails, filterText, textEdit }) => [
        label,
        labelDetails,
        filterText,
        textEdit.newText,
      ]),
      [['DE', { description: 'Germany' }, 'DE Germany', 'DE']],
    );
  });

  test('documents an item when it is looked at', async () => {
    const uri = opened(orders);
    const list = await completion(uri, positionOf(orders, '    type: '));
    const [first] = list.items;
    assert.equal(first?.documentation, undefined);
    const item = await client.request<Item>('completionItem/resolve', first ?? {});
    assert.match(item.documentation?.value ?? '', /Needs/);
    const strange = await client.request<Item>('completionItem/resolve', {
      label: 'x',
      data: { uri, docsOf: { of: 'place' } },
    });
    assert.equal(strange.label, 'x');
  });

  test('offers the files of the workspace where a path is written', async () => {
    mkdirSync(join(folder, 'data'));
    for (const name of ['data/a-1.csv', 'data/a-2.csv', 'other.sla.yaml', '.hidden.csv'])
      writeFileSync(join(folder, name), '');
    const text = orders.replace('file: data/orders-minutes-*.csv', 'file: ');
    const list = await completion(opened(text), positionOf(text, '    file: '));
    assert.deepEqual(
      list.items.map(({ label }) => label),
      ['data/a-*.csv', 'data/a-1.csv', 'data/a-2.csv'],
    );
  });

  test('replaces what is written, and nothing else', async () => {
    const list = await completion(opened(orders), positionOf(orders, 'status: act'));
    const draft = list.items.find(({ label }) => label === 'draft');
    assert.ok(draft);
    assert.match(applied(orders, [draft.textEdit]), /\nstatus: draft\n/);
  });
});

describe('formatting', () => {
  const messy = orders.replace('    metric: uptime\n', '    metric:   uptime   \n').replace('99.9 %', '99.9%');
  const options = { tabSize: 4, insertSpaces: true };

  test('of a whole text', async () => {
    const edits = await client.request<readonly Edit[]>('textDocument/formatting', {
      textDocument: { uri: opened(messy) },
      options,
    });
    assert.equal(applied(messy, edits), orders);
  });

  test('of a range', async () => {
    const start = positionOf(messy, '    metric:   ');
    const edits = await client.request<readonly Edit[]>('textDocument/rangeFormatting', {
      textDocument: { uri: opened(messy) },
      range: { start, end: start },
      options,
    });
    assert.match(applied(messy, edits), /\n {4}metric: uptime\n/);
    assert.match(applied(messy, edits), /99\.9%/);
  });

  test('of a line that was begun', async () => {
    const text = 'objectives:\n  a:\n  ';
    const edits = await client.request<readonly Edit[]>('textDocument/onTypeFormatting', {
      textDocument: { uri: opened(text) },
      position: { line: 2, character: 2 },
      ch: '\n',
      options,
    });
    assert.equal(applied(text, edits), 'objectives:\n  a:\n    ');
  });
});

describe('code actions', () => {
  const wrong = orders.replace('status: active', 'status: activ').replace('noData: skip', 'noData: Skip');

  test('fix one finding, or silence it', async () => {
    const found = await actions(opened(wrong), positionOf(wrong, 'status: ac'), ['quickfix']);
    assert.deepEqual(
      found.map(({ title, kind, isPreferred }) => [title, kind, isPreferred]),
      [
        ['Replace by "active"', 'quickfix', true],
        ['Silence unknown-value here, with a reason', 'quickfix', undefined],
      ],
    );
  });

  test('fix all at once, only when asked by name', async () => {
    const uri = opened(wrong);
    const [all] = await actions(uri, { line: 0, character: 0 }, ['source.fixAll']);
    assert.equal(all?.kind, 'source.fixAll.sla');
    assert.equal(applied(wrong, all.edit.documentChanges[0].edits), orders);
    assert.ok((await actions(uri, { line: 0, character: 0 })).every(({ kind }) => !kind.startsWith('source')));
  });

  test('rewrite a clause', async () => {
    const found = await actions(opened(orders), positionOf(orders, '  exit: {'), ['refactor']);
    assert.deepEqual(
      found.map(({ title, kind }) => [title, kind]),
      [['Write "exit" on several lines', 'refactor.rewrite']],
    );
  });
});
