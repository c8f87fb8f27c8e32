// response-exceeds-resolution: the first response may come later than the resolution.
// It must never compare durations that only a calendar can compare, nor promises of different groups.

import type { SlaModel } from '../../model/sla';
import { isLonger } from '../durations';
import { judgedThat, type Judged } from '../judged';
import { longestPromised, serviceKey, timed, type Promised } from '../promises';
import { defineRule } from '../rule';
import { amount, message, quoted } from '../say';

const responses = judgedThat(({ type }) => type.id === 'first-response-time');
const resolutions = judgedThat(({ type }) => type.id === 'resolution-time');

/** Of more promises than this for one group, which of them counts is not certain. */
const most = 4;

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
    const first = responses(model);
    if (first.length === 0) return;
    const resolved = resolutionsByGroup(resolutions(model));
    for (const response of first) {
      const key = keyOf(response);
      if (key === undefined || response.inverted.length > 0) continue;
      for (const promised of longestPromised(response.objective)) {
        const beside = resolved.get(`${key} ${promised.group ?? ''}`) ?? [];
        const [resolution] = beside;
        if (resolution === undefined || !isLaterThanAll(model, promised, beside)) continue;
        const group = promised.group === undefined ? '' : ` for ${quoted(promised.group, 16)}`;
        const [a, b] = [amount(promised.bound.quantity, 20), amount(resolution.bound.quantity, 20)];
        yield {
          span: promised.bound.span,
          message: message(`First response ${a} is later than resolution ${b}${group}`),
          related: [{ span: resolution.bound.span, message: 'The resolution' }],
        };
      }
    }
  },
});

function isLaterThanAll(model: SlaModel, response: Promised, resolutions: readonly Promised[]): boolean {
  if (resolutions.length > most) return false;
  return resolutions.every((resolution) => isLonger(model, timed(response), timed(resolution)));
}

/** By service, and by what the groups are called after. */
function keyOf({ objective, metric }: Judged): string | undefined {
  const service = serviceKey(metric);
  return service === undefined ? undefined : `${service} ${objective.per.map(({ value }) => value).join()}`;
}

function resolutionsByGroup(judged: readonly Judged[]): ReadonlyMap<string, readonly Promised[]> {
  const found = new Map<string, Promised[]>();
  for (const each of judged) {
    const key = keyOf(each);
    if (key === undefined || each.inverted.length > 0) continue;
    for (const promised of longestPromised(each.objective)) {
      const group = `${key} ${promised.group ?? ''}`;
      const list = found.get(group);
      if (list === undefined) found.set(group, [promised]);
      else list.push(promised);
    }
  }
  return found;
}
