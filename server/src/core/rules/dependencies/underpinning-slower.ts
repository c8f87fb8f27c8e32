// underpinning-slower: a repair is promised in less time than the supplier below it may take.
// It must never compare business time with elapsed time where no calendar decides, nor the rungs of two ladders with each other.

import { isIndicator } from '../../model/queries';
import type { SlaModel } from '../../model/sla';
import { isUpper } from '../../model/tiers';
import { isLonger } from '../durations';
import { judge, type Judged } from '../judged';
import { longestPromised, timed, type Promised } from '../promises';
import { defineRule } from '../rule';
import { amount, message, quoted } from '../say';
import { byObjective, mayExclude, spanOfPromise, underpinningsOf, type Underpinning } from '../underpinning';

/** Types that say how long it takes until something works again. */
export const repairTypes: readonly string[] = ['time-to-restore', 'mttr', 'resolution-time', 'outage-duration-max'];

export const underpinningSlower = defineRule({
  id: 'underpinning-slower',
  category: 'dependencies',
  lane: 'project',
  severity: 'error',
  summary: 'A repair is promised in less time than the supplier below it may take.',
  why: 'While the supplier is still within its time, the promise above it is broken already.',
  bad: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
metrics:
  repair: { type: mttr, clock: restore }
objectives:
  repair: { metric: repair, atMost: 4 h, window: month, remedies: [report], reason: Kept in 2025 }
dependencies:
  compute: { party: cloud, agreement: cloud.sla.yaml, objective: repair, for: [repair] }
#                                                                ^^^^^^ "compute" repairs in 8 h; you promise 4 h
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
metrics:
  repair: { type: mttr, clock: restore }
objectives:
  repair: { metric: repair, atMost: 12 h, window: month, remedies: [report], reason: Kept in 2025 }
dependencies:
  compute: { party: cloud, agreement: cloud.sla.yaml, objective: repair, for: [repair] }
`,
  yieldsTo: ['underpinning-value-differs', 'reference-unresolved', 'invalid-scalar'],
  *check({ project, file }) {
    const { model } = file;
    for (const [objective, below] of byObjective(file, underpinningsOf(project, file))) {
      const [judged] = judge(model, objective);
      if (judged === undefined || !isRepair(judged)) continue;
      const own = longestPromised(objective);
      for (const each of below) {
        if (each.topology !== 'serial' || mayExclude(model, objective, each)) continue;
        const supplied = suppliedBy(model, each);
        const broken = own.find((promised) => isSlower(model, promised, supplied));
        const fastest = supplied?.promises[0];
        if (broken === undefined || fastest === undefined) continue;
        const of = broken.group === undefined ? '' : ` for ${quoted(broken.group, 12)}`;
        yield {
          span: spanOfPromise(each),
          message: message(
            `${quoted(each.dependency.id, 24)} repairs in ${amount(fastest.bound.quantity)}; you promise ${amount(broken.bound.quantity)}${of}`,
          ),
          related: [{ span: broken.bound.span, message: `What ${quoted(objective.id)} promises` }],
        };
      }
    }
  },
});

function isRepair({ type, metric, inverted }: Judged): boolean {
  // A clock that stops at the response says nothing of the repair.
  const isOfRepair = metric.parameters.get('clock')?.value !== 'respond';
  return repairTypes.includes(type.id) && isOfRepair && inverted.length === 0;
}

/** What a supplier promises, with the agreement in which its calendars stand. */
interface Supplied {
  readonly model: SlaModel;
  readonly promises: readonly Promised[];
}

function suppliedBy(model: SlaModel, { dependency, other, objective }: Underpinning): Supplied | undefined {
  if (other !== undefined && dependency.objective !== undefined) {
    const [judged] = objective === undefined ? [] : judge(other.model, objective);
    if (objective === undefined || judged === undefined || !isRepair(judged) || isIndicator(objective))
      return undefined;
    return { model: other.model, promises: longestPromised(objective) };
  }
  const [bound, second] = dependency.bounds;
  if (bound === undefined || second !== undefined || !isUpper(bound) || bound.quantity.dimension !== 'duration')
    return undefined;
  return { model, promises: [{ group: undefined, bound, calendar: dependency.calendar?.value }] };
}

/** Whether a promise is certainly shorter than all that the supplier promises, or than what it promises for the same group. */
function isSlower(model: SlaModel, own: Promised, supplied: Supplied | undefined): boolean {
  if (supplied === undefined || supplied.promises.length === 0) return false;
  const same = supplied.promises.filter(({ group }) => group !== undefined && group === own.group);
  const counted = same.length > 0 ? same : supplied.promises;
  return counted.every((each) => isLonger(supplied.model, timed(each), timed(own), model));
}
