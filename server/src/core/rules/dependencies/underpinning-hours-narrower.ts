// underpinning-hours-narrower: a repair is promised in hours in which the supplier below it does not work.
// It must never compare hours in two zones, nor take hours for granted that nobody has written.

import { isLonger } from '../durations';
import { isWider, showHours, type Hours } from '../hours';
import { judge } from '../judged';
import { longestPromised, timed } from '../promises';
import { forGroup, hoursOfPromise, isRepair, repairsBelow } from '../repairs';
import { defineRule } from '../rule';
import { cut, message, quoted } from '../say';
import { byObjective, mayExclude, spanOfPromise, underpinningsOf } from '../underpinning';

export const underpinningHoursNarrower = defineRule({
  id: 'underpinning-hours-narrower',
  category: 'dependencies',
  lane: 'project',
  severity: 'error',
  summary: 'A repair is promised in hours in which the supplier below it does not work.',
  why: 'Whatever fails on Friday evening stays broken until Monday, and the clock of the promise above runs on.',
  bad: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
metrics:
  repair: { type: mttr, clock: restore }
objectives:
  repair: { metric: repair, atMost: 8 h, window: month, remedies: [report], reason: Kept in 2025 }
dependencies:
  people: { party: cloud, agreement: cloud.sla.yaml, objective: hands, for: [repair] }
#                                                               ^^^^^ "people" works mon-fri 08:00-18:00; you promise 24x7
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
calendars:
  office: { hours: { mon-fri: "08:00-18:00" }, holidays: { country: DE } }
metrics:
  repair: { type: mttr, clock: restore }
objectives:
  repair: { metric: repair, atMost: 8 business hours, window: month, calendar: office, remedies: [report], reason: Kept in 2025 }
dependencies:
  people: { party: cloud, agreement: cloud.sla.yaml, objective: hands, for: [repair] }
`,
  yieldsTo: ['underpinning-slower', 'reference-unresolved', 'invalid-scalar'],
  *check({ project, file }) {
    const { model } = file;
    for (const [objective, below] of byObjective(file, underpinningsOf(project, file))) {
      const [judged] = judge(model, objective);
      if (judged === undefined || !isRepair(judged)) continue;
      for (const each of below) {
        if (each.topology !== 'serial' || mayExclude(model, objective, each)) continue;
        const supplied = repairsBelow(model, each);
        if (supplied === undefined) continue;
        for (const own of longestPromised(objective)) {
          // Whether nights count where no calendar is named is the question of another rule.
          if (own.calendar === undefined && !own.bound.quantity.business && judged.type.fold.kind === 'spans') continue;
          const hours = hoursOfPromise(model, own);
          const beside = forGroup(supplied, own.group);
          const theirs = beside.map((promised) => hoursOfPromise(supplied.model, promised));
          const [first] = theirs;
          if (hours === undefined || first === undefined) continue;
          if (!theirs.every((other): other is Hours => other !== undefined && isWider(hours, other))) continue;
          // Business time that ends before any weekend can begin is told by the rule about longer times.
          if (beside.every((promised) => isLonger(supplied.model, timed(promised), timed(own), model))) break;
          yield {
            span: spanOfPromise(each),
            message: message(
              `${quoted(each.dependency.id, 20)} works ${cut(showHours(first), 30)}; you promise ${cut(showHours(hours), 24)}`,
            ),
            related: [{ span: own.bound.span, message: `What ${quoted(objective.id)} promises` }],
          };
          break;
        }
      }
    }
  },
});
