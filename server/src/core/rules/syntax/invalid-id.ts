// invalid-id: an id has signs that ids do not take.
// It must never speak of glossary terms, fees and groups, which are free text.

import { shapeYields } from '../shape';
import { defineRule } from '../rule';

export const invalidId = defineRule({
  id: 'invalid-id',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'An id has signs that ids do not take.',
  why: 'References, reports and other files rest on ids, which have to be typed the same everywhere.',
  bad: `services:
  Web Shop: { name: Shop }
# ^^^^^^^^ "Web Shop" must match a-z, 0-9 and hyphens, starting with a letter
`,
  good: `services:
  web-shop: { name: Shop }
`,
  fixed: `services:
  web-shop: { name: Shop }
`,
  yieldsTo: ['confusable-text'],
  *check({ file }) {
    yield* shapeYields(file, 'invalid-id');
  },
});
