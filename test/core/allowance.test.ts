// Tests budgets, lengths and steady states against the numbers of rules.md, A1 and A6.
// It must never compare in floating point what the product compares exactly.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  allowance,
  allowanceIn,
  neededBetween,
  steadyState,
  windowLength,
} from '../../server/src/core/compliance/allowance';
import { lengthOf, lengthOfMonths } from '../../server/src/core/scalars/lengths';
import { fromDecimal, integer, toDecimal, type Rational } from '../../server/src/core/scalars/rational';
import { parseDuration, parseWindow } from '../../server/src/core/scalars/words';

function decimal(text: string): Rational {
  const value = fromDecimal(text);
  assert.ok(value);
  return value;
}

const days = [1, 28, 30, 31, 90, 92, 365];
const budgets: readonly (readonly [share: string, seconds: readonly string[]])[] = [
  ['99', ['864', '24192', '25920', '26784', '77760', '79488', '315360']],
  ['99.5', ['432', '12096', '12960', '13392', '38880', '39744', '157680']],
  ['99.9', ['86.4', '2419.2', '2592', '2678.4', '7776', '7948.8', '31536']],
  ['99.95', ['43.2', '1209.6', '1296', '1339.2', '3888', '3974.4', '15768']],
  ['99.99', ['8.64', '241.92', '259.2', '267.84', '777.6', '794.88', '3153.6']],
  ['99.995', ['4.32', '120.96', '129.6', '133.92', '388.8', '397.44', '1576.8']],
  ['99.999', ['0.864', '24.192', '25.92', '26.784', '77.76', '79.488', '315.36']],
];

test('the budget of a share', () => {
  for (const [share, expected] of budgets)
    assert.deepEqual(
      days.map((count) => toDecimal(allowance(decimal(share), integer(count * 86_400)), 6)),
      expected,
    );
});

function windowsOf(text: string): readonly string[] | undefined {
  const window = parseWindow(text);
  assert.ok(window.ok);
  const length = windowLength(window.value);
  return length && [length.least, length.usual, length.most].map((each) => toDecimal(each, 3));
}

test('the shortest, the usual and the longest window', () => {
  assert.deepEqual(windowsOf('hour'), ['3600', '3600', '3600']);
  assert.deepEqual(windowsOf('week'), ['604800', '604800', '604800']);
  assert.deepEqual(windowsOf('month'), ['2419200', '2592000', '2678400']);
  assert.deepEqual(windowsOf('quarter'), ['7776000', '7776000', '7948800']);
  assert.deepEqual(windowsOf('half-year'), ['15638400', '15724800', '15897600']);
  assert.deepEqual(windowsOf('year'), ['31536000', '31536000', '31622400']);
  assert.deepEqual(windowsOf('rolling 30 d'), ['2592000', '2592000', '2592000']);
  assert.deepEqual(windowsOf('rolling 1 month'), ['2419200', '2678400', '2678400']);
  assert.equal(windowsOf('term'), undefined);
  assert.equal(windowsOf('event'), undefined);
  const anchored = windowLength({ kind: 'calendar', unit: 'quarter', anchor: '2026-02-01' });
  assert.equal(anchored && toDecimal(anchored.least, 0), String(89 * 86_400));
});

test('a budget over the windows of a kind', () => {
  const month = windowLength({ kind: 'calendar', unit: 'month', anchor: undefined });
  assert.ok(month);
  const { least, usual, most } = allowanceIn(decimal('99.9'), month);
  assert.deepEqual(
    [least, usual, most].map((each) => toDecimal(each, 3)),
    ['2419.2', '2592', '2678.4'],
  );
});

test('the length of a duration', () => {
  const shown = (text: string): readonly string[] | undefined => {
    const duration = parseDuration(text);
    assert.ok(duration.ok);
    const length = lengthOf(duration.value);
    return length && [toDecimal(length.least, 3), toDecimal(length.most, 3)];
  };
  assert.deepEqual(shown('300 ms'), ['0.3', '0.3']);
  assert.deepEqual(shown('2 d'), ['172800', '172800']);
  assert.deepEqual(shown('1 month'), ['2419200', '2678400']);
  assert.deepEqual(shown('2 quarters'), ['15638400', '15897600']);
  assert.equal(shown('0.5 months'), undefined);
  assert.equal(shown('4 business hours'), undefined);
});

test('months in a row have between the fewest and the most days that the calendar can give', () => {
  for (let months = 1; months <= 60; months++) {
    const { least, most } = lengthOfMonths(months);
    for (let start = 0; start < 48; start++) {
      const length = (Date.UTC(2025, start + months, 1) - Date.UTC(2025, start, 1)) / 1_000;
      assert.ok(Number(least.num) <= length && length <= Number(most.num), `${months} months from ${start}`);
    }
  }
});

test('the steady state', () => {
  assert.equal(toDecimal(steadyState(integer(8_000), integer(4)), 6), '99.950025');
  assert.equal(toDecimal(neededBetween(integer(4), decimal('99.95')) ?? integer(0), 3), '7996');
  assert.equal(toDecimal(neededBetween(integer(4), decimal('99.99')) ?? integer(0), 3), '39996');
  assert.equal(neededBetween(integer(4), integer(100)), undefined);
});
