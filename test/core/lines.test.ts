// The table of lines against a slow obvious one, and blocks of lists against the lists they were cut from.
// It must never compare a table with one that was made by the same means.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { blocksOf, ofBlocks, type Block } from '../../server/src/core/text/blocks';
import { lineTable } from '../../server/src/core/text/lines';

/** Where lines start, found sign by sign: behind LF, CRLF and a lone CR. */
function slowStarts(text: string): readonly number[] {
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    const isBreak = text[index] === '\n' || (text[index] === '\r' && text[index + 1] !== '\n');
    if (isBreak) starts.push(index + 1);
  }
  return starts;
}

test('a table that is amended key by key equals one that is made anew', () => {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.integer({ min: 0, max: 60 }),
    added: fc.constantFrom('', 'x', '\n', '\n\n', 'a\nb', 'ab', '\r\n', '\r', '\n    wh', ' '),
  });
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 30 }), fc.constantFrom('\n', '\n', '\r\n'), (edits, newline) => {
      // Long enough that it is worth comparing.
      let text = Array.from({ length: 900 }, (_, index) => `line ${index} of a long text with words`).join(newline);
      for (const { at, removed, added } of edits) {
        const start = Math.floor(at * text.length);
        text = text.slice(0, start) + added + text.slice(start + removed);
        assert.deepEqual([...lineTable(text).starts], slowStarts(text));
        assert.equal(lineTable(text).length, text.length);
      }
    }),
    { numRuns: 60 },
  );
});

describe('blocks', () => {
  const items = (count: number): readonly { readonly id: number }[] =>
    Array.from({ length: count }, (_, id) => ({ id }));

  test('cover the list in order after any edits, and a change leaves most of them the same', () => {
    const edit = fc.record({
      at: fc.nat(),
      removed: fc.integer({ min: 0, max: 3 }),
      added: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), fc.array(edit, { maxLength: 60 }), (count, edits) => {
        let list = items(count);
        let before = new Set<Block<object>>(blocksOf(list));
        for (const { at, removed, added } of edits) {
          const start = at % (list.length + 1);
          list = [...list.slice(0, start), ...items(added), ...list.slice(start + removed)];
          const blocks = blocksOf(list);
          assert.deepEqual(
            blocks.flatMap((block) => block.items),
            list,
          );
          assert.ok(blocks.every((block) => block.items.length > 0 && block.items.length <= 64));
          assert.ok(blocks.length <= 9 + (2 * list.length) / 64, `${blocks.length} blocks of ${list.length}`);
          before = new Set(blocks);
        }
        // One item is changed: at most the block around it, and one that it is cut off from, are new.
        if (list.length === 0) return;
        const middle = Math.floor(list.length / 2);
        const changed = blocksOf([...list.slice(0, middle), ...items(1), ...list.slice(middle + 1)]);
        assert.ok(changed.filter((block) => !before.has(block)).length <= 2);
      }),
      { numRuns: 100 },
    );
  });

  test('what is made of a block is made once', () => {
    let made = 0;
    const sums = ofBlocks<{ readonly id: number }, number>((block) => {
      made++;
      return block.reduce((sum, { id }) => sum + id, 0);
    });
    const list = items(200);
    assert.equal(
      sums(list).reduce((sum, each) => sum + each, 0),
      (199 * 200) / 2,
    );
    const first = made;
    assert.equal(sums([...list]).length, first);
    assert.equal(made, first);
    sums([...list.slice(0, 100), ...items(1), ...list.slice(100)]);
    assert.ok(made - first <= 2, `${made - first} blocks were made again`);
  });
});
