// credit-tier-overlap: a value lies in two credit tiers that earn different credits.
// It must never speak of nested tiers of which the most generous applies: these overlap by design.

import type { SlaFile } from '../../model/file';
import type { Remedy, Tier } from '../../model/sla';
import { isEmptyRange, overlapsOf, showRange, type Overlap, type TierTable } from '../../model/tiers';
import { compare, toDecimal } from '../../scalars/rational';
import { entryOf } from '../../syntax/nodes';
import { isOwn, removeEntry } from '../edits';
import { possibleTable } from '../facts';
import { defineRule, type Fix, type Yield } from '../rule';
import { amount, message } from '../say';
import { asNested, setBound } from '../tier-fixes';

export const creditTierOverlap = defineRule({
  id: 'credit-tier-overlap',
  category: 'remedies',
  lane: 'static',
  severity: 'error',
  summary: 'A value lies in two credit tiers that earn different credits.',
  why: 'Both sides can claim the tier that suits them, and both can read it in the text.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { atLeast: 94 %, below: 99.9 %, credit: 10 % }
#                  ^^^^ 94 % is in the tiers of 25 % and 10 %
      - { atMost: 94 %, credit: 25 % }
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
      - { atMost: 94 %, credit: 25 % }
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
      - { atMost: 94 %, credit: 25 % }
`,
  *check({ file }) {
    for (const remedy of file.model.remedies) {
      const table = possibleTable(file.model, remedy);
      if (table === undefined) continue;
      const overlaps = overlapsOf(table).filter(({ first, second }) => differ(first.tier, second.tier));
      const [first, second] = overlaps;
      // One tier with two bounds makes every other one the interval that it says: that is one mistake, however many of them share values.
      if (table.form === 'exact' && first !== undefined && second !== undefined && isMixed(table))
        yield withOthers(said(file, table, first), overlaps.slice(1));
      else if (table.form === 'exact') yield* overlaps.map((overlap) => said(file, table, overlap));
      else if (remedy.apply?.value === 'unstated') yield* unstated(file, remedy, table, overlaps[0]);
    }
  },
});

/** Whether some tiers have one bound and others two. */
function isMixed({ bands }: TierTable): boolean {
  return new Set(bands.map(({ tier: { bounds } }) => bounds.length)).size > 1;
}

function withOthers(found: Yield, others: readonly Overlap[]): Yield {
  const related = others.slice(0, 8).map(({ first, second }) => ({
    span: (second.lowBound ?? second.highBound ?? first.highBound)?.span ?? second.tier.span,
    message: 'This tier shares values with another one as well',
  }));
  return { ...found, related: [...(found.related ?? []), ...related] };
}

/** Whether two tiers certainly earn different credits. */
function differ(a: Tier, b: Tier): boolean {
  const [one, two] = [earned(a), earned(b)];
  return one !== undefined && two !== undefined && one !== two;
}

function earned({ credit, days }: Tier): string | undefined {
  if (credit !== undefined) return amount(credit.value);
  return days === undefined ? undefined : `${toDecimal(days.value, 6)} days`;
}

function fact({ first, second, ...range }: Overlap, { unit }: TierTable): string {
  const shared = showRange(range, unit);
  const start = shared.charAt(0).toUpperCase() + shared.slice(1);
  return message(`${start} is in the tiers of ${earned(first.tier) ?? ''} and ${earned(second.tier) ?? ''}`);
}

function said(file: SlaFile, table: TierTable, overlap: Overlap): Yield {
  const { first, second } = overlap;
  const bound = second.lowBound ?? first.highBound ?? second.highBound;
  const other = first.highBound ?? first.lowBound;
  return {
    span: bound?.span ?? second.tier.span,
    message: fact(overlap, table),
    related: other === undefined ? [] : [{ span: other.span, message: 'The other tier ends here' }],
    fixes: [...asNested(file, table), ...touching(file, overlap)],
  };
}

/** Where only the edge is shared, it goes to the tier that earns more. */
function touching(file: SlaFile, { first, second, low, high }: Overlap): readonly Fix[] {
  const [upper, lower] = [first.highBound, second.lowBound];
  const [a, b] = [first.tier.credit?.value, second.tier.credit?.value];
  if (low === undefined || high === undefined || upper === undefined || lower === undefined) return [];
  if (compare(low.value, high.value) !== 0 || a === undefined || a.unit !== b?.unit) return [];
  if (isEmptyRange({ low: first.low, high: { ...high, isBehind: false } })) return [];
  return compare(a.value, b.value) > 0
    ? setBound(file, second.tier, lower, 'above')
    : setBound(file, first.tier, upper, 'below');
}

function* unstated(file: SlaFile, remedy: Remedy, table: TierTable, overlap: Overlap | undefined): Generator<Yield> {
  if (overlap === undefined || remedy.apply === undefined || remedy.map === undefined) return;
  const entry = entryOf(remedy.map, 'apply');
  const edit = entry === undefined || !isOwn(entry) ? undefined : removeEntry(file.snapshot.text, entry);
  yield {
    span: remedy.apply.span,
    message: fact(overlap, table),
    fixes: edit === undefined ? [] : [{ title: 'Let the most generous tier apply', edits: [edit] }],
  };
}
