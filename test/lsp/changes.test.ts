// The version before an open agreement over the built server: hints, lens, problems of review, changes, both texts in plain language.
// It must use nothing of the server but its protocol, and no git: a client finds the text.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { BaseParams, Changes, PlainText } from '../../server/src/lsp/protocol';
import { Client } from './client';

interface Hint {
  readonly position: { readonly line: number };
  readonly label: string;
  readonly tooltip?: string;
}
interface Lens {
  readonly range: { readonly start: { readonly line: number } };
  readonly command: { readonly title: string; readonly command: string; readonly arguments: readonly unknown[] };
}
interface Report {
  readonly items: readonly { readonly code: string; readonly message: string }[];
}

const client = new Client();
const uri = 'file:///review/shop.sla.yaml';
const text = `# The shop
sla: 1
id: shop
title: Shop
kind: customer
status: active
version: 1.0.0
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
parties: { ops: { name: Operations, role: provider }, desk: { name: Desk, role: customer } }
metrics:
  success: { type: request-success, measuredBy: ops }
objectives:
  success:
    metric: success
    atLeast: 99.9 %
    window: month
    owedBy: ops
    owedTo: desk
`;
const weaker = text.replace('99.9 %', '99.5 %');
const base = (parts: Partial<BaseParams> = {}): BaseParams => ({ uri, name: 'HEAD', text, ...parts });

const rest = (): Promise<void> => new Promise((done) => setTimeout(done, 20));
/** Asks until an answer fits. */
async function until<T>(ask: () => Promise<T>, fits: (found: T) => boolean): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const found = await ask();
    if (fits(found)) return found;
    if (Date.now() > end) throw new Error(`no such answer: ${JSON.stringify(found).slice(0, 1_000)}`);
    await rest();
  }
}
const changes = (of = uri): Promise<Changes | null> => client.request('sla/changes', { uri: of });
const hints = (of = uri): Promise<readonly Hint[]> =>
  client.request('textDocument/inlayHint', {
    textDocument: { uri: of },
    range: { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } },
  });
const lenses = (of = uri): Promise<readonly Lens[]> =>
  client.request('textDocument/codeLens', { textDocument: { uri: of } });
const titles = async (of = uri): Promise<readonly string[]> => (await lenses(of)).map(({ command }) => command.title);
const rules = async (of = uri): Promise<readonly string[]> =>
  (await client.request<Report>('textDocument/diagnostic', { textDocument: { uri: of } })).items.map(
    ({ code }) => code,
  );
const plain = (side: 'before' | 'now', of = uri): Promise<PlainText | null> =>
  client.request('sla/plainText', { uri: of, side });
const isChange = ({ label }: Hint): boolean => /weaker|stronger|was |→/.test(label);

let version = 1;
const edit = (now: string): void => client.change(uri, ++version, now);

before(async () => {
  await client.request('initialize', {
    processId: process.pid,
    rootUri: 'file:///review',
    workspaceFolders: [{ uri: 'file:///review', name: 'w' }],
    capabilities: { textDocument: { diagnostic: {} }, workspace: { configuration: true } },
    initializationOptions: { trusted: true, theme: 'dark', hasPreview: true, hasReview: true },
  });
  client.notify('initialized', {});
  client.open(uri, weaker);
});
after(() => client.end());

