// underpinning-value-differs: a dependency writes another value than the agreement that it names promises.
// It must never speak where the two are bounds of different sides or kinds: those are no two statements of one promise.

import { fileAt } from '../../project-paths';
import { boundEntry, replaceScalar } from '../edits';
import { hasLoss } from '../facts';
import { defineRule } from '../rule';
import { amount, message } from '../say';
import { differs } from '../underpinning';

export const underpinningValueDiffers = defineRule({
  id: 'underpinning-value-differs',
  category: 'dependencies',
  lane: 'project',
  severity: 'error',
  summary: 'A dependency writes another value than the agreement that it names promises.',
  why: 'Whoever reads only this agreement counts on something that nobody has promised.',
  bad: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
dependencies:
  compute: { party: cloud, agreement: cloud.sla.yaml, objective: compute, atLeast: 99.999 %, for: [availability] }
#                                                                                  ^^^^^^^^ Written 99.999 %; its agreement says 99.99 %
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
dependencies:
  compute: { party: cloud, agreement: cloud.sla.yaml, objective: compute, atLeast: 99.99 %, for: [availability] }
`,
  fixed: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
dependencies:
  compute: { party: cloud, agreement: cloud.sla.yaml, objective: compute, atLeast: 99.99 %, for: [availability] }
`,
  yieldsTo: ['invalid-scalar', 'reference-unresolved'],
  *check({ project, file }) {
    for (const { agreement, objective, bounds, map } of file.model.dependencies) {
      if (agreement === undefined || objective === undefined) continue;
      const other = fileAt(project, file, agreement.value);
      if (other === undefined || hasLoss(other.tree)) continue;
      const promised = other.model.objectives.find(({ id }) => id === objective.value);
      for (const bound of bounds) {
        const theirs = promised?.bounds.find(({ word }) => word === bound.word);
        if (theirs === undefined || !differs(bound, theirs)) continue;
        const node = boundEntry(map, bound.keySpan)?.value;
        const fix = node?.kind === 'scalar' ? replaceScalar(node, amount(theirs.quantity)) : undefined;
        yield {
          span: bound.span,
          message: message(`Written ${amount(bound.quantity)}; its agreement says ${amount(theirs.quantity)}`),
          fixes: fix === undefined ? [] : [fix],
        };
      }
    }
  },
});
