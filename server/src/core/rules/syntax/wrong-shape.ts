// wrong-shape: a list, a map or a text stands where another one is expected.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { shapeYields } from '../shape';
import { defineRule } from '../rule';

export const wrongShape = defineRule({
  id: 'wrong-shape',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'A list, a map or a text stands where another one is expected.',
  why: 'What has another shape is not read.',
  bad: `sla: 1
parties: [a, b]
`,
  good: `sla: 1
parties: { a: { role: provider } }
`,
  *check({ file }) {
    yield* shapeYields(file, 'wrong-shape');
  },
});
