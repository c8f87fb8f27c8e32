// wrong-shape: a list, a map or a single value stands where another one is expected.
// It must never speak of the content of a value, only of its form.

import { shapeYields } from '../shape';
import { defineRule } from '../rule';

export const wrongShape = defineRule({
  id: 'wrong-shape',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'A list, a map or a single value stands where another one is expected.',
  why: 'What has another form than expected is not read, so it is not promised.',
  bad: `objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: report
#             ^^^^^^ remedies takes a list, not "report"
    reason: Kept in 2025
`,
  good: `objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [report]
    reason: Kept in 2025
`,
  fixed: `objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [report]
    reason: Kept in 2025
`,
  yieldsTo: ['yaml-trap'],
  *check({ file }) {
    yield* shapeYields(file, 'wrong-shape');
  },
});
