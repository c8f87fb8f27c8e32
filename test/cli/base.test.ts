// Compares agreements with what a commit had, in real repositories, one of which tries to run something.
// It must never depend on the configuration of git on the machine.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import { baseText, isCommitName } from '../../server/src/files/git';

const folder = mkdtempSync(join(tmpdir(), 'sla-base-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'a.sla.yaml');
const original = readFileSync('examples/ip-vpn.sla.yaml', 'utf8');

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@a.example', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8' }).trim();
}

git('init', '-q', '-b', 'main');
cpSync('examples/suppliers', join(folder, 'suppliers'), { recursive: true });
writeFileSync(path, original);
git('add', '.');
git('commit', '-qm', 'first');

function sla(base: string, name = 'a.sla.yaml'): { code: number | null; out: string; error: string } {
  const args = ['check', name, '--no-data', '--today', '2026-11-25', '--base', base, '--format', 'github'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('dist/cli.js'), ...args], {
    encoding: 'utf8',
    cwd: folder,
  });
  return { code: status, out: stdout, error: stderr };
}

test('nothing changed, nothing is told', () => {
  const { code, out, error } = sla('HEAD');
  assert.equal(error, '');
  assert.equal(code, 0, out);
});

test('a weaker promise is told at its line, with the version that stayed', () => {
  writeFileSync(path, original.replace('atLeast: 99.95 %', 'atLeast: 99.5 %'));
  const { code, out } = sla('HEAD');
  assert.equal(code, 1);
  assert.match(
    out,
    /title=sla%3A adverse-change-during-term::Weaker for "customer" before \d{4}-\d\d-\d\d, in spite of noAdverseChange/,
  );
  assert.match(out, /title=sla%3A version-not-bumped::Promises changed, version is still /);
  git('commit', '-qam', 'weaker');
  assert.doesNotMatch(sla('HEAD').out, /adverse-change|version-not-bumped/);
  assert.match(sla('HEAD~1').out, /version-not-bumped/);
  git('branch', 'side', 'HEAD~1');
  assert.match(sla('side...').out, /version-not-bumped/);
});

test('a file that the commit does not have is new, and nothing is compared', () => {
  writeFileSync(join(folder, 'b.sla.yaml'), original);
  assert.equal(sla('HEAD', 'b.sla.yaml').code, 0);
  assert.deepEqual(baseText(join(folder, 'b.sla.yaml'), 'HEAD'), { kind: 'new' });
});

describe('names of commits', () => {
  for (const ref of ['HEAD', 'main', 'v1.2.3', 'feature/a-b', 'HEAD~3', 'main^', 'origin/main', 'a'.repeat(40), '@'])
    test(`${ref} may be one`, () => assert.ok(isCommitName(ref)));
  for (const ref of [
    ...[
      '--upload-pack=touch x',
      '-x',
      '--exec=x',
      '',
      ' ',
      'HEAD:a',
      ':/fix',
      'a..b',
      'a...b',
      '^main',
      'HEAD^{/x}',
      'HEAD@{1}',
    ],
    ...[
      'main\nx',
      '$(touch x)',
      '`x`',
      'a;b',
      'a b',
      '../x',
      'x.lock',
      'refs//x',
      'a'.repeat(300),
      'HEAD\0',
      '!x',
      '*',
      '[a]',
    ],
  ])
    test(`${JSON.stringify(ref.slice(0, 30))} is refused`, () => {
      assert.ok(!isCommitName(ref));
      assert.equal(baseText(path, ref).kind, 'failed');
    });
  test('a name that fits and names nothing is told', () => {
    const { code, error } = sla('no-such-branch');
    assert.equal(code, 2);
    assert.match(error, /^sla: a\.sla\.yaml: --base no-such-branch: "no-such-branch" names no commit$/m);
  });
});

test('outside a repository that is told', () => {
  const other = mkdtempSync(join(tmpdir(), 'sla-no-git-'));
  writeFileSync(join(other, 'a.sla.yaml'), original);
  assert.deepEqual(baseText(join(other, 'a.sla.yaml'), 'HEAD'), {
    kind: 'failed',
    reason: 'it lies in no git repository',
  });
  rmSync(other, { recursive: true });
});

test('a repository whose settings and attributes name programs runs none of them', () => {
  const mark = join(folder, 'ran');
  const program = join(folder, 'program.sh');
  writeFileSync(program, `#!/bin/sh\ntouch ${mark}\ncat\n`);
  chmodSync(program, 0o755);
  mkdirSync(join(folder, '.git/hooks'), { recursive: true });
  for (const hook of [
    'post-checkout',
    'pre-commit',
    'reference-transaction',
    'post-index-change',
    'fsmonitor-watchman',
  ]) {
    writeFileSync(join(folder, '.git/hooks', hook), `#!/bin/sh\ntouch ${mark}\n`);
    chmodSync(join(folder, '.git/hooks', hook), 0o755);
  }
  writeFileSync(join(folder, '.gitattributes'), '*.sla.yaml filter=evil diff=evil merge=evil\n');
  for (const [key, value] of [
    ['core.fsmonitor', program],
    ['core.sshCommand', program],
    ['core.pager', program],
    ['core.editor', program],
    ['core.askPass', program],
    ['core.gitProxy', program],
    ['core.hooksPath', join(folder, '.git/hooks')],
    ['filter.evil.clean', program],
    ['filter.evil.smudge', program],
    ['filter.evil.process', program],
    ['filter.evil.required', 'true'],
    ['diff.evil.textconv', program],
    ['diff.evil.command', program],
    ['diff.external', program],
    ['merge.evil.driver', program],
    ['credential.helper', program],
    ['gpg.program', program],
    ['log.showSignature', 'true'],
    ['alias.cat-file', `!${program}`],
    ['alias.ls-tree', `!${program}`],
    ['alias.rev-parse', `!${program}`],
    ['pager.cat-file', program],
    ['uploadpack.packObjectsHook', program],
    ['remote.origin.url', `ext::${program}`],
    ['remote.origin.promisor', 'true'],
    ['remote.origin.uploadpack', program],
    ['extensions.partialClone', 'origin'],
    ['trace2.eventTarget', `${mark}`],
  ] as const)
    execFileSync('git', ['config', '--file', join(folder, '.git/config'), key, value]);
  rmSync(mark, { force: true });
  const found = baseText(path, 'HEAD~1');
  assert.equal(existsSync(mark), false);
  assert.deepEqual(found, { kind: 'text', text: original });
  // An object that is not there is not fetched either.
  assert.equal(baseText(path, 'a'.repeat(40)).kind, 'failed');
  assert.equal(existsSync(mark), false);
});
