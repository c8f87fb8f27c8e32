// unknown-value: a value is not one of a closed set.
// It must never speak of metric types, which have a rule of their own.

import { shapeYields } from '../shape';
import { defineRule } from '../rule';

export const unknownValue = defineRule({
  id: 'unknown-value',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'A value is not one of a closed set.',
  why: 'A word that nobody defined can mean anything in a dispute.',
  bad: `kind: custommer
#     ^^^^^^^^^ "custommer" is not one of 3 values; did you mean "customer"?
`,
  good: `kind: customer
`,
  fixed: `kind: customer
`,
  *check({ file }) {
    yield* shapeYields(file, 'unknown-value');
  },
});
