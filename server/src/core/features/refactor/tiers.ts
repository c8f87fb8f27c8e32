// Other forms of a table of credit tiers: one bound per tier where they meet, and the order in which people read them.
// It must never change what a value earns.

import type { SlaFile } from '../../model/file';
import type { Remedy } from '../../model/sla';
import { gapsOf, inOrder, isUpper, overlapsOf, type TierTable } from '../../model/tiers';
import { possibleTable } from '../../rules/facts';
import { asNested } from '../../rules/tier-fixes';
import { touches } from '../../text/span';
import type { Refactoring } from '../refactorings';
import { hasComment } from './around';

function tableAt(file: SlaFile, offset: number): { remedy: Remedy; table: TierTable } | undefined {
  const remedy = file.model.remedies.find((each) => touches(each.span, offset));
  const table = remedy === undefined ? undefined : possibleTable(file.model, remedy);
  return remedy === undefined || table === undefined ? undefined : { remedy, table };
}

/** Two bounds in every tier become one, where the tiers meet without a gap and without an overlap. */
export function nestTiers(file: SlaFile, offset: number): readonly Refactoring[] {
  const found = tableAt(file, offset);
  if (found?.table.form !== 'exact' || gapsOf(found.table).length > 0 || overlapsOf(found.table).length > 0) return [];
  return asNested(file, found.table).map(({ title, edits }) => ({ title, kind: 'rewrite', edits }));
}

/** The tiers in the order in which the credit grows. */
export function sortTiers(file: SlaFile, offset: number): readonly Refactoring[] {
  const found = tableAt(file, offset);
  const { text } = file.snapshot;
  if (found?.remedy.tiersSpan === undefined || hasComment(file.tree, found.remedy.tiersSpan)) return [];
  const written = found.table.bands.map(({ tier }) => tier);
  const isFalling = found.table.bands.every(({ tier: { bounds } }) => bounds.some(isUpper));
  const ordered = inOrder(found.table.bands).map(({ tier }) => tier);
  const wanted = isFalling ? [...ordered].reverse() : ordered;
  const isMovable = written.every(({ map }) => map.flow && map.anchor === undefined);
  const isUsed = written.every((tier) => text.slice(tier.span.start, tier.span.end).startsWith('{'));
  if (!isMovable || !isUsed || written.every((tier, index) => tier === wanted[index])) return [];
  const edits = written.flatMap(({ map }, index) => {
    const other = wanted[index]?.map.span;
    return other === undefined || other === map.span
      ? []
      : [{ span: map.span, newText: text.slice(other.start, other.end) }];
  });
  return [{ title: 'Sort the tiers from the smallest miss to the largest', kind: 'rewrite', edits }];
}
