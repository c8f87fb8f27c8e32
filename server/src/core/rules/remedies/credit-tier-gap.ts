// credit-tier-gap: a value of the metric falls into no credit tier.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { exactBands, neighbours, shown } from '../../model/tiers';
import { compare } from '../../scalars/rational';
import { defineRule } from '../rule';

export const creditTierGap = defineRule({
  id: 'credit-tier-gap',
  category: 'remedies',
  lane: 'static',
  severity: 'error',
  summary: 'A value of the metric falls into no credit tier.',
  why: 'A miss that lands in the gap earns nothing, which neither side meant.',
  bad: `remedies: { c: { kind: service-credit, tiers: [{ atLeast: 98 %, below: 99.9 %, credit: 10 % }, { below: 97.9 %, credit: 25 % }] } }
`,
  good: `remedies: { c: { kind: service-credit, tiers: [{ below: 99.9 %, credit: 10 % }, { below: 97.9 %, credit: 25 % }] } }
`,
  *check({ file }) {
    for (const remedy of file.model.remedies) {
      const bands = exactBands(remedy);
      for (const [lower, upper] of bands === undefined ? [] : neighbours(bands)) {
        if (lower.high === undefined || upper.low === undefined) continue;
        const order = compare(lower.high.value, upper.low.value);
        const isGap = order < 0 || (order === 0 && !lower.high.isIn && !upper.low.isIn);
        if (isGap) yield { span: lower.high.span, message: `No tier for ${shown(lower.high)} to ${shown(upper.low)}` };
      }
    }
  },
});
