// Holds the arithmetic of fees and of lines between kept and missed values against the numbers of the catalogue (rules.md, appendix).
// It must never take an expected number from the functions under test.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPoint, showRange, sidesOf, tierTable, without } from '../../server/src/core/model/tiers';
import { creditIn, daysIn, feeCalled, percentOf, ratioOf } from '../../server/src/core/rules/fees';
import { parseQuantity, type Quantity } from '../../server/src/core/scalars/quantity';
import { fromDecimal, toDecimal, zero } from '../../server/src/core/scalars/rational';
import { parseWindow, type WindowSpec } from '../../server/src/core/scalars/words';
import { fileOf } from './example';

function window(text: string): WindowSpec | undefined {
  const parsed = parseWindow(text);
  return parsed.ok ? parsed.value : undefined;
}

function quantity(text: string): Quantity {
  const parsed = parseQuantity(text);
  assert.ok(parsed.ok);
  return parsed.value;
}

test('windows have the days of A1', () => {
  const days = (text: string): string => {
    const length = daysIn(window(text));
    return length === undefined ? 'unknown' : `${toDecimal(length.least, 2)} to ${toDecimal(length.most, 2)}`;
  };
  assert.deepEqual(
    ['day', 'week', 'month', 'quarter', 'half-year', 'year', 'rolling 30 d', 'rolling 2 w', 'term', 'event'].map(days),
    [
      ...['1 to 1', '7 to 7', '28 to 31', '90 to 92', '181 to 184', '365 to 366', '30 to 30', '14 to 14'],
      ...['unknown', 'unknown'],
    ],
  );
});

test('windows go into one another exactly where calendars say how often', () => {
  const ratio = (inner: string, outer: string): string => {
    const found = ratioOf(window(inner), window(outer));
    return found === undefined ? 'unknown' : `${toDecimal(found.least, 2)} to ${toDecimal(found.most, 2)}`;
  };
  assert.equal(ratio('month', 'year'), '12 to 12');
  assert.equal(ratio('year', 'month'), '0.08 to 0.08');
  assert.equal(ratio('day', 'month'), '28 to 31');
  assert.equal(ratio('rolling 30 d', 'month'), '0.93 to 1.03');
  assert.equal(ratio('month', 'term'), 'unknown');
  assert.equal(ratio('term', 'term'), 'unknown');
});

test('half of a month is 4.2 % of a year', () => {
  const months = ratioOf(window('month'), window('year'));
  assert.ok(months !== undefined);
  assert.equal(toDecimal({ num: 50n * months.most.den, den: months.most.num }, 1), '4.2');
});

test('money and days are parts of the fee, and of no other currency', () => {
  const { model } = fileOf(`fees:
  Monthly Fee: 5000 EUR per month
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99 %, days: 3 }, { below: 98 %, credit: 250 EUR }] }
`);
  const fee = feeCalled(model, 'Monthly Fee');
  const [days, money] = model.remedies[0]?.tiers ?? [];
  assert.ok(days !== undefined && money !== undefined);
  // Of a month of 31 days, three are 9.68 %: never more than it certainly is.
  assert.equal(toDecimal(creditIn(days, fee) ?? zero, 2), '9.68');
  assert.equal(toDecimal(creditIn(money, fee) ?? zero, 2), '5');
  assert.equal(percentOf(quantity('250 USD'), fee), undefined);
  assert.equal(percentOf(quantity('250 EUR'), undefined), undefined);
});

test('what is missed and in no tier is the gap of A5', () => {
  const { model } = fileOf(`remedies:
  credits: { kind: service-credit, tiers: [{ atLeast: 98 %, below: 99.9 %, credit: 5 % }, { atLeast: 0 %, atMost: 97.9 %, credit: 9 % }] }
`);
  const [remedy] = model.remedies;
  const table = remedy === undefined ? undefined : tierTable(remedy);
  assert.ok(table !== undefined);
  const { missed, kept } = sidesOf('atLeast', fromDecimal('99.9') ?? zero);
  assert.deepEqual(
    without(missed, table.bands).map((range) => showRange(range, '%')),
    ['below 0 %', '97.9 % to 98 %'],
  );
  assert.deepEqual(
    without(kept, table.bands).map((range) => showRange(range, '%')),
    ['at least 99.9 %'],
  );
});

test('a tier up to and with the target shares one value with what is kept', () => {
  const { kept } = sidesOf('atLeast', fromDecimal('99.9') ?? zero);
  const { missed } = sidesOf('above', fromDecimal('99.9') ?? zero);
  assert.deepEqual(without(kept, [missed]), [{ low: missed.high, high: undefined }]);
  assert.ok(without(missed, [sidesOf('atLeast', fromDecimal('99.9') ?? zero).missed]).every(isPoint));
});
