// credit-tier-gap: a value of the metric falls into no credit tier.
// It must never speak of a table that it cannot read in full, nor of a gap that rounding leaves empty.

import type { SlaFile } from '../../model/file';
import type { Remedy } from '../../model/sla';
import { gapsOf, hasRoundedValue, showRange, type Gap, type TierTable } from '../../model/tiers';
import { paysMetValues } from '../credits';
import { possibleTable } from '../facts';
import { kindsPaying, objectivesPaying } from '../judged';
import { defineRule, type Fix } from '../rule';
import { message } from '../say';
import { asNested, setBound } from '../tier-fixes';

export const creditTierGap = defineRule({
  id: 'credit-tier-gap',
  category: 'remedies',
  lane: 'static',
  severity: 'error',
  summary: 'A value of the metric falls into no credit tier.',
  why: 'A miss that lands in the gap earns nothing, which neither side meant.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { atLeast: 99.5 %, below: 99.9 %, credit: 10 % }
      - { below: 99.0 %, credit: 25 % }
#                ^^^^^^ No tier for 99 % to 99.5 %
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
`,
  yieldsTo: ['target-direction-inverted'],
  *check({ file }) {
    for (const remedy of file.model.remedies) {
      const table = possibleTable(file.model, remedy);
      if (table?.form !== 'exact' || isInverted(file, remedy) || paysMetValues(file, remedy, table, 'only')) continue;
      const digits = roundedDigits(file, remedy);
      for (const gap of gapsOf(table)) {
        const bound = gap.below.highBound;
        if (bound === undefined || (digits !== undefined && !hasRoundedValue(gap, digits))) continue;
        yield {
          span: bound.span,
          message: message(`No tier for ${showRange(gap, table.unit)}`),
          fixes: fixesOf(file, table, gap),
        };
      }
    }
  },
});

function isInverted(file: SlaFile, remedy: Remedy): boolean {
  return kindsPaying(file.model, remedy).some(({ inverted }) => inverted.length > 0);
}

/** The digits to which every metric that pays by this table is rounded, the finest of them; undefined where one is not rounded. */
function roundedDigits(file: SlaFile, remedy: Remedy): number | undefined {
  const users = objectivesPaying(file.model, remedy);
  if (users.length === 0 || users.some(({ metric }) => metric.rounding === undefined)) return undefined;
  return Math.max(...users.map(({ metric }) => metric.rounding?.digits ?? 0));
}

function fixesOf(file: SlaFile, table: TierTable, { below, above }: Gap): readonly Fix[] {
  const { highBound } = below;
  const { lowBound } = above;
  const meeting =
    highBound === undefined || lowBound === undefined
      ? []
      : setBound(file, below.tier, highBound, lowBound.word === 'atLeast' ? 'below' : 'atMost', lowBound);
  return [...asNested(file, table), ...meeting];
}
