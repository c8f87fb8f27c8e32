// What changes would have cost over the data of an example: each by itself, whatever else changed, and nothing where nothing was read.
// It must never depend on the machine's date: `--today` is always given.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'sla-cost-'));
after(() => rmSync(folder, { recursive: true, force: true }));
cpSync('examples', folder, { recursive: true });
const text = readFileSync('examples/orders-api.sla.yaml', 'utf8');

interface Change {
  readonly path: string;
  readonly directions: Readonly<Record<string, string>>;
  readonly reason: string;
  readonly cost?: { readonly credits: string | null; readonly windows: number; readonly missed: number };
}

let made = 0;

/** The changes between the example and an edited one; `more` are further arguments. */
function changesOf(edited: string, ...more: readonly string[]): readonly Change[] {
  const name = `edited-${made++}.sla.yaml`;
  writeFileSync(join(folder, name), edited);
  const args = [
    resolve('dist/cli.js'),
    'diff',
    'orders-api.sla.yaml',
    name,
    '--format',
    'json',
    '--today',
    '2026-11-25',
  ];
  const { stdout, stderr, status } = spawnSync(process.execPath, [...args, ...more], { cwd: folder, encoding: 'utf8' });
  assert.deepEqual([status, stderr], [0, '']);
  return (JSON.parse(stdout) as { readonly changes: readonly Change[] }).changes;
}

const weaker = (from: string): string => from.replace('    atLeast: 99.9 %\n', '    atLeast: 99.4 %\n');
const lessCredit = (from: string): string =>
  from.replace('below: 95.0 %, credit: 100 %', 'below: 95.0 %, credit: 50 %');
const shorter = (from: string): string => from.replace('    atMost: 300 ms\n', '    atMost: 200 ms\n');

const costAt = (changes: readonly Change[], part: string): Change['cost'] =>
  changes.find(({ path }) => path.includes(part))?.cost;

test('a target that is let down costs credits, and turns a window', () => {
  assert.deepEqual(costAt(changesOf(weaker(text)), 'availability.atLeast'), {
    credits: '-1000 EUR',
    windows: 2,
    missed: -1,
  });
});

test('a change costs what it costs by itself, whatever else changed', () => {
  const both = changesOf(weaker(shorter(text)));
  for (const [edit, part] of [
    [weaker, 'availability.atLeast'],
    [shorter, 'latency.atMost'],
  ] as const) {
    const alone = costAt(changesOf(edit(text)), part);
    assert.ok(alone !== undefined, part);
    assert.deepEqual(costAt(both, part), alone);
  }
  // No window of the past was so bad that this tier paid for it.
  assert.equal(costAt(changesOf(lessCredit(weaker(text))), 'tiers[3]')?.missed, 0);
});

test('each of many changes, wherever it stands, costs what it costs by itself', () => {
  const bounds = [...text.matchAll(/^ {4,}(?!tighten).*?at(?:Least|Most): \d+/gm)]
    .map(({ index, 0: bound }) => index + bound.length)
    .filter((at) => at > text.indexOf('objectives:'));
  assert.ok(bounds.length > 4);
  const edit = (from: string, at: number): string => `${from.slice(0, at - 1)}7${from.slice(at)}`;
  const all = changesOf(bounds.reduce(edit, text));
  const costs = bounds.map((at) => {
    const alone = changesOf(edit(text, at)).find(({ path }) => /(?:Least|Most)/.test(path));
    if (alone === undefined) return undefined;
    assert.deepEqual(costAt(all, alone.path), alone.cost, alone.path);
    return alone.cost;
  });
  assert.ok(costs.filter((cost) => cost !== undefined).length > 2);
});

test('of the groups of one window the highest credit counts alone, unless they are added', () => {
  const sooner = (from: string): string => from.replace('P3: { atMost: 4 business', 'P3: { atMost: 1 business');
  const added = (from: string): string => from.replace('stacking: highest, cap: 3 % per month', 'stacking: add');
  // Seven more misses of 150 EUR; in four of the months another priority was missed before.
  assert.equal(costAt(changesOf(sooner(text)), 'P3.atMost')?.credits, '+450 EUR');
  assert.equal(costAt(changesOf(added(sooner(text))), 'P3.atMost')?.credits, '+1050 EUR');
});

test('a higher fee costs what the credits of it grow by', () => {
  const [, fee = ''] = /Monthly Fee: (\d+) EUR/.exec(text.slice(text.indexOf('\nfees:'))) ?? [];
  const higher = text.replace(`Monthly Fee: ${fee} EUR`, `Monthly Fee: ${2 * Number(fee)} EUR`);
  const found = costAt(changesOf(higher), 'fees.Monthly Fee');
  assert.equal(found?.missed, 0);
  // As much again as all credits of the fee before, which nothing but another fee takes away.
  const none = text.replace(`Monthly Fee: ${fee} EUR`, 'Monthly Fee: 0.01 EUR');
  const taken = costAt(changesOf(none), 'fees.Monthly Fee');
  const amount = (cost: Change['cost']): number => Math.abs(Number.parseFloat(cost?.credits ?? ''));
  assert.ok(amount(found) > 0);
  assert.ok(Math.abs(amount(found) - amount(taken)) < 0.05, `${found.credits} ${taken?.credits}`);
});

test('without data there is no cost, and no complaint', () => {
  assert.ok(changesOf(weaker(text), '--no-data').every(({ cost }) => cost === undefined));
  const elsewhere = weaker(text).replaceAll('file: data/', 'file: nowhere/');
  assert.equal(costAt(changesOf(elsewhere), 'availability.atLeast'), undefined);
  mkdirSync(join(folder, 'broken'));
  writeFileSync(join(folder, 'broken/orders.csv'), '\u0000\u0001');
  const broken = weaker(text).replace('file: data/orders-minutes-*.csv', 'file: broken/orders.csv');
  assert.equal(costAt(changesOf(broken), 'availability.atLeast'), undefined);
});

test('the data decides a direction that texts do not tell, where it can, and says so', () => {
  // Of another definition of what is down nobody can tell by its text what it means.
  const [change] = changesOf(text.replace('downWhen: bad / total > 5 %', 'downWhen: bad / total > 99.9 %'));
  assert.deepEqual(change?.directions, { customer: 'weaker', provider: 'stronger' });
  assert.match(change?.reason ?? '', /on the attached data 1 of 2 windows no longer missed/);
  const [without] = changesOf(
    text.replace('downWhen: bad / total > 5 %', 'downWhen: bad / total > 99.9 %'),
    '--no-data',
  );
  assert.equal(without?.directions['customer'], 'unclear');
});
