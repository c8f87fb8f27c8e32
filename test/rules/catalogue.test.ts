// Holds the list of rules against the catalogue: the first two waves whole, the third as far as it can be certain, fixes where they can be.
// It must never take a rule for one of the catalogue that the catalogue does not have.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../../server/src/core/rules/index';
import { hasFix } from '../../server/src/core/rules/page';
import { idsOf, waveOf } from './catalogue';
import { casesOf } from './example';

const ids = new Set(rules.map(({ id }) => id));
const missing = (wave: 1 | 2 | 3): readonly string[] => idsOf(wave).filter((id) => !ids.has(id));

test('the catalogue names each rule once', () => {
  const all = [1, 2, 3].flatMap((wave) => idsOf(wave as 1 | 2 | 3));
  assert.equal(new Set(all).size, all.length);
  assert.equal(all.length, 216);
});

test('waves 1 and 2 have no gap', () => assert.deepEqual([...missing(1), ...missing(2)], []));

test('of wave 3 there are 45 at least', () => assert.ok(idsOf(3).length - missing(3).length >= 45));

test('rules beside the catalogue are few and known', () =>
  assert.deepEqual(
    rules.filter(({ id }) => waveOf(id) === undefined).map(({ id }) => id),
    ['holidays-unknown', 'data-after-today'],
  ));

test('60 % of the rules can mend what they find', () =>
  assert.ok(rules.filter(hasFix).length >= rules.length * 0.6, String(rules.filter(hasFix).length)));

test('each has a good case, and two bad ones that are also silenced', () =>
  assert.deepEqual(
    rules.filter((rule) => casesOf(rule).good.length < 1 || casesOf(rule).bad.length < 2).map(({ id }) => id),
    [],
  ));
