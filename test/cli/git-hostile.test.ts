// Asks `check --base` and `diff --base` about repositories that try to have something run, and about names that try to be more than names.
// It must never depend on the configuration of git on the machine.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { slaIn, type Answer } from '../kit/command-line';
import { plainGit, type HostileCase, type Trap } from '../kit/traps';
import { hostilePlaces } from './hostile-places';
import { hostileSettings } from './hostile-settings';

const root = mkdtempSync(join(tmpdir(), 'sla-hostile-'));
after(() => rmSync(root, { recursive: true, force: true }));

const agreement = (id: string, target: string): string => `sla: 1
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
`;

/** Two commits, and a work tree in which one agreement is weaker, one has another name, and one is new. */
const template = join(root, 'template');
mkdirSync(template);
plainGit(template, ['init', '-q', '-b', 'main']);
writeFileSync(join(template, 'a.sla.yaml'), agreement('shop', '99.9 %'));
writeFileSync(join(template, 'b.sla.yaml'), agreement('desk', '99.5 %'));
plainGit(template, ['add', '.']);
plainGit(template, ['commit', '-qm', 'one']);
writeFileSync(join(template, 'a.sla.yaml'), agreement('shop', '99.7 %'));
plainGit(template, ['commit', '-qam', 'two']);
writeFileSync(join(template, 'a.sla.yaml'), agreement('shop', '99 %'));
renameSync(join(template, 'b.sla.yaml'), join(template, 'c.sla.yaml'));

const questions = [
  ['check', '.', '--base', 'HEAD~1'],
  ['diff', '--base', 'HEAD~1'],
  ['diff', '--base', 'HEAD~1...', '--format', 'markdown'],
] as const;

let made = 0;

function copy(): Trap {
  const home = join(root, `case-${made++}`);
  const [folder, outside] = [join(home, 'work'), join(home, 'outside')];
  mkdirSync(outside, { recursive: true });
  cpSync(template, folder, { recursive: true });
  const [program, mark] = [join(home, 'program.sh'), join(home, 'ran')];
  writeFileSync(program, `#!/bin/sh\n/bin/echo ran > ${mark}\n`);
  chmodSync(program, 0o755);
  return { folder, program, mark, outside };
}

/** What plain git does in the same repository; its own failure is no matter. */
function spring({ springs, environment, input }: HostileCase, trap: Trap): void {
  if (springs === undefined) return;
  try {
    plainGit(trap.folder, springs, environment?.(trap), input);
  } catch {
    // Most programs answer nothing that git could use.
  }
}

const cases = [...hostileSettings, ...hostilePlaces];
/** Tries of which plain git on this machine is the victim. */
let caught = 0;

describe('repositories that try to have something run', async () => {
  const expected = await Promise.resolve(copy()).then(async ({ folder }) => {
    const answers: Answer[] = [];
    for (const question of questions) answers.push(await slaIn(folder, question));
    return answers;
  });
  test('without a try, all three questions are answered', () => {
    assert.deepEqual(
      expected.map(({ code, error }) => [code, error]),
      [
        [1, ''],
        [0, ''],
        [0, ''],
      ],
    );
    assert.match(expected[1]?.out ?? '', /renamed from b\.sla\.yaml/);
    assert.match(expected[2]?.out ?? '', /99\.9 % → 99 %/);
  });
  for (const each of cases)
    test(each.name, async () => {
      const trap = copy();
      each.set(trap);
      rmSync(trap.mark, { force: true });
      for (const [index, question] of questions.entries()) {
        const answer = await slaIn(trap.folder, question, each.environment?.(trap));
        assert.equal(existsSync(trap.mark), false, `something ran at: sla ${question.join(' ')}`);
        if (each.refused === undefined) assert.deepEqual(answer, expected[index]);
        else {
          assert.match(answer.error, each.refused);
          // A check of several agreements goes on without those that it cannot compare, and fails.
          assert.equal(answer.code, question[0] === 'check' && answer.out !== '' ? 1 : 2);
        }
      }
      spring(each, trap);
      if (existsSync(trap.mark)) caught++;
    });
  test('there are 40 tries at least, and plain git is caught by most of them', () => {
    assert.ok(cases.length >= 40, String(cases.length));
    assert.equal(new Set(cases.map(({ name }) => name)).size, cases.length);
    assert.ok(caught >= 40, `${caught} of ${cases.length}`);
  });
});

