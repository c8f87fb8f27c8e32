// review-overdue: a review is overdue.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { parseDate } from '../../scalars/words';
import { defineRule } from '../rule';

export const reviewOverdue = defineRule({
  id: 'review-overdue',
  category: 'lifecycle',
  lane: 'static',
  severity: 'warning',
  summary: 'A review is overdue.',
  why: 'Targets that nobody reviews drift away from what is possible.',
  bad: `review: { every: quarter, next: 2020-01-01 }
`,
  good: `review: { every: quarter, next: 2099-01-01 }
`,
  *check({ file, project }) {
    const next = file.model.review?.next;
    if (next === undefined || !parseDate(next.value).ok || next.value >= project.facts.today) return;
    yield { span: next.span, message: `Review was due ${next.value}` };
  },
});
