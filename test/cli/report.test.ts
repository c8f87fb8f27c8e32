// Runs `sla report` and `sla export` as a user does: whole documents against golden files, and all that can go wrong.
// It must never depend on the machine's date: `--today` is always given. `UPDATE=1` writes the golden files anew.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'sla-report-'));
after(() => rmSync(folder, { recursive: true, force: true }));
cpSync('examples', folder, { recursive: true });

interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function sla(args: readonly string[], cwd = folder): Answer {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('dist/cli.js'), ...args], {
    encoding: 'utf8',
    cwd,
    maxBuffer: 100_000_000,
  });
  return { code: status, out: stdout, error: stderr };
}

const today = ['--today', '2026-11-10'];
const report = (...args: readonly string[]): Answer => sla(['report', ...args, ...today]);
const exported = (...args: readonly string[]): Answer => sla(['export', ...args, ...today]);

const shared = resolve('../shared');
const hasRecord = existsSync(join(shared, 'data/editions-probes.csv'));
const examples: readonly (readonly [string, string, string | false])[] = [
  ['orders-api', folder, false],
  ['ip-vpn', folder, false],
  ['marketing-sales', folder, false],
  ['digital-editions', shared, hasRecord ? false : 'the record of real probes is not beside the project'],
];

/** What differs from one installation to the next and is no part of the document. */
function settled(text: string): string {
  return text
    .replace(/SLA as Code [\w.-]+/, 'SLA as Code VERSION')
    .replace(/time zone rules \w+/, 'time zone rules RELEASE');
}

describe('golden documents', () => {
  for (const [id, root, skip] of examples)
    for (const [kind, args] of [
      ['md', ['report', '--format', 'markdown']],
      ['html', ['report', '--format', 'html']],
      ['csv', ['export', '--format', 'csv']],
    ] as const)
      test(`${id}.${kind}`, { skip }, () => {
        const path = root === shared ? `examples/${id}.sla.yaml` : `${id}.sla.yaml`;
        const all = [...args, path, '--root', '.', ...today];
        const { code, out, error } = sla(all, root);
        assert.equal(error, '');
        assert.equal(code, 0);
        assert.ok(!out.includes(root), 'a path of the machine');
        const golden = resolve(`test/cli/golden/${id}.${kind}`);
        if (process.env['UPDATE'] === '1') writeFileSync(golden, settled(out));
        assert.equal(settled(out), readFileSync(golden, 'utf8'));
        assert.equal(sla(all, root).out, out, 'the same input gives the same bytes');
      });
});

describe('a period', () => {
  test('a month has the windows that end in it', () => {
    const { code, out } = report('orders-api.sla.yaml', '--period', '2026-09');
    assert.equal(code, 0);
    assert.match(out, /\*\*Statement for:\*\* September 2026/);
    assert.match(out, /\| Availability \(6\.1\) \| {2}\| Sep 2026 \| 99\.9 % \| at least 99\.9 % \| ● met \|/);
    assert.match(out, /\| Restore \(6\.4\) \| {2}\| Q3 2026 \|/);
    assert.doesNotMatch(out, /Oct 2026/);
  });

  test('a year has all of them, and the sum of their credits', () => {
    const { out } = report('orders-api.sla.yaml', '--period', '2026');
    assert.match(out, /\| Sep 2026 \|[^\n]*\n\| Availability \(6\.1\) \| {2}\| Oct 2026 \|/);
    assert.match(out, /\*\*Sum of those that count:\*\* 1,850\.00 EUR|\*\*Sum:\*\* [\d,]+\.00 EUR/);
  });

  test('a window that runs is no verdict', () => {
    const { out } = report('orders-api.sla.yaml', '--period', '2026-11');
    assert.match(
      out,
      /\| Availability \(6\.1\) \| {2}\| Nov 2026 \| 99\.90\d* % \| at least 99\.9 % \| ○ running \(met so far\) \|/,
    );
  });

  test('one that no window has says so, and everything in it is unknown', () => {
    const { code, out, error } = report('orders-api.sla.yaml', '--period', '2031-Q1');
    assert.equal(code, 0);
    assert.equal(error, '');
    assert.match(out, /No promise has a window that ends in it\. Of 5 promises: 5 unknown\./);
    assert.match(out, /\? unknown \|[^\n]* No window of the term ends in the first quarter of 2031\./);
    assert.doesNotMatch(out, /● met|✕ missed/);
  });

  test('one that is none is refused', () => {
    const { code, out, error } = report('orders-api.sla.yaml', '--period', 'last month');
    assert.deepEqual([code, out], [2, '']);
    assert.match(error, /--period "last month": a month, a quarter, a year or two days are meant/);
  });
});

