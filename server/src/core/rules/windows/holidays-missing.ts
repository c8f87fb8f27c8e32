// holidays-missing: business time ticks on holidays that nobody has named.
// It must never speak of a calendar that says it has none, nor of one in which no business time ticks.

import { defaultCalendar } from '../../model/queries';
import type { Calendar, SlaModel, Text } from '../../model/sla';
import type { Quantity } from '../../scalars/quantity';
import { parseDate } from '../../scalars/words';
import { placeholder } from '../../schema/mend';
import { dayNumber } from '../../time/civil';
import { insertFix } from '../edits';
import { boundsIn, lacks, ownMap } from '../facts';
import { defineRule, type Yield } from '../rule';
import { message, quoted } from '../say';

/** Days of the term that may lie behind the last holiday: a quarter without one is common. */
const mostDaysBehind = 90;

export const holidaysMissing = defineRule({
  id: 'holidays-missing',
  category: 'windows',
  lane: 'static',
  severity: 'warning',
  summary: 'Business time ticks on holidays that nobody has named.',
  why: 'On the first holiday behind the list the provider is at home and the clock runs.',
  bad: `calendars:
  office: { hours: { mon-fri: "09:00-17:00" } }
# ^^^^^^ "office" has no holidays; term runs to 2026-11-30
responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer, within: 5 business days }
`,
  good: `calendars:
  office: { hours: { mon-fri: "09:00-17:00" }, holidays: { country: DE } }
metrics:
  response: { type: first-response-time }
objectives:
  response: { metric: response, for: 95 %, atMost: 4 business hours, window: month, remedies: [report], reason: Staffing }
`,
  fixed: `calendars:
  office: { hours: { mon-fri: "09:00-17:00" }, holidays: { country: TODO } }
responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer, within: 5 business days }
`,
  offIn: ['transcribe'],
  yieldsTo: ['duplicate-key', 'invalid-id', 'missing-key', 'unused-definition', 'calendar-empty'],
  *check({ file }) {
    const { model, snapshot } = file;
    const to = model.term?.to;
    const until = to !== undefined && parseDate(to.value).ok ? to : undefined;
    const lacking = model.calendars.flatMap((calendar): readonly Lacking[] => {
      const { hours, holidayRegion, id, idSpan } = calendar;
      if (hours === undefined || hours === '24x7' || holidayRegion !== undefined) return [];
      if (lacks(file, calendar.map, 'holidays')) {
        const said = `${quoted(id)} has no holidays${until === undefined ? '' : `; term runs to ${until.value}`}`;
        const fixes = insertFix(snapshot.text, ownMap(calendar), 'holidays', `{ country: ${placeholder} }`);
        return [{ id, found: { span: idSpan, message: message(said), severity: 'information', fixes } }];
      }
      const last = lastOf(calendar);
      if (last === undefined || until === undefined || !isLongBehind(until.value, last.value)) return [];
      const said = `${quoted(id)} has no holidays after ${last.value}; term runs to ${until.value}`;
      const related = [{ span: until.span, message: 'The end of the term' }];
      return [{ id, found: { span: last.span, message: message(said), related } }];
    });
    if (lacking.length === 0) return;
    const used = calendarsOfBusinessTime(model);
    for (const { id, found } of lacking) if (used.has(id)) yield found;
  },
});

interface Lacking {
  readonly id: string;
  readonly found: Yield;
}

/** The last holiday of a list of which all can be read. */
function lastOf({ holidays }: Calendar): Text | undefined {
  if (!holidays.every(({ value }) => parseDate(value).ok)) return undefined;
  return [...holidays].sort((a, b) => (a.value < b.value ? -1 : 1)).at(-1);
}

function isLongBehind(to: string, last: string): boolean {
  return dayOf(to) - dayOf(last) > mostDaysBehind;
}

function dayOf(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return dayNumber(year, month, day);
}

/** The calendars in which business time ticks: those that are named beside it, and the one that is the default. */
function calendarsOfBusinessTime(model: SlaModel): ReadonlySet<string> {
  const used = new Set<string>();
  const fallback = defaultCalendar(model)?.id;
  const add = (quantity: Quantity | undefined, calendar: Text | undefined): void => {
    const id = calendar?.value ?? fallback;
    if (quantity?.business === true && id !== undefined) used.add(id);
  };
  for (const objective of model.objectives) {
    for (const { bounds, calendar } of objective.targets ?? [])
      for (const { quantity } of bounds) add(quantity, calendar ?? objective.calendar);
    for (const { quantity } of objective.targets === undefined ? boundsIn(objective) : [])
      add(quantity, objective.calendar);
  }
  for (const { notice, limit, calendar } of model.exclusions) {
    add(notice?.value, calendar);
    add(limit?.value.amount, calendar);
  }
  for (const { within, calendar } of model.remedies) add(within?.value, calendar);
  for (const { within, ahead, calendar } of model.responsibilities) {
    add(within?.value, calendar);
    add(ahead?.value, calendar);
  }
  add(model.claims?.within?.value, model.claims?.calendar);
  return used;
}
