// credit-tier-not-monotone: a worse value earns less than a better one.
// It must never compare tiers that overlap, or whose credits are of different units.

import type { SlaFile } from '../../model/file';
import { compareCuts, type Band, type TierTable } from '../../model/tiers';
import { compare } from '../../scalars/rational';
import { possibleTable } from '../facts';
import { paysMetValues } from '../credits';
import { swapFix } from '../edits';
import { defineRule, type Fix, type Yield } from '../rule';
import { amount, message } from '../say';
import { fromBest, isBelow, risingSteps } from '../steps';

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
      if (table === undefined || steps === undefined || paysMetValues(file, remedy, table)) continue;
      yield* outOfOrder(file, table, steps);
    }
  },
});

/** The steps that stand out of a rising row, each beside the one of the row that it contradicts. */
function* outOfOrder(file: SlaFile, table: TierTable, steps: readonly Band[]): Generator<Yield> {
  const row = risingSteps(steps, table.form);
  for (const [index, step] of steps.entries()) {
    if (row.has(step)) continue;
    const nearer = steps.slice(0, index).findLast((each) => row.has(each) && !isBelow(each, step, table.form));
    const further = steps.slice(index + 1).find((each) => row.has(each) && !isBelow(step, each, table.form));
    const [better, worse] = nearer === undefined ? [step, further] : [nearer, step];
    if (worse === undefined || isSameStep(worse, better)) continue;
    const [told, other] = [step, step === worse ? better : worse];
    if (told.tier.credit === undefined || other.tier.credit === undefined) continue;
    yield {
      span: told.tier.credit.span,
      message: message(`Worse value ${earns(worse)}, better ${earns(better)}`),
      related: [
        { span: other.tier.credit.span, message: `The ${step === worse ? 'better' : 'worse'} value earns this` },
      ],
      fixes: swapped(file.snapshot.text, worse, better),
    };
  }
}

function compareEdges(a: Band['low'], b: Band['low']): number {
  return a === undefined || b === undefined ? 0 : compareCuts(a, b);
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
