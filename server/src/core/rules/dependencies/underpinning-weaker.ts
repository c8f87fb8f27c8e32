// underpinning-weaker: an availability is promised that the suppliers below it may miss while each keeps its own promise.
// It must never count a dependency that only degrades, nor one whose failures the objective leaves out.

import type { Objective } from '../../model/sla';
import { compare, round, toDecimal, type Rational } from '../../scalars/rational';
import { availabilityTypes, chainOf, type Chain } from '../chain';
import { creditsOf } from '../credits';
import { boundEntry, replaceScalar } from '../edits';
import { ownMap } from '../facts';
import { judge, type Judged } from '../judged';
import { onlyBound } from '../belonging';
import { defineRule, type Fix } from '../rule';
import { amount, message, quoted } from '../say';
import { byObjective, isContradicted, promiseOf, underpinningsOf } from '../underpinning';

export const underpinningWeaker = defineRule({
  id: 'underpinning-weaker',
  category: 'dependencies',
  lane: 'project',
  severity: 'error',
  summary: 'An availability is promised that the suppliers below it may miss while each keeps its own promise.',
  why: 'The difference is paid by the party in the middle, which can do nothing about it.',
  bad: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
#                                          ^^^^^^ 2 serial dependencies allow 99.89 %; you promise 99.9 %
dependencies:
  compute: { party: cloud, agreement: cloud.sla.yaml, objective: compute, for: [availability] }
  network: { party: cloud, agreement: cloud.sla.yaml, objective: network, for: [availability] }
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
objectives:
  availability: { metric: uptime, atLeast: 99.5 %, window: month, remedies: [report], reason: Kept in 2025 }
dependencies:
  compute: { party: cloud, agreement: cloud.sla.yaml, objective: compute, for: [availability] }
  network: { party: cloud, agreement: cloud.sla.yaml, objective: network, for: [availability] }
`,
  fixed: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
objectives:
  availability: { metric: uptime, atLeast: 99.89 %, window: month, remedies: [report], reason: Kept in 2025 }
dependencies:
  compute: { party: cloud, agreement: cloud.sla.yaml, objective: compute, for: [availability] }
  network: { party: cloud, agreement: cloud.sla.yaml, objective: network, for: [availability] }
`,
  yieldsTo: ['unit-mismatch', 'value-out-of-range', 'fraction-or-percent', 'target-100-percent', 'invalid-scalar'],
  *check({ project, file }) {
    const underpinnings = underpinningsOf(project, file);
    for (const [objective, own] of byObjective(file, underpinnings)) {
      const [judged] = judge(file.model, objective);
      const bound = judged === undefined || !isAvailability(judged) ? undefined : onlyBound(judged);
      if (bound?.quantity.dimension !== 'percent') continue;
      const chain = chainOf(file, objective, own, underpinnings);
      const target = bound.quantity.value;
      const order = chain === undefined ? 0 : compare(chain.share, target);
      if (chain === undefined || order > 0 || chain.counted.some(isContradicted)) continue;
      // More than a value is promised, and the value itself is all that there may be.
      const isReached = chain.counted.every((each) => promiseOf(file, each)?.bound.word === 'atLeast');
      if (order === 0 && (bound.word !== 'above' || !isReached)) continue;
      const allowed = shownBelow(chain.share, target);
      yield {
        span: bound.span,
        message: message(`${subject(chain)} ${toDecimal(allowed, 9)} %; you promise ${amount(bound.quantity)}`),
        severity: chain.hasSameWindow ? 'error' : 'warning',
        related: chain.counted.map(({ dependency: { id, idSpan } }) => ({
          span: idSpan,
          message: `${quoted(id)} is one of them`,
        })),
        // A credit that begins at the target would pay for what meets a lower one.
        fixes:
          order < 0 && creditsOf(file.model, objective).length === 0
            ? lowered(objective, bound.keySpan.start, allowed)
            : [],
      };
    }
  },
});

function isAvailability({ type, objective }: Judged): boolean {
  return availabilityTypes.includes(type.id) && objective.share === undefined;
}

function subject({ counted, hasGroups }: Chain): string {
  const [first, second] = counted;
  if (first !== undefined && second === undefined) return `${quoted(first.dependency.id)} allows`;
  return `${counted.length} ${hasGroups ? '' : 'serial '}dependencies allow`;
}

/** What is allowed, rounded down to the digits of the target, or to as many as show that it is less. */
function shownBelow(share: Rational, target: Rational): Rational {
  const least = Math.max(2, digitsOf(target));
  return round(share, least, 'down');
}

function digitsOf(value: Rational): number {
  return toDecimal(value, 9).split('.')[1]?.length ?? 0;
}

/** Promises what is allowed; it is less than before, and nobody has to replicate anything for it. */
function lowered(objective: Objective, key: number, allowed: Rational): readonly Fix[] {
  const node = boundEntry(ownMap(objective), { start: key, end: key })?.value;
  if (node?.kind !== 'scalar' || allowed.num <= 0n) return [];
  const fix = replaceScalar(node, `${toDecimal(allowed, 9)} %`);
  return fix === undefined ? [] : [fix];
}
