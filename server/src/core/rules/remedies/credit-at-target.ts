// credit-at-target: a tier pays at exactly the value that keeps the promise.
// It must never speak where a tier reaches further into what is kept: that defect has a rule of its own.

import type { SlaFile } from '../../model/file';
import type { Bound, Objective, Tier } from '../../model/sla';
import { convert, type Quantity } from '../../scalars/quantity';
import { compare } from '../../scalars/rational';
import { lacks } from '../facts';
import { kindsPaying } from '../judged';
import { defineRule, type Yield } from '../rule';
import { amount, message, quoted } from '../say';
import { setBound } from '../tier-fixes';

interface Target {
  readonly quantity: Quantity;
  readonly isLowest: boolean;
}

/** The one value that is just good enough, where it counts as kept; undefined where there is no single one. */
function targetOf({ bounds, share, targets }: Objective, hasShare: boolean): Target | undefined {
  if (hasShare)
    return share === undefined || share.value === 'all' ? undefined : { quantity: share.value, isLowest: true };
  const [bound, second] = bounds;
  if (bound === undefined || second !== undefined || targets !== undefined) return undefined;
  if (bound.word !== 'atLeast' && bound.word !== 'atMost') return undefined;
  return { quantity: bound.quantity, isLowest: bound.word === 'atLeast' };
}

/** The bound of a tier on the side of the target and how it compares: negative inside the miss, positive beyond the target. */
function edgeOf(tier: Tier, target: Target): { readonly bound: Bound; readonly order: number } | undefined {
  const words = target.isLowest ? ['atMost', 'below'] : ['atLeast', 'above'];
  const bound = tier.bounds.find(({ word }) => words.includes(word));
  const { dimension, unit, business } = target.quantity;
  if (bound?.quantity.dimension !== dimension || bound.quantity.business !== business) return undefined;
  const value = convert(bound.quantity, unit);
  if (value === undefined) return undefined;
  const order = compare(value, target.quantity.value);
  return { bound, order: target.isLowest ? order : -order };
}

export const creditAtTarget = defineRule({
  id: 'credit-at-target',
  category: 'remedies',
  lane: 'static',
  severity: 'error',
  summary: 'A tier pays at exactly the value that keeps the promise.',
  why: 'At that value the promise is kept and missed at once, and each side reads the half that suits it.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { atMost: 99.9 %, credit: 10 % }
#         ^^^^^^ Exactly 99.9 % meets "availability" and pays
      - { below: 99.0 %, credit: 30 % }
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
      - { below: 99.0 %, credit: 30 % }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
      - { below: 99.0 %, credit: 30 % }
`,
  readsBeside: [],
  *checkClause({ file, remedies }) {
    for (const remedy of remedies) {
      if (remedy.kind?.value !== 'service-credit' || (remedy.basis?.value ?? 'value') !== 'value') continue;
      const told = new Set<Tier>();
      for (const { objective, inverted } of kindsPaying(file.model, remedy)) {
        const target = targetOf(objective, !lacks(file, objective.map, 'for'));
        if (target === undefined || inverted.length > 0) continue;
        const edges = remedy.tiers.map((tier) => ({ tier, edge: edgeOf(tier, target) }));
        if (edges.some(({ edge }) => edge === undefined || edge.order > 0)) continue;
        for (const { tier, edge } of edges) {
          if (edge?.order !== 0 || told.has(tier)) continue;
          const { bound } = edge;
          if (bound.word !== 'atMost' && bound.word !== 'atLeast') continue;
          told.add(tier);
          yield said(file, objective, tier, bound);
        }
      }
    }
  },
});

function said(file: SlaFile, objective: Objective, tier: Tier, bound: Bound): Yield {
  const kept = objective.bounds[0]?.span ?? objective.share?.span;
  return {
    span: bound.keySpan,
    message: message(`Exactly ${amount(bound.quantity)} meets ${quoted(objective.id)} and pays`),
    related: kept === undefined ? [] : [{ span: kept, message: 'This value keeps the promise' }],
    fixes: setBound(file, tier, bound, bound.word === 'atMost' ? 'below' : 'above'),
  };
}
