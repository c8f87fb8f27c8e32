// expired: the term has ended, and the status does not say so.
// It must never speak on the last day of the term, which belongs to it.

import { parseDate } from '../../scalars/words';
import { rootMap } from '../facts';
import { replaceScalar, scalarAt } from '../edits';
import { defineRule } from '../rule';

export const expired = defineRule({
  id: 'expired',
  category: 'lifecycle',
  lane: 'static',
  asksToday: true,
  severity: 'error',
  summary: 'The term has ended, and the status does not say so.',
  why: 'An agreement that has ended promises nothing any more, while everybody goes on relying on it.',
  bad: `status: active
term: { from: 2020-01-01, to: 2020-12-31 }
#                             ^^^^^^^^^^ Ended 2020-12-31, status is active
`,
  good: `status: expired
term: { from: 2020-01-01, to: 2020-12-31 }
`,
  fixed: `status: expired
term: { from: 2020-01-01, to: 2020-12-31 }
`,
  yieldsTo: ['term-order', 'invalid-scalar'],
  *check({ file, project }) {
    const { status, term } = file.model;
    const to = term?.to;
    if (status?.value !== 'active' || to === undefined || !parseDate(to.value).ok || to.value >= project.facts.today)
      return;
    const node = scalarAt(rootMap(file), 'status');
    const fix = node === undefined ? undefined : replaceScalar(node, 'expired', 'Set the status to expired');
    yield {
      span: to.span,
      message: `Ended ${to.value}, status is active`,
      related: [{ span: status.span, message: 'The status' }],
      fixes: fix === undefined ? [] : [fix],
    };
  },
});
