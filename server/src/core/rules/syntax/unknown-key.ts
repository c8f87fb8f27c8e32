// unknown-key: a key is not part of the language at its place.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { shapeYields } from '../shape';
import { defineRule } from '../rule';

export const unknownKey = defineRule({
  id: 'unknown-key',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'A key is not part of the language at its place.',
  why: 'A misspelled key is ignored by every reader and so promises nothing.',
  bad: `sla: 1
titel: A
`,
  good: `sla: 1
title: A
`,
  fixed: `sla: 1
title: A
`,
  *check({ file }) {
    yield* shapeYields(file, 'unknown-key');
  },
});
