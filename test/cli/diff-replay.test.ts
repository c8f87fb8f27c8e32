// What changes would have cost by `sla diff`, held to `sla replay` over the same data; and directions that only the data tells.
// It must never take a number of the comparison for the expected one.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'sla-diff-cost-'));
cpSync('examples', folder, { recursive: true });
after(() => rmSync(folder, { recursive: true, force: true }));
const original = readFileSync(join(folder, 'orders-api.sla.yaml'), 'utf8');
const cli = resolve('dist/cli.js');

interface Change {
  readonly path: string;
  readonly directions: Readonly<Record<string, string>>;
  readonly reason: string;
  readonly cost?: { readonly credits?: string; readonly windows: number; readonly missed: number };
}

function run(args: readonly string[]): unknown {
  const { stdout, stderr, status } = spawnSync(process.execPath, [cli, ...args, '--format', 'json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

function changesOf(name: string, ...replacements: readonly (readonly [from: string, to: string])[]): readonly Change[] {
  let text = original;
  for (const [from, to] of replacements) {
    assert.ok(text.includes(from), from);
    text = text.replace(from, to);
  }
  writeFileSync(join(folder, `${name}.sla.yaml`), text);
  return (run(['diff', 'orders-api.sla.yaml', `${name}.sla.yaml`]) as { changes: readonly Change[] }).changes;
}

interface Replay {
  readonly windows: readonly { readonly money?: string; readonly wouldMoney?: string }[];
  readonly summary: {
    readonly windows: number;
    readonly missed: number;
    readonly before: { readonly missed: number };
  };
}

describe('the cost of a target', () => {
  for (const target of ['99.95 %', '99.5 %', '99.4 %', '99 %'])
    test(`${target}: what \`sla replay\` says of it`, () => {
      const [change, more] = changesOf('target', ['    atLeast: 99.9 %\n', `    atLeast: ${target}\n`]);
      assert.equal(more, undefined);
      const { windows, summary } = run([
        ...['replay', 'orders-api.sla.yaml', '--objective', 'availability', '--target', target],
      ]) as Replay;
      const sum = (amounts: readonly (string | undefined)[]): number =>
        amounts.reduce((total, amount) => total + Number(amount?.replace(' EUR', '') ?? 0), 0);
      const { cost } = change ?? {};
      assert.equal(cost?.windows, summary.windows);
      assert.equal(cost.missed, summary.missed - summary.before.missed);
      assert.equal(
        Number(/^([-+]?[\d.]+) EUR$/.exec(cost.credits ?? '')?.[1]),
        sum(windows.map(({ wouldMoney }) => wouldMoney)) - sum(windows.map(({ money }) => money)),
      );
    });
  test('each change has its own, beside others', () => {
    const changes = changesOf(
      'two',
      ['    atLeast: 99.9 %\n', '    atLeast: 99 %\n'],
      ['    atMost: 300 ms\n', '    atMost: 400 ms\n'],
      ['title: Orders API', 'title: Orders'],
    );
    assert.deepEqual(
      changes.map(({ path, cost }) => [path, cost?.credits, cost?.missed]),
      [
        ['title', undefined, undefined],
        ['objectives.availability.atLeast', '-1000 EUR', -1],
        ['objectives.latency.atMost', '-250 EUR', -1],
      ],
    );
  });
  test('without data there is none', () => {
    writeFileSync(join(folder, 'other.sla.yaml'), original.replace('    atLeast: 99.9 %\n', '    atLeast: 99 %\n'));
    const { changes } = run(['diff', 'orders-api.sla.yaml', 'other.sla.yaml', '--no-data']) as {
      changes: readonly Change[];
    };
    assert.deepEqual(
      changes.map(({ cost }) => cost),
      [undefined],
    );
  });
});

describe('a direction that only the data tells', () => {
  test('what counts as down: fewer credits on the attached data', () => {
    const [change] = changesOf('down', ['downWhen: bad / total > 5 %', 'downWhen: bad / total > 50 %']);
    assert.deepEqual(change?.directions, { customer: 'weaker', provider: 'stronger' });
    assert.match(change.reason, /; on the attached data -\d+ EUR of credits$/);
  });
  test('and not without the data', () => {
    const { changes } = run(['diff', 'orders-api.sla.yaml', 'down.sla.yaml', '--no-data']) as {
      changes: readonly Change[];
    };
    assert.deepEqual(changes[0]?.directions, { customer: 'unclear', provider: 'unclear' });
  });
  test('where the data says nothing, it stays unclear', () => {
    const [change] = changesOf('same', ['downWhen: bad / total > 5 %', 'downWhen: bad / total > 5.0001 %']);
    assert.deepEqual(change?.directions, { customer: 'unclear', provider: 'unclear' });
  });
});
