// Holds the command line to the first law of results: no verdict without a readable promise and enough data.
// It must never accept "met" where a reader of the text could say that nothing was promised.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'sla-verdicts-'));
after(() => rmSync(folder, { recursive: true, force: true }));

writeFileSync(
  join(folder, 'requests.csv'),
  `at,value\n${Array.from({ length: 30 }, (_, day) => `2026-09-${String(day + 1).padStart(2, '0')}T12:00:00Z,${100 + day}`).join('\n')}\n2026-10-01T00:00:00Z,100\n`,
);

interface Answer {
  readonly verdicts: readonly string[];
  readonly reason: string | undefined;
}

/** The verdicts of an objective over 30 requests of 100 to 129 ms in September. */
function judged(objective: string, metric = 'statistic: p95'): Answer {
  const path = join(folder, 'a.sla.yaml');
  writeFileSync(
    path,
    `sla: 1
id: a
title: A
kind: internal
status: draft
version: 1.0.0
timeZone: UTC
parties: { p: { name: P, role: provider }, c: { name: C, role: customer } }
data: { d: { file: requests.csv } }
metrics: { m: { type: latency, data: d, unit: ms, ${metric} } }
objectives:
  o: { metric: m, window: month, ${objective} }
`,
  );
  const { stdout } = spawnSync(
    process.execPath,
    [resolve('dist/cli.js'), 'check', path, '--root', folder, '--format', 'json', '--today', '2026-11-25'],
    { encoding: 'utf8' },
  );
  const answer = JSON.parse(stdout) as {
    files: {
      objectives: { unavailable?: string; reason?: string; windows: { verdict: string; reason?: string }[] }[];
    }[];
  };
  const [first] = answer.files[0]?.objectives ?? [];
  const windows = (first?.windows ?? []).filter(({ verdict }) => verdict !== 'running');
  return {
    verdicts: windows.map(({ verdict }) => verdict),
    reason: first?.unavailable ?? first?.reason ?? windows[0]?.reason,
  };
}

describe('verdicts', () => {
  test('a readable promise is judged', () => {
    assert.deepEqual(judged('atMost: 200 ms').verdicts, ['met']);
    assert.deepEqual(judged('atMost: 110 ms').verdicts, ['breached']);
    assert.deepEqual(judged('for: 95 %, atMost: 200 ms').verdicts, ['met']);
  });
  test('a share of nothing is no promise', () => {
    assert.deepEqual(judged('for: 95 %').verdicts, ['unknown']);
  });
  test('no bound is no promise, and no indicator either', () => {
    assert.deepEqual(judged('reason: none').verdicts, ['unknown']);
    assert.deepEqual(judged('status: indicator').verdicts, ['indicator']);
  });
  test('a bound that cannot be read gives no verdict, also beside one that can', () => {
    for (const objective of ['atMost: 200 ms, atLeast: oops', 'for: 9x %, atMost: 200 ms', 'atmost: 200 ms']) {
      const { verdicts, reason } = judged(objective);
      assert.deepEqual(verdicts, [], objective);
      assert.match(reason ?? '', /^line 12 has an error \([a-z-]+\)$/, objective);
    }
  });
  test('a bound in another unit gives no verdict', () => {
    for (const objective of ['atMost: 200 mss', 'atMost: 200', 'atMost: 200 %', 'atMost: 200 EUR', 'atMost: 200/s'])
      assert.deepEqual(judged(objective), {
        verdicts: ['unknown'],
        reason: 'its target is in another unit than its value',
      });
  });
  test('a filter or a coverage that cannot be read gives no verdict', () => {
    for (const metric of ['statistic: p95, where: value >', 'statistic: p95, minimumCoverage: 95', 'statistic: p9x']) {
      const { verdicts, reason } = judged('atMost: 200 ms', metric);
      assert.deepEqual(verdicts, [], metric);
      assert.match(reason ?? '', /^line 10 has an error/, metric);
    }
  });
});
