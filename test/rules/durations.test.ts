// Tests which of two durations certainly lasts longer, with and without calendars (rules.md, A4).
// It must never expect an answer that a holiday, a night or a month could turn.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLonger, type Timed } from '../../server/src/core/rules/durations';
import { parseQuantity } from '../../server/src/core/scalars/quantity';
import { fileOf } from './example';

const { model } = fileOf(`calendars:
  always: { hours: 24x7 }
  office: { hours: { mon-fri: "09:00-17:00" }, holidays: [2026-12-25] }
  uneven: { hours: { mon-thu: "09:00-17:00", fri: "09:00-12:00" }, holidays: { country: DE } }
`);

/** `4 business hours @ office`. */
function timed(text: string): Timed {
  const [written = '', calendar] = text.split(' @ ');
  const quantity = parseQuantity(written);
  assert.ok(quantity.ok);
  return { quantity: quantity.value, calendar };
}

const longer: readonly (readonly [a: string, b: string])[] = [
  ['61 min', '1 h'],
  ['25 h @ always', '24 h'],
  ['1 month', '27 d'],
  ['2 d', '46 h'],
  ['9 business hours @ office', '8 business hours @ office'],
  ['9 business hours @ office', '1 business day @ office'],
  ['2 business days @ office', '15 business hours @ office'],
  ['5 business hours @ office', '4 h'],
  ['5 h @ office', '4 h'],
  ['2 business days @ office', '46 h'],
  ['2 business days @ uneven', '22 h'],
  ['22 d', '4 business hours @ office'],
];

const unclear: readonly (readonly [a: string, b: string])[] = [
  ['1 h', '60 min'],
  ['1 month', '30 d'],
  ['30 d', '1 month'],
  ['1 d', '24 h'],
  ['1 d', '23 h'],
  ['24 h', '4 business hours @ office'],
  ['1 business day @ uneven', '3 business hours @ uneven'],
  ['100 d', '4 business hours @ uneven'],
  ['4 business hours @ nowhere', '1 h'],
  ['2 business days @ uneven', '24 h'],
  ['4 h @ office', '4 business hours @ office'],
];

test('certainly longer', () => {
  for (const [a, b] of longer) {
    assert.ok(isLonger(model, timed(a), timed(b)), `${a} > ${b}`);
    assert.ok(!isLonger(model, timed(b), timed(a)), `${b} > ${a}`);
  }
});

test('not certain', () => {
  for (const [a, b] of unclear) assert.ok(!isLonger(model, timed(a), timed(b)), `${a} > ${b}`);
});
