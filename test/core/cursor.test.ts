// The place of a cursor where its section is known, against the one for which every line above is looked at.
// It must never leave out texts that are broken: there a section is known the least.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { cursorContext } from '../../server/src/core/syntax/cursor';
import { sectionAbove } from '../../server/src/core/syntax/lines-above';
import { parse } from '../../server/src/core/syntax/parse';
import { edited, numbers } from '../kit/edits';

const paths = ['orders-api', 'ip-vpn', 'marketing-sales', 'digital-editions', 'suppliers/cloud-compute'];
const rounds = process.env['SLA_FULL'] === '1' ? 150 : 12;

describe('a section that is known spares lines and changes nothing', () => {
  for (const path of paths)
    test(path, () => {
      const original = readFileSync(`examples/${path}.sla.yaml`, 'utf8');
      const random = numbers(20_261_129);
      let known = 0;
      for (let round = 0; round < rounds; round++) {
        let text = original;
        for (let count = 0; count < round % 4; count++) text = edited(text, random);
        const tree = parse(text);
        for (let offset = round % 13; offset <= text.length; offset += 13) {
          const section = sectionAbove(tree, offset);
          if (section !== undefined) known++;
          assert.deepEqual(cursorContext(text, offset, section), cursorContext(text, offset), `${round} at ${offset}`);
        }
      }
      assert.ok(known > 100, `${known} times`);
    });
});

test('no section is known above the first key, in a text of one line, or where something in between cannot be read', () => {
  const of = (text: string, offset = text.length): unknown => sectionAbove(parse(text), offset);
  assert.equal(of('# words\n', 3), undefined);
  assert.equal(of('metrics: { a: { type: x } }\n'), undefined);
  assert.equal(of('title: words\n'), undefined);
  assert.equal(of('metrics:\n  a: "open\n  b:\n    '), undefined);
  assert.deepEqual(of('sla: 1\nmetrics:\n  a:\n    type: x\n    '), { start: 7, indent: 2 });
});
