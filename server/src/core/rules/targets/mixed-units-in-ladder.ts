// mixed-units-in-ladder: one ladder has times that tick at night and times that do not, and does not say in which calendar.
// It must never speak where the entries name their calendars, nor where business time has none to tick in.

import { defaultCalendar, isClosedAtTimes } from '../../model/queries';
import type { Objective, SlaModel } from '../../model/sla';
import type { SlaFile } from '../../model/file';
import { entryOf, resolved, type MapNode } from '../../syntax/nodes';
import { fixOf, insertEntry } from '../edits';
import { lacks, ownMap } from '../facts';
import { promisesOf, type Promised } from '../promises';
import { defineRule, type Fix } from '../rule';
import { amount, message } from '../say';

export const mixedUnitsInLadder = defineRule({
  id: 'mixed-units-in-ladder',
  category: 'targets',
  lane: 'static',
  severity: 'warning',
  summary: 'One ladder has times that tick at night and times that do not, and names no calendar beside them.',
  why: 'Whether 24 h are more or less than 40 business hours depends on the hour of the report, and on who counts.',
  bad: `metrics:
  response: { type: first-response-time }
calendars:
  always: { hours: 24x7 }
  office: { hours: { mon-fri: "09:00-17:00" }, holidays: { country: DE } }
objectives:
  response:
    metric: response
    for: 95 %
    per: customer
    targets:
      Bergland: { atMost: 30 min }
      Talstadt: { atMost: 4 business hours }
#                         ^^^^^^^^^^^^^^^^ 30 min and 4 business h in one ladder compare only by calendar
    window: month
    remedies: [report]
    reason: Staffing
`,
  good: `metrics:
  response: { type: first-response-time }
calendars:
  always: { hours: 24x7 }
  office: { hours: { mon-fri: "09:00-17:00" }, holidays: { country: DE } }
objectives:
  response:
    metric: response
    for: 95 %
    per: customer
    targets:
      Bergland: { atMost: 30 min, calendar: always }
      Talstadt: { atMost: 4 business hours, calendar: office }
    window: month
    remedies: [report]
    reason: Staffing
`,
  fixed: `metrics:
  response: { type: first-response-time }
calendars:
  always: { hours: 24x7 }
  office: { hours: { mon-fri: "09:00-17:00" }, holidays: { country: DE } }
objectives:
  response:
    metric: response
    for: 95 %
    per: customer
    targets:
      Bergland: { atMost: 30 min, calendar: always }
      Talstadt: { atMost: 4 business hours, calendar: office }
    window: month
    remedies: [report]
    reason: Staffing
`,
  yieldsTo: ['unit-mismatch', 'invalid-scalar', 'business-unit-without-calendar', 'ladder-not-monotone'],
  readsBeside: ['calendars'],
  *checkClause({ file, judged }) {
    for (const { objective } of judged) {
      const mixed = mixedLadder(file, objective);
      if (mixed === undefined) continue;
      const [a, b] = [amount(mixed[0].bound.quantity), amount(mixed[1].bound.quantity)];
      yield {
        span: mixed[1].bound.span,
        message: message(`${a} and ${b} in one ladder compare only by calendar`),
        related: [{ span: mixed[0].bound.span, message: 'The other unit' }],
        fixes: fixesOf(file, objective),
      };
    }
  },
});

/** The first two entries of a ladder that tick differently, where not every entry names its calendar. */
export function mixedLadder(file: SlaFile, objective: Objective): readonly [Promised, Promised] | undefined {
  const { targets, map, calendar } = objective;
  if (targets === undefined || calendar !== undefined || !lacks(file, map, 'calendar')) return undefined;
  const promised = promisesOf(objective).filter(({ bound }) => bound.quantity.dimension === 'duration');
  const [first] = promised;
  const other = promised.find(({ bound }) => bound.quantity.business !== first?.bound.quantity.business);
  if (first === undefined || other === undefined) return undefined;
  const isNamed = (each: Promised): boolean =>
    each.calendar !== undefined || !lacks(file, mapOf(objective, each), 'calendar');
  if (promised.every(isNamed)) return undefined;
  const isWithout = promised.some(({ bound, calendar: own }) => bound.quantity.business && own === undefined);
  return isWithout && defaultCalendar(file.model) === undefined ? undefined : [first, other];
}

function mapOf(objective: Objective, { group }: Promised): MapNode | undefined {
  const map = ownMap(objective);
  const targets = map === undefined ? undefined : resolved(entryOf(map, 'targets')?.value);
  const value = targets?.kind === 'map' && group !== undefined ? entryOf(targets, group)?.value : undefined;
  return value?.kind === 'map' ? value : undefined;
}

/** A calendar for each entry that names none: the one that never closes, or the one that business time ticks in anyway. */
function fixesOf(file: SlaFile, objective: Objective): readonly Fix[] {
  const edits = promisesOf(objective)
    .filter(({ calendar }) => calendar === undefined)
    .map((promised) => {
      const map = mapOf(objective, promised);
      const id = calendarFor(file.model, promised);
      return map === undefined || id === undefined
        ? undefined
        : insertEntry(file.snapshot.text, map, 'calendar', id, [promised.bound.word]);
    });
  return fixOf('Name the calendar of each entry', ...edits);
}

function calendarFor(model: SlaModel, { bound }: Promised): string | undefined {
  if (bound.quantity.business) return defaultCalendar(model)?.id;
  return model.calendars.find((calendar) => calendar.hours === '24x7' && !isClosedAtTimes(calendar))?.id;
}
