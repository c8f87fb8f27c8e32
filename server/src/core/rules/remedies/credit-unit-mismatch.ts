// credit-unit-mismatch: credits and caps of one table are in units that nothing converts.
// It must never speak of days beside percent, nor of money beside them where the fee is known in that currency.

import type { SlaFile } from '../../model/file';
import type { Remedy } from '../../model/sla';
import type { Quantity } from '../../scalars/quantity';
import type { Located } from '../../text/span';
import { amountsOf, feeCalled } from '../fees';
import { defineRule } from '../rule';
import { amount, message, quoted } from '../say';

export const creditUnitMismatch = defineRule({
  id: 'credit-unit-mismatch',
  category: 'remedies',
  lane: 'static',
  severity: 'error',
  summary: 'Credits and caps of one table are in units that nothing converts.',
  why: 'Nobody can say which of two credits is the larger one, or when a cap is reached.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 5 % }
      - { below: 99.5 %, credit: 10 % }
      - { below: 99.0 %, credit: 100 GBP }
#                                ^^^^^^^ 100 GBP is used where a percentage of "Monthly Fee" is meant
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 5 % }
      - { below: 99.5 %, credit: 10 % }
      - { below: 99.0 %, credit: 30 % }
`,
  *check({ file }) {
    for (const remedy of file.model.remedies) {
      if (remedy.kind?.value !== 'service-credit') continue;
      const odd = oddOne(file, remedy);
      if (odd === undefined) continue;
      yield {
        span: odd.found.span,
        message: message(`${amount(odd.found.value)} is used where ${odd.meant} is meant`),
        related: [{ span: odd.beside, message: 'Beside this' }],
      };
    }
  },
});

interface Odd {
  readonly found: Located<Quantity>;
  readonly meant: string;
  readonly beside: Located<unknown>['span'];
}

/** The first credit or cap that does not fit what most of the table is in: a part of the fee, or money of one currency. */
function oddOne(file: SlaFile, { of, tiers, caps }: Remedy): Odd | undefined {
  const credits = tiers.flatMap(({ credit }) => credit ?? []);
  const all = [...credits, ...caps.map(({ value, span }) => ({ value: value.amount, span }))];
  const days = tiers.flatMap(({ days: own }) => own ?? []);
  const amounts = amountsOf(feeCalled(file.model, of?.value));
  const isConverted = (currency: string): boolean =>
    amounts.length > 0 && amounts.every(({ amount: fee }) => fee.unit === currency);
  /** What a quantity is a kind of: a part of the fee, which money of the fee's currency is too, or another money. */
  const kindOf = ({ dimension, unit }: Quantity): string | undefined => {
    if (dimension === 'percent') return '%';
    if (dimension !== 'money') return undefined;
    return isConverted(unit) ? '%' : unit;
  };
  const counts = new Map<string, number>(days.length > 0 ? [['%', days.length]] : []);
  for (const { value } of credits) {
    const kind = kindOf(value);
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  // Of equally many, the kind that is written first.
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  if (most === undefined) return undefined;
  const [usual] = most;
  const found = all.find(({ value }) => (kindOf(value) ?? usual) !== usual);
  const beside = [...credits.filter(({ value }) => kindOf(value) === usual), ...days][0];
  if (found === undefined || beside === undefined) return undefined;
  const fee = of === undefined ? 'the fee' : quoted(of.value, 24);
  return { found, beside: beside.span, meant: usual === '%' ? `a percentage of ${fee}` : `an amount in ${usual}` };
}
