// Runs the built command line as a user does: text, JSON, exit codes, broken arguments, hostile names.
// It must never depend on the machine's date: `--today` is always given.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'sla-cli-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function sla(...args: readonly string[]): { code: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('dist/cli.js'), ...args], {
    encoding: 'utf8',
  });
  return { code: status, out: stdout, error: stderr };
}

describe('sla check', () => {
  test('the examples have no error, and a table of compliance', () => {
    const { code, out, error } = sla('check', 'examples/orders-api.sla.yaml', '--today', '2026-11-25');
    assert.equal(error, '');
    assert.equal(code, 0, out);
    assert.match(out, /availability\s+missed\s+Oct 2026\s+99\.47 %\s+≥ 99\.9 %/);
    assert.doesNotMatch(out, /\u001b/);
  });
  test('JSON is one object with verdicts, budget and credit', () => {
    const { out } = sla('check', 'examples/orders-api.sla.yaml', '--today', '2026-11-25', '--format', 'json');
    const answer = JSON.parse(out) as {
      version: number;
      files: {
        objectives: {
          id: string;
          windows: { window: string; verdict: string; credit: number; creditMoney: string; claimUntil: string }[];
        }[];
        sources: { fingerprint: string }[];
      }[];
      summary: { errors: number; objectives: number };
    };
    assert.equal(answer.version, 1);
    const window = answer.files[0]?.objectives[0]?.windows.find((each) => each.window === '2026-10');
    assert.deepEqual(
      [window?.verdict, window?.credit, window?.creditMoney, window?.claimUntil],
      ['breached', 20, '1000 EUR', '2026-11-30'],
    );
    assert.match(answer.files[0]?.sources[0]?.fingerprint ?? '', /^sha256-[0-9a-f]{64}$/);
    assert.deepEqual([answer.summary.errors, answer.summary.objectives], [0, 6]);
  });
  test('problems give exit code 1, with the line and a caret', () => {
    const file = join(folder, 'broken.sla.yaml');
    writeFileSync(file, 'sla: 1\nid: a\ntitel: "\u001b]8;;x\u0007A\u202e"\nkind: internal\n');
    const { code, out } = sla('check', file, '--today', '2026-11-25');
    assert.equal(code, 1);
    assert.match(out, /unknown-key/);
    assert.match(out, /\^\^\^\^\^/);
    assert.doesNotMatch(out, /[\u001b\u202e\u0007]/);
  });
  test('--no-data reads no data', () => {
    const { out } = sla(
      'check',
      'examples/orders-api.sla.yaml',
      '--today',
      '2026-11-25',
      '--no-data',
      '--format',
      'json',
    );
    const answer = JSON.parse(out) as { files: { objectives: { windows?: unknown }[] }[] };
    assert.ok(answer.files[0]?.objectives.every((objective) => objective.windows === undefined));
  });
  test('--as-of judges as of that instant', () => {
    const { out } = sla(
      'check',
      'examples/orders-api.sla.yaml',
      '--today',
      '2026-11-25',
      '--as-of',
      '2026-10-15',
      '--format',
      'json',
    );
    const answer = JSON.parse(out) as {
      files: { objectives: { asOf: string; windows: { window: string; verdict: string }[] }[] }[];
    };
    const objective = answer.files[0]?.objectives[0];
    assert.equal(objective?.asOf, '2026-10-14T22:00:00Z');
    assert.equal(objective?.windows.at(-1)?.verdict, 'running');
  });
  for (const args of [
    ['check', 'no-such-file.sla.yaml'],
    ['check'],
    ['frobnicate'],
    ['check', '.', '--format', 'xml'],
    ['check', '.', '--today', 'soon'],
    ['check', '.', '--bad'],
  ]) {
    test(`${args.join(' ')} could not run: exit code 2 and a reason on standard error`, () => {
      const { code, out, error } = sla(...args);
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.match(error, /^sla: /);
    });
  }
  test('data outside the root is refused, and nothing is met', () => {
    const file = join(folder, 'out.sla.yaml');
    writeFileSync(
      file,
      'sla: 1\nid: out\ntitle: Out\nkind: internal\nstatus: draft\nversion: 1.0.0\ntimeZone: UTC\nparties: { p: { role: provider }, c: { role: customer } }\ndata: { d: { file: ../../etc/passwd.csv } }\nmetrics: { m: { type: availability, data: d } }\nobjectives: { o: { metric: m, atLeast: 99 %, window: month } }\n',
    );
    const { out } = sla('check', file, '--root', folder, '--today', '2026-11-25');
    assert.match(out, /outside the workspace/);
    assert.doesNotMatch(out, /\bmet\b/);
  });
});

