// Units of business time as they are written into an agreement: the language has to read each of them.
// It must never know the words by itself.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuantity } from '../../server/src/core/scalars/quantity';
import { businessUnits } from '../../server/src/core/show/words';

test('every unit of business time is read as it is written', () => {
  for (const [unit, word] of Object.entries(businessUnits)) {
    const read = parseQuantity(`3 business ${word}`);
    assert.deepEqual(read.ok && [read.value.unit, read.value.business], [unit, true]);
  }
});
