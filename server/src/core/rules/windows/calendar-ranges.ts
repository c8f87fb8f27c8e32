// calendar-ranges: opening hours of one day overlap.
// It must never call ranges that only touch an overlap.

import { defineRule } from '../rule';
import { writtenRanges, type WrittenRange } from '../openings';
import { message, quoted } from '../say';

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const calendarRanges = defineRule({
  id: 'calendar-ranges',
  category: 'windows',
  lane: 'static',
  severity: 'error',
  summary: 'Opening hours of one day overlap.',
  why: 'Whoever wrote a second line for a day meant it to replace the first, and both of them count.',
  bad: `calendars:
  office: { hours: { mon-fri: "08:00-18:00", wed: "08:00-13:00" }, holidays: { country: DE } }
#                                            ^^^ "mon-fri" and "wed" overlap on Wednesday
metrics:
  response: { type: first-response-time }
objectives:
  response: { metric: response, for: 95 %, atMost: 4 business hours, window: month, remedies: [report], reason: Staffing }
`,
  good: `calendars:
  office: { hours: { mon-tue: "08:00-18:00", wed: "08:00-13:00", thu-fri: "08:00-18:00" }, holidays: { country: DE } }
metrics:
  response: { type: first-response-time }
objectives:
  response: { metric: response, for: 95 %, atMost: 4 business hours, window: month, remedies: [report], reason: Staffing }
`,
  yieldsTo: ['duplicate-key', 'invalid-scalar'],
  *check({ file }) {
    for (const calendar of file.model.calendars) {
      const before: WrittenRange[] = [];
      const told = new Set<unknown>();
      // An agreement has a handful of ranges; a file made to be slow has at most a few hundred looked at.
      for (const range of writtenRanges(file.snapshot.text, calendar).slice(0, 200)) {
        const found = firstOverlap(before, range);
        before.push(range);
        if (found === undefined || told.has(range.key)) continue;
        const { other, day } = found;
        const isOne = other.key === range.key;
        if (!isOne) told.add(range.key);
        const [a, b] = isOne ? [other.text, range.text] : [other.key.text, range.key.text];
        yield {
          span: isOne ? range.span : range.key.span,
          message: message(`${quoted(a)} and ${quoted(b)} overlap on ${dayNames[day - 1] ?? ''}`),
          related: [{ span: isOne ? other.span : other.key.span, message: 'The other hours' }],
        };
      }
    }
  },
});

function firstOverlap(
  before: readonly WrittenRange[],
  range: WrittenRange,
): { readonly other: WrittenRange; readonly day: number } | undefined {
  for (const other of before) {
    if (other.from >= range.to || range.from >= other.to) continue;
    const day = range.days.find((each) => other.days.includes(each));
    if (day !== undefined) return { other, day };
  }
  return undefined;
}
