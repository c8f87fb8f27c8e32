// missing-key: a key that the language needs is absent.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { shapeYields } from '../shape';
import { defineRule } from '../rule';

export const missingKey = defineRule({
  id: 'missing-key',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'A key that the language needs is absent.',
  why: 'Without it the agreement cannot be read in full.',
  bad: `sla: 1
`,
  good: `sla: 1
id: a
title: A
kind: internal
status: draft
version: 1.0.0
parties: {}
metrics: {}
objectives: {}
`,
  *check({ file }) {
    yield* shapeYields(file, 'missing-key');
  },
});
