// credit-at-target: a tier pays at exactly the value that keeps the promise.
// It must never speak where a tier reaches further into what is kept: that defect has a rule of its own.

import type { Bound, Objective, Tier } from '../../model/sla';
import { convert, type Quantity } from '../../scalars/quantity';
import { compare } from '../../scalars/rational';
import { serviceCredits } from '../../compliance/credits';
import { forLine } from '../../show/escape';
import { showQuantity } from '../../show/words';
import { defineRule } from '../rule';

interface Target {
  readonly quantity: Quantity;
  readonly isLowest: boolean;
}

/** The one value that is just good enough, where it counts as kept; undefined where there is no single one. */
function targetOf({ bounds, share, targets, map }: Objective): Target | undefined {
  const hasShare = map?.entries.some(({ key }) => key.text === 'for') === true;
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
  bad: `objectives: { a: { metric: m, atLeast: 99.9 %, remedies: [c] } }
remedies: { c: { kind: service-credit, tiers: [{ atMost: 99.9 %, credit: 10 % }] } }
`,
  good: `objectives: { a: { metric: m, atLeast: 99.9 %, remedies: [c] } }
remedies: { c: { kind: service-credit, tiers: [{ below: 99.9 %, credit: 10 % }] } }
`,
  fixed: `objectives: { a: { metric: m, atLeast: 99.9 %, remedies: [c] } }
remedies: { c: { kind: service-credit, tiers: [{ below: 99.9 %, credit: 10 % }] } }
`,
  *check({ file }) {
    const told = new Set<Tier>();
    for (const objective of file.model.objectives) {
      const target = targetOf(objective);
      if (target === undefined) continue;
      for (const remedy of serviceCredits(file.model, objective)) {
        if (remedy.basis !== undefined && remedy.basis.value !== 'value') continue;
        const edges = remedy.tiers.map((tier) => ({ tier, edge: edgeOf(tier, target) }));
        if (edges.some(({ edge }) => edge === undefined || edge.order > 0)) continue;
        for (const { tier, edge } of edges) {
          if (edge?.order !== 0 || told.has(tier)) continue;
          const { bound } = edge;
          if (bound.word !== 'atMost' && bound.word !== 'atLeast') continue;
          told.add(tier);
          const strict = bound.word === 'atMost' ? 'below' : 'above';
          yield {
            span: bound.keySpan,
            message: `Exactly ${forLine(showQuantity(bound.quantity).slice(0, 30))} meets "${forLine(objective.id.slice(0, 30))}" and pays`,
            fixes: [{ title: `Write "${strict}"`, edits: [{ span: bound.keySpan, newText: strict }] }],
          };
        }
      }
    }
  },
});
