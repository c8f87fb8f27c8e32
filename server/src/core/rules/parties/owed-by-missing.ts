// owed-by-missing: an objective does not say who owes it, or to whom.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { isIndicator, owedByOf, owedToOf } from '../../model/queries';
import { defineRule } from '../rule';

export const owedByMissing = defineRule({
  id: 'owed-by-missing',
  category: 'parties',
  lane: 'static',
  severity: 'error',
  summary: 'An objective does not say who owes it, or to whom.',
  why: 'A promise without a promiser binds nobody.',
  bad: `objectives: { a: { metric: m, atLeast: 99 % } }
`,
  good: `parties: { p: { role: provider }, c: { role: customer } }
objectives: { a: { metric: m, atLeast: 99 % } }
`,
  *check({ file }) {
    for (const objective of file.model.objectives) {
      if (isIndicator(objective)) continue;
      const lacks =
        owedByOf(file.model, objective) === undefined
          ? 'who owes it'
          : owedToOf(file.model, objective) === undefined
            ? 'to whom it is owed'
            : undefined;
      if (lacks !== undefined)
        yield { span: objective.idSpan, message: `"${objective.id.slice(0, 40)}" does not say ${lacks}` };
    }
  },
});
