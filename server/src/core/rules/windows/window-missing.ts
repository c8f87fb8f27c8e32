// window-missing: an objective has no window.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { defineRule } from '../rule';

export const windowMissing = defineRule({
  id: 'window-missing',
  category: 'windows',
  lane: 'static',
  severity: 'error',
  summary: 'An objective has no window.',
  why: 'A share over no time is never judged.',
  bad: `objectives: { a: { metric: m, atLeast: 99 % } }
`,
  good: `objectives: { a: { metric: m, atLeast: 99 %, window: month } }
`,
  *check({ file }) {
    for (const objective of file.model.objectives) {
      const hasWindow = objective.map?.entries.some((entry) => entry.key.text === 'window') ?? true;
      if (!hasWindow && objective.bounds.length > 0)
        yield { span: objective.idSpan, message: `"${objective.id.slice(0, 40)}" has no window` };
    }
  },
});
