// business-unit-without-calendar: business time has no calendar.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { defaultCalendar } from '../../model/queries';
import { showQuantity } from '../../show/words';
import { defineRule } from '../rule';

export const businessUnitWithoutCalendar = defineRule({
  id: 'business-unit-without-calendar',
  category: 'windows',
  lane: 'static',
  severity: 'error',
  summary: 'Business time has no calendar.',
  why: 'Nobody can say when it runs out.',
  bad: `objectives: { a: { metric: m, atMost: 4 business hours } }
`,
  good: `calendars: { office: { hours: { mon-fri: "09:00-17:00" } } }
objectives: { a: { metric: m, atMost: 4 business hours } }
`,
  *check({ file }) {
    if (defaultCalendar(file.model) !== undefined) return;
    for (const objective of file.model.objectives) {
      const groups = [{ bounds: objective.bounds, calendar: undefined }, ...(objective.targets ?? [])];
      for (const { bounds, calendar } of groups) {
        const bound = bounds.find((each) => each.quantity.business);
        if (bound !== undefined && calendar === undefined && objective.calendar === undefined) {
          yield { span: bound.span, message: `"${showQuantity(bound.quantity)}" needs a calendar` };
        }
      }
    }
  },
});
