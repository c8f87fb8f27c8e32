// fraction-or-percent: a share of one percent or less may be a fraction with a sign that does not belong to it.
// It must never speak of failures, which are rightly a small share, nor of what few reach.

import type { Bound } from '../../model/sla';
import { isUpper } from '../../model/tiers';
import type { Quantity } from '../../scalars/quantity';
import { compare, hundred, integer, multiply, toDecimal } from '../../scalars/rational';
import { boundsIn } from '../facts';
import { defineRule, type Yield } from '../rule';
import { amount, message } from '../say';

export const fractionOrPercent = defineRule({
  id: 'fraction-or-percent',
  category: 'metrics',
  lane: 'static',
  severity: 'warning',
  summary: 'A share of one percent or less may be a fraction with a sign that does not belong to it.',
  why: 'Read to the letter, the promise is kept by a service that is down for 99 hours of a hundred.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 0.999 %, window: month, remedies: [report], reason: Kept in 2025 }
#                                          ^^^^^^^ 0.999 % reads as 0.999 % or 99.9 %
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['unit-mismatch', 'value-out-of-range', 'invalid-scalar', 'target-direction-inverted'],
  readsBeside: [],
  *checkClause({ judged }) {
    for (const { objective, type, better } of judged) {
      const { share } = objective;
      if (share !== undefined && share.value !== 'all' && mayBeFraction(share.value))
        yield said(share.span, share.value);
      // Few of those that enter reach the end, and one in a hundred may be much.
      if (type.dimension !== 'percent' || better !== 'higher' || type.fold.kind === 'cohort') continue;
      for (const bound of boundsIn(objective)) if (isLow(bound)) yield said(bound.span, bound.quantity);
    }
  },
});

function isLow(bound: Bound): boolean {
  return !isUpper(bound) && bound.quantity.dimension === 'percent' && mayBeFraction(bound.quantity);
}

function mayBeFraction({ value }: Quantity): boolean {
  return value.num > 0n && compare(value, integer(1)) <= 0;
}

function said(span: Bound['span'], quantity: Quantity): Yield {
  const meant = `${toDecimal(multiply(quantity.value, hundred), 12)} %`;
  return {
    span,
    message: message(`${amount(quantity)} reads as ${amount(quantity)} or ${meant}`),
    fixes: [{ title: `Write "${meant}"`, edits: [{ span, newText: meant }] }],
  };
}
