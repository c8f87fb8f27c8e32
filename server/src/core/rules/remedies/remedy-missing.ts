// remedy-missing: nothing happens when an objective is missed.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { isIndicator } from '../../model/queries';
import { defineRule } from '../rule';

export const remedyMissing = defineRule({
  id: 'remedy-missing',
  category: 'remedies',
  lane: 'static',
  severity: 'warning',
  summary: 'Nothing happens when an objective is missed.',
  why: 'A promise that costs nothing is an intention.',
  bad: `kind: customer
objectives: { a: { metric: m, atLeast: 99 % } }
`,
  good: `kind: customer
objectives: { a: { metric: m, atLeast: 99 %, remedies: [r] } }
`,
  *check({ file }) {
    const kind = file.model.kind?.value;
    if (kind !== 'customer' && kind !== 'supplier' && kind !== 'internal') return;
    for (const objective of file.model.objectives) {
      if (
        isIndicator(objective) ||
        objective.remedies.length > 0 ||
        objective.bounds.length + (objective.targets?.length ?? 0) === 0
      )
        continue;
      yield {
        span: objective.idSpan,
        message: `Nothing happens when "${objective.id.slice(0, 40)}" is missed`,
        severity: kind === 'internal' ? 'information' : 'warning',
      };
    }
  },
});
