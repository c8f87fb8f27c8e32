// annual-cap-exhausted: a cap of a long time is used up by one or two bad windows.
// It must never compare parts of the fee with amounts that do not convert.

import type { SlaFile } from '../../model/file';
import type { Remedy } from '../../model/sla';
import { compare, divide, integer, zero } from '../../scalars/rational';
import { payingByWindow } from '../credits';
import { feeCalled, creditIn, percentOf, ratioOf, wordOf } from '../fees';
import { defineRule, type Yield } from '../rule';
import { amount, message } from '../say';

export const annualCapExhausted = defineRule({
  id: 'annual-cap-exhausted',
  category: 'remedies',
  lane: 'static',
  severity: 'warning',
  summary: 'A cap of a long time is used up by one or two bad windows.',
  why: 'For the rest of the year the promise costs nothing, and is worth as much.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers: [{ below: 99.9 %, credit: 10 % }, { below: 99.0 %, credit: 30 % }]
    cap: 40 % per year
#        ^^^^^^^^^^^^^ Cap 40 % per year is used up by 2 bad windows (month)
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers: [{ below: 99.9 %, credit: 10 % }, { below: 99.0 %, credit: 30 % }]
    cap: 60 % per year
`,
  offIn: ['transcribe'],
  yieldsTo: ['credit-unit-mismatch', 'cap-below-tier'],
  *check({ file }) {
    for (const remedy of file.model.remedies)
      if (remedy.kind?.value === 'service-credit') yield* shortCaps(file, remedy);
  },
});

function* shortCaps(file: SlaFile, remedy: Remedy): Generator<Yield> {
  const fee = feeCalled(file.model, remedy.of?.value);
  const credits = remedy.tiers.map((tier) => creditIn(tier, fee));
  const known = credits.filter((credit) => credit !== undefined);
  const largest = known.reduce((most, credit) => (compare(credit, most) > 0 ? credit : most), zero);
  if (known.length === 0 || known.length < credits.length || compare(largest, zero) === 0) return;
  for (const cap of remedy.caps) {
    const { amount: limit, per } = cap.value;
    const most = percentOf(limit, fee);
    const window = payingByWindow(file.model, remedy)
      .map((paying) => paying.window)
      .find((each) => {
        const ratio = ratioOf(each, per);
        return ratio !== undefined && compare(ratio.least, integer(3)) >= 0;
      });
    if (most === undefined || per === undefined || window === undefined) continue;
    // Where a lower tier uses it up and a higher one pays no more, the higher tier is said.
    if (known.some((credit) => compare(credit, most) >= 0 && compare(credit, largest) < 0)) continue;
    const times = divide(most, largest);
    if (compare(times, integer(2)) >= 0) continue;
    const isOne = compare(times, integer(1)) <= 0;
    yield {
      span: cap.span,
      message: message(
        `Cap ${amount(limit)} per ${wordOf(per)} is used up by ${isOne ? '1 bad window' : '2 bad windows'} (${wordOf(window)})`,
      ),
    };
  }
}
