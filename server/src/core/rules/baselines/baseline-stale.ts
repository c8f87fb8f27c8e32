// baseline-stale: the record of a baseline ends long before the term begins.
// It must never count from a date that it cannot read.

import { parseDate } from '../../scalars/words';
import { addMonths, dayMs, parseDay } from '../../time/civil';
import { defineRule } from '../rule';
import { message } from '../say';

/** Months that a record may be old when the term begins (rules.md A9). */
const oldest = 6;

export const baselineStale = defineRule({
  id: 'baseline-stale',
  category: 'baselines',
  lane: 'static',
  severity: 'warning',
  summary: 'The record of a baseline ends long before the term begins.',
  why: 'What a service did a year ago says little about what it does now.',
  bad: `metrics:
  uptime:
    type: availability
    baseline: { value: 99.95 %, window: month, from: 2024-01-01, to: 2024-12-31, windows: 12 }
#                                                                    ^^^^^^^^^^ Baseline ends 12 months before the term
`,
  good: `metrics:
  uptime:
    type: availability
    baseline: { value: 99.95 %, window: month, from: 2025-01-01, to: 2025-12-31, windows: 12 }
`,
  yieldsTo: ['invalid-scalar', 'term-order'],
  offIn: ['transcribe'],
  readsBeside: ['term'],
  *checkClause({ file, metrics, objectives }) {
    const { from: start, to } = file.model.term ?? {};
    if (start === undefined || !parseDate(start.value).ok) return;
    if (to !== undefined && to.value < start.value) return;
    const first = parseDay(start.value);
    for (const { baseline } of [...metrics, ...objectives]) {
      const end = baseline?.to;
      if (end === undefined || !parseDate(end.value).ok) continue;
      // The last day belongs to the record.
      const behind = parseDay(end.value) + 1;
      if (later(behind, oldest) >= first) continue;
      let months = oldest;
      while (later(behind, months + 1) <= first) months++;
      yield {
        span: end.span,
        message: message(`Baseline ends ${months} months before the term`),
        related: [{ span: start.span, message: 'The term' }],
      };
    }
  },
});

function later(day: number, months: number): number {
  return addMonths(day * dayMs, months) / dayMs;
}
