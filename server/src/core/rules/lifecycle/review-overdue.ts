// review-overdue: a review that was planned has not been held.
// It must never speak of an agreement that is over, nor count from a date that it cannot read.

import type { Review } from '../../model/sla';
import { parseDate, parseDuration, parseWindow } from '../../scalars/words';
import { addMonths, dayMs, parseDay, showDay } from '../../time/civil';
import { monthsOf, microsecondsOf, timeUnit } from '../../scalars/units';
import { toNumber } from '../../scalars/rational';
import type { Span } from '../../text/span';
import { defineRule } from '../rule';

export const reviewOverdue = defineRule({
  id: 'review-overdue',
  category: 'lifecycle',
  lane: 'static',
  asksToday: true,
  severity: 'warning',
  summary: 'A review that was planned has not been held.',
  why: 'Targets that nobody reviews drift away from what is needed and from what is possible.',
  bad: `review: { every: quarter, next: 2026-10-01 }
#                               ^^^^^^^^^^ Review was due 2026-10-01
`,
  good: `review: { every: quarter, next: 2099-01-01 }
`,
  *check({ file, project }) {
    const { review, status } = file.model;
    if (review === undefined || status?.value === 'expired') return;
    const due = dueOf(review);
    if (due !== undefined && due.date < project.facts.today)
      yield { span: due.span, message: `Review was due ${due.date}` };
  },
});

/** The day of the next review: as written, else one interval after the last one. */
function dueOf({ next, last, every }: Review): { readonly date: string; readonly span: Span } | undefined {
  if (next !== undefined) return parseDate(next.value).ok ? { date: next.value, span: next.span } : undefined;
  if (last === undefined || every === undefined || !parseDate(last.value).ok) return undefined;
  const day = after(parseDay(last.value), every.value);
  return day === undefined ? undefined : { date: showDay(day), span: last.span };
}

const monthsIn: Readonly<Record<string, number>> = { month: 1, quarter: 3, 'half-year': 6, year: 12 };

/** A day and an interval later; undefined for intervals that have no certain length in days. */
function after(day: number, every: string): number | undefined {
  const window = parseWindow(every);
  if (window.ok) {
    if (window.value.kind !== 'calendar') return undefined;
    const months = monthsIn[window.value.unit];
    if (months !== undefined) return addMonths(day * dayMs, months) / dayMs;
    return window.value.unit === 'week' ? day + 7 : window.value.unit === 'day' ? day + 1 : undefined;
  }
  const duration = parseDuration(every);
  const unit = duration.ok && !duration.value.business ? timeUnit(duration.value.unit) : undefined;
  if (!duration.ok || unit === undefined) return undefined;
  const count = toNumber(duration.value.value);
  const months = monthsOf(unit);
  if (months !== undefined) return Number.isInteger(count) ? addMonths(day * dayMs, months * count) / dayMs : undefined;
  const microseconds = microsecondsOf(unit);
  return microseconds === undefined ? undefined : day + Math.ceil((toNumber(microseconds) * count) / (dayMs * 1000));
}
