// top-priority-on-business-hours: help for what is most urgent stops at night while the service is promised around the clock.
// It must never speak where the service itself is promised for the same hours only.

import { calendarOf, defaultCalendar, isClosedAtTimes, isIndicator } from '../../model/queries';
import type { Calendar, Objective, SlaModel } from '../../model/sla';
import type { Span } from '../../text/span';
import { judgedThat } from '../judged';
import { ladderOf } from '../ladders';
import { isAlwaysOpen, isTimeAvailability, longestPromised, promisesOf, serviceKey, type Promised } from '../promises';
import type { SlaFile } from '../../model/file';
import { findAt } from '../../syntax/find';
import { replaceScalar } from '../edits';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';

const restoring: ReadonlySet<string> = new Set(['time-to-restore', 'mttr', 'outage-duration-max', 'downtime']);
const candidates = judgedThat(
  ({ objective, type, inverted }) =>
    !isIndicator(objective) &&
    inverted.length === 0 &&
    (restoring.has(type.id) || (type.fold.kind === 'spans' && objective.targets !== undefined)),
);
const availabilities = judgedThat((judged) => isTimeAvailability(judged) && promisesOf(judged.objective).length > 0);

export const topPriorityOnBusinessHours = defineRule({
  id: 'top-priority-on-business-hours',
  category: 'windows',
  lane: 'static',
  severity: 'warning',
  summary: 'Help for what is most urgent stops at night while the service is promised around the clock.',
  why: 'An outage on Friday evening breaks the availability long before the clock of its repair begins to tick.',
  bad: `services:
  orders: { name: Orders }
calendars:
  always: { hours: 24x7 }
  nearly: { hours: { mon-sat: "00:00-24:00" }, holidays: { country: DE } }
metrics:
  uptime: { type: availability, service: orders }
  response: { type: first-response-time, service: orders }
  resolution: { type: resolution-time, service: orders }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, calendar: always, window: month, remedies: [report], reason: Kept in 2025 }
  resolution: { metric: resolution, for: 90 %, atMost: 24 h, calendar: nearly, window: month, remedies: [report], reason: Staffing }
  response:
    metric: response
    for: 90 %
    per: severity
    targets: { low: { atMost: 8 h, calendar: nearly }, critical: { atMost: 1 h, calendar: nearly } }
#                                                                                         ^^^^^^ "critical" stops while "nearly" is closed
    window: month
    remedies: [report]
    reason: Staffing
`,
  good: `services:
  orders: { name: Orders }
calendars:
  always: { hours: 24x7 }
  office: { hours: { mon-fri: "09:00-17:00" }, holidays: { country: DE } }
metrics:
  uptime: { type: availability, service: orders }
  resolution: { type: resolution-time, service: orders }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
  resolution:
    metric: resolution
    for: 90 %
    per: priority
    targets:
      P1: { atMost: 4 h, calendar: always }
      P2: { atMost: 8 business hours, calendar: office }
    window: month
    remedies: [report]
    reason: Staffing
`,
  fixed: `services:
  orders: { name: Orders }
calendars:
  always: { hours: 24x7 }
  nearly: { hours: { mon-sat: "00:00-24:00" }, holidays: { country: DE } }
metrics:
  uptime: { type: availability, service: orders }
  response: { type: first-response-time, service: orders }
  resolution: { type: resolution-time, service: orders }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, calendar: always, window: month, remedies: [report], reason: Kept in 2025 }
  resolution: { metric: resolution, for: 90 %, atMost: 24 h, calendar: nearly, window: month, remedies: [report], reason: Staffing }
  response:
    metric: response
    for: 90 %
    per: severity
    targets: { low: { atMost: 8 h, calendar: nearly }, critical: { atMost: 1 h, calendar: always } }
    window: month
    remedies: [report]
    reason: Staffing
`,
  yieldsTo: [
    'business-unit-without-calendar',
    'unresolved-id',
    'unit-mismatch',
    'mixed-units-in-ladder',
    'ladder-not-monotone',
  ],
  *check({ file }) {
    const { model } = file;
    const found = candidates(model);
    if (found.length === 0) return;
    const hours = hoursOfServices(model);
    for (const { objective, metric, type } of found) {
      const promised =
        restoring.has(type.id) && objective.targets === undefined
          ? longestPromised(objective)[0]
          : ladderOf(model, objective)[0];
      const key = serviceKey(metric);
      if (promised === undefined || metric.service === undefined || key === undefined) continue;
      const at = closing(model, objective, promised);
      const service = hours.get(key);
      if (at === undefined || service === 'closes') continue;
      yield {
        span: at.span,
        message: message(`${quoted(promised.group ?? objective.id)} stops ${when(at.calendar)}`),
        ...(service === undefined ? { severity: 'information' as const } : {}),
        fixes: atAllHours(file, at.span),
      };
    }
  },
});

/** Whether availability is promised for all hours; `closes` where it is so for none, or for hours that are not known. */
function hoursOfServices(model: SlaModel): ReadonlyMap<string, 'always' | 'closes'> {
  const found = new Map<string, 'always' | 'closes'>();
  for (const { objective, metric } of availabilities(model)) {
    const key = serviceKey(metric);
    if (key === undefined) continue;
    const { calendar } = objective;
    const isAlways = calendar === undefined || isAlwaysOpen(model, calendar.value);
    if (isAlways || !found.has(key)) found.set(key, isAlways ? 'always' : 'closes');
  }
  return found;
}

interface Closing {
  readonly calendar: Calendar;
  readonly span: Span;
}

/** The calendar that stops the clock of a promise, and the token that says so. */
function closing(model: SlaModel, objective: Objective, { bound, group, calendar: id }: Promised): Closing | undefined {
  if (bound.quantity.dimension !== 'duration') return undefined;
  const calendar = id === undefined ? undefined : calendarOf(model, id);
  if (id !== undefined && (calendar === undefined || !isClosedAtTimes(calendar) || calendar.hours === undefined))
    return undefined;
  const used = calendar ?? (bound.quantity.business ? defaultCalendar(model) : undefined);
  if (used === undefined || used.hours === '24x7') return undefined;
  const own = objective.targets?.find((target) => target.group === group)?.calendar ?? objective.calendar;
  return { calendar: used, span: bound.quantity.business ? bound.span : (own?.span ?? bound.span) };
}

/** When a calendar is closed, in words that hold for it. */
function when({ id, hours }: Calendar): string {
  const days = new Set(typeof hours === 'object' ? hours.map(({ day }) => day) : []);
  const isOpenAtNight =
    typeof hours === 'object' && hours.some(({ openings }) => openings.some(({ from, to }) => from < 120 && to > 240));
  if (isOpenAtNight) return `while ${quoted(id)} is closed`;
  return days.has(6) || days.has(7) ? 'at night' : 'at night and weekends';
}

/** The calendar that never closes, where there is one, in place of the one that does. */
function atAllHours({ model, tree }: SlaFile, span: Span): readonly Fix[] {
  const [always, second] = model.calendars.filter(({ hours }) => hours === '24x7');
  const { node } = findAt(tree, span.start);
  const isReference = node?.kind === 'scalar' && calendarOf(model, node.text) !== undefined;
  if (always === undefined || second !== undefined || !isReference) return [];
  const fix = replaceScalar(node, always.id);
  return fix === undefined ? [] : [fix];
}
