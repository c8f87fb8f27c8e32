// underpinning-slower: a repair is promised in less time than the supplier below it may take.
// It must never compare business time with elapsed time where no calendar decides, nor the rungs of two ladders with each other.

import type { Objective, SlaModel } from '../../model/sla';
import { creditsOf } from '../credits';
import { isLonger } from '../durations';
import { boundEntry, replaceScalar } from '../edits';
import { ownMap } from '../facts';
import { judge } from '../judged';
import { longestPromised, timed, type Promised } from '../promises';
import { forGroup, isRepair, repairsBelow, type Supplied } from '../repairs';
import { defineRule, type Fix } from '../rule';
import { amount, message, quoted } from '../say';
import { byObjective, mayExclude, spanOfPromise, underpinningsOf } from '../underpinning';

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
  fixed: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
metrics:
  repair: { type: mttr, clock: restore }
objectives:
  repair: { metric: repair, atMost: 8 h, window: month, remedies: [report], reason: Kept in 2025 }
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
        const supplied = repairsBelow(model, each);
        if (supplied === undefined) continue;
        const broken = own.find((promised) => isSlower(model, promised, supplied));
        const [slow] = forGroup(supplied, broken?.group);
        if (broken === undefined || slow === undefined) continue;
        const of = broken.group === undefined ? '' : ` for ${quoted(broken.group, 12)}`;
        yield {
          span: spanOfPromise(each),
          message: message(
            `${quoted(each.dependency.id, 24)} repairs in ${amount(slow.bound.quantity)}; you promise ${amount(broken.bound.quantity)}${of}`,
          ),
          related: [{ span: broken.bound.span, message: `What ${quoted(objective.id)} promises` }],
          fixes: lengthened(model, objective, broken, slow),
        };
      }
    }
  },
});

/** Promises what the supplier promises, where one time is promised and no credit begins at it. */
function lengthened(model: SlaModel, objective: Objective, own: Promised, theirs: Promised): readonly Fix[] {
  const { quantity, keySpan } = own.bound;
  const isComparable = !quantity.business && !theirs.bound.quantity.business && own.group === undefined;
  if (!isComparable || creditsOf(model, objective).length > 0) return [];
  const node = boundEntry(ownMap(objective), keySpan)?.value;
  const fix = node?.kind === 'scalar' ? replaceScalar(node, amount(theirs.bound.quantity)) : undefined;
  return fix === undefined ? [] : [fix];
}

/** Whether a promise is certainly shorter than all that the supplier promises, or than what it promises for the same group. */
function isSlower(model: SlaModel, own: Promised, supplied: Supplied): boolean {
  const counted = forGroup(supplied, own.group);
  return counted.length > 0 && counted.every((each) => isLonger(supplied.model, timed(each), timed(own), model));
}
