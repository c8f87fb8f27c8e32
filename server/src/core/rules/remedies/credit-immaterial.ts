// credit-immaterial: the largest credit of an agreement is a small part of the fee.
// It must never speak where some credit cannot be compared with the fee, or where the agreement can be ended or more is due.

import type { Remedy, Tier } from '../../model/sla';
import { compare, integer, type Rational } from '../../scalars/rational';
import { payingByWindow, readsTheValue } from '../credits';
import { hasLoss } from '../facts';
import { creditIn, feeCalled, lastsAMonth, percentOf } from '../fees';
import { defineRule } from '../rule';
import { amount, message } from '../say';

/** Up to which part of the fee a credit is immaterial, in percent (rules.md A9). */
const immaterial = integer(5);
const heavier: readonly (string | undefined)[] = ['fixed-amount', 'termination', 'points'];

export const creditImmaterial = defineRule({
  id: 'credit-immaterial',
  category: 'remedies',
  lane: 'static',
  severity: 'information',
  summary: 'The largest credit of an agreement is a small part of the fee.',
  why: 'A credit that costs less than the claim for it moves nobody.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 2 % }
      - { below: 99.0 %, credit: 5 % }
#                                ^^^ The largest credit of the agreement is 5 %
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 2 % }
      - { below: 99.0 %, credit: 10 % }
`,
  offIn: ['transcribe'],
  *check({ file }) {
    const { model } = file;
    const credits = model.remedies.filter(({ kind }) => kind?.value === 'service-credit');
    const isOpen = model.remedies.some(({ kind }) => kind === undefined || heavier.includes(kind.value));
    if (model.kind?.value !== 'customer' || credits.length === 0 || isOpen || hasLoss(file.tree)) return;
    let most: { readonly tier: Tier; readonly credit: Rational } | undefined;
    for (const remedy of credits) {
      // Credits for every event, or that look at other windows, add up to nobody knows what.
      if (!readsTheValue(file, remedy) && !isRelative(remedy)) return;
      const fee = feeCalled(model, remedy.of?.value);
      if (remedy.tiers.length === 0) return;
      if (!payingByWindow(model, remedy).every(({ window }) => lastsAMonth(window))) return;
      for (const tier of remedy.tiers) {
        const credit = tier.days === undefined ? tier.credit && percentOf(tier.credit.value, fee) : creditIn(tier, fee);
        if (credit === undefined) return;
        if (most === undefined || compare(credit, most.credit) > 0) most = { tier, credit };
      }
    }
    if (most === undefined || compare(most.credit, immaterial) > 0) return;
    const { credit, days, span } = most.tier;
    const shown = credit === undefined ? 'a few days of the fee' : amount(credit.value);
    yield {
      span: (credit ?? days)?.span ?? span,
      message: message(`The largest credit of the agreement is ${shown}`),
    };
  },
});

function isRelative({ basis }: Remedy): boolean {
  return basis?.value === 'relative-exceedance';
}