/** A small agreement with one outage in February 2026; parts of it can be replaced. */
function agreement(name: string, ...changes: readonly (readonly [string, string])[]): string {
  const own = mkdtempSync(join(folder, 'one-'));
  writeFileSync(join(own, 'outages.csv'), 'start,end\n2026-02-10T08:00:00Z,2026-02-10T20:30:00Z\n');
  const text = `sla: 1
id: shop
title: Shop
kind: internal
status: draft
version: 1.0.0
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
parties: { p: { name: P, role: provider }, c: { name: C, role: customer } }
data: { d: { file: outages.csv, covers: { from: 2026-01-01, to: 2026-03-31 } } }
metrics: { m: { type: availability, data: d } }
objectives: { o: { metric: m, atLeast: 99 %, window: month, remedies: [r], reason: Kept last year } }
responsibilities: { measure: { responsible: p } }
remedies: { r: { kind: report, what: Cause, by: p } }
`;
  writeFileSync(
    join(own, name),
    changes.reduce((changed, [from, to]) => changed.replace(from, () => to), text),
  );
  return own;
}

function checked(path: string, ...args: readonly string[]): ReturnType<typeof sla> {
  return sla('check', path, '--root', folder, '--today', '2026-11-25', ...args);
}

describe('one file never takes another one with it', () => {
  for (const date of ['1.1.2026', '01/01/2026', '2026-1-1', '""'])
    test(`a term from ${date} gives one finding and a verdict that is unknown`, () => {
      const own = agreement('a.sla.yaml', ['from: 2026-01-01, to: 2026-12', `from: ${date}, to: 2026-12`]);
      const { code, out, error } = checked(own);
      assert.equal(error, '');
      assert.equal(code, 1);
      assert.match(out, /1 file: 1 error, no warnings/);
      assert.match(out, /o\s+unknown\s+line 8 has an error \(invalid-scalar\)/);
    });
  test('a file that is not UTF-8 has a problem at its byte, and the others are checked', () => {
    const own = agreement('b.sla.yaml');
    const text = Buffer.concat([Buffer.from(`sla: 1\n# ${'é'.repeat(5_000)}\ntitle: Caf`), Buffer.from([0xe9, 10])]);
    writeFileSync(join(own, 'a.sla.yaml'), text);
    const { code, out, error } = checked(own);
    assert.equal(error, '');
    assert.equal(code, 1);
    assert.match(out, /error\[yaml-syntax\] This file is not UTF-8: byte 0xE9 at offset 10020\n.*a\.sla\.yaml:3:11\n/);
    assert.match(out, /2 files: 1 error/);
    assert.match(out, /o\s+met\s+Mar 2026/);
  });
  test('characters of every length are UTF-8', () => {
    const own = agreement('a.sla.yaml', ['title: Shop', 'title: "Café — 可用性 😀"']);
    assert.equal(checked(own).code, 0);
  });
  for (const [name, bytes] of [
    ['cut off', [0xe2, 0x82]],
    ['longer than needed', [0xc0, 0xaf]],
    ['half of a pair', [0xed, 0xa0, 0x80]],
    ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
  ] as const)
    test(`a character that is ${name} is not UTF-8`, () => {
      const own = agreement('b.sla.yaml');
      writeFileSync(join(own, 'a.sla.yaml'), Buffer.concat([Buffer.from('sla: 1\nid: '), Buffer.from(bytes)]));
      assert.match(checked(own).out, /at offset 11\n/);
    });
});