describe('names that try to be more than a commit', () => {
  const { folder, mark } = copy();
  const refs = [
    ...[
      '--upload-pack=touch x',
      '-x',
      '--exec=x',
      '--help',
      '-',
      '--',
      '---',
      '--output=x',
      '--textconv',
      '-o',
      '-C/tmp',
    ],
    ...[
      '',
      ' ',
      'HEAD:a.sla.yaml',
      ':/fix',
      ':a.sla.yaml',
      ':0:a.sla.yaml',
      'a..b',
      'a...b',
      '..',
      '...',
      '....',
      '^main',
    ],
    ...[
      'HEAD^{/x}',
      'HEAD^{tree}',
      'HEAD@{1}',
      '@{u}',
      '@{-1}',
      'HEAD@{yesterday}',
      'main\nx',
      'main\r',
      'HEAD\0',
      'a\u2028b',
    ],
    ...[
      '$(touch x)',
      '`x`',
      'a;b',
      'a b',
      'a|b',
      'a&b',
      '../x',
      'x.lock',
      'refs//x',
      'main/',
      'a'.repeat(300),
      '!x',
      '*',
      '[a]',
    ],
    ...['HEAD^!', 'HEAD^@', 'HEAD^-', '~', '^', '\\', 'ä', '%0a', 'HEAD~99999', 'HEAD...main', '-...', '--all...'],
  ];
  for (const ref of refs)
    test(`${JSON.stringify(ref.slice(0, 30))} is refused`, async () => {
      for (const args of [
        ['check', '.', `--base=${ref}`],
        ['diff', `--base=${ref}`],
        ['diff', '--base', ref === '' ? ' ' : ref],
      ]) {
        const { code, out, error } = await slaIn(folder, args);
        assert.equal(code, 2, args.join(' '));
        assert.equal(out, '');
        assert.doesNotMatch(error.replace(/\n$/, ''), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028]/);
      }
      assert.equal(existsSync(mark), false);
      assert.equal(existsSync(join(folder, 'x')), false);
    });
});

describe('repositories that git itself has made so', () => {
  test('a second work tree is asked as the first one', async () => {
    const { folder, outside } = copy();
    plainGit(folder, ['worktree', 'add', '-q', '-b', 'second', join(outside, 'tree'), 'HEAD']);
    const { code, out } = await slaIn(join(outside, 'tree'), ['diff', '--base', 'HEAD~1']);
    assert.equal(code, 0);
    assert.match(out, /99\.9 % → 99\.7 %/);
  });
  test('a submodule is asked in its own repository', async () => {
    const { folder } = copy();
    const source = copy().folder;
    plainGit(folder, ['-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', source, 'sub']);
    writeFileSync(join(folder, 'sub/a.sla.yaml'), agreement('shop', '99 %'));
    const { code, out } = await slaIn(join(folder, 'sub'), ['diff', '--base', 'HEAD']);
    assert.equal(code, 0);
    assert.match(out, /99\.7 % → 99 %/);
    const above = await slaIn(folder, ['diff', '--base', 'HEAD']);
    assert.match(above.out, /^sub\/a\.sla\.yaml/m);
  });
  const isRoot = process.getuid?.() === 0;
  test(
    'a repository of somebody else is refused by git',
    { skip: isRoot ? false : 'only root can give files away' },
    async () => {
      const { folder } = copy();
      execFileSync('chown', ['-R', '12345:12345', folder]);
      const { code, error } = await slaIn(folder, ['diff', '--base', 'HEAD']);
      assert.equal(code, 2);
      assert.match(error, /git refuses the repository, which belongs to somebody else/);
    },
  );
});
