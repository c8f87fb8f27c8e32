// Tests chains of services against the numbers of rules.md A6, and against all states of up and down, one by one.
// It must never compare in floating point what the product compares exactly.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allUp, someUp } from '../../server/src/core/compliance/chains';
import {
  add,
  compare,
  divide,
  fromDecimal,
  hundred,
  integer,
  multiply,
  subtract,
  toDecimal,
  zero,
  type Rational,
} from '../../server/src/core/scalars/rational';

const decimals = (...texts: readonly string[]): readonly Rational[] => texts.map((text) => fromDecimal(text) ?? zero);

test('the numbers of A6', () => {
  assert.equal(toDecimal(allUp(decimals('99.99', '99.99', '99.95', '99.9')), 4), '99.8301');
  assert.equal(toDecimal(someUp(decimals('99', '99', '99'), 2), 4), '99.9702');
  assert.equal(toDecimal(someUp(decimals('99', '99'), 1), 4), '99.99');
});

test('nothing in a chain changes nothing, and more than there are never work', () => {
  assert.deepEqual(allUp([]), hundred);
  assert.deepEqual(someUp([], 0), hundred);
  assert.deepEqual(someUp(decimals('99', '99'), 3), zero);
  assert.deepEqual(someUp(decimals('99', '99'), 0), hundred);
});

/** The chance that as many members as needed are up, summed over all states in which each is up or down. */
function bySums(values: readonly Rational[], needed: number): Rational {
  let sum = zero;
  for (let state = 0; state < 2 ** values.length; state++) {
    const ups = values.map((_, index) => (state >> index) % 2 === 1);
    if (ups.filter(Boolean).length < needed) continue;
    const chance = values.reduce((product, value, index) => {
      const part = ups[index] === true ? value : subtract(hundred, value);
      return divide(multiply(product, part), hundred);
    }, integer(1));
    sum = add(sum, chance);
  }
  return multiply(sum, hundred);
}

const share = fc.integer({ min: 0, max: 10_000 }).map((value) => divide(integer(value), hundred));

test('some of the members by convolution are what all states give, one by one', () => {
  fc.assert(
    fc.property(fc.array(share, { maxLength: 6 }), fc.integer({ min: 0, max: 7 }), (values, needed) =>
      assert.deepEqual(someUp(values, needed), bySums(values, needed)),
    ),
  );
});

test('all of the members are as many as there are, and one of them is what is left of all failures', () => {
  fc.assert(
    fc.property(fc.array(share, { minLength: 1, maxLength: 6 }), (values) => {
      assert.deepEqual(allUp(values), someUp(values, values.length));
      const downs = allUp(values.map((value) => subtract(hundred, value)));
      assert.equal(compare(someUp(values, 1), subtract(hundred, downs)), 0);
    }),
  );
});
