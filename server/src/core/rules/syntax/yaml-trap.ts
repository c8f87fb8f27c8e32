// yaml-trap: yAML reads a value as something else than it looks like.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { defineRule } from '../rule';

export const yamlTrap = defineRule({
  id: 'yaml-trap',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'YAML reads a value as something else than it looks like.',
  why: 'A promise that is read otherwise than it is meant is another promise.',
  bad: `sla: 1
purpose: @all
`,
  good: `sla: 1
purpose: "@all"
`,
  fixed: `sla: 1
purpose: "@all"
`,
  *check({ file }) {
    for (const problem of file.tree.problems) {
      if (problem.kind !== 'trap') continue;
      const { fix } = problem;
      yield {
        span: problem.span,
        message: problem.message,
        fixes: fix === undefined ? [] : [{ title: fix.title, edits: [{ span: fix.span, newText: fix.text }] }],
      };
    }
  },
});
