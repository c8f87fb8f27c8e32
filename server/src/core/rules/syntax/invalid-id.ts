// invalid-id: an id has letters that ids do not take.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { shapeYields } from '../shape';
import { defineRule } from '../rule';

export const invalidId = defineRule({
  id: 'invalid-id',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'An id has letters that ids do not take.',
  why: 'Ids are what references, renames and reports rest on.',
  bad: `sla: 1
metrics: { Up Time: { type: availability } }
`,
  good: `sla: 1
metrics: { up-time: { type: availability } }
`,
  *check({ file }) {
    yield* shapeYields(file, 'invalid-id');
  },
});
