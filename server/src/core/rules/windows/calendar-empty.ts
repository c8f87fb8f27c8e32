// calendar-empty: a calendar is never open.
// It must never speak where hours are written that cannot be read; the rule about such values speaks.

import { resolved } from '../../syntax/nodes';
import { isUnreadable } from '../../syntax/lost';
import { hoursMap } from '../openings';
import { defineRule } from '../rule';
import { quoted } from '../say';

export const calendarEmpty = defineRule({
  id: 'calendar-empty',
  category: 'windows',
  lane: 'static',
  severity: 'error',
  summary: 'A calendar is never open.',
  why: 'Time that ticks in it never passes, so nothing that it measures can ever be late.',
  bad: `calendars:
  office: { hours: { mon-fri: [], sat-sun: [] } }
# ^^^^^^ Calendar "office" is never open
metrics:
  response: { type: first-response-time }
objectives:
  response: { metric: response, for: 95 %, atMost: 4 h, calendar: office, window: month, remedies: [report], reason: Staffing }
`,
  good: `calendars:
  office: { hours: { mon-fri: "09:00-17:00", sat-sun: [] } }
metrics:
  response: { type: first-response-time }
objectives:
  response: { metric: response, for: 95 %, atMost: 4 h, calendar: office, window: month, remedies: [report], reason: Staffing }
`,
  yieldsTo: ['duplicate-key', 'invalid-id', 'missing-key', 'wrong-shape'],
  *check({ file }) {
    for (const calendar of file.model.calendars) {
      const hours = hoursMap(calendar);
      if (hours === undefined || isUnreadable(file.tree, hours.span)) continue;
      const isEmpty = hours.entries.every(({ value }) => {
        const node = resolved(value);
        return node?.kind === 'seq' && node.items.length === 0;
      });
      if (isEmpty) yield { span: calendar.idSpan, message: `Calendar ${quoted(calendar.id, 40)} is never open` };
    }
  },
});
