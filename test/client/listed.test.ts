// Lists that share the places of one.
// It must never start an editor.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { listed } from '../../client/src/review/listed';

test('each list has its share, and what one does not need the others have', () => {
  assert.deepEqual(listed([['a', 'b', 'c'], ['d'], ['e', 'f', 'g']], 5), {
    items: ['a', 'b', 'd', 'e', 'f'],
    leftOut: 2,
  });
  assert.deepEqual(listed([['a', 'b'], []], 5), { items: ['a', 'b'], leftOut: 0 });
  assert.deepEqual(listed([], 5), { items: [], leftOut: 0 });
  assert.deepEqual(listed([['a']], 0), { items: [], leftOut: 1 });
});

test('nothing is lost, nothing is there twice, and no list has two more than another one that wants more', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { maxLength: 6 }), fc.nat(60), (lengths, most) => {
      const lists = lengths.map((length, list) => Array.from({ length }, (_, at) => ({ list, at })));
      const { items, leftOut } = listed(lists, most);
      assert.equal(items.length + leftOut, lists.flat().length);
      assert.ok(items.length <= most);
      const counts = lengths.map((_, list) => items.filter((item) => item.list === list).length);
      for (const [list, count] of counts.entries()) {
        assert.deepEqual(
          items.filter((item) => item.list === list),
          lists[list]?.slice(0, count),
        );
        if (count < (lengths[list] ?? 0)) assert.ok(counts.every((other) => other <= count + 1));
      }
    }),
  );
});
