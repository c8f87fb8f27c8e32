// calendar-missing-for-times: a time of support does not say whether nights count.
// It must never speak of business time, which has its own rule, nor of minutes, which nobody counts by the night.

import type { Objective } from '../../model/sla';
import type { SlaFile } from '../../model/file';
import { isClosedAtTimes } from '../../model/queries';
import { lengthOf } from '../../scalars/lengths';
import { isDuration } from '../../scalars/quantity';
import { compare, integer } from '../../scalars/rational';
import { entryOf, resolved } from '../../syntax/nodes';
import { insertFix } from '../edits';
import { lacks, ownMap } from '../facts';
import { promisesOf, type Promised } from '../promises';
import { defineRule, type Fix } from '../rule';
import { quoted } from '../say';
import { mixedLadder } from '../targets/mixed-units-in-ladder';

const anHour = integer(3_600);

export const calendarMissingForTimes = defineRule({
  id: 'calendar-missing-for-times',
  category: 'windows',
  lane: 'static',
  severity: 'warning',
  summary: 'A time of support does not say whether nights count.',
  why: 'The customer reads eight hours and the provider a working day, until the first case on a Friday evening.',
  bad: `calendars:
  always: { hours: 24x7 }
metrics:
  response: { type: first-response-time }
objectives:
  response: { metric: response, for: 95 %, atMost: 8 h, window: month, remedies: [report], reason: Staffing }
# ^^^^^^^^ "response" does not say whether nights count
`,
  good: `calendars:
  always: { hours: 24x7 }
metrics:
  response: { type: first-response-time }
objectives:
  response: { metric: response, for: 95 %, atMost: 8 h, calendar: always, window: month, remedies: [report], reason: Staffing }
`,
  fixed: `calendars:
  always: { hours: 24x7 }
metrics:
  response: { type: first-response-time }
objectives:
  response: { metric: response, for: 95 %, atMost: 8 h, calendar: always, window: month, remedies: [report], reason: Staffing }
`,
  yieldsTo: ['duplicate-key', 'invalid-id', 'target-missing'],
  readsBeside: ['calendars'],
  *checkClause({ file, judged }) {
    for (const { objective, type } of judged) {
      if (type.family !== 'support' || type.fold.kind !== 'spans') continue;
      if (!lacks(file, objective.map, 'calendar') || mixedLadder(file, objective) !== undefined) continue;
      if (!promisesOf(objective).some((promised) => isOpen(file, objective, promised))) continue;
      yield {
        span: objective.idSpan,
        message: `${quoted(objective.id, 40)} does not say whether nights count`,
        fixes: fixesOf(file, objective),
      };
    }
  },
});

/** Whether a value is an hour or longer, in units that tick at night as well, and no calendar stands beside it. */
function isOpen(file: SlaFile, { map }: Objective, { group, bound, calendar }: Promised): boolean {
  const length = isDuration(bound.quantity) ? lengthOf(bound.quantity) : undefined;
  if (length === undefined || compare(length.least, anHour) < 0 || calendar !== undefined) return false;
  if (group === undefined) return true;
  const targets = map === undefined ? undefined : resolved(entryOf(map, 'targets')?.value);
  const own = targets?.kind === 'map' ? resolved(entryOf(targets, group)?.value) : undefined;
  return own?.kind === 'map' && lacks(file, own, 'calendar');
}

/** The calendars of the agreement, the one that never closes first: by it the time is counted now. */
function fixesOf({ model, snapshot }: SlaFile, objective: Objective): readonly Fix[] {
  const always = model.calendars.filter((calendar) => !isClosedAtTimes(calendar));
  const others = model.calendars.filter((calendar) => isClosedAtTimes(calendar));
  return [...always, ...others]
    .slice(0, 4)
    .flatMap(({ id }) => insertFix(snapshot.text, ownMap(objective), 'calendar', id, ['atMost', 'below', 'targets']));
}
