// Plays a pull request that hides a weaker target in a large reformatting, and asks command line and action what they see.
// It must never accept one change more or less than was made.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import { parse } from 'yaml';
import { writePullRequest, type ExpectedChange } from '../kit/pull-request.mjs';

const root = mkdtempSync(join(tmpdir(), 'sla-pull-request-'));
after(() => rmSync(root, { recursive: true, force: true }));
const repository = join(root, 'work');
mkdirSync(repository);
mkdirSync(join(root, 'plain'));
const pull = writePullRequest(repository);
symlinkSync(join(root, 'plain/x'), join(repository, 'link.md'));

interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = repository,
): Answer {
  const plain = { PATH: process.env['PATH'] ?? '', HOME: root };
  const { status, stdout, stderr } = spawnSync(program, [...args], {
    encoding: 'utf8',
    cwd,
    env: { ...plain, ...env },
  });
  return { code: status, out: stdout, error: stderr };
}

const sla = (...args: readonly string[]): Answer =>
  run(process.execPath, [resolve('dist/cli.js'), ...args, '--today', '2026-07-10']);

interface Change extends ExpectedChange {
  readonly reason: string;
  readonly range: { readonly start: { readonly line: number } };
  readonly cost?: { readonly credits: string | null; readonly windows: number; readonly missed: number };
}
interface Agreement {
  readonly old: { readonly path: string };
  readonly new: { readonly path: string };
  readonly changes: readonly Change[];
  readonly summary: { readonly changes: number; readonly weaker: readonly string[] };
}

describe('the command line', () => {
  const { out, code, error } = sla('diff', '--base', `${pull.base}...`, '--format', 'json');
  const answer = JSON.parse(out) as { readonly agreements: readonly Agreement[] };
  test('sees exactly what was done, in the one agreement that was touched', () => {
    assert.deepEqual([code, error, answer.agreements.length], [0, '', 1]);
    const [only] = answer.agreements;
    assert.deepEqual([only?.old.path, only?.new.path], [pull.oldPath, pull.path]);
    const seen = only?.changes.map(({ kind, path, oldPath, from, to, directions }) => ({
      kind,
      path,
      oldPath,
      from,
      to,
      directions,
    }));
    assert.deepEqual(seen, pull.changes);
    assert.deepEqual(only?.summary.weaker, ['customer']);
  });
  test('shows the weaker target at its line, and why it is weaker', () => {
    const weaker = answer.agreements[0]?.changes.find(({ directions }) => directions['customer'] === 'weaker');
    assert.equal(weaker?.range.start.line, pull.line);
    assert.deepEqual(weaker?.cost, { credits: '-100 EUR', windows: 6, missed: -1 });
    assert.match(weaker?.reason ?? '', /\d+ min more downtime a month/);
  });
  test('with the tip of the base, also sees what the base did meanwhile', () => {
    const whole = JSON.parse(sla('diff', '--base', pull.base, '--format', 'json').out) as typeof answer;
    assert.deepEqual(
      whole.agreements.map((each) => each.new.path),
      [pull.path, pull.untouched],
    );
  });
  test('the gate for the party that is worse off stops it, the one for the other does not', () => {
    const gate = (party: string): number | null =>
      sla('diff', '--base', 'main...', '--fail-on', `weaker:${party}`).code;
    assert.deepEqual([gate('customer'), gate('operator')], [1, 0]);
    assert.equal(sla('diff', '--base', 'main...', '--fail-on', 'weaker').code, 1);
  });
  test('every other format names the target at its line, as a warning', () => {
    const annotations = sla('diff', '--base', 'main...', '--format', 'github').out;
    assert.match(
      annotations,
      new RegExp(
        `^::warning file=${pull.path},line=${pull.line},.*title=sla%3A weaker::.*99\\.9 %25 → 99\\.5 %25`,
        'm',
      ),
    );
    assert.equal(annotations.match(/^::warning /gm)?.length, 1);
    const issues = JSON.parse(sla('diff', '--base', 'main...', '--format', 'gitlab').out) as readonly {
      readonly check_name: string;
      readonly severity: string;
      readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
    }[];
    assert.deepEqual(
      issues
        .filter(({ check_name }) => check_name === 'sla-weaker')
        .map(({ severity, location }) => [severity, location]),
      [['major', { path: pull.path, lines: { begin: pull.line } }]],
    );
  });
  test('the sheet tells changes by party, new problems, and what was kept; it is the same each time', () => {
    const sheet = sla('diff', '--base', 'main...', '--format', 'markdown').out;
    assert.equal(sla('diff', '--base', 'main...', '--format', 'markdown').out, sheet);
    assert.match(
      sheet,
      /\*\*For\*\* `customer`: 1 weaker\n\n(?:.*\n){2}\| ▼\sweaker \| `objectives\.availability\.atLeast` \| 99\.9 % → 99\.5 % \|/,
    );
    assert.match(
      sheet,
      /\*\*Neither weaker nor stronger\*\*: 1\n\n(?:.*\n){2}\| ·\srenamed \| `parties\.carrier` → `parties\.operator`/,
    );
    assert.match(sheet, /\*\*For\*\* `operator`: 1 stronger, by the same changes\./);
    assert.match(sheet, /\| `version-not-bumped` \|/);
    assert.match(sheet, /\| `weakened-without-record` \|/);
    // A problem that the base had as well is none of the pull request.
    assert.doesNotMatch(sheet, /review-missing/);
    assert.match(sheet, /\| `availability` \| ❌ missed \| Jun 2026 \|/);
  });
});

