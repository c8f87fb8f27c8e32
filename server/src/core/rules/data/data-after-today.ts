// data-after-today: the data, or the span for which it is said to be complete, reaches beyond today.
// It must never speak of the rest of today, which has another date somewhere on earth already.

import { sourceOf } from '../../model/queries';
import { parseDate } from '../../scalars/words';
import { dayMs, parseDay, showDay } from '../../time/civil';
import { defineRule } from '../rule';

export const dataAfterToday = defineRule({
  id: 'data-after-today',
  category: 'data',
  lane: 'measured',
  severity: 'warning',
  summary: 'The data, or the span for which it is said to be complete, reaches beyond today.',
  why: 'A log without outages in a month to come reads as a month that was kept.',
  bad: `data:
  outages: { file: outages.csv, covers: { from: 2026-01-01, to: 2026-12-31 } }
#                                                               ^^^^^^^^^^ The record is said to be complete to 2026-12-31; today is 2026-11-25
metrics:
  uptime: { type: availability, data: outages }
`,
  good: `data:
  outages: { file: outages.csv, covers: { from: 2026-01-01, to: 2026-11-24 } }
metrics:
  uptime: { type: availability, data: outages }
`,
  *check({ file, data, project }) {
    const { today } = project.facts;
    for (const { source, lastInstant } of data.measured?.sources ?? []) {
      const declared = sourceOf(file.model, source);
      if (declared === undefined || !parseDate(today).ok) continue;
      const to = declared.covers?.to;
      if (to !== undefined && parseDate(to.value.slice(0, 10)).ok && to.value.slice(0, 10) > today) {
        const date = to.value.slice(0, 10);
        yield { span: to.span, message: `The record is said to be complete to ${date}; today is ${today}` };
      } else if (lastInstant !== undefined && Math.floor(lastInstant / dayMs) > parseDay(today) + 1) {
        const date = showDay(Math.floor(lastInstant / dayMs));
        yield { span: declared.idSpan, message: `Rows reach ${date}; today is ${today}` };
      }
    }
  },
});
