// credit-tier-overlap: a value lies in two credit tiers.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { exactBands, neighbours, shown } from '../../model/tiers';
import { compare } from '../../scalars/rational';
import { defineRule } from '../rule';

export const creditTierOverlap = defineRule({
  id: 'credit-tier-overlap',
  category: 'remedies',
  lane: 'static',
  severity: 'error',
  summary: 'A value lies in two credit tiers.',
  why: 'Both sides can claim the tier that suits them.',
  bad: `remedies: { c: { kind: service-credit, tiers: [{ atLeast: 94 %, below: 99.9 %, credit: 10 % }, { atMost: 94 %, credit: 25 % }] } }
`,
  good: `remedies: { c: { kind: service-credit, tiers: [{ atLeast: 94 %, below: 99.9 %, credit: 10 % }, { below: 94 %, credit: 25 % }] } }
`,
  *check({ file }) {
    for (const remedy of file.model.remedies) {
      const bands = exactBands(remedy);
      for (const [lower, upper] of bands === undefined ? [] : neighbours(bands)) {
        const order =
          lower.high === undefined || upper.low === undefined ? 1 : compare(lower.high.value, upper.low.value);
        const isOverlap = order > 0 || (order === 0 && lower.high?.isIn === true && upper.low?.isIn === true);
        const edge = upper.low ?? lower.high;
        if (isOverlap && edge !== undefined) yield { span: edge.span, message: `${shown(edge)} is in two tiers` };
      }
    }
  },
});