describe('what is not there or cannot be read', () => {
  test('a file that is not there', () => {
    const { code, out, error } = report('nowhere.sla.yaml');
    assert.deepEqual([code, out], [2, '']);
    assert.match(error, /there is no file or folder/);
  });

  test('no file, two files, a folder, another file, another format', () => {
    assert.match(report().error, /name one agreement: sla report FILE/);
    assert.match(report('orders-api.sla.yaml', 'ip-vpn.sla.yaml').error, /name one agreement/);
    assert.match(report('.').error, /is a folder; name one agreement/);
    assert.match(report('README.md').error, /is no agreement/);
    assert.match(report('orders-api.sla.yaml', '--format', 'pdf').error, /--format takes markdown, html, not "pdf"/);
    assert.match(exported('orders-api.sla.yaml', '--format', 'html').error, /--format takes csv, not "html"/);
    for (const args of [[], ['.'], ['README.md']]) assert.equal(exported(...args).code, 2);
  });

  test('a text with mistakes is told as far as it can be read, and is not fit to sign', () => {
    const text = readFileSync(join(folder, 'orders-api.sla.yaml'), 'utf8');
    writeFileSync(
      join(folder, 'broken.sla.yaml'),
      text.replace('atLeast: 99.9 %', 'atLeast: 99,9 percent').replace('owedTo: customer', 'owedTo: custmer'),
    );
    const { code, out } = report('broken.sla.yaml');
    assert.equal(code, 0);
    const [top = ''] = out.split('## The agreement');
    assert.match(top, /> \*\*The text of this agreement has 2 errors and is not fit to sign\./);
    assert.match(
      out,
      /promises “custmer” that the availability of Orders API v3 is “99,9 percent” in every calendar month\./,
    );
    assert.match(out, /\| Availability \(6\.1\) \|[^\n]*\? unknown \|/);
  });

  test('a text that is no YAML', () => {
    writeFileSync(join(folder, 'torn.sla.yaml'), 'sla: 1\ntitle: "Torn\nparties: [\n  - }{\n');
    const { code, out } = report('torn.sla.yaml', '--format', 'html');
    assert.equal(code, 0);
    assert.match(out, /<p class="notice">The text of this agreement has \d+ errors? and is not fit to sign\./);
  });

  test('an empty file, and one that is no text', () => {
    writeFileSync(join(folder, 'empty.sla.yaml'), '');
    const { code, out } = report('empty.sla.yaml');
    assert.equal(code, 0);
    assert.match(out, /^# empty\.sla\.yaml\n/);
    assert.match(out, /not fit to sign/);
    writeFileSync(join(folder, 'bytes.sla.yaml'), Buffer.from([0x73, 0xff, 0xfe, 0x80]));
    assert.match(report('bytes.sla.yaml').error, /not UTF-8: byte 0xFF at offset 1/);
  });

  test('without its data every promise is unknown, with the reason', () => {
    const { code, out } = report('orders-api.sla.yaml', '--no-data');
    assert.equal(code, 0);
    assert.match(out, /\*\*As of:\*\* unknown: no data was read/);
    assert.equal((out.match(/\? unknown \| Its data was not read\./g) ?? []).length, 6);
    assert.doesNotMatch(out, /● met|✕ missed/);
    const rows = exported('orders-api.sla.yaml', '--no-data').out.split('\r\n');
    assert.equal(rows.length, 8);
    assert.match(rows[1] ?? '', /^orders-api,availability,uptime,availability,,,,,,unknown,.*its data was not read$/);
  });

  test('a file of data that is missing costs the promises that need it', () => {
    const lone = mkdtempSync(join(tmpdir(), 'sla-lone-'));
    after(() => rmSync(lone, { recursive: true, force: true }));
    cpSync('examples', lone, { recursive: true });
    rmSync(join(lone, 'data/orders-latency.ndjson'));
    const { code, out } = sla(['report', 'orders-api.sla.yaml', '--root', '.', ...today], lone);
    assert.equal(code, 0);
    assert.match(out, /\| Latency \(6\.2\) \|[^\n]*\? unknown \|/);
    assert.match(out, /\| Availability \(6\.1\) \|[^\n]*✕ missed \|/);
    assert.match(out, /What could not be read:\n\n- Latency: /);
  });

  test('an engine that dies leaves the agreement, says so on both sides, and the exit code is 2', () => {
    const lone = mkdtempSync(join(tmpdir(), 'sla-dying-'));
    after(() => rmSync(lone, { recursive: true, force: true }));
    cpSync('dist/cli.js', join(lone, 'cli.js'));
    writeFileSync(join(lone, 'engine.js'), 'process.exit(7);\n');
    const run = (command: string): Answer => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(lone, 'cli.js'), command, 'orders-api.sla.yaml', ...today],
        { encoding: 'utf8', cwd: folder },
      );
      return { code: status, out: stdout, error: stderr };
    };
    const { code, out, error } = run('report');
    assert.equal(code, 2);
    assert.match(error, /^sla: nothing was computed: /);
    assert.match(out, /> \*\*Nothing was computed: /);
    assert.match(out, /### 6 Promises/);
    assert.doesNotMatch(out, /● met|✕ missed/);
    const csv = run('export');
    assert.equal(csv.code, 2);
    assert.match(csv.out, /unknown,.*nothing was computed/);
  });
});

