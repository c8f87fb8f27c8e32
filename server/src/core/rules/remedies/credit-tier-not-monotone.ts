// credit-tier-not-monotone: a worse value earns less than a better one.
// It must never compare tiers that overlap, or whose credits are of different units.

import type { SlaModel, Remedy } from '../../model/sla';
import { compareCuts, inOrder, isEmptyRange, isUpper, overlapsOf, type Band, type TierTable } from '../../model/tiers';
import { compare } from '../../scalars/rational';
import { possibleTable } from '../facts';
import { kindsPaying } from '../judged';
import { swapFix } from '../edits';
import { defineRule, type Fix } from '../rule';
import { amount, message } from '../say';

export const creditTierNotMonotone = defineRule({
  id: 'credit-tier-not-monotone',
  category: 'remedies',
  lane: 'static',
  severity: 'error',
  summary: 'A worse value earns less than a better one.',
  why: 'Once a month is lost, letting it get worse is then the cheaper way for the one who owes it.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
      - { below: 99.0 %, credit: 5 % }
#                                ^^^ Worse value 99 % earns 5 %, better 99.9 % earns 10 %
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 5 % }
      - { below: 99.0 %, credit: 10 % }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 5 % }
      - { below: 99.0 %, credit: 10 % }
`,
  yieldsTo: ['target-direction-inverted'],
  *check({ file }) {
    for (const remedy of file.model.remedies) {
      const table = possibleTable(file.model, remedy);
      const steps = table === undefined ? undefined : fromBest(file.model, remedy, table);
      if (table === undefined || steps === undefined) continue;
      let most: Band | undefined;
      for (const step of steps) {
        const [worse, better] = [step.tier.credit, most?.tier.credit];
        const order = worse === undefined || better === undefined ? 1 : compare(worse.value.value, better.value.value);
        if (most === undefined || order > 0 || (order === 0 && table.form === 'exact')) {
          most = step;
          continue;
        }
        if (worse === undefined || better === undefined || isSameStep(step, most)) continue;
        yield {
          span: worse.span,
          message: message(`Worse value ${earns(step)}, better ${earns(most)}`),
          related: [{ span: better.span, message: 'The better value earns this' }],
          fixes: swapped(file.snapshot.text, step, most),
        };
      }
    }
  },
});

/** The tiers from the nearest to the target to the furthest; undefined where their order or their credits cannot be compared. */
function fromBest(model: SlaModel, remedy: Remedy, table: TierTable): readonly Band[] | undefined {
  const units = new Set(table.bands.map(({ tier: { credit } }) => credit?.value.unit));
  if (units.size !== 1 || units.has(undefined) || remedy.apply?.value === 'unstated') return undefined;
  const isHigherBetter = betterIsHigher(model, remedy, table);
  if (isHigherBetter === undefined || (table.form === 'exact' && overlapsOf(table, 1).length > 0)) return undefined;
  // A tier that holds no value has a rule of its own.
  const ordered = inOrder(table.bands.filter((band) => !isEmptyRange(band)));
  return isHigherBetter ? [...ordered].reverse() : ordered;
}

function compareEdges(a: Band['low'], b: Band['low']): number {
  return a === undefined || b === undefined ? 0 : compareCuts(a, b);
}

/** In a nested table the bounds tell the direction; in any other one the metrics that are paid by it do. */
function betterIsHigher(model: SlaModel, remedy: Remedy, { form, bands, unit }: TierTable): boolean | undefined {
  const bound = bands[0]?.tier.bounds[0];
  if (form === 'nested') return bound === undefined ? undefined : isUpper(bound);
  if (remedy.basis !== undefined && remedy.basis.value !== 'value') return false;
  const directions = new Set(
    kindsPaying(model, remedy).map(({ objective, better, inverted }) => {
      if (inverted.length > 0) return undefined;
      return objective.share !== undefined && unit === '%' ? 'higher' : better;
    }),
  );
  const [only] = directions;
  return directions.size === 1 && only !== undefined ? only === 'higher' : undefined;
}

function isSameStep(a: Band, b: Band): boolean {
  return (
    compareEdges(a.low ?? a.high, b.low ?? b.high) === 0 &&
    (a.low === undefined) === (b.low === undefined) &&
    (a.high === undefined) === (b.high === undefined)
  );
}

function earns({ tier: { bounds, credit } }: Band): string {
  const [bound] = bounds;
  if (bound === undefined || credit === undefined) return '';
  return `${amount(bound.quantity, 16)} earns ${amount(credit.value, 16)}`;
}

/** Lets the two credits change places. */
function swapped(text: string, { tier: a }: Band, { tier: b }: Band): readonly Fix[] {
  if (a.credit === undefined || b.credit === undefined || compare(a.credit.value.value, b.credit.value.value) === 0)
    return [];
  const [worse, better] = [a.credit, b.credit].map(({ value }) => amount(value, 16));
  return swapFix(text, `Swap ${better} and ${worse}`, a.credit.span, b.credit.span);
}
