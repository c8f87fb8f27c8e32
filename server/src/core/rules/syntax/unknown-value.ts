// unknown-value: a value is not one of a closed set.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { shapeYields } from '../shape';
import { defineRule } from '../rule';

export const unknownValue = defineRule({
  id: 'unknown-value',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'A value is not one of a closed set.',
  why: 'A word that nobody defined can mean anything in a dispute.',
  bad: `sla: 1
status: activ
`,
  good: `sla: 1
status: active
`,
  fixed: `sla: 1
status: active
`,
  *check({ file }) {
    yield* shapeYields(file, 'unknown-value');
  },
});
