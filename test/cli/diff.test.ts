// Compares agreements as a user does: two files, one since a commit, whole folders; what cannot be compared, and gates.
// It must never depend on the configuration of git on the machine.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { slaIn, type Answer } from '../kit/command-line';
import { plainGit } from '../kit/traps';

const root = mkdtempSync(join(tmpdir(), 'sla-diff-'));
after(() => rmSync(root, { recursive: true, force: true }));

const agreement = (id: string, target: string, more = ''): string => `sla: 1
id: ${id}
title: Hosting of the ${id}
kind: customer
status: draft
version: 0.1.0
term: { from: 2026-01-01, to: 2026-12-31 }
timeZone: Europe/Berlin
parties:
  host: { name: Example Hosting, role: provider }
  shop: { name: Example Shop, role: customer }
metrics:
  uptime: { type: availability, measuredBy: host, controlledBy: host }
objectives:
  availability: { metric: uptime, atLeast: ${target}, window: month, reason: Reached in 2025. }
${more}`;

let made = 0;

/** A folder with files by their paths. */
function folderOf(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = join(root, `case-${made++}`);
  mkdirSync(folder);
  write(folder, files);
  return folder;
}

function write(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function repositoryOf(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = folderOf(files);
  plainGit(folder, ['init', '-q', '-b', 'main']);
  commit(folder);
  return folder;
}

function commit(folder: string): void {
  plainGit(folder, ['add', '-A']);
  plainGit(folder, ['commit', '-qm', 'x']);
}

interface Agreement {
  readonly old: { readonly path: string; readonly id: string; readonly version: string } | null;
  readonly new: { readonly path: string } | null;
  readonly changes: readonly {
    readonly path: string;
    readonly range: { readonly start: { readonly line: number; readonly column: number } };
  }[];
  readonly summary: { readonly changes: number; readonly weaker: readonly string[] };
  readonly incomplete?: Readonly<Record<string, string>>;
}
interface Whole {
  readonly agreements: readonly Agreement[];
  readonly summary: {
    readonly agreements: number;
    readonly changes: number;
    readonly weaker: readonly string[];
    readonly stronger: readonly string[];
  };
}

const parsed = <T>({ out, error }: Answer): T => {
  assert.notEqual(out, '', error);
  return JSON.parse(out) as T;
};
const pairs = ({ agreements }: Whole): readonly (readonly (string | undefined)[])[] =>
  agreements.map((each) => [each.old?.path, each.new?.path]);

describe('two files', () => {
  const folder = folderOf({ 'old.sla.yaml': agreement('shop', '99.9 %'), 'new.sla.yaml': agreement('shop', '99 %') });
  const diff = (...args: readonly string[]): Promise<Answer> =>
    slaIn(folder, ['diff', 'old.sla.yaml', 'new.sla.yaml', ...args]);
  test('what changed is told by clause, with a sign, and the exit code is 0', async () => {
    const { code, out, error } = await diff();
    assert.deepEqual([code, error], [0, '']);
    assert.match(out, /^old\.sla\.yaml → new\.sla\.yaml {2}Hosting of the shop$/m);
    assert.match(out, /^ {2}▼ weaker {2}objectives\.availability {2}atLeast {2}99\.9 % → 99 %/m);
    assert.match(out, /^1 change: weaker for shop/m);
    assert.doesNotMatch(out, /\u001b/);
  });
  test('JSON is the object of one agreement, with places counted from 1', async () => {
    const answer = parsed<Agreement>(await diff('--format', 'json'));
    assert.deepEqual(Object.keys(answer), ['version', 'old', 'new', 'changes', 'summary']);
    assert.deepEqual(answer.old, { path: 'old.sla.yaml', id: 'shop', version: '0.1.0' });
    const { start } = answer.changes[0]?.range ?? {};
    const line = agreement('shop', '99 %').split('\n')[(start?.line ?? 0) - 1];
    assert.equal(line?.slice((start?.column ?? 0) - 1).slice(0, 4), '99 %');
    assert.deepEqual(answer.summary.weaker, ['shop']);
  });
  test('what only looks different is no change', async () => {
    write(folder, {
      'same.sla.yaml': `# Laid out anew.\n${agreement('shop', '"99.90 %"').replace(/^version:.*\n/m, '')}version: 0.1.0\n`,
    });
    const { code, out } = await slaIn(folder, ['diff', 'old.sla.yaml', 'same.sla.yaml', '--fail-on', 'weaker']);
    assert.equal(code, 0, out);
    assert.match(out, /^Nothing changed in what is meant\.$/m);
  });
  test('-o writes the report, and never over an agreement', async () => {
    const { out, code } = await diff('--format', 'markdown', '-o', 'sheet.md');
    assert.deepEqual([code, out], [0, '']);
    assert.match(readFileSync(join(folder, 'sheet.md'), 'utf8'), /^# Changes of service level agreements\n/);
    for (const [target, why] of [
      ['new.sla.yaml', /would overwrite/],
      ['nowhere/x.md', /no such folder/],
      ['.', /is a folder/],
    ] as const) {
      const refused = await diff('-o', target);
      assert.equal(refused.code, 2);
      assert.match(refused.error, why);
    }
    assert.equal(readFileSync(join(folder, 'new.sla.yaml'), 'utf8'), agreement('shop', '99 %'));
    // Whoever wrote the files must not choose what is overwritten.
    const victim = join(root, 'victim');
    writeFileSync(victim, 'kept');
    symlinkSync(victim, join(folder, 'link.md'));
    symlinkSync(root, join(folder, 'out'));
    for (const target of ['link.md', 'out/victim', 'out/fresh.md']) {
      const refused = await diff('-o', target);
      assert.equal(refused.code, 2);
      assert.match(refused.error, /a link leads from there to another file/);
    }
    assert.equal(readFileSync(victim, 'utf8'), 'kept');
  });
  for (const [args, message] of [
    [['diff'], /name two agreements/],
    [['diff', 'old.sla.yaml'], /name two agreements/],
    [['diff', 'old.sla.yaml', 'new.sla.yaml', 'old.sla.yaml'], /name two agreements/],
    [['diff', 'old.sla.yaml', 'gone.sla.yaml'], /there is no file or folder/],
    [['diff', 'old.sla.yaml', '.'], /is a folder/],
    [['diff', 'old.sla.yaml', 'sheet.md'], /is no agreement/],
    [
      ['diff', 'old.sla.yaml', 'new.sla.yaml', '--format', 'sarif'],
      /--format takes text, json, markdown, github, gitlab/,
    ],
    [['diff', 'old.sla.yaml', 'new.sla.yaml', '--fail-on', 'stronger'], /--fail-on takes weaker or weaker:PARTY/],
    [['diff', 'old.sla.yaml', 'new.sla.yaml', '--fail-on', 'weaker:'], /--fail-on takes weaker or weaker:PARTY/],
    [['diff', 'old.sla.yaml', 'new.sla.yaml', '--as-of', 'soon'], /--as-of takes a date/],
    [['diff', 'old.sla.yaml', 'new.sla.yaml', '--rules', 'x'], /sla diff does not take --rules/],
    [['diff', 'old.sla.yaml', 'new.sla.yaml', '--fix'], /sla diff does not take --fix/],
    [['check', 'old.sla.yaml', '--fail-on', 'weaker'], /sla check does not take --fail-on/],
    [['diff', '--base', 'main'], /it lies in no git repository/],
  ] as const)
    test(`refused: sla ${args.join(' ')}`, async () => {
      const { code, out, error } = await slaIn(folder, args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(error, message);
    });
});

describe('gates', () => {
  const folder = folderOf({
    'a.sla.yaml': agreement('shop', '99.9 %'),
    'weaker.sla.yaml': agreement('shop', '99 %'),
    'stronger.sla.yaml': agreement('shop', '99.99 %'),
  });
  const gate = async (now: string, ...gates: readonly string[]): Promise<number | undefined> =>
    (await slaIn(folder, ['diff', 'a.sla.yaml', now, ...gates.flatMap((each) => ['--fail-on', each])])).code;
  test('weaker stops what is weaker for those to whom it is owed, and nothing else', async () => {
    assert.equal(await gate('weaker.sla.yaml', 'weaker'), 1);
    assert.equal(await gate('stronger.sla.yaml', 'weaker'), 0);
    assert.equal(await gate('a.sla.yaml', 'weaker'), 0);
  });
  test('a party that is named counts alone, and one of several is enough', async () => {
    assert.equal(await gate('weaker.sla.yaml', 'weaker:shop'), 1);
    assert.equal(await gate('weaker.sla.yaml', 'weaker:host'), 0);
    assert.equal(await gate('stronger.sla.yaml', 'weaker:host'), 1);
    assert.equal(await gate('weaker.sla.yaml', 'weaker:host', 'weaker:shop'), 1);
  });
  test('a party that nobody has is a mistake, also where nothing changed', async () => {
    const { code, error } = await slaIn(folder, ['diff', 'a.sla.yaml', 'a.sla.yaml', '--fail-on', 'weaker:shp']);
    assert.equal(code, 2);
    assert.match(error, /no agreement has a party "shp"; did you mean "shop"\?/);
  });
  test('an agreement that is gone is weaker for those to whom it owed something', async () => {
    const repository = repositoryOf({
      'a.sla.yaml': agreement('a', '99.9 %'),
      'b.sla.yaml': agreement('b', '99.9 %', 'x-note: 1'),
    });
    rmSync(join(repository, 'a.sla.yaml'));
    const gone = await slaIn(repository, ['diff', '--base', 'HEAD', '--fail-on', 'weaker:shop']);
    assert.equal(gone.code, 1);
    assert.equal((await slaIn(repository, ['diff', '--base', 'HEAD', '--fail-on', 'weaker:host'])).code, 0);
    plainGit(repository, ['checkout', '-q', '.']);
    write(repository, {
      'c.sla.yaml': agreement('other', '99.9 %').replaceAll('shop', 'desk').replace('month', 'quarter'),
    });
    assert.equal((await slaIn(repository, ['diff', '--base', 'HEAD', '--fail-on', 'weaker'])).code, 0);
    assert.equal((await slaIn(repository, ['diff', '--base', 'HEAD', '--fail-on', 'weaker:desk'])).code, 0);
  });
});

describe('since a commit', () => {
  const files = {
    'a.sla.yaml': agreement('a', '99.9 %'),
    'b.sla.yaml': agreement('b', '99.9 %'),
    'teams/c.sla.yaml': agreement('c', '99.9 %'),
    'node_modules/x/d.sla.yaml': agreement('d', '99.9 %'),
    'notes.yaml': 'a: 1\n',
  };
  const since = (folder: string, ...args: readonly string[]): Promise<Answer> =>
    slaIn(folder, ['diff', '--base', 'HEAD', ...args]);
  const json = async (folder: string, ...args: readonly string[]): Promise<Whole> =>
    parsed<Whole>(await since(folder, '--format', 'json', ...args));
  test('nothing changed', async () => {
    const folder = repositoryOf(files);
    const { code, out } = await since(folder);
    assert.deepEqual([code, out], [0, 'Nothing changed in what is meant.\n']);
    assert.deepEqual(await json(folder), {
      version: 1,
      agreements: [],
      summary: { agreements: 0, changes: 0, weaker: [], stronger: [], unclear: [] },
    });
  });
  test('agreements that changed, are new, or are gone; not those that only look different', async () => {
    const folder = repositoryOf(files);
    write(folder, { 'a.sla.yaml': agreement('a', '99 %'), 'b.sla.yaml': `# Note.\n${agreement('b', '99.9 %')}` });
    write(folder, { 'z.sla.yaml': 'sla: 1\nid: z\ntitle: A new one\nkind: internal\nstatus: draft\n' });
    rmSync(join(folder, 'teams/c.sla.yaml'));
    rmSync(join(folder, 'node_modules'), { recursive: true });
    const answer = await json(folder);
    assert.deepEqual(pairs(answer), [
      ['a.sla.yaml', 'a.sla.yaml'],
      ['teams/c.sla.yaml', undefined],
      [undefined, 'z.sla.yaml'],
    ]);
    assert.equal(answer.agreements[2]?.old, null);
    assert.equal(answer.agreements[1]?.new, null);
    assert.deepEqual(answer.summary.weaker, ['shop']);
    assert.deepEqual(pairs(await json(folder, 'teams')), [['teams/c.sla.yaml', undefined]]);
    assert.deepEqual(pairs(await json(folder, 'z.sla.yaml', 'b.sla.yaml')), [[undefined, 'z.sla.yaml']]);
  });
  test('one file that is named gives its object: changed, the same, new or gone', async () => {
    const folder = repositoryOf(files);
    write(folder, { 'a.sla.yaml': agreement('a', '99 %'), 'n.sla.yaml': '' });
    rmSync(join(folder, 'teams/c.sla.yaml'));
    const one = async (path: string): Promise<Agreement> =>
      parsed<Agreement>(await since(folder, '--format', 'json', path));
    assert.equal((await one('a.sla.yaml')).summary.changes, 1);
    assert.equal((await one('b.sla.yaml')).summary.changes, 0);
    assert.equal((await one('n.sla.yaml')).old, null);
    assert.equal((await one('teams/c.sla.yaml')).new, null);
    const { code, error } = await since(folder, 'nowhere.sla.yaml');
    assert.equal(code, 2);
    assert.match(error, /there is no file or folder "nowhere\.sla\.yaml", and none in HEAD/);
  });
  test('a file with another name is the same agreement by its id, else by its text', async () => {
    const folder = repositoryOf(files);
    renameSync(join(folder, 'a.sla.yaml'), join(folder, 'teams/renamed.sla.yaml'));
    write(folder, {
      'teams/renamed.sla.yaml': agreement('a', '99 %')
        .replace(/title.*/, 'title: All else')
        .replace(/\{ name/g, '{ type: organization, name'),
    });
    rmSync(join(folder, 'b.sla.yaml'));
    write(folder, { 'other.sla.yaml': agreement('another-id', '99.9 %').replace('the another-id', 'the b') });
    const answer = await json(folder);
    assert.deepEqual(pairs(answer), [
      ['b.sla.yaml', 'other.sla.yaml'],
      ['a.sla.yaml', 'teams/renamed.sla.yaml'],
    ]);
    // Into a folder that is named, and out of one.
    assert.deepEqual(pairs(await json(folder, 'teams')), [['a.sla.yaml', 'teams/renamed.sla.yaml']]);
  });
  test('three dots compare with where HEAD left the other branch', async () => {
    const folder = repositoryOf(files);
    plainGit(folder, ['checkout', '-q', '-b', 'work']);
    write(folder, { 'a.sla.yaml': agreement('a', '99 %') });
    commit(folder);
    plainGit(folder, ['checkout', '-q', 'main']);
    write(folder, { 'b.sla.yaml': agreement('b', '99.99 %') });
    commit(folder);
    plainGit(folder, ['checkout', '-q', 'work']);
    const paths = async (base: string): Promise<unknown> =>
      pairs(parsed<Whole>(await slaIn(folder, ['diff', '--format', 'json', '--base', base])));
    assert.deepEqual(await paths('main...'), [['a.sla.yaml', 'a.sla.yaml']]);
    assert.deepEqual(await paths('main'), [
      ['a.sla.yaml', 'a.sla.yaml'],
      ['b.sla.yaml', 'b.sla.yaml'],
    ]);
    plainGit(folder, ['checkout', '-q', '--orphan', 'alone']);
    commit(folder);
    const { code, error } = await slaIn(folder, ['diff', '--base', 'main...']);
    assert.equal(code, 2);
    assert.match(error, /"main" and HEAD have no commit in common/);
  });
  test('a shallow clone says how to get the rest', async () => {
    const folder = repositoryOf(files);
    write(folder, { 'a.sla.yaml': agreement('a', '99 %') });
    commit(folder);
    const clone = join(root, `clone-${made++}`);
    plainGit(folder, ['clone', '-q', '--depth', '1', `file://${folder}`, clone]);
    const { code, error } = await slaIn(clone, ['diff', '--base', 'HEAD~1']);
    assert.equal(code, 2);
    assert.match(error, /"HEAD~1" names no commit; this clone holds only a part of the history \(.*fetch-depth: 0/);
  });
  test('what sla.config.yaml leaves out is left out of both versions', async () => {
    const folder = repositoryOf({ ...files, 'sla.config.yaml': 'exclude: ["teams/**"]\n' });
    rmSync(join(folder, 'teams/c.sla.yaml'));
    write(folder, { 'teams/e.sla.yaml': agreement('e', '99.9 %').replaceAll('shop', 'desk') });
    assert.deepEqual(pairs(await json(folder)), []);
    // Whoever names a file wants to know of it, and where it comes from.
    assert.deepEqual(pairs(await json(folder, 'teams/e.sla.yaml', 'a.sla.yaml')), [
      ['teams/c.sla.yaml', 'teams/e.sla.yaml'],
    ]);
  });
  test('a folder without agreements is no comparison, and without git there is none either', async () => {
    const folder = repositoryOf({ ...files, 'docs/a.md': '' });
    const empty = await since(folder, 'docs');
    assert.deepEqual([empty.code, empty.out], [2, '']);
    assert.match(empty.error, /no agreement to compare below "docs", neither now nor in HEAD/);
    const { code, error } = await slaIn(folder, ['diff', '--base', 'HEAD'], { PATH: '/nowhere' });
    assert.equal(code, 2);
    assert.match(error, /git is not installed/);
  });
  test('an agreement that became a link is gone, and nothing behind the link is read', async () => {
    const folder = repositoryOf(files);
    rmSync(join(folder, 'a.sla.yaml'));
    symlinkSync('/etc/passwd', join(folder, 'a.sla.yaml'));
    const answer = await json(folder);
    assert.deepEqual(pairs(answer), [['a.sla.yaml', undefined]]);
  });
});

describe('texts that cannot be compared', () => {
  const cases: readonly (readonly [string, string | Buffer, RegExp])[] = [
    ['not UTF-8', Buffer.from([0x73, 0x6c, 0x61, 0x3a, 0xff, 0x0a]), /This file is not UTF-8: byte 0xFF at offset 4/],
    [
      'too large',
      `${agreement('a', '99 %')}# ${'x'.repeat(6_100_000)}\n`,
      /too long there|agreements up to 1 MB are read/,
    ],
  ];
  for (const [what, text, message] of cases)
    for (const side of ['old', 'new'] as const)
      test(`${what}, on the ${side} side`, async () => {
        const [before, now] = side === 'old' ? [text, agreement('a', '99 %')] : [agreement('a', '99 %'), text];
        const folder = repositoryOf({ 'a.sla.yaml': before, 'b.sla.yaml': agreement('b', '99.9 %') });
        write(folder, { 'a.sla.yaml': now, 'b.sla.yaml': agreement('b', '99 %') });
        const { code, out, error } = await slaIn(folder, ['diff', '--base', 'HEAD', '--fail-on', 'weaker']);
        assert.equal(code, 2, error);
        assert.match(error, message);
        // The others are compared all the same.
        assert.match(out, /b\.sla\.yaml/);
        const alone = await slaIn(folder, ['diff', '--base', 'HEAD', 'a.sla.yaml', '--fail-on', 'weaker']);
        assert.equal(alone.code, 2);
      });
  test('a new text that is broken is told, and no gate lets it through', async () => {
    const folder = folderOf({
      'a.sla.yaml': agreement('a', '99 %'),
      'b.sla.yaml': `${agreement('a', '99 %')}fees: "open\n`,
    });
    const { code, out, error } = await slaIn(folder, ['diff', 'a.sla.yaml', 'b.sla.yaml']);
    assert.equal(code, 2);
    assert.match(error, /^sla: b\.sla\.yaml: line \d+, column \d+: .*, so that changes may be missing$/m);
    assert.match(out, /The new text cannot be read as a whole/);
    const answer = parsed<Agreement>(await slaIn(folder, ['diff', 'a.sla.yaml', 'b.sla.yaml', '--format', 'json']));
    assert.match(answer.incomplete?.['new'] ?? '', /^line \d+/);
    assert.match(
      (await slaIn(folder, ['diff', 'a.sla.yaml', 'b.sla.yaml', '--format', 'markdown'])).out,
      /cannot be read as a whole/,
    );
  });
  test('an old text that was broken may be mended, but opens no gate', async () => {
    const folder = folderOf({
      'a.sla.yaml': `${agreement('a', '99 %')}fees: "open\n`,
      'b.sla.yaml': agreement('a', '99 %'),
    });
    assert.equal((await slaIn(folder, ['diff', 'a.sla.yaml', 'b.sla.yaml'])).code, 0);
    assert.equal((await slaIn(folder, ['diff', 'a.sla.yaml', 'b.sla.yaml', '--fail-on', 'weaker'])).code, 2);
  });
});
