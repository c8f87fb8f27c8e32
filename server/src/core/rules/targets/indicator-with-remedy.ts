// indicator-with-remedy: what is only reported has remedies, or somebody who owes it.
// It must never speak where the list of remedies is empty.

import { isIndicator } from '../../model/queries';
import { entryOf } from '../../syntax/nodes';
import { fixOf, isOwn, removeEntry } from '../edits';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

export const indicatorWithRemedy = defineRule({
  id: 'indicator-with-remedy',
  category: 'targets',
  lane: 'static',
  severity: 'error',
  summary: 'What is only reported has remedies, or somebody who owes it.',
  why: 'One side reads a promise and the other a number for information, and both can point to the text.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, status: indicator, remedies: [report] }
#                                                                                    ^^^^^^^^ "availability" is an indicator, yet has remedies
`,
  good: `objectives:
  availability: { metric: uptime, window: month, status: indicator }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, status: indicator }
`,
  yieldsTo: ['duplicate-key'],
  readsBeside: [],
  *checkClause({ file, objectives }) {
    for (const objective of objectives) {
      if (!isIndicator(objective) || objective.map === undefined) continue;
      const { remedies, owedBy, map, id, status } = objective;
      const related = status === undefined ? [] : [{ span: status.span, message: 'Only reported' }];
      const entry = entryOf(map, remedies.length > 0 ? 'remedies' : 'owedBy');
      if (entry === undefined || (remedies.length === 0 && owedBy === undefined)) continue;
      const what = remedies.length > 0 ? 'has remedies' : `is owed by ${quoted(owedBy?.value ?? '', 20)}`;
      const { key } = entry;
      const edit = isOwn(entry) ? removeEntry(file.snapshot.text, entry) : undefined;
      yield {
        span: key.span,
        message: message(`${quoted(id)} is an indicator, yet ${what}`),
        related,
        fixes: fixOf(`Remove "${key.text}"`, edit),
      };
    }
  },
});
