// Answers of git that never change: asked once, the oldest forgotten, one that failed asked again.
// It must never wait for a clock.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Remembered } from '../../client/src/review/remembered';

describe('answers that are remembered', () => {
  const counting = (): { ask: (key: string, text: string) => Promise<string>; asked: string[] } => {
    const remembered = new Remembered<string>((text) => text.length);
    const asked: string[] = [];
    const find = (key: string, text: string) => (): Promise<string> => {
      asked.push(key);
      return text === '' ? Promise.reject(new Error('failed')) : Promise.resolve(text);
    };
    return { asked, ask: (key, text) => remembered.get(key, find(key, text)) };
  };

  test('are asked for once, also while the first answer is on its way', async () => {
    const { ask, asked } = counting();
    assert.deepEqual(await Promise.all([ask('a', 'one'), ask('a', 'other')]), ['one', 'one']);
    assert.equal(await ask('a', 'another'), 'one');
    assert.deepEqual(asked, ['a']);
  });

  test('are asked for again where that failed', async () => {
    const { ask, asked } = counting();
    await assert.rejects(ask('a', ''), /failed/);
    assert.equal(await ask('a', 'one'), 'one');
    assert.deepEqual(asked, ['a', 'a']);
  });

  test('are forgotten when there are too many or they are too long, those first that nobody wanted lately', async () => {
    const { ask, asked } = counting();
    const long = 'x'.repeat(6_000_000);
    for (const key of ['a', 'b', 'a', 'c']) await ask(key, long);
    asked.length = 0;
    for (const key of ['a', 'c', 'b']) await ask(key, long);
    assert.deepEqual(asked, ['b']);
    for (let at = 0; at < 1_001; at++) await ask(`short ${at}`, 'x');
    asked.length = 0;
    await ask('short 0', 'x');
    await ask('short 1000', 'x');
    assert.deepEqual(asked, ['short 0']);
  });
});
