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

test('the quick start of the README has nothing wrong and a verdict for each month', () => {
  const readme = readFileSync('README.md', 'utf8');
  const block = (language: string): string =>
    new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? '';
  writeFileSync(join(folder, 'hello.sla.yaml'), block('yaml'));
  writeFileSync(join(folder, 'outages.csv'), block('csv'));
  const { code, out } = sla('check', join(folder, 'hello.sla.yaml'), '--root', folder, '--today', '2026-11-25');
  assert.equal(code, 0, out);
  assert.match(out, /availability\s+met\s+Mar 2026\s+100 %/);
});
