// retroactive-change: a changed promise is in force earlier than the notice for changes lets it be.
// It must never speak where a date is not written.

import { parseDate } from '../../scalars/words';
import { lengthOf } from '../../scalars/lengths';
import { parseDuration } from '../../scalars/words';
import { toNumber } from '../../scalars/rational';
import type { SlaFile } from '../../model/file';
import { defineRule } from '../rule';
import { cut, message } from '../say';
import { baseOf, changesSection, directedChanges, historyEntry, textIn, wasAgreed } from '../review';

const dayMs = 86_400_000;

export const retroactiveChange = defineRule({
  id: 'retroactive-change',
  category: 'lifecycle',
  lane: 'review',
  severity: 'warning',
  summary: 'A changed promise is in force earlier than the notice for changes lets it be.',
  why: 'Windows that were agreed under other terms would be judged anew.',
  bad: `status: active
version: 1.1.0
# before: version: 1.0.0
# before: atLeast: 99.5 % (now atLeast: 99.9 %)
term: { from: 2026-01-01, to: 2026-12-31 }
#             ^^^^^^^^^^ In force from 2026-01-01, agreed on 2025-11-20, notice is 90 d
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
changes: { procedure: written amendment, notice: 90 d }
review: { every: quarter, last: 2026-09-30 }
history:
  1.1.0: { date: 2025-11-20, summary: A better target }
`,
  good: `status: active
version: 1.1.0
# before: version: 1.0.0
# before: atLeast: 99.5 % (now atLeast: 99.9 %)
term: { from: 2026-03-01, to: 2026-12-31 }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
changes: { procedure: written amendment, notice: 90 d }
review: { every: quarter, last: 2026-09-30 }
history:
  1.1.0: { date: 2025-11-20, summary: A better target }
`,
  yieldsTo: ['invalid-scalar', 'term-order', 'expired'],
  *check({ project, file }) {
    const base = baseOf(project, file);
    if (base === undefined || !wasAgreed(base) || !wasAgreed(file)) return;
    const notice = textIn(changesSection(file), 'notice');
    const length = notice === undefined ? undefined : parseDuration(notice.value);
    const from = file.model.term?.from;
    if (notice === undefined || length?.ok !== true || length.value.business || from === undefined) return;
    const shortest = lengthOf(length.value)?.least;
    const agreed = agreedOn(base, file);
    if (shortest === undefined || agreed === undefined || !parseDate(from.value).ok) return;
    const dated = textIn(historyEntry(file), 'date');
    const effect = dated !== undefined && parseDate(dated.value).ok && dated.value > from.value ? dated : from;
    const days = (Date.parse(effect.value) - Date.parse(agreed)) / dayMs;
    if (days * 86_400 >= toNumber(shortest) || directedChanges(base, file).length === 0) return;
    yield {
      span: effect.span,
      message: message(`In force from ${effect.value}, agreed on ${agreed}, notice is ${cut(notice.value)}`),
      related: [{ span: notice.span, message: 'How long ahead a change is announced' }],
    };
  },
});

/**
 * The day on which this version was agreed: that of its history, or of the last approval given since the version before.
 * Approvals that stand as they did were given to what the version before promised.
 */
function agreedOn(base: SlaFile, file: SlaFile): string | undefined {
  const written = textIn(historyEntry(file), 'date')?.value;
  if (written === undefined || !parseDate(written).ok) return undefined;
  const before = new Map(base.model.approvals.map(({ party, date }) => [party, date?.value]));
  const dates = file.model.approvals.flatMap(({ party, date }) =>
    date === undefined || before.get(party) === date.value ? [] : [date.value],
  );
  return dates.every((date) => parseDate(date).ok) ? (dates.toSorted().at(-1) ?? written) : undefined;
}
