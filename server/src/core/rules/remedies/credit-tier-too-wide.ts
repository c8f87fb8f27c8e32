// credit-tier-too-wide: the first tier pays one credit for misses of very different size.
// It must never speak of a target without a budget, nor of values that are no share.

import type { SlaFile } from '../../model/file';
import type { Tier } from '../../model/sla';
import type { Band, TierTable } from '../../model/tiers';
import {
  compare,
  divide,
  hundred,
  integer,
  multiply,
  subtract,
  toDecimal,
  zero,
  type Rational,
} from '../../scalars/rational';
import { showSeconds } from '../../show/words';
import { firstBand, lineOf, readsTheValue, type Line } from '../credits';
import { possibleTable } from '../facts';
import { kindsPaying, type Judged } from '../judged';
import { defineRule, type Yield } from '../rule';
import { amount, message } from '../say';

/** From which ratio of the worst to the best miss on one step is wide (rules.md A9). */
const wide = integer(50);

export const creditTierTooWide = defineRule({
  id: 'credit-tier-too-wide',
  category: 'remedies',
  lane: 'static',
  severity: 'hint',
  summary: 'The first tier pays one credit for misses of very different size.',
  why: 'Once the target is missed, nothing is left to gain by ending the outage soon.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.99 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.99 %, credit: 10 % }
#                                 ^^^^ One 10 % covers 4 min 19 s to 7 h 12 min of downtime in 30 days
      - { below: 99.0 %, credit: 25 % }
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.99 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.99 %, credit: 10 % }
      - { below: 99.9 %, credit: 15 % }
      - { below: 99.0 %, credit: 25 % }
`,
  offIn: ['recommended', 'transcribe'],
  yieldsTo: ['target-direction-inverted', 'credit-tier-overlap', 'credit-tier-gap'],
  *check({ file }) {
    for (const remedy of file.model.remedies) {
      const table = readsTheValue(file, remedy) ? possibleTable(file.model, remedy) : undefined;
      if (table?.unit !== '%') continue;
      const found = kindsPaying(file.model, remedy).map((judged) => wideFirst(file, table, judged));
      yield* found.filter((each) => each !== undefined).slice(0, 1);
    }
  },
});

function wideFirst(file: SlaFile, table: TierTable, judged: Judged): Yield | undefined {
  const line = lineOf(file, judged, table);
  // Of values that are better when they are lower, the share that is lost is the value itself, and has no natural end.
  if (line === undefined || line.missed.high === undefined || line.possible.high === undefined) return undefined;
  const first = firstBand(line, table);
  const next = first === undefined ? undefined : lowEnd(table, first, line);
  const least = subtract(hundred, line.value);
  if (first?.tier.credit === undefined || next === undefined || compare(least, zero) <= 0) return undefined;
  const most = subtract(hundred, next);
  if (compare(divide(most, least), wide) < 0) return undefined;
  return said(judged, first.tier, least, most);
}

/** Where the first band ends: at the next tier, or at nothing. */
function lowEnd({ form, bands }: TierTable, first: Band, line: Line): Rational | undefined {
  if (form === 'exact') return first.low?.value ?? zero;
  const further = bands.flatMap(({ high }) =>
    high !== undefined && compare(high.value, line.value) < 0 ? [high.value] : [],
  );
  return further.reduce((most, value) => (compare(value, most) > 0 ? value : most), zero);
}

function said({ type }: Judged, { credit, span }: Tier, least: Rational, most: Rational): Yield {
  const seconds = (share: Rational): string => showSeconds(divide(multiply(share, integer(2_592_000)), hundred));
  const isTime = type.fold.kind === 'downtime';
  const shown = isTime
    ? `${seconds(least)} to ${seconds(most)} of downtime in 30 days`
    : `${toDecimal(least, 4)} % to ${toDecimal(most, 4)} % of failures`;
  return {
    span: credit?.span ?? span,
    message: message(`One ${credit === undefined ? 'credit' : amount(credit.value)} covers ${shown}`),
  };
}
