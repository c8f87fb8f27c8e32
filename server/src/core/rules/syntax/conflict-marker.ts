// conflict-marker: a merge conflict is not resolved.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { defineRule } from '../rule';

export const conflictMarker = defineRule({
  id: 'conflict-marker',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'A merge conflict is not resolved.',
  why: 'Two versions of a promise stand in one text.',
  bad: `sla: 1
<<<<<<< ours
id: a
=======
id: b
>>>>>>> theirs
`,
  good: `sla: 1
id: a
`,
  *check({ file }) {
    for (const problem of file.tree.problems)
      if (problem.kind === 'conflict') yield { span: problem.span, message: problem.message };
  },
});
