// dependency-credit-leak: a miss costs more in credits than the supplier that caused it gives back.
// It must never compare amounts in two currencies, of two windows, or of a fee that is not written.

import { compare, divide, hundred, multiply, subtract, toDecimal, type Rational } from '../../scalars/rational';
import type { Objective, SlaModel } from '../../model/sla';
import { creditsOf } from '../credits';
import { feeCalled, largestCredit, onlyAmount } from '../fees';
import { defineRule } from '../rule';
import { message } from '../say';
import { byObjective, mayExclude, underpinningsOf } from '../underpinning';

export const dependencyCreditLeak = defineRule({
  id: 'dependency-credit-leak',
  category: 'dependencies',
  lane: 'project',
  severity: 'information',
  summary: 'A miss costs more in credits than the supplier that caused it gives back.',
  why: 'The party in the middle pays the difference for a failure of somebody else.',
  bad: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
objectives:
  availability: { metric: uptime, atLeast: 99.5 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.5 %, credit: 30 % }], cap: 30 % per month }
fees:
  Monthly Fee: 5000 EUR per month
claims: { by: customer, within: 30 d }
dependencies:
  backup: { party: cloud, agreement: cloud.sla.yaml, objective: backup, for: [availability] }
# ^^^^^^ You owe 30 %, recover 10 %: 1400 EUR a month is yours
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
objectives:
  availability: { metric: uptime, atLeast: 99.5 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.5 %, credit: 10 % }], cap: 10 % per month }
fees:
  Monthly Fee: 1000 EUR per month
claims: { by: customer, within: 30 d }
dependencies:
  backup: { party: cloud, agreement: cloud.sla.yaml, objective: backup, for: [availability] }
`,
  yieldsTo: ['underpinning-claim-later', 'duplicate-key', 'invalid-id'],
  *check({ project, file }) {
    const told = new Set<unknown>();
    for (const [objective, below] of byObjective(file, underpinningsOf(project, file))) {
      const owed = topCredit(file.model, objective);
      if (owed === undefined) continue;
      for (const each of below) {
        const { dependency, other, objective: promised, topology } = each;
        if (topology !== 'serial' || told.has(dependency) || mayExclude(file.model, objective, each)) continue;
        const back = other === undefined || promised === undefined ? undefined : topCredit(other.model, promised);
        if (back === undefined || back.currency !== owed.currency || back.window !== owed.window) continue;
        const leak = subtract(owed.amount, back.amount);
        if (compare(leak, { num: 0n, den: 1n }) <= 0) continue;
        told.add(dependency);
        yield {
          span: dependency.idSpan,
          message: message(
            `You owe ${toDecimal(owed.share, 2)} %, recover ${toDecimal(back.share, 2)} %: ${toDecimal(leak, 2)} ${owed.currency} a ${owed.window} is yours`,
          ),
          related: [{ span: objective.idSpan, message: 'What you owe a credit for' }],
        };
      }
    }
  },
});

interface TopCredit {
  /** In percent of the fee. */
  readonly share: Rational;
  readonly amount: Rational;
  readonly currency: string;
  readonly window: string;
}

/** The largest credit of a window of an objective with a single service credit; undefined where its fee or its size is not known. */
function topCredit(model: SlaModel, objective: Objective): TopCredit | undefined {
  const [credit, second] = creditsOf(model, objective);
  if (credit === undefined || second !== undefined) return undefined;
  const basis = credit.basis?.value ?? 'value';
  const fee = feeCalled(model, credit.of?.value);
  const paid = onlyAmount(fee);
  const largest = basis === 'value' || basis === 'relative-exceedance' ? largestCredit(credit, fee) : undefined;
  const window = objective.window?.value;
  if (paid === undefined || largest === undefined || window?.kind !== 'calendar' || window.unit !== paid.window)
    return undefined;
  const caps = credit.caps.flatMap(({ value: { amount, per } }) =>
    amount.dimension === 'percent' && (per === undefined || (per.kind === 'calendar' && per.unit === paid.window))
      ? [amount.value]
      : [],
  );
  const share = caps.reduce((least, cap) => (compare(cap, least) < 0 ? cap : least), largest);
  return { share, amount: divide(multiply(share, paid.amount), hundred), currency: paid.currency, window: paid.window };
}
