// approval-older-than-change: promises changed after a party had approved, and its approval stayed.
// It must never speak of a version that is not in force yet, nor before the day of the change is known.

import { parseDate } from '../../scalars/words';
import { defineRule } from '../rule';
import { message, quoted } from '../say';
import { baseOf, directedChanges, historyEntry, textIn, wasAgreed } from '../review';

export const approvalOlderThanChange = defineRule({
  id: 'approval-older-than-change',
  category: 'lifecycle',
  lane: 'review',
  severity: 'warning',
  summary: 'Promises changed after a party had approved, and its approval stayed.',
  why: 'A signature stands for what was signed, not for what was written afterwards.',
  bad: `status: active
version: 1.1.0
# before: version: 1.0.0
# before: atLeast: 99.5 % (now atLeast: 99.9 %)
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
history:
  1.1.0: { date: 2026-03-01, summary: A better target }
approvals:
  provider: { name: A. Adler, date: 2026-02-27 }
#                                   ^^^^^^^^^^ "provider" approved 2026-02-27; promises changed 2026-03-01
  customer: { name: B. Berg, date: 2026-03-01 }
`,
  good: `status: active
version: 1.1.0
# before: version: 1.0.0
# before: atLeast: 99.5 % (now atLeast: 99.9 %)
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
history:
  1.1.0: { date: 2026-03-01, summary: A better target }
approvals:
  provider: { name: A. Adler, date: 2026-03-01 }
  customer: { name: B. Berg, date: 2026-03-02 }
`,
  yieldsTo: ['invalid-scalar', 'unresolved-id', 'version-not-bumped'],
  *check({ project, file }) {
    const base = baseOf(project, file);
    if (base === undefined || !wasAgreed(base) || !wasAgreed(file)) return;
    // The day of a version that has no number of its own is that of another change.
    const changed =
      base.model.version?.value === file.model.version?.value ? undefined : textIn(historyEntry(file), 'date');
    if (changed === undefined || !parseDate(changed.value).ok || directedChanges(base, file).length === 0) return;
    const older = file.model.approvals.flatMap(({ party, date }) => {
      const before = base.model.approvals.find((each) => each.party === party)?.date;
      const isSame = date !== undefined && before?.value === date.value;
      return isSame && parseDate(date.value).ok && date.value < changed.value ? [{ party, date }] : [];
    });
    const [first] = older;
    if (first === undefined) return;
    yield {
      span: first.date.span,
      message: message(`${quoted(first.party, 24)} approved ${first.date.value}; promises changed ${changed.value}`),
      related: older.slice(1).map(({ date }) => ({ span: date.span, message: 'Approved before the change as well' })),
    };
  },
});
