// update-slower-than-restore: the service is to be back before the first update is due.
// It must never compare durations that only a calendar can compare, nor promises of different groups.

import { judgedThat } from '../judged';
import { longerPairs } from '../pairs';
import { defineRule } from '../rule';
import { amount, message } from '../say';

const updates = judgedThat(({ type }) => type.id === 'update-interval');
const restores = judgedThat(({ type }) => type.id === 'time-to-restore');

export const updateSlowerThanRestore = defineRule({
  id: 'update-slower-than-restore',
  category: 'targets',
  lane: 'static',
  severity: 'warning',
  summary: 'The service is to be back before the first update is due.',
  why: 'Whoever waits for news hears nothing in every case that is mended in time, and learns to call instead.',
  bad: `services:
  orders: { name: Orders }
calendars:
  always: { hours: 24x7 }
metrics:
  updates: { type: update-interval, service: orders }
  restore: { type: time-to-restore, clock: reported, service: orders }
objectives:
  updates: { metric: updates, for: all, atMost: 4 h, calendar: always, window: month, remedies: [report], reason: Staffing }
#                                               ^^^ Updates every 4 h, restore within 2 h
  restore: { metric: restore, for: 90 %, atMost: 2 h, calendar: always, window: month, remedies: [report], reason: Staffing }
`,
  good: `services:
  orders: { name: Orders }
calendars:
  always: { hours: 24x7 }
metrics:
  updates: { type: update-interval, service: orders }
  restore: { type: time-to-restore, clock: reported, service: orders }
objectives:
  updates: { metric: updates, for: all, atMost: 30 min, window: month, remedies: [report], reason: Staffing }
  restore: { metric: restore, for: 90 %, atMost: 2 h, calendar: always, window: month, remedies: [report], reason: Staffing }
`,
  yieldsTo: ['unit-mismatch', 'value-out-of-range', 'business-unit-without-calendar', 'unresolved-id'],
  *check({ file: { model } }) {
    for (const { promised, beside } of longerPairs(model, updates(model), restores(model))) {
      const [a, b] = [amount(promised.bound.quantity, 20), amount(beside.bound.quantity, 20)];
      yield {
        span: promised.bound.span,
        message: message(`Updates every ${a}, restore within ${b}`),
        related: [{ span: beside.bound.span, message: 'The restore' }],
      };
    }
  },
});
