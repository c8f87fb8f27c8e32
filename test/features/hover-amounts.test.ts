// What a tier pays, in words: percent or days of a fee, and the money that percent of a written fee are.
// It must never expect money where no fee is written.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hover } from '../../server/src/core/features/hover/hover';
import { open } from '../../server/src/core/model/file';
import { projectOf } from './workspace';

test('a tier of days, of money, and of a fee that is not written pays what it says and no more', () => {
  const text = `sla: 1
id: tiers
remedies:
  r:
    kind: service-credit
    of: Annual Fee
    tiers: [{ below: 99 %, days: 3 }, { below: 98 %, credit: 250 EUR }, { below: 97 %, credit: 33.333 % }]
  s: { kind: service-credit, of: Nothing, tiers: [{ below: 96 %, credit: 5 % }] }
fees: { Annual Fee: 1000 EUR per year }
`;
  const file = open({ uri: 'file:///w/tiers.sla.yaml', version: 1, text });
  const first = (piece: string): string | undefined => {
    const offset = text.indexOf(piece.replace('|', '')) + piece.indexOf('|');
    const shown = hover(projectOf(new Map()), file, offset)?.markdown ?? '';
    return shown
      .replace(/\\([^\\\w])/g, '$1')
      .replaceAll('&lt;', '<')
      .split('\n')[0];
  };
  assert.equal(first('below: 99| %'), '**< 99 %** pays 3 days of Annual Fee');
  assert.equal(first('below: 98| %'), '**< 98 %** pays 250 EUR');
  assert.equal(first('below: 97| %'), '**< 97 %** pays 33.333 % of Annual Fee: 333.33 EUR of 1000 EUR per year');
  assert.equal(first('below: 96| %'), '**< 96 %** pays 5 % of Nothing');
});
