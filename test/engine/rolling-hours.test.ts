// Counts the records of rolling windows of hours one by one: where a clock changes, such a window begins at no midnight.
// It must never take a window's count from the sums that it tests.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { planOf } from '../../server/src/core/compliance/plan';
import { open } from '../../server/src/core/model/file';
import { runPlan } from '../../server/src/engine/run';
import { runOptions } from '../kit/run-options';

const folder = mkdtempSync(join(tmpdir(), 'sla-rolling-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const minute = 60_000;
const first = Date.UTC(2026, 2, 26);
// One record each 25 minutes, over the night on which the clock of Berlin is put forward.
const instants = Array.from({ length: 300 }, (_, index) => first + index * 25 * minute);
writeFileSync(
  join(folder, 'd.csv'),
  `at,ms\n${instants.map((each, index) => `${new Date(each).toISOString()},${index}`).join('\n')}\n`,
);

for (const length of ['24 h', '36 h', '90 min', '2 d', '50 h'])
  test(`rolling ${length}`, () => {
    const text = `sla: 1
id: a
timeZone: Europe/Berlin
data: { d: { file: d.csv, columns: { value: ms } } }
metrics: { m: { type: latency, statistic: p95, data: d } }
objectives: { o: { metric: m, window: rolling ${length}, atMost: 1 s } }
`;
    const partials = runPlan(
      planOf(open({ uri: join(folder, 'a.sla.yaml'), version: 1, text }).model).plan,
      runOptions(folder),
    );
    const windows = partials.items[0]?.groups[0]?.windows ?? [];
    assert.ok(windows.length >= 3, `${windows.length} windows`);
    for (const { from, to, n, name } of windows)
      assert.equal(n, instants.filter((each) => from <= each && each < to).length, name);
  });
