// cap-below-tier: a cap is lower than what a tier of its own table promises for the same window.
// It must never compare a cap of one window with credits of another, nor amounts that do not convert.

import type { Remedy } from '../../model/sla';
import { compare, integer } from '../../scalars/rational';
import type { SlaFile } from '../../model/file';
import { payingByWindow } from '../credits';
import { creditIn, feeCalled, percentOf, ratioOf } from '../fees';
import { replaceScalar } from '../edits';
import { findAt } from '../../syntax/find';
import { defineRule, type Fix, type Yield } from '../rule';
import { amount, message } from '../say';
import { standsOut } from '../steps';

export const capBelowTier = defineRule({
  id: 'cap-below-tier',
  category: 'remedies',
  lane: 'static',
  severity: 'error',
  summary: 'A cap is lower than what a tier of its own table promises for the same window.',
  why: 'One line promises a credit that another line takes away, and each side quotes the line that suits it.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
      - { below: 99.0 %, credit: 25 % }
    cap: 10 % per month
#        ^^^^^^^^^^^^^^ Cap 10 % is below the tier of 25 %
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
      - { below: 99.0 %, credit: 25 % }
    cap: 25 % per month
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
      - { below: 99.0 %, credit: 25 % }
    cap: 25 % per month
`,
  yieldsTo: ['credit-unit-mismatch'],
  *check({ file }) {
    for (const remedy of file.model.remedies)
      if (remedy.kind?.value === 'service-credit' && remedy.caps.length > 0 && !standsOut(file, remedy))
        yield* lowCaps(file, remedy);
  },
});

function* lowCaps(file: SlaFile, remedy: Remedy): Generator<Yield> {
  const fee = feeCalled(file.model, remedy.of?.value);
  const windows = payingByWindow(file.model, remedy).map(({ window }) => window);
  for (const cap of remedy.caps) {
    const { amount: limit, per } = cap.value;
    const holds = windows.some((window) => {
      const ratio = ratioOf(window, per);
      return ratio !== undefined && compare(ratio.most, integer(1)) === 0;
    });
    const tier = remedy.tiers.find((each) => {
      if (each.credit?.value.unit === limit.unit) return compare(limit.value, each.credit.value.value) < 0;
      const [most, credit] = [percentOf(limit, fee), creditIn(each, fee)];
      return most !== undefined && credit !== undefined && compare(most, credit) < 0;
    });
    if (!holds || tier === undefined) continue;
    const credit = tier.credit === undefined ? 'days' : amount(tier.credit.value);
    yield {
      span: cap.span,
      message: message(`Cap ${amount(limit)} is below the tier of ${credit}`),
      related: [{ span: tier.credit?.span ?? tier.span, message: 'This tier promises more' }],
      fixes: raised(file, remedy, cap),
    };
  }
}

/** The cap that lets the largest credit of the table be paid, in the words of the one that is written. */
function raised(
  file: SlaFile,
  { tiers }: Remedy,
  { value: { amount: limit }, span }: Remedy['caps'][number],
): readonly Fix[] {
  const credits = tiers.flatMap(({ credit }) => (credit?.value.unit === limit.unit ? [credit.value] : []));
  const [largest] = credits.toSorted((a, b) => compare(b.value, a.value));
  const node = findAt(file.tree, span.start).node;
  if (largest === undefined || node?.kind !== 'scalar' || credits.length < tiers.length) return [];
  const behind = / per .*$/s.exec(node.text)?.[0] ?? '';
  const fix = replaceScalar(node, `${amount(largest)}${behind}`);
  return fix === undefined ? [] : [fix];
}
