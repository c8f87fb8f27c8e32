// Runs `sla check --why` as a user does: what weighed most, where it stands, what the value would be without, and what cannot be said.
// It must never check a number that the data of the test does not prove by hand.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'sla-why-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Outages in a month of 720 hours: one of 36 h, two that overlap and make 7.2 h together, and one of a minute, which nobody would see. */
const outages = [
  'start,end',
  '2026-04-03T00:00:00Z,2026-04-04T12:00:00Z',
  '2026-04-10T00:00:00Z,2026-04-10T06:00:00Z',
  '2026-04-10T04:00:00Z,2026-04-10T07:12:00Z',
  '2026-04-20T10:00:00Z,2026-04-20T10:01:00Z',
];
const latencies = ['at,ms', '2026-04-05T08:00:07Z,900', '2026-04-06T08:00:00Z,100', '2026-04-07T08:00:00Z,200'];

function run(name: string, ...args: readonly string[]): string {
  writeFileSync(join(folder, 'outages.csv'), `${outages.join('\n')}\n`);
  writeFileSync(join(folder, 'latencies.csv'), `${latencies.join('\n')}\n`);
  const file = join(folder, name);
  writeFileSync(
    file,
    `sla: 1
id: why
title: Why
kind: internal
status: active
version: 1.0.0
timeZone: UTC
term: { from: 2026-04-01, to: 2026-12-31 }
parties: { p: { role: provider }, c: { role: customer } }
data:
  outages: { file: outages.csv, covers: { from: 2026-04-01, to: 2026-04-30 } }
  times: { file: latencies.csv, columns: { at: at, value: ms }, covers: { from: 2026-04-01, to: 2026-04-30 } }
metrics:
  up: { type: availability, data: outages }
  mean: { type: latency, data: times, statistic: mean, unit: ms }
objectives:
  availability: { metric: up, atLeast: 99.9 %, window: month }
  speed: { metric: mean, atMost: 300 ms, window: month }
`,
  );
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [resolve('dist/cli.js'), 'check', file, '--today', '2026-05-02', ...args],
    { encoding: 'utf8' },
  );
  assert.equal(stderr, '');
  return stdout;
}

test('the table is followed by what weighed most on each value', () => {
  const out = run('text.sla.yaml', '--why');
  const [, why = ''] = out.split('What weighed most\n');
  assert.deepEqual(why.split('\n\n')[0]?.split('\n'), [
    '  availability, Apr 2026: 94 %',
    '    2026-04-03 00:00 to 2026-04-04 12:00 (1 d 12 h) outages.csv, line 2: without it 99 %',
    '    2026-04-10 00:00 to 07:12 (7 h 12 min, 2 rows): without it 95 %',
    '  speed, Apr 2026: 400 ms',
    '    2026-04-05 08:00:07 latencies.csv, line 2: without it 150 ms',
  ]);
});

test('without the option nothing is asked', () => {
  assert.doesNotMatch(run('plain.sla.yaml'), /weighed/);
});

test('JSON gives the exact numbers', () => {
  const answer = JSON.parse(run('json.sla.yaml', '--why', '--format', 'json')) as {
    files: { objectives: { windows: { why: unknown }[] }[] }[];
  };
  assert.deepEqual(answer.files[0]?.objectives[1]?.windows[0]?.why, [
    {
      from: '2026-04-05T08:00:07Z',
      to: '2026-04-05T08:00:07Z',
      rows: 1,
      file: 'latencies.csv',
      line: 2,
      without: 150,
    },
  ]);
});
