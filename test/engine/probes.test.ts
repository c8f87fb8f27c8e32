// Probes in any order, of any number of locations, in blocks or row by row: the same down time.
// It must never compare the engine with itself alone: the figures of small cases are written down.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toNumber } from '../../server/src/core/scalars/rational';
import { run, type Case } from './single';
import { randomOf } from './references/random';

const question = { metric: 'type: downtime', objective: 'atMost: 10 min' };
const minutes = (more: Pick<Case, 'data' | 'source' | 'file'> & Partial<Case>): number | undefined => {
  const [window] = run({ ...question, ...more }).windows;
  return window?.value === undefined ? undefined : toNumber(window.value);
};

test('a failed probe counts against a good one of the same instant, in whatever order', () => {
  const others = ['2026-03-01T00:00:00Z,true', '2026-03-01T00:10:00Z,true', '2026-03-01T00:15:00Z,true'];
  const [good, failed] = ['2026-03-01T00:05:00Z,true', '2026-03-01T00:05:00Z,false'];
  for (const rows of [
    [...others, good, failed],
    [failed, ...others, good],
    [good, failed, ...others],
  ])
    assert.equal(minutes({ data: `at,ok\n${rows.join('\n')}\n`, source: ', every: 5 min' }), 5);
});

test('locations of probes are told apart in blocks as they are row by row', () => {
  for (const seed of [1, 2, 3]) {
    const random = randomOf(seed);
    const places = [
      'fra',
      'iad',
      '',
      'Łódź',
      ...Array.from({ length: seed === 3 ? 900 : 3 }, (_, index) => `p${index}`),
    ];
    const rows = random.shuffle(
      Array.from({ length: 5_000 }, (_, index) => ({
        at: new Date(Date.UTC(2026, 2, 1) + (index % 288) * 300_000).toISOString(),
        ok: random.chance(0.6),
        location: random.pick(places),
      })),
    );
    const [source, metric] = [', every: 5 min', 'type: downtime, quorum: 50 %'];
    const fields = rows.map(({ at, ok, location }) => `${at},${ok},${location}`).join('\n');
    const inBlocks = minutes({ data: `at,ok,location\n${fields}\n`, source, metric });
    const rowByRow = minutes({ data: JSON.stringify(rows), source, metric, file: 'd.json' });
    assert.ok(inBlocks !== undefined && inBlocks > 0);
    assert.equal(inBlocks, rowByRow, `seed ${seed}`);
  }
});
