// credit-cliff: the first miss, however small, costs half of the fee or more.
// It must never speak where the fee is of an unknown window, or of a longer one than the promise is judged over.

import type { SlaFile } from '../../model/file';
import type { Remedy, Tier } from '../../model/sla';
import type { TierTable } from '../../model/tiers';
import { compare, divide, integer, type Rational } from '../../scalars/rational';
import { newlineOf, startOfLine } from '../../text/lines';
import { holdsAt, lineOf, payingByWindow, paysMetValues, readsTheValue } from '../credits';
import { possibleTable } from '../facts';
import { creditIn, feeCalled, ratioOf, windowOfFee } from '../fees';
import type { Judged } from '../judged';
import { defineRule, type Fix } from '../rule';
import { amount, message, quoted } from '../say';

/** From how much of the fee on the first step is a cliff, in percent (rules.md A9). */
const cliff = integer(50);

export const creditCliff = defineRule({
  id: 'credit-cliff',
  category: 'remedies',
  lane: 'static',
  severity: 'warning',
  summary: 'The first miss, however small, costs half of the fee or more.',
  why: 'A second too much then costs as much as a lost week, so that every miss is disputed, and nothing is left to lose after it.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 100 % }
#                                ^^^^^ First miss of "availability" earns 100 % of "Monthly Fee"
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
      - { below: 95 %, credit: 100 % }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: TODO }
      - { below: 99.9 %, credit: 100 % }
`,
  offIn: ['transcribe'],
  yieldsTo: ['target-direction-inverted', 'credit-tier-overlap'],
  *check({ file }) {
    for (const remedy of file.model.remedies) {
      const fee = feeCalled(file.model, remedy.of?.value);
      const table =
        windowOfFee(fee) !== undefined && readsTheValue(file, remedy) ? possibleTable(file.model, remedy) : undefined;
      if (table === undefined || fee === undefined) continue;
      // Where tiers look the wrong way, which of them is the first step is not known.
      if (paysMetValues(file, remedy, table, 'only')) continue;
      for (const judged of payingByWindow(file.model, remedy).flatMap(({ kinds }) => [...kinds.values()])) {
        const tier = firstStep(file, remedy, table, judged);
        if (tier?.credit === undefined) continue;
        yield {
          span: tier.credit.span,
          message: message(
            `First miss of ${quoted(judged.objective.id, 20)} earns ${amount(tier.credit.value)} of ${quoted(fee.name, 20)}`,
          ),
          fixes: split(file, tier),
        };
        break;
      }
    }
  },
});

/** The tier at the target, where it pays half of the fee of the whole window of the objective, or more. */
function firstStep(file: SlaFile, remedy: Remedy, table: TierTable, judged: Judged): Tier | undefined {
  const fee = feeCalled(file.model, remedy.of?.value);
  const windows = ratioOf(windowOfFee(fee), judged.objective.window?.value);
  if (windows === undefined || compare(windows.least, integer(1)) < 0) return undefined;
  const line = lineOf(file, judged, table);
  if (line === undefined) return undefined;
  let most: { readonly tier: Tier; readonly credit: Rational } | undefined;
  for (const band of table.bands) {
    if (!holdsAt(line, band)) continue;
    const credit = creditIn(band.tier, fee);
    if (credit === undefined) return undefined;
    if (most === undefined || compare(credit, most.credit) > 0) most = { tier: band.tier, credit };
  }
  if (most === undefined) return undefined;
  return compare(divide(most.credit, windows.most), cliff) >= 0 ? most.tier : undefined;
}

/** Puts the same tier before it, with a credit that a person has to choose. */
function split(file: SlaFile, { map, credit }: Tier): readonly Fix[] {
  const { text } = file.snapshot;
  const seq = map.parent;
  const { start, end } = map.span;
  const shown = text.slice(start, end);
  if (seq?.kind !== 'seq' || credit === undefined || !map.flow || shown.includes('\n')) return [];
  const copy = `${text.slice(start, credit.span.start)}TODO${text.slice(credit.span.end, end)}`;
  const between = seq.flow ? ', ' : `${newlineOf(text)}${text.slice(startOfLine(text, start), start)}`;
  return [
    {
      title: 'Insert a first step with a smaller credit',
      edits: [{ span: { start, end: start }, newText: copy + between }],
    },
  ];
}
