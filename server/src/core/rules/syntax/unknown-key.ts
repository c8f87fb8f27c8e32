// unknown-key: a key is not part of the language at its place.
// It must never speak of a key that begins with "x-", which is free.

import { shapeYields } from '../shape';
import { defineRule } from '../rule';
import { unknownRoles } from '../unknown-roles';

export const unknownKey = defineRule({
  id: 'unknown-key',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'A key is not part of the language at its place.',
  why: 'A misspelled key is ignored by every reader, so what stands behind it is not promised.',
  bad: `objectives:
  availability:
    metric: uptime
    atleast: 99.9 %
#   ^^^^^^^ "atleast" is not a key of an objective; did you mean "atLeast"?
    window: month
    remedies: [report]
    reason: Kept in 2025
`,
  good: `objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [report]
    x-ticket: an own key, which this tool leaves alone
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
  yieldsTo: ['confusable-text'],
  *check({ file }) {
    yield* shapeYields(file, 'unknown-key');
    yield* unknownRoles(file);
  },
});