describe('the version before', () => {
  test('of a document without one, nothing is said', async () => {
    assert.equal(await changes(), null);
    assert.deepEqual((await hints()).filter(isChange), []);
    assert.deepEqual(
      (await titles()).filter((title) => /change|Compare/.test(title)),
      [],
    );
    assert.ok(!(await rules()).includes('version-not-bumped'));
  });

  test('a changed line has a hint of at most 43 characters, and the whole in its tooltip', async () => {
    client.notify('sla/base', base());
    const [hint, ...others] = await until(
      async () => (await hints()).filter(isChange),
      (found) => found.length > 0,
    );
    assert.deepEqual(others, []);
    assert.equal(hint?.position.line, weaker.split('\n').indexOf('    atLeast: 99.5 %'));
    assert.match(hint?.label ?? '', /^(?:≥ )?99\.9 % → (?:≥ )?99\.5 %: weaker for desk/);
    assert.ok((hint?.label ?? '').length <= 43, hint?.label);
    assert.match(hint?.tooltip ?? '', /weaker for desk, \S/);
  });

  test('a line on top counts the changes, and leads to them', async () => {
    const [first, second] = await until(lenses, (found) => /change/.test(found[0]?.command.title ?? ''));
    assert.equal(first?.command.title, '1 change since HEAD: 1 weaker for desk');
    assert.deepEqual([first.command.command, first.command.arguments], ['sla.showChanges', [uri]]);
    assert.deepEqual(second?.command.command, 'sla.comparePlain');
    assert.equal(first.range.start.line, 1);
  });

  test('problems of review are told, and go with the version', async () => {
    await until(rules, (found) => found.includes('version-not-bumped'));
    client.notify('sla/base', base({ name: null, text: null }));
    await until(rules, (found) => !found.includes('version-not-bumped'));
    assert.deepEqual((await hints()).filter(isChange), []);
    assert.equal(await changes(), null);
    client.notify('sla/base', base());
    await until(rules, (found) => found.includes('version-not-bumped'));
  });

  test('the changes come by party and by clause, with places in both texts', async () => {
    const found = await until(changes, (each) => (each?.changes.length ?? 0) > 0);
    assert.ok(found);
    assert.deepEqual([found.title, found.base, found.version], ['shop', 'HEAD', version]);
    assert.equal(found.summary, '1 weaker for desk');
    assert.equal(found.direction, 'weaker');
    const [change] = found.changes;
    assert.ok(change);
    assert.match(change.values, /99\.9 % → (?:≥ )?99\.5 %/);
    assert.equal(change.meaning, 'weaker for desk');
    assert.notEqual(change.detail, '');
    assert.equal(change.range.start.line, weaker.split('\n').indexOf('    atLeast: 99.5 %'));
    assert.deepEqual([change.isGone, change.oldRange], [false, undefined]);
    const desk = found.byParty.find(({ label }) => label === 'desk');
    assert.deepEqual([desk?.changes, desk?.directions], [[0], ['weaker']]);
    assert.match(desk?.description ?? '', /^Desk · 1 weaker$/);
    const [clause] = found.byClause;
    assert.deepEqual([clause?.label, clause?.description, clause?.changes], ['success', 'objectives · 1 weaker', [0]]);
  });

  test('hints and problems are asked for anew when the version is another one, also where somebody asked for changes before', async () => {
    for (const refresh of [
      'workspace/inlayHint/refresh',
      'workspace/codeLens/refresh',
      'workspace/diagnostic/refresh',
    ]) {
      const told = client.next(refresh);
      client.notify('sla/base', base({ text: text.replace('99.9 %', `99.9${refresh.length} %`) }));
      await changes();
      await told;
    }
    client.notify('sla/base', base());
    await until(changes, (found) => /99\.9 % →/.test(found?.changes[0]?.values ?? ''));
  });

  test('what is answered follows the text, and the client is told once that it no longer holds', async () => {
    await changes();
    const told = client.next('sla/changesChanged');
    edit(text);
    await told;
    const found = await until(changes, (each) => each?.version === version);
    assert.deepEqual([found?.changes, found?.summary], [[], 'no change']);
    assert.deepEqual(
      (await titles()).filter((title) => /change/.test(title)),
      [],
    );
    await until(rules, (each) => !each.includes('version-not-bumped'));
    edit(weaker);
    await until(changes, (each) => each?.changes.length === 1);
  });

  test('a text that cannot be read as a whole is compared with nothing, and says so', async () => {
    edit(`${weaker}  broken: [\n`);
    const found = await until(changes, (each) => each?.version === version);
    assert.deepEqual([found?.changes, found?.summary], [[], 'cannot be compared: a text has errors']);
    assert.deepEqual((await hints()).filter(isChange), []);
    edit(weaker);
    await until(changes, (each) => each?.changes.length === 1);
  });

  test('an agreement that the version does not have is new', async () => {
    client.notify('sla/base', base({ text: null }));
    const found = await until(changes, (each) => each?.summary.startsWith('new') === true);
    assert.deepEqual([found?.summary, found?.changes], ['new since HEAD', []]);
    assert.equal((await plain('before'))?.text, '');
  });

  test('an agreement under another name is found by its id', async () => {
    const others = [text.replace('id: shop', 'id: other').replace('99.9 %', '90 %'), text];
    client.notify('sla/base', base({ text: null, others }));
    const found = await until(changes, (each) => each?.changes.length === 1);
    assert.match(found?.changes[0]?.values ?? '', /99\.9 %/);
  });

  test('a text that is too long is not read, and said to be', async () => {
    client.notify('sla/base', base({ text: `${text}#${'x'.repeat(1_000_000)}` }));
    const found = await until(changes, (each) => each?.summary.includes('too long') === true);
    assert.deepEqual(found?.changes, []);
    client.notify('sla/base', base());
    await until(changes, (each) => each?.changes.length === 1);
  });

  test('what is no version is refused, and costs nothing', async () => {
    for (const wrong of [{ uri, name: 5, text }, { uri, name: 'x', text, others: [1] }, { name: 'x' }])
      client.notify('sla/base', wrong);
    client.notify('sla/base', base({ uri: 'file:///nowhere.sla.yaml' }));
    const found = await until(changes, (each) => each?.changes.length === 1);
    assert.equal(found?.base, 'HEAD');
    assert.equal(await changes('file:///nowhere.sla.yaml'), null);
  });

  test('names of versions and texts of files stay text in lists', async () => {
    const hostile = '$(flame) [x](command:quit) \u202Eevil';
    client.notify('sla/base', base({ name: hostile, text: text.replace('title: Shop', 'title: "$(bug) <b>"') }));
    const found = await until(changes, (each) => each?.base.startsWith('$ (flame)') === true);
    assert.equal(found?.base, '$ (flame) [x](command:quit) \\u{202e}evil');
    assert.ok(!/\$\(|[\u202e]/.test(JSON.stringify(found)));
    client.notify('sla/base', base());
    await until(changes, (each) => each?.base === 'HEAD');
  });

  test('where nothing is compared a client may offer it', async () => {
    client.notify('sla/base', base({ name: null, text: null, canCompare: true }));
    const found = await until(titles, (each) => each.includes('Compare with HEAD'));
    assert.ok(!found.some((title) => title.includes('change')));
    client.notify('sla/base', base());
    await until(
      titles,
      (each) => !each.includes('Compare with HEAD') && each.some((title) => title.includes('change')),
    );
  });

  test('both versions can be read in plain language, without a word of data', async () => {
    const [before, now] = [await plain('before'), await plain('now')];
    assert.deepEqual([before?.title, before?.base], ['shop', 'HEAD']);
    assert.match(before?.text ?? '', /99\.9/);
    assert.match(now?.text ?? '', /99\.5/);
    assert.equal((now?.text ?? '').replace('99.5', '99.9'), before?.text);
    assert.equal(await plain('now', 'file:///nowhere.sla.yaml'), null);
  });

  test('settings take hints and lens away', async () => {
    const configure = (sla: object): void => {
      client.settings = { sla };
      client.notify('workspace/didChangeConfiguration', { settings: {} });
    };
    configure({ inlayHints: { changes: false }, codeLens: { enabled: false } });
    await until(hints, (found) => !found.some(isChange));
    assert.deepEqual(await titles(), []);
    configure({});
    await until(hints, (found) => found.some(isChange));
  });

  test('a closed document forgets its version', async () => {
    client.notify('textDocument/didClose', { textDocument: { uri } });
    assert.equal(await changes(), null);
    client.open(uri, weaker, ++version);
    assert.equal(await changes(), null);
    client.notify('sla/base', base());
    await until(changes, (each) => each?.changes.length === 1);
  });
});

describe('a text that git had', () => {
  const query = encodeURIComponent(JSON.stringify({ path: '/review/vpn.sla.yaml', ref: '~' }));
  const old = `git:/review/vpn.sla.yaml?${query}`;
  const example = readFileSync('examples/ip-vpn.sla.yaml', 'utf8');
  const symbols = (): Promise<readonly { readonly name: string }[]> =>
    client.request('textDocument/documentSymbol', { textDocument: { uri: old } });
  const at = (needle: string): object => {
    const offset = example.indexOf(needle);
    const lines = example.slice(0, offset).split('\n');
    return { line: lines.length - 1, character: (lines.at(-1) ?? '').length + 1 };
  };

  test('has outline, hover, hints and colours, and reads no data', async () => {
    client.open(old, example);
    assert.ok((await symbols()).length > 3);
    const hover = (): Promise<{ contents: { value: string } }> =>
      client.request('textDocument/hover', { textDocument: { uri: old }, position: at('availability:\n') });
    await until(hover, ({ contents }) => contents.value.includes('data is read for the file on disk only'));
    assert.ok((await hints(old)).length > 0);
    const tokens = await client.request<{ data: readonly number[] }>('textDocument/semanticTokens/full', {
      textDocument: { uri: old },
    });
    assert.ok(tokens.data.length > 100);
  });

  test('is judged by itself, without problems of what stands beside it', async () => {
    assert.deepEqual(await rules(old), []);
  });

  test('goes to its own definitions, and to no file', async () => {
    const found = await client.request<readonly { readonly uri: string }[]>('textDocument/definition', {
      textDocument: { uri: old },
      position: at('customer\n'),
    });
    assert.ok((found ?? []).every((each) => each.uri === old));
    const links = await client.request<readonly unknown[]>('textDocument/documentLink', { textDocument: { uri: old } });
    assert.deepEqual(links ?? [], []);
  });

  test('is no agreement of the workspace', async () => {
    const file = 'file:///review/vpn.sla.yaml';
    client.open(file, example);
    const { agreements } = await client.request<{ agreements: readonly { readonly uri: string }[] }>('sla/overview', {
      computes: false,
    });
    assert.deepEqual(agreements.map((each) => each.uri).sort(), [uri, file].sort());
    assert.ok(!(await rules(file)).includes('duplicate-agreement-id'));
    const found = await client.request<readonly { readonly location: { readonly uri: string } }[]>('workspace/symbol', {
      query: 'availability',
    });
    assert.ok(found.every(({ location }) => !location.uri.startsWith('git:')));
  });

  test('may have any address', async () => {
    for (const odd of [
      'git:/a.sla.yaml?%7B%22path%22%3A%22%2F..%2F..%2Fetc%2Fpasswd%22%7D',
      'git:',
      'x:y',
      'git:///?#',
    ]) {
      client.open(odd, weaker);
      assert.ok(
        (await client.request<readonly unknown[]>('textDocument/documentSymbol', { textDocument: { uri: odd } }))
          .length > 0,
      );
      client.notify('textDocument/didClose', { textDocument: { uri: odd } });
    }
    client.notify('textDocument/didClose', { textDocument: { uri: old } });
    assert.deepEqual(await symbols(), []);
  });
});
