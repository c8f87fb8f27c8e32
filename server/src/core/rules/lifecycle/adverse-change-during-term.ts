// adverse-change-during-term: a promise got weaker within a term for which that was ruled out.
// It must never speak of a version for a later term.

import { parseDate } from '../../scalars/words';
import { defineRule } from '../rule';
import { message, quoted } from '../say';
import { baseOf, changesSection, directedChanges, textIn } from '../review';

export const adverseChangeDuringTerm = defineRule({
  id: 'adverse-change-during-term',
  category: 'lifecycle',
  lane: 'review',
  severity: 'error',
  summary: 'A promise got weaker within a term for which that was ruled out.',
  why: 'The other side signed for the whole term because this could not happen.',
  bad: `status: active
version: 2.0.0
term: { from: 2026-01-01, to: 2026-12-31 }
# before: version: 1.0.0
# before: atLeast: 99.9 % (now atLeast: 99.5 %)
objectives:
  availability: { metric: uptime, atLeast: 99.5 %, window: month, remedies: [report], reason: Kept in 2025 }
#                                          ^^^^^^ Weaker for "customer" before 2026-12-31, in spite of noAdverseChange
changes: { procedure: written amendment, noAdverseChange: true }
review: { every: quarter, last: 2026-09-30 }
history:
  2.0.0: { date: 2025-11-20, summary: A new data centre, weakens: [customer] }
`,
  good: `status: active
version: 2.0.0
term: { from: 2026-01-01, to: 2026-12-31 }
# before: version: 1.0.0
# before: atLeast: 99.9 % (now atLeast: 99.95 %)
objectives:
  availability: { metric: uptime, atLeast: 99.95 %, window: month, remedies: [report], reason: Kept in 2025 }
changes: { procedure: written amendment, noAdverseChange: true }
review: { every: quarter, last: 2026-09-30 }
`,
  yieldsTo: ['invalid-scalar', 'wrong-shape'],
  *check({ project, file }) {
    const base = baseOf(project, file);
    if (base?.model.status?.value !== 'active') return;
    const noAdverse = textIn(changesSection(base), 'noAdverseChange');
    if (noAdverse?.value !== 'true') return;
    const { today } = project.facts;
    const end = base.model.term?.to?.value;
    const start = base.model.term?.from?.value;
    if (end === undefined || !parseDate(end).ok || end < today || (start !== undefined && start > today)) return;
    const from = file.model.term?.from?.value;
    if (from !== undefined && from > end) return;
    const told = new Set<number>();
    for (const { span, direction, party } of directedChanges(base, file)) {
      if (direction !== 'weaker' || told.has(span.start)) continue;
      told.add(span.start);
      yield {
        span,
        message: message(`Weaker for ${quoted(party, 24)} before ${end}, in spite of noAdverseChange`),
      };
    }
  },
});