const definition = parse(readFileSync('action.yml', 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: { readonly using: string; readonly main: string };
};

let runs = 0;

interface ActionAnswer extends Answer {
  readonly summary: string;
  readonly outputs: string;
}

/** Runs the entry of the action as a runner does: inputs by their defaults or as given, an event in a file. */
function action(
  inputs: Readonly<Record<string, string>>,
  event: unknown = { pull_request: { base: { sha: pull.baseHash, ref: 'main' }, head: { sha: pull.headHash } } },
  more: Readonly<Record<string, string>> = {},
  cwd = repository,
): ActionAnswer {
  const [eventPath, summary, outputs] = ['event', 'summary', 'output'].map((name) => join(root, `${name}-${runs}`));
  runs++;
  assert.ok(eventPath !== undefined && summary !== undefined && outputs !== undefined);
  writeFileSync(eventPath, JSON.stringify(event));
  const env = Object.fromEntries(
    Object.entries(definition.inputs).map(([name, input]) => [
      `INPUT_${name.toUpperCase()}`,
      inputs[name] ?? input.default,
    ]),
  );
  const runner = {
    ...{ GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: eventPath },
    ...{ GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: outputs, GITHUB_WORKSPACE: cwd },
  };
  const answer = run(process.execPath, [resolve(definition.runs.main)], { ...env, ...runner, ...more }, cwd);
  const written = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');
  return { ...answer, summary: written(summary), outputs: written(outputs) };
}

describe('the action', () => {
  test('is JavaScript with an entry that is there, and no shell sees an input', () => {
    assert.deepEqual(definition.runs, { using: 'node20', main: 'scripts/action.mjs' });
    assert.deepEqual(Object.keys(definition.inputs), ['paths', 'base', 'fail-on', 'data', 'sheet']);
    assert.deepEqual(Object.keys(definition.outputs), ['changes', 'weaker']);
  });
  test('sees exactly what was done: annotations, sheet in the summary, outputs', () => {
    const { code, out, error, summary, outputs } = action({});
    assert.deepEqual([code, error], [0, '']);
    assert.equal(out, sla('diff', '--base', 'main...', '--format', 'github').out);
    assert.equal(outputs, `changes=${pull.changes.length}\nweaker=customer\n`);
    assert.match(summary, /▼\sweaker \| `objectives\.availability\.atLeast` \| 99\.9 % → 99\.5 %/);
  });
  test('fails on what it is asked to, and writes the sheet all the same', () => {
    const { code, outputs, summary } = action({
      'fail-on': 'weaker:operator\nweaker:customer',
      sheet: '../sheet.md',
      data: 'false',
      paths: 'agreements\nagreements/returns.sla.yaml',
    });
    assert.equal(code, 1);
    assert.match(outputs, /^changes=2$/m);
    assert.equal(readFileSync(join(root, 'sheet.md'), 'utf8'), summary);
    assert.doesNotMatch(summary, /Compliance as of/);
    assert.equal(action({ 'fail-on': 'weaker:operator' }).code, 0);
  });
  test('takes a base that is named, and one of a merge queue', () => {
    assert.match(action({ base: 'main' }, {}).out, /returns\.sla\.yaml/);
    assert.equal(action({}, { merge_group: { base_sha: pull.baseHash } }).outputs, 'changes=2\nweaker=customer\n');
  });
  for (const [name, inputs, event, more, message] of [
    [
      'pull_request_target',
      {},
      undefined,
      { GITHUB_EVENT_NAME: 'pull_request_target' },
      /does not run on pull_request_target/,
    ],
    ['an event of no pull request', {}, {}, {}, /the event is of no pull request; say what to compare with/],
    [
      'an event whose base is no hash',
      {},
      { pull_request: { base: { sha: '--upload-pack=x' } } },
      {},
      /the event is of no pull request/,
    ],
    ['an event that is lacking', {}, {}, { GITHUB_EVENT_PATH: '/nowhere' }, /cannot be read/],
    ['an input of data that is no answer', { data: 'maybe' }, undefined, {}, /data: takes true or false/],
    ['a gate that is none', { 'fail-on': 'weak' }, undefined, {}, /--fail-on takes weaker/],
    ['a path outside of git', { paths: '../plain' }, undefined, {}, /no git repository/],
    ['a sheet over a link', { sheet: 'link.md' }, undefined, {}, /sheet: link\.md: a link leads from there/],
    ['a sheet over an agreement', { sheet: pull.path }, undefined, {}, /would overwrite/],
  ] as const)
    test(`refuses ${name}, and writes nothing`, () => {
      const { code, out, error, summary, outputs } = action(inputs, event, more);
      assert.deepEqual([code, out, summary, outputs], [2, '', '', '']);
      assert.match(error, message);
    });
  test('a shallow clone is told to fetch the rest', () => {
    const clone = join(root, 'shallow');
    execFileSync('git', ['clone', '-q', '--depth', '1', '-b', 'tidy-up', `file://${repository}`, clone]);
    const { code, error } = action({}, undefined, {}, clone);
    assert.equal(code, 2);
    assert.match(error, /names no commit; this clone holds only a part of the history \(.*fetch-depth: 0/);
  });
});

test('a checkout without dist/ builds itself once, from the lock file and without scripts of packages', () => {
  const checkout = join(root, 'checkout');
  for (const name of [
    'scripts',
    'server',
    'client',
    'schemas',
    'package.json',
    'package-lock.json',
    'tsconfig.base.json',
  ])
    cpSync(name, join(checkout, name), { recursive: true });
  const bin = join(root, 'bin');
  mkdirSync(bin);
  symlinkSync(process.execPath, join(bin, 'node'));
  const log = join(root, 'npm-log');
  const install = `#!/bin/sh\necho "$PWD: $@" >> ${log}\nln -s ${resolve('node_modules')} node_modules\n`;
  writeFileSync(join(bin, 'npm'), install, { mode: 0o755 });
  const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}` };
  const diff = (): Answer =>
    run(process.execPath, [join(checkout, 'scripts/sla.mjs'), 'diff', '--base', 'main...'], env);
  const [first, second] = [diff(), diff()];
  assert.equal(first.code, 0, first.error);
  assert.equal(first.out, second.out);
  assert.match(first.out, /99\.9 % → 99\.5 %/);
  assert.equal(readFileSync(log, 'utf8'), `${checkout}: ci --ignore-scripts --no-audit --no-fund\n`);
});

describe('hooks for pre-commit', () => {
  const hooks = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as readonly {
    readonly id: string;
    readonly entry: string;
    readonly args: readonly string[];
    readonly files: string;
    readonly language: string;
  }[];
  test('take agreements and nothing else', () => {
    assert.deepEqual(
      hooks.map(({ id, language }) => [id, language]),
      [
        ['sla-check', 'script'],
        ['sla-diff', 'script'],
      ],
    );
    for (const { files } of hooks) {
      for (const name of ['a.sla.yaml', 'b/c.sla.yml', 'a.sla.json']) assert.match(name, new RegExp(files));
      for (const name of ['a.yaml', 'a.sla.yaml.txt', 'slaxyaml']) assert.doesNotMatch(name, new RegExp(files));
    }
  });
  for (const { id, entry, args } of hooks)
    test(`${id} runs on the files that are given to it, whatever they are called`, () => {
      const [script = '', ...own] = entry.split(' ');
      const odd = '--fail-on=weaker.sla.yaml';
      cpSync(join(repository, pull.path), join(repository, odd));
      const { out, error, code } = run(resolve(script), [...own, ...args, pull.path, odd]);
      rmSync(join(repository, odd));
      assert.equal(error, '');
      assert.match(out, id === 'sla-check' ? /parcels\.sla\.yaml/ : /new agreement/);
      assert.equal(code, id === 'sla-check' ? 1 : 0);
    });
});
