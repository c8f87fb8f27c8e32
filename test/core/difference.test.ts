// What two texts share, against going through them sign by sign, told and not told what was replaced.
// It must never take the answer for one pair of texts as that for another.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { replacedIn, sharedEnds, type SharedEnds } from '../../server/src/core/text/difference';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀'), maxLength: 12 });
/** Long enough for parts to be compared at once. */
const filling = fc.constantFrom('', 'a'.repeat(63), 'ab'.repeat(1_100), 'b'.repeat(70_000));

function slowly(a: string, b: string): SharedEnds {
  const most = Math.min(a.length, b.length);
  let [prefix, suffix] = [0, 0];
  while (prefix < most && a[prefix] === b[prefix]) prefix++;
  while (suffix < most - prefix && a.at(-1 - suffix) === b.at(-1 - suffix)) suffix++;
  return { prefix, suffix };
}

test('of any two texts', () => {
  fc.assert(
    fc.property(text, text, text, filling, filling, (a, b, c, before, after) => {
      const [one, other] = [before + a + c + after, before + b + c + after];
      const { prefix, suffix } = sharedEnds(one, other);
      assert.deepEqual({ prefix, suffix }, slowly(one, other));
    }),
  );
});

test('of a text and what a replacement made of it: all that the part and what replaces it share', () => {
  fc.assert(
    fc.property(text, text, text, text, filling, (head, removed, added, tail, fill) => {
      const before = fill + head + removed + tail + fill;
      const start = fill.length + head.length;
      const after = replacedIn(before, { start, end: start + removed.length }, added);
      assert.equal(after, fill + head + added + tail + fill);
      const inner = slowly(removed, added);
      const told = { prefix: start + inner.prefix, suffix: tail.length + fill.length + inner.suffix };
      // Another pair of texts, though they are as long, is compared.
      const pairs = [
        [before, after],
        [after, before],
        [`${before.slice(1)}x`, after],
      ] as const;
      for (const [one, other] of pairs) {
        const { prefix, suffix } = sharedEnds(one, other);
        const isTold = one === before && other === after;
        assert.deepEqual({ prefix, suffix }, isTold ? told : slowly(one, other));
      }
    }),
  );
});
