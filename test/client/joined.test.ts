// Work that is asked for more often than it can be done: never twice at a time, and once more for what came meanwhile.
// It must never wait for a clock: what runs is held and let go by hand.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inTurn, joined } from '../../client/src/review/joined';

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('joined work', () => {
  test('runs once more for many calls that came while it ran', async () => {
    const held: (() => void)[] = [];
    const work = joined(() => new Promise((done) => held.push(done)));
    const first = work.run();
    const others = [work.run(), work.run(), work.run()];
    assert.equal(held.length, 1);
    held[0]?.();
    await turn();
    assert.equal(held.length, 2);
    held[1]?.();
    await Promise.all([first, ...others, work.settled()]);
    assert.equal(held.length, 2);
    void work.run();
    assert.equal(held.length, 3);
  });

  test('is done after a call, whenever that comes', async () => {
    for (let steps = 0; steps < 12; steps++) {
      let times = 0;
      const work = joined(() => Promise.resolve(void times++));
      void work.run();
      for (let step = 0; step < steps; step++) await Promise.resolve();
      const before = times;
      await work.run();
      assert.ok(times > before, `after ${steps} steps`);
    }
  });

  test('can be run again after it failed', async () => {
    let times = 0;
    const work = joined(() => (++times === 1 ? Promise.reject(new Error('once')) : Promise.resolve()));
    await assert.rejects(work.run(), /once/);
    await work.run();
    assert.equal(times, 2);
  });

  test('is done for each item, and for no more at a time than is allowed', async () => {
    let [running, most] = [0, 0];
    const done: number[] = [];
    await inTurn([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      most = Math.max(most, ++running);
      await turn();
      running--;
      done.push(item);
    });
    assert.deepEqual([most, done.sort()], [3, [1, 2, 3, 4, 5, 6, 7]]);
    await inTurn([], 3, () => Promise.reject(new Error('never')));
  });
});
