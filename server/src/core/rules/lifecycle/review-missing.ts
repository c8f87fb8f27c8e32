// review-missing: an agreement that runs for more than half a year plans no review.
// It must never speak of a draft, nor of a term that it cannot read.

import { entryOf, resolved } from '../../syntax/nodes';
import { parseDate } from '../../scalars/words';
import { addMonths, dayMs, parseDay } from '../../time/civil';
import { insertFix } from '../edits';
import { lacks, rootMap } from '../facts';
import { defineRule } from '../rule';

/** Terms up to this number of months are over before a review would be of use. */
const longestWithout = 6;

export const reviewMissing = defineRule({
  id: 'review-missing',
  category: 'lifecycle',
  lane: 'static',
  severity: 'warning',
  summary: 'An agreement that runs for more than half a year plans no review.',
  why: 'Targets that nobody reviews drift away from what is needed and from what is possible.',
  bad: `# without: review
status: agreed
#       ^^^^^^ No review is planned
glossary:
  Downtime: Time in which no order can be placed
`,
  good: `status: agreed
glossary:
  Downtime: Time in which no order can be placed
review: { every: quarter }
`,
  fixed: `# without: review
status: agreed
glossary:
  Downtime: Time in which no order can be placed
review: { every: quarter }
`,
  offIn: ['transcribe'],
  *check({ file }) {
    const { model, snapshot } = file;
    const { status, term, review } = model;
    if (status === undefined || (status.value !== 'agreed' && status.value !== 'active')) return;
    const [from, to] = [dayOf(term?.from?.value), dayOf(term?.to?.value)];
    if (from === undefined || to === undefined) return;
    if (to < addMonths(from * dayMs, longestWithout) / dayMs) return;
    const root = rootMap(file);
    if (root === undefined) return;
    const entry = entryOf(root, 'review');
    if (entry === undefined) {
      if (!lacks(file, root, 'review')) return;
      const fixes = insertFix(snapshot.text, root, 'review', '{ every: quarter }', ['status', 'glossary', 'reporting']);
      yield { span: status.span, message: 'No review is planned', fixes };
      return;
    }
    const map = resolved(entry.value);
    if (review === undefined || map?.kind !== 'map' || !lacks(file, map, 'every', 'next')) return;
    const fixes = entry.value === map ? insertFix(snapshot.text, map, 'every', 'quarter') : [];
    yield { span: entry.key.span, message: 'No review is planned', fixes };
  },
});

function dayOf(date: string | undefined): number | undefined {
  return date !== undefined && parseDate(date).ok ? parseDay(date) : undefined;
}
