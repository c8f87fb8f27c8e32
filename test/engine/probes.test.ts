// Probes in any order, of any number of locations, in blocks or row by row: the same down time.
// It must never compare the engine with itself alone: the figures of small cases are written down.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
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

describe('probe availability with a quorum', () => {
  const metric = 'type: probe-availability, quorum: 50 %';
  const objective = 'atLeast: 90 %';
  const source = ', every: 5 min';

  test('counts one verdict for each interval, over the locations that probed in it', () => {
    const rows = [
      ...['00:00:00Z,true,a', '00:01:00Z,true,b', '00:02:00Z,false,c'],
      ...['00:05:00Z,false,a', '00:06:00Z,false,b', '00:07:00Z,true,c'],
      // Of two probes of a location in one interval the failed one decides: one of two locations fails.
      ...['00:10:00Z,true,a', '00:14:59Z,false,a', '00:12:00Z,true,b'],
      '00:15:00Z,true,c',
    ].map((row) => `2026-03-01T${row}`);
    for (const ordered of [rows, [...rows].reverse()]) {
      const [march] = run({ data: `at,ok,location\n${ordered.join('\n')}\n`, source, metric, objective }).windows;
      assert.equal(march?.n, 4);
      assert.equal(toNumber(march.value!), 50);
    }
  });

  test('equals a plain count over random probes, without those that are excluded', () => {
    for (const seed of [1, 2, 3, 4]) {
      const random = randomOf(seed);
      const start = Date.UTC(2026, 2, 1);
      const rows = Array.from({ length: 3_000 }, () => ({
        at: start + random.whole(0, 86_399) * 1_000,
        isGood: random.chance(0.7),
        place: random.pick(['a', 'b', 'c', 'd']),
      }));
      const [from, to] = [start + 3_600_000, start + 7_300_000];
      const slots = new Map<number, Map<string, boolean>>();
      for (const { at, isGood, place } of rows.filter((row) => row.at < from || row.at >= to)) {
        const slot = slots.get(Math.floor(at / 300_000)) ?? new Map<string, boolean>();
        slots.set(Math.floor(at / 300_000), slot);
        slot.set(place, isGood && slot.get(place) !== false);
      }
      const verdicts = [...slots.values()].map((slot) => {
        const failing = [...slot.values()].filter((isGood) => !isGood).length;
        return failing === 0 || 2 * failing < slot.size;
      });
      const good = verdicts.filter((isGood) => isGood).length;
      const data = rows.map(({ at, isGood, place }) => `${new Date(at).toISOString()},${isGood},${place}\n`).join('');
      const interval = `{ from: "${new Date(from).toISOString()}", to: "${new Date(to).toISOString()}" }`;
      const more = `exclusions: { work: { kind: scheduled-maintenance, intervals: [${interval}] } }`;
      const [march] = run({
        ...{ data: `at,ok,location\n${data}`, source, metric, more },
        objective: `${objective}, excludes: [work]`,
      }).windows;
      assert.equal(march?.n, verdicts.length, `seed ${seed}`);
      assert.ok(Math.abs(toNumber(march.value!) - (100 * good) / verdicts.length) < 1e-9, `seed ${seed}`);
    }
  });

  test('says what is missing where the source has no rhythm', () => {
    const { unavailable } = run({ data: 'at,ok,location\n2026-03-01T00:00:00Z,true,a\n', metric, objective });
    assert.match(unavailable ?? '', /a quorum needs "every" of the source/);
  });
});
