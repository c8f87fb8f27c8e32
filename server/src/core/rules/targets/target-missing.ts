// target-missing: an objective promises nothing.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { isIndicator } from '../../model/queries';
import { defineRule } from '../rule';

export const targetMissing = defineRule({
  id: 'target-missing',
  category: 'targets',
  lane: 'static',
  severity: 'error',
  summary: 'An objective promises nothing.',
  why: 'Without a bound there is nothing to keep or to miss.',
  bad: `objectives: { a: { metric: m, window: month } }
`,
  good: `objectives: { a: { metric: m, window: month, atLeast: 99 % } }
`,
  *check({ file }) {
    for (const objective of file.model.objectives) {
      const keys = objective.map?.entries.map((entry) => entry.key.text) ?? [];
      // A bound that cannot be read, or is misspelled, has a rule of its own.
      const hasBound = keys.some(
        (key) =>
          ['atLeast', 'atMost', 'above', 'below', 'targets', 'holds'].includes(key) || /^at|least|most/i.test(key),
      );
      if (isIndicator(objective) || objective.map === undefined || hasBound) continue;
      yield {
        span: objective.idSpan,
        message: `"${objective.id.slice(0, 40)}" promises nothing: no bound, targets or holds`,
      };
    }
  },
});
