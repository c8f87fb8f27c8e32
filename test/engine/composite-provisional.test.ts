// Composites of members that rest on something that is still open: they may change as their members may, and say so.
// It must never take a window for settled because another member is, nor one for open in which nothing is.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planOf } from '../../server/src/core/compliance/plan';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { open } from '../../server/src/core/model/file';
import { runPlan } from '../../server/src/engine/run';
import { runOptions } from '../kit/run-options';
import { folder, lines } from './single';

const still = lines('start,end', ['2026-02-10T08:00:00Z,2026-02-10T09:00:00Z', '2026-03-31T20:00:00Z,']);
const settled = lines('start,end', [
  '2026-02-10T08:00:00Z,2026-02-10T09:00:00Z',
  '2026-03-20T20:00:00Z,2026-03-20T21:00:00Z',
]);

/** Which of February and March are provisional in the objective `all`: `none`, or by name. */
function provisional(files: readonly [string, string], metrics: string, objectives: string): string {
  files.forEach((text, index) => writeFileSync(join(folder, `open${index}.csv`), text));
  const covers = 'covers: { from: 2026-01-01, to: 2026-03-31 }';
  const text = `sla: 1
id: a
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data: { d0: { file: open0.csv, ${covers} }, d1: { file: open1.csv, ${covers} } }
metrics:
  m0: { type: availability, data: d0 }
  m1: { type: availability, data: d1 }
${metrics}
objectives:
  o0: { metric: m0, atLeast: 90 %, window: month }
  o1: { metric: m1, atLeast: 90 %, window: month }
${objectives}
`;
  const { model } = open({ uri: join(folder, 'open.sla.yaml'), version: 1, text });
  const planned = planOf(model);
  const results = resultsOf(model, planned, runPlan(planned.plan, runOptions(folder)));
  const all = results.find(({ objective }) => objective === 'all');
  assert.equal(all?.unavailable, undefined, text);
  const windows = all?.windows.filter(({ window }) => window === '2026-02' || window === '2026-03') ?? [];
  assert.equal(windows.length, 2, text);
  return windows.flatMap(({ window, isProvisional }) => (isProvisional === true ? [window] : [])).join() || 'none';
}

const composites: readonly (readonly [string, string, string])[] = [
  [
    'by the time in which members were down',
    'type: composite-availability, members: [m0, m1], topology: serial',
    'atLeast: 99 %',
  ],
  [
    'by the values of its members',
    'type: composite-availability, members: [m0, m1], topology: parallel, method: product',
    'atLeast: 99 %',
  ],
  ['of verdicts', 'type: composite-all-met, members: [o0, o1]', 'holds: true'],
  ['that counts verdicts', 'type: objectives-met, members: [o0, o1]', 'atLeast: 50 %'],
];

describe('a composite is provisional where a member is', () => {
  for (const [name, metric, bound] of composites)
    test(name, () => {
      const of = (...files: readonly [string, string]): string =>
        provisional(files, `  all: { ${metric} }`, `  all: { metric: all, ${bound}, window: month }`);
      assert.equal(of(settled, settled), 'none');
      assert.equal(of(settled, still), '2026-03');
      assert.equal(of(still, settled), '2026-03');
    });

  test('that is a composite itself', () => {
    const metrics = ['o0, o1', 'inner'].map(
      (of, index) => `  m${index + 2}: { type: composite-all-met, members: [${of}] }`,
    );
    const objectives = ['inner', 'all'].map(
      (id, index) => `  ${id}: { metric: m${index + 2}, holds: true, window: month }`,
    );
    const of = (...files: readonly [string, string]): string =>
      provisional(files, metrics.join('\n'), objectives.join('\n'));
    assert.equal(of(settled, still), '2026-03');
    assert.equal(of(settled, settled), 'none');
  });
});
