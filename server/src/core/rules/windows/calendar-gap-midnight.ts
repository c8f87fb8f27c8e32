// calendar-gap-midnight: opening hours end at 23:59, which leaves one minute closed.
// It must never touch the slot of an exclusion, where a minute less is nobody's mistake.

import { defineRule } from '../rule';
import { writtenRanges } from '../openings';

export const calendarGapMidnight = defineRule({
  id: 'calendar-gap-midnight',
  category: 'windows',
  lane: 'static',
  severity: 'warning',
  summary: 'Opening hours end at 23:59, which leaves one minute closed.',
  why: 'Every night the clock of every promise stands still for a minute, and an outage at midnight is two.',
  bad: `calendars:
  shop: { hours: { mon-sun: "06:00-23:59" }, holidays: { country: DE } }
#                            ^^^^^^^^^^^ 06:00-23:59 leaves one minute closed; write 24:00
metrics:
  response: { type: first-response-time }
objectives:
  response: { metric: response, for: 95 %, atMost: 4 business hours, window: month, remedies: [report], reason: Staffing }
`,
  good: `calendars:
  shop: { hours: { mon-sun: "06:00-24:00" }, holidays: { country: DE } }
metrics:
  response: { type: first-response-time }
objectives:
  response: { metric: response, for: 95 %, atMost: 4 business hours, window: month, remedies: [report], reason: Staffing }
`,
  fixed: `calendars:
  shop: { hours: { mon-sun: "06:00-24:00" }, holidays: { country: DE } }
metrics:
  response: { type: first-response-time }
objectives:
  response: { metric: response, for: 95 %, atMost: 4 business hours, window: month, remedies: [report], reason: Staffing }
`,
  yieldsTo: ['duplicate-key', 'invalid-scalar'],
  *check({ file }) {
    const source = file.snapshot.text;
    for (const calendar of file.model.calendars)
      for (const { to, text, span } of writtenRanges(source, calendar)) {
        if (to !== 23 * 60 + 59) continue;
        const isExact = source.slice(span.start, span.end) === text;
        const edit = { span: { start: span.end - '23:59'.length, end: span.end }, newText: '24:00' };
        yield {
          span,
          message: `${text.replace(/\s/g, '')} leaves one minute closed; write 24:00`,
          fixes: isExact && text.endsWith('23:59') ? [{ title: 'Write 24:00', edits: [edit] }] : [],
        };
      }
  },
});
