// Edits of credit tiers: write a table with one bound per tier, move a bound, change its word.
// It must never change what a value earns that lies in one tier only.

import type { SlaFile } from '../model/file';
import type { Bound, BoundWord, Tier } from '../model/sla';
import { inOrder, type Band, type Range, type TierTable } from '../model/tiers';
import { compare } from '../scalars/rational';
import { boundEntry, isOwn, removeEntry, written } from './edits';
import type { Fix, TextEdit } from './rule';

/** Leaves every tier the bound that faces the target; offered where the most generous tier then earns what stood there before. */
export function asNested(file: SlaFile, table: TierTable): readonly Fix[] {
  const ordered = inOrder(table.bands);
  for (const [outer, steps] of [
    ['highBound', [...ordered].reverse()],
    ['lowBound', ordered],
  ] as const) {
    const inner = outer === 'highBound' ? 'lowBound' : 'highBound';
    if (steps.some((band) => band[outer] === undefined) || steps.at(-1)?.[inner] !== undefined) continue;
    if (!earnsMoreAndMore(steps)) continue;
    const dropped = steps.filter((band) => band[inner] !== undefined);
    const edits = dropped.map(({ tier, [inner]: bound }) => removalOf(file, tier, bound));
    if (edits.length > 0 && edits.every((edit): edit is TextEdit => edit !== undefined))
      return [{ title: 'Write one bound per tier, so that tiers meet', edits }];
  }
  return [];
}

function earnsMoreAndMore(steps: readonly Band[]): boolean {
  return steps.every(({ tier: { credit } }, index) => {
    const before = steps[index - 1]?.tier.credit;
    if (credit === undefined || (index > 0 && before?.value.unit !== credit.value.unit)) return false;
    return before === undefined || compare(credit.value.value, before.value.value) > 0;
  });
}

function removalOf(file: SlaFile, tier: Tier, bound: Bound | undefined): TextEdit | undefined {
  const entry = bound === undefined ? undefined : boundEntry(tier.map, bound.keySpan);
  return entry === undefined || !isOwn(entry) ? undefined : removeEntry(file.snapshot.text, entry);
}

/** Whether a tier other than one begins already where values are missed: moved there, that one would stand beside it. */
export function isTaken({ bands }: TierTable, tier: Tier, { low, high }: Range): boolean {
  return bands.some((band) => {
    const [edge, at] = high === undefined ? [band.low, low] : [band.high, high];
    return band.tier !== tier && edge !== undefined && at !== undefined && compare(edge.value, at.value) === 0;
  });
}

/** Gives a bound another word, and the value of another bound. */
export function setBound(file: SlaFile, tier: Tier, bound: Bound, word: BoundWord, value?: Bound): readonly Fix[] {
  const entry = boundEntry(tier.map, bound.keySpan);
  if (entry?.value?.kind !== 'scalar' || entry.value.style === 'block') return [];
  const { text } = file.snapshot;
  const shown = value === undefined ? undefined : text.slice(value.span.start, value.span.end);
  if (shown?.startsWith('*') === true) return [];
  const edits: TextEdit[] = [];
  if (word !== bound.word) edits.push({ span: bound.keySpan, newText: word });
  if (shown !== undefined) edits.push({ span: entry.value.span, newText: shown });
  const old = written(entry.value.text, 'plain');
  return [{ title: `Write "${word}: ${shown ?? old}"`, edits }];
}
