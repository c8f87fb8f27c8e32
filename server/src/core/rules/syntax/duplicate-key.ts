// duplicate-key: a key stands twice in one map.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { forLine } from '../../show/escape';
import { lineTable, positionAt } from '../../text/lines';
import { defineRule } from '../rule';

export const duplicateKey = defineRule({
  id: 'duplicate-key',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'A key stands twice in one map.',
  why: 'Readers of the text and readers of the data may take different ones.',
  bad: `sla: 1
id: a
id: b
`,
  good: `sla: 1
id: a
`,
  *check({ file }) {
    const lines = lineTable(file.snapshot.text);
    for (const problem of file.tree.problems) {
      if (problem.kind !== 'duplicate-key' || problem.related === undefined) continue;
      const line = positionAt(lines, problem.related.start).line + 1;
      const key = forLine(problem.message.slice(0, 40));
      yield {
        span: problem.span,
        message: `"${key}" is already defined on line ${line}`,
        related: [{ span: problem.related, message: 'The first one' }],
      };
    }
  },
});
