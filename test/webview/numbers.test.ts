// Numbers of the preview: targets of whole steps, values that never cross a target by rounding, durations, money.
// It must never compare a text with a binary fraction where an exact one can be written.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  clampIndex,
  countText,
  durationText,
  moneyText,
  nearestIndex,
  percentText,
  targetNumber,
  targetText,
  targetValue,
  valueText,
} from '../../client/src/webview/numbers';
import type { PreviewTarget } from '../../server/src/lsp/protocol';

const target = (rest: Partial<PreviewTarget> = {}): PreviewTarget => ({
  isLower: true,
  step: '0.01',
  digits: 2,
  unit: '%',
  scale: 1,
  at: 9990,
  least: 0,
  greatest: 10_000,
  met: [],
  missed: [],
  suggested: null,
  suggestedWhy: '',
  ...rest,
});

describe('a target', () => {
  const cases: readonly (readonly [string, number, string])[] = [
    ['0.01', 9995, '99.95'],
    ['0.01', 9990, '99.9'],
    ['0.01', 10_000, '100'],
    ['0.001', 99_999, '99.999'],
    ['0.5', 3, '1.5'],
    ['5', 7, '35'],
    ['10', 0, '0'],
    ['0.01', -5, '-0.05'],
    ['0.000001', 3, '0.000003'],
  ];
  for (const [step, index, text] of cases)
    test(`${index} steps of ${step} are ${text}`, () => assert.equal(targetNumber(target({ step }), index), text));

  test('has its unit behind it, where it has one', () => {
    assert.equal(targetText(target(), 9995), '99.95 %');
    assert.equal(targetText(target({ unit: '', step: '1' }), 3), '3');
  });
  test('stands among values of another unit', () => {
    assert.equal(targetValue(target({ step: '1', scale: 60, unit: 'min' }), 15), 900);
  });
  test('is found again by its value', () => {
    const scale = fc.constantFrom(1, 60, 3600);
    const step = fc.constantFrom('0.01', '0.05', '1', '5', '0.001');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), step, scale, (index, size, factor) => {
        const one = target({ step: size, scale: factor });
        assert.equal(nearestIndex(one, targetValue(one, index)), index);
      }),
    );
  });
  test('stays between what makes sense, also where a pointer is nowhere', () => {
    assert.equal(nearestIndex(target(), 250), 10_000);
    assert.equal(nearestIndex(target(), -3), 0);
    assert.equal(nearestIndex(target(), NaN), 9990);
    assert.equal(clampIndex(target({ least: 5 }), 1), 5);
  });
});

describe('a value', () => {
  test('loses zeros, keeps six digits, and has its thousands apart', () => {
    assert.equal(valueText(99.94, '%'), '99.94 %');
    assert.equal(valueText(100, '%'), '100 %');
    assert.equal(valueText(99.123456789, '%'), '99.1235 %');
    assert.equal(valueText(1_234_567, 's'), '1,234,570 s');
    assert.equal(valueText(0, ''), '0');
    assert.equal(valueText(-1500.5, 'EUR'), '-1,500.5 EUR');
    assert.equal(valueText(1e-9, 's'), '1e-9 s');
    assert.equal(valueText(Infinity, 's'), 'Infinity s');
  });
  test('is never rounded onto the target that it missed', () => {
    assert.equal(valueText(99.94999, '%', 99.95), '99.94999 %');
    assert.equal(valueText(99.9499999, '%', 99.95), '99.9499999 %');
    assert.equal(valueText(99.95, '%', 99.95), '99.95 %');
  });
  test('stands on the side of the target on which it is, whatever the digits', () => {
    const value = fc.double({ min: 1, max: 1000, noNaN: true });
    fc.assert(
      fc.property(value, value, (one, besides) => {
        const text = Number(valueText(one, '', besides).replaceAll(',', ''));
        const isClose = Math.abs(one - besides) < Math.abs(besides) * 1e-13;
        assert.ok(isClose || Math.sign(text - besides) === Math.sign(one - besides), `${text}`);
      }),
      { numRuns: 2000 },
    );
  });
});

test('counts, money and shares', () => {
  assert.deepEqual([countText(12), countText(1234567)], ['12', '1,234,567']);
  assert.deepEqual(
    [moneyText(2300, 'EUR'), moneyText(2300.5, 'EUR'), moneyText(0, 'USD'), moneyText(0.1 + 0.2, 'EUR')],
    ['2,300 EUR', '2,300.50 EUR', '0 USD', '0.30 EUR'],
  );
  assert.equal(percentText(12.5), '12.5 %');
});

test('durations have two units at most, the greatest that say something', () => {
  assert.deepEqual([0, 59, 60, 724, 3600, 90_061, 86_400, -61, 0.4].map(durationText), [
    '0 s',
    '59 s',
    '1 min',
    '12 min 4 s',
    '1 h',
    '1 d 1 h',
    '1 d',
    '-1 min 1 s',
    '0 s',
  ]);
});
