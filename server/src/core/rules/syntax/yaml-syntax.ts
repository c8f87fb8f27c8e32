// yaml-syntax: what the YAML parser cannot read and no other rule explains.
// It must never report the echo of another mistake on the same line.

import { defineRule } from '../rule';

export const yamlSyntax = defineRule({
  id: 'yaml-syntax',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'The text is not YAML.',
  why: 'What cannot be read cannot be checked, computed or signed.',
  bad: `title: "Orders API
kind: customer
`,
  good: `title: "Orders API"
kind: customer
`,
  fixed: `title: "Orders API"
kind: customer
`,
  *check({ file }) {
    for (const problem of file.tree.problems) {
      if (problem.kind !== 'syntax' && problem.kind !== 'limit') continue;
      const fix = problem.fix;
      yield {
        span: problem.span,
        message: problem.message,
        fixes: fix === undefined ? [] : [{ title: fix.title, edits: [{ span: fix.span, newText: fix.text }] }],
      };
    }
  },
});
