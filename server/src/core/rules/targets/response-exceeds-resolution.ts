// response-exceeds-resolution: the first response may come later than the resolution.
// It must never compare durations that only a calendar can compare, nor promises of different groups.

import { judgedThat } from '../judged';
import { longerPairs } from '../pairs';
import { defineRule } from '../rule';
import { amount, message, quoted } from '../say';

const responses = judgedThat(({ type }) => type.id === 'first-response-time');
const resolutions = judgedThat(({ type }) => type.id === 'resolution-time');

export const responseExceedsResolution = defineRule({
  id: 'response-exceeds-resolution',
  category: 'targets',
  lane: 'static',
  severity: 'error',
  summary: 'The first response may come later than the resolution.',
  why: 'What is resolved was answered before; one of the two numbers was not meant.',
  bad: `metrics:
  response: { type: first-response-time, service: orders }
  resolution: { type: resolution-time, service: orders }
services:
  orders: { name: Orders }
calendars:
  always: { hours: 24x7 }
objectives:
  response: { metric: response, for: 95 %, atMost: 8 h, calendar: always, window: month, remedies: [report], reason: Staffing }
#                                                  ^^^ First response 8 h is later than resolution 4 h
  resolution: { metric: resolution, for: 90 %, atMost: 4 h, calendar: always, window: month, remedies: [report], reason: Staffing }
`,
  good: `metrics:
  response: { type: first-response-time, service: orders }
  resolution: { type: resolution-time, service: orders }
services:
  orders: { name: Orders }
calendars:
  always: { hours: 24x7 }
objectives:
  response: { metric: response, for: 95 %, atMost: 1 h, calendar: always, window: month, remedies: [report], reason: Staffing }
  resolution: { metric: resolution, for: 90 %, atMost: 4 h, calendar: always, window: month, remedies: [report], reason: Staffing }
`,
  yieldsTo: ['unit-mismatch', 'value-out-of-range', 'business-unit-without-calendar', 'unresolved-id'],
  *check({ file: { model } }) {
    for (const { promised, beside } of longerPairs(model, responses(model), resolutions(model))) {
      const group = promised.group === undefined ? '' : ` for ${quoted(promised.group, 16)}`;
      const [a, b] = [amount(promised.bound.quantity, 20), amount(beside.bound.quantity, 20)];
      yield {
        span: promised.bound.span,
        message: message(`First response ${a} is later than resolution ${b}${group}`),
        related: [{ span: beside.bound.span, message: 'The resolution' }],
      };
    }
  },
});
