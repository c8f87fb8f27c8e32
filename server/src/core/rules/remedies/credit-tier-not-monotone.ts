// credit-tier-not-monotone: a worse value earns no more than a better one.
// It must never compare tiers of different units, nor tables in which some tier has two bounds.

import type { Bound, Remedy } from '../../model/sla';
import { convert, type Quantity } from '../../scalars/quantity';
import { compare, type Rational } from '../../scalars/rational';
import { forLine } from '../../show/escape';
import { showQuantity } from '../../show/words';
import type { Located } from '../../text/span';
import { defineRule } from '../rule';

interface Step {
  readonly bound: Bound;
  readonly at: Rational;
  readonly credit: Located<Quantity>;
}

/** The tiers of a table with one bound each, the nearest to the target first; undefined for other tables. */
function stepsOf({ kind, apply, tiers }: Remedy): readonly Step[] | undefined {
  const first = tiers[0]?.bounds[0];
  if (kind?.value !== 'service-credit' || apply?.value === 'unstated' || first === undefined) return undefined;
  const isLow = ({ word }: Bound): boolean => word === 'below' || word === 'atMost';
  const steps: Step[] = [];
  for (const { bounds, credit } of tiers) {
    const [bound, second] = bounds;
    if (bound === undefined || second !== undefined || credit === undefined) return undefined;
    const at = convert(bound.quantity, first.quantity.unit);
    const isAlike =
      isLow(bound) === isLow(first) &&
      bound.quantity.dimension === first.quantity.dimension &&
      bound.quantity.business === first.quantity.business &&
      credit.value.unit === (steps[0]?.credit ?? credit).value.unit;
    if (at === undefined || !isAlike) return undefined;
    steps.push({ bound, at, credit });
  }
  return steps.sort((a, b) => (isLow(first) ? compare(b.at, a.at) : compare(a.at, b.at)));
}

const shown = (quantity: Quantity): string => forLine(showQuantity(quantity).slice(0, 16));

export const creditTierNotMonotone = defineRule({
  id: 'credit-tier-not-monotone',
  category: 'remedies',
  lane: 'static',
  severity: 'error',
  summary: 'A worse value earns no more than a better one.',
  why: 'A tier that pays no more than a nearer one is never the one that applies, so it was meant otherwise.',
  bad: `remedies: { c: { kind: service-credit, tiers: [{ below: 99.9 %, credit: 10 % }, { below: 99 %, credit: 5 % }] } }
`,
  good: `remedies: { c: { kind: service-credit, tiers: [{ below: 99.9 %, credit: 5 % }, { below: 99 %, credit: 10 % }] } }
`,
  *check({ file }) {
    for (const remedy of file.model.remedies) {
      let better: Step | undefined;
      for (const step of stepsOf(remedy) ?? []) {
        if (better === undefined || compare(step.credit.value.value, better.credit.value.value) > 0) {
          better = step;
          continue;
        }
        if (compare(step.at, better.at) === 0) continue;
        const [worse, near] = [step, better].map(
          ({ bound, credit }) => `${shown(bound.quantity)} earns ${shown(credit.value)}`,
        );
        yield { span: step.credit.span, message: `Worse value ${worse}, better ${near}` };
      }
    }
  },
});
