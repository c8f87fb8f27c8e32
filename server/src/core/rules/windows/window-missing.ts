// window-missing: an objective has no window.
// It must never speak of an indicator, nor where the window may be misspelled.

import { isIndicator } from '../../model/queries';
import { insertFix } from '../edits';
import { lacks, ownMap, promisesSomething } from '../facts';
import { defineRule } from '../rule';
import { quoted } from '../say';

export const windowMissing = defineRule({
  id: 'window-missing',
  category: 'windows',
  lane: 'static',
  severity: 'error',
  summary: 'An objective has no window.',
  why: 'A share over no stated time is never judged, or over the time that suits the one who owes it.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, remedies: [report], reason: Kept in 2025 }
# ^^^^^^^^^^^^ "availability" has no window
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['target-missing', 'duplicate-key', 'invalid-id', 'wrong-shape'],
  readsBeside: [],
  *checkClause({ file, objectives }) {
    for (const objective of objectives) {
      if (isIndicator(objective) || !promisesSomething(file, objective) || !lacks(file, objective.map, 'window'))
        continue;
      yield {
        span: objective.idSpan,
        message: `${quoted(objective.id, 40)} has no window`,
        fixes: insertFix(file.snapshot.text, ownMap(objective), 'window', 'month', [
          'atLeast',
          'atMost',
          'above',
          'below',
        ]),
      };
    }
  },
});
