// expired: the term has ended, and the status does not say so.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { parseDate } from '../../scalars/words';
import { defineRule } from '../rule';

export const expired = defineRule({
  id: 'expired',
  category: 'lifecycle',
  lane: 'static',
  severity: 'error',
  summary: 'The term has ended, and the status does not say so.',
  why: 'An agreement that ended promises nothing any more.',
  bad: `status: active
term: { from: 2020-01-01, to: 2020-12-31 }
`,
  good: `status: expired
term: { from: 2020-01-01, to: 2020-12-31 }
`,
  fixed: `status: expired
term: { from: 2020-01-01, to: 2020-12-31 }
`,
  *check({ file, project }) {
    const { status, term } = file.model;
    if (
      status?.value !== 'active' ||
      term?.to === undefined ||
      !parseDate(term.to.value).ok ||
      term.to.value >= project.facts.today
    )
      return;
    yield {
      span: term.to.span,
      message: `Ended ${term.to.value}, status is active`,
      fixes: [{ title: 'Set the status to expired', edits: [{ span: status.span, newText: 'expired' }] }],
    };
  },
});