describe('-o', () => {
  test('writes what standard output would have had, also outside of the workspace', () => {
    const outside = mkdtempSync(join(tmpdir(), 'sla-out-'));
    after(() => rmSync(outside, { recursive: true, force: true }));
    const target = join(outside, 'orders.html');
    const { code, out, error } = report('orders-api.sla.yaml', '-o', target);
    assert.deepEqual([code, out, error], [0, '', '']);
    assert.equal(readFileSync(target, 'utf8'), report('orders-api.sla.yaml', '--format', 'html').out);
    assert.equal(exported('orders-api.sla.yaml', '-o', target).code, 0);
    assert.match(readFileSync(target, 'utf8'), /^agreement,objective,/);
  });

  test('a folder that is not there, and a folder in place of a file', () => {
    assert.match(
      report('orders-api.sla.yaml', '-o', 'nowhere/x.md').error,
      /-o nowhere\/x\.md: there is no such folder/,
    );
    mkdirSync(join(folder, 'made'));
    assert.match(report('orders-api.sla.yaml', '-o', 'made').error, /it is a folder; name a file/);
    assert.equal(report('orders-api.sla.yaml', '-o', 'made').code, 2);
  });

  test('never over the agreement, its data, or another agreement, under whatever name', () => {
    const before = readFileSync(join(folder, 'orders-api.sla.yaml'), 'utf8');
    symlinkSync('orders-api.sla.yaml', join(folder, 'link.md'));
    linkSync(join(folder, 'orders-api.sla.yaml'), join(folder, 'hard.md'));
    for (const target of ['orders-api.sla.yaml', 'link.md', 'hard.md', './data/../orders-api.sla.yaml']) {
      const { code, error } = report('orders-api.sla.yaml', '-o', target);
      assert.equal(code, 2);
      assert.match(error, /it would overwrite what the document is made from/);
    }
    assert.match(
      exported('orders-api.sla.yaml', '-o', 'data/orders-tickets.csv').error,
      /it would overwrite what the document is made from/,
    );
    assert.match(report('orders-api.sla.yaml', '-o', 'ip-vpn.sla.yaml').error, /it would overwrite an agreement/);
    assert.equal(readFileSync(join(folder, 'orders-api.sla.yaml'), 'utf8'), before);
  });
});

test('the help tells both commands and their options', () => {
  const { out } = sla(['--help']);
  for (const part of ['sla report FILE', 'sla export FILE', '--period P', '-o, --output FILE'])
    assert.ok(out.includes(part), part);
});
