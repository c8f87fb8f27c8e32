// credit-tier-unreachable: a tier that no value can ever reach, or that pays no more than a better one.
// It must never speak where one of the metrics that pay by the table may have such a value.

import type { SlaFile } from '../../model/file';
import type { Remedy, Tier } from '../../model/sla';
import {
  compareCuts,
  intersection,
  isEmptyRange,
  showRange,
  type Band,
  type Cut,
  type TierTable,
} from '../../model/tiers';
import { compare, integer } from '../../scalars/rational';
import { creditIn, feeCalled, percentOf, ratioOf } from '../fees';
import { payingByWindow, readsTheValue, type Paying } from '../credits';
import { fixOf, removeItem } from '../edits';
import { possibleTable } from '../facts';
import { kindsPaying, type Judged } from '../judged';
import { possibleRange, shareRange } from '../ranges';
import { defineRule, type Fix, type Yield } from '../rule';
import { amount, message, quoted } from '../say';

export const creditTierUnreachable = defineRule({
  id: 'credit-tier-unreachable',
  category: 'remedies',
  lane: 'static',
  severity: 'warning',
  summary: 'A tier that no value can ever reach, or that pays no more than a better one.',
  why: 'It reads like a promise and is none: the one who signs counts on a credit that is never paid.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
      - { below: 0 %, credit: 25 % }
#                ^^^ Tier "below 0 %" can never apply
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
      - { atMost: 0 %, credit: 25 % }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
`,
  yieldsTo: ['value-out-of-range', 'target-direction-inverted', 'cap-below-tier'],
  *check({ file }) {
    for (const remedy of file.model.remedies) {
      const table = readsTheValue(file, remedy) ? possibleTable(file.model, remedy) : undefined;
      if (table !== undefined) yield* beyondTheRange(file, remedy, table);
      yield* ofOneBound(file, remedy);
      yield* beyondTheCap(file, remedy);
    }
  },
});

function* beyondTheRange(file: SlaFile, remedy: Remedy, table: TierTable): Generator<Yield> {
  const kinds = kindsPaying(file.model, remedy);
  if (kinds.length === 0) return;
  for (const band of table.bands) {
    const isDead = kinds.every((judged) => isEmptyRange(intersection(band, rangeOf(judged, table))));
    const span = (band.highBound ?? band.lowBound)?.span;
    if (!isDead || span === undefined) continue;
    yield {
      span,
      message: message(`Tier ${quoted(showRange(band, table.unit))} can never apply`),
      fixes: removal(file, band.tier),
    };
  }
}

/** Tiers with one and the same bound, of which the most generous one applies. Tiers with two bounds overlap, which is told there. */
function* ofOneBound(file: SlaFile, remedy: Remedy): Generator<Yield> {
  const table = possibleTable(file.model, remedy);
  if (table?.form !== 'nested' || remedy.apply?.value === 'unstated') return;
  const best: Band[] = [];
  for (const band of table.bands) {
    const at = best.findIndex((each) => isSameCut(each.low ?? each.high, band.low ?? band.high));
    const other = best[at];
    if (other === undefined) {
      best.push(band);
      continue;
    }
    const [mine, theirs] = [band.tier.credit, other.tier.credit];
    if (mine === undefined || theirs === undefined || mine.value.unit !== theirs.value.unit) continue;
    const isMore = compare(mine.value.value, theirs.value.value) > 0;
    if (isMore) best[at] = band;
    const [dead, alive] = isMore ? [other, band] : [band, other];
    const span = (dead.highBound ?? dead.lowBound)?.span;
    if (span === undefined) continue;
    const earned = amount((isMore ? mine : theirs).value, 16);
    yield {
      span,
      message: message(
        `Tier ${quoted(showRange(dead, table.unit))} can never apply: one of the same bound earns ${earned}`,
      ),
      related: [{ span: alive.tier.span, message: 'The tier that applies' }],
      fixes: removal(file, dead.tier),
    };
  }
}

function isSameCut(a: Cut | undefined, b: Cut | undefined): boolean {
  return a !== undefined && b !== undefined && compareCuts(a, b) === 0;
}

/** The values that a table reads of an objective; without an end where that is not certain. */
function rangeOf({ objective, type }: Judged, { unit }: TierTable): ReturnType<typeof possibleRange> {
  if (type.dimension === 'percent') return unit === '%' ? possibleRange(type) : { low: undefined, high: undefined };
  if (unit === '%') return objective.share === undefined ? { low: undefined, high: undefined } : shareRange;
  return possibleRange(type);
}

/** Tiers above a cap of a longer time, which a lower credit uses up already. A cap of the same window has a rule of its own. */
function* beyondTheCap(file: SlaFile, remedy: Remedy): Generator<Yield> {
  const fee = feeCalled(file.model, remedy.of?.value);
  const credits = remedy.tiers.map((tier) => ({ tier, credit: creditIn(tier, fee) }));
  for (const cap of remedy.caps) {
    const most = percentOf(cap.value.amount, fee);
    const { per } = cap.value;
    if (most === undefined || per === undefined) continue;
    const isLonger = ({ window }: Paying): boolean => {
      const windows = ratioOf(window, per);
      return windows !== undefined && compare(windows.least, integer(1)) > 0;
    };
    const paying = payingByWindow(file.model, remedy);
    const reaching = credits.find(({ credit }) => credit !== undefined && compare(credit, most) >= 0);
    if (paying.length === 0 || reaching === undefined || !paying.every(isLonger)) continue;
    const dead = credits.find(
      ({ tier, credit }) =>
        tier !== reaching.tier &&
        credit !== undefined &&
        reaching.credit !== undefined &&
        compare(credit, reaching.credit) > 0,
    );
    if (dead?.tier.credit === undefined || reaching.tier.credit === undefined) continue;
    yield {
      span: dead.tier.credit.span,
      message: message(
        `Tier of ${amount(dead.tier.credit.value)} pays no more: ${amount(reaching.tier.credit.value)} uses up the cap of ${amount(cap.value.amount)}`,
      ),
      related: [{ span: cap.span, message: 'The cap' }],
      fixes: removal(file, dead.tier),
    };
  }
}

function removal(file: SlaFile, tier: Tier): readonly Fix[] {
  return fixOf('Remove the tier', removeItem(file.snapshot.text, tier.map));
}