describe('what a log could take as a command', () => {
  test('begins no line, whatever files and ids are called', () => {
    const own = agreement('::error file=x::pwn.sla.yaml', [
      'objectives: { o:',
      'objectives: { "::error::boo": { metric: m, atLeast: 99 %, window: month }, "##[error]x": { metric: m, atLeast: 99 %, window: month }, "##vso[task]": { metric: m, atLeast: 99 %, window: month }, o:',
    ]);
    const { status, stdout } = spawnSync(
      process.execPath,
      [resolve('dist/cli.js'), 'check', '.', '--root', '.', '--today', '2026-11-25'],
      { encoding: 'utf8', cwd: own },
    );
    assert.equal(status, 1);
    assert.match(stdout, /boo/);
    assert.doesNotMatch(stdout, /^\s*(?:::|##)/m);
    assert.doesNotMatch(stdout, /##(?:vso)?\[/);
    const { stdout: json } = spawnSync(
      process.execPath,
      [resolve('dist/cli.js'), 'check', '.', '--root', '.', '--today', '2026-11-25', '--format', 'json'],
      { encoding: 'utf8', cwd: own },
    );
    assert.doesNotMatch(json, /##(?:vso)?\[/);
    assert.ok(JSON.stringify(JSON.parse(json)).includes('##[error]x'));
  });
  test('begins no line on standard error', () => {
    const { error } = sla('check', '##[error]x');
    assert.match(error, /^sla: /);
    assert.doesNotMatch(error, /##\[/);
  });
});

describe('the table of compliance', () => {
  test('no miss is hidden behind a newer window', () => {
    const { out } = checked(agreement('a.sla.yaml'));
    assert.match(out, /o\s+met\s+Mar 2026\s+100 %\s+≥ 99 %\s+2 of 3/);
  });
  test('is as wide as the terminal at most, also with a name of 72 characters', () => {
    const own = agreement('a.sla.yaml', ['objectives: { o:', `objectives: { ${'o'.repeat(72)}:`]);
    const { out } = checked(own);
    for (const line of out.split('\n')) assert.ok(line.length <= 120, line);
    assert.match(out, /o{20,}… /);
    const { out: vpn } = sla('check', 'examples/ip-vpn.sla.yaml', '--today', '2026-11-25');
    for (const line of vpn.split('\n')) assert.ok(line.length <= 120, line);
  });
  test('an unknown verdict has its reason where others have a value', () => {
    const { out } = sla('check', 'examples/ip-vpn.sla.yaml', '--today', '2026-11-25');
    assert.match(out, /loss\s+unknown\s+Oct 2026\s+HAM-LYS\s+the missing data could decide it/);
  });
  test('counts have separators, and one of something is not called many', () => {
    const { out } = sla('check', 'examples/ip-vpn.sla.yaml', '--today', '2026-11-25');
    assert.match(out, / 1 outage /);
    assert.match(out, / 4 outages /);
  });
});

test('four times the comments or objectives take about four times as long', () => {
  const comments = (count: number): string =>
    agreement('a.sla.yaml', ['sla: 1\n', `${'# sla-ignore x: y\n'.repeat(count)}sla: 1\n`]);
  const objectives = (count: number): string => {
    const each = Array.from({ length: count }, (_, at) => `o${at}: { metric: m, atLeast: 99 %, window: month }`);
    return agreement('a.sla.yaml', ['objectives: { o:', `objectives: { ${each.join(', ')}, o:`]);
  };
  const millisecondsOf = (path: string): number => {
    const start = performance.now();
    assert.equal(checked(path, '--no-data').error, '');
    return performance.now() - start;
  };
  for (const [make, count] of [
    [comments, 5_000],
    [objectives, 2_250],
  ] as const) {
    const [one, four] = [millisecondsOf(make(count)), millisecondsOf(make(count * 4))];
    // What is quadratic takes sixteen times as long; a machine that is busy meets both.
    assert.ok(four < one * 10, `${Math.round(one)} ms, then ${Math.round(four)} ms`);
  }
});

test('the quick start of the README has nothing wrong and a verdict for each month', () => {
  const readme = readFileSync('README.md', 'utf8');
  const block = (language: string): string =>
    new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? '';
  writeFileSync(join(folder, 'hello.sla.yaml'), block('yaml'));
  writeFileSync(join(folder, 'outages.csv'), block('csv'));
  const { code, out } = sla('check', join(folder, 'hello.sla.yaml'), '--root', folder, '--today', '2026-11-25');
  assert.equal(code, 0, out);
  assert.match(out, /availability\s+met\s+Mar 2026\s+100 %\s+≥ 99\.9 %\s+2 of 3/);
});
