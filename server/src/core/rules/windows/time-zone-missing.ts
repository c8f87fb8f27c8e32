// time-zone-missing: a calendar window has no time zone.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { defineRule } from '../rule';

export const timeZoneMissing = defineRule({
  id: 'time-zone-missing',
  category: 'windows',
  lane: 'static',
  severity: 'warning',
  summary: 'A calendar window has no time zone.',
  why: 'A month starts at another instant in every zone.',
  bad: `objectives: { a: { metric: m, atLeast: 99 %, window: month } }
`,
  good: `timeZone: Europe/Berlin
objectives: { a: { metric: m, atLeast: 99 %, window: month } }
`,
  *check({ file }) {
    if (file.model.timeZone !== undefined) return;
    const first = file.model.objectives.find((objective) => objective.window?.value.kind === 'calendar');
    const window = first?.window;
    if (window?.value.kind === 'calendar')
      yield { span: window.span, message: `A ${window.value.unit} starts at midnight of which zone?` };
  },
});
