// An agreement beside the version before: what changed, and what that would have cost.
// It must never compare where one of both texts cannot be read as a whole: what is lost in broken text is not gone.

import type { AgreementChange, AgreementDiff } from '../../diff/agreement-change';
import { diffOf } from '../../diff/agreement-diff';
import type { Direction } from '../../diff/change';
import type { SlaFile } from '../../model/file';
import { dataOf, type Project } from '../../project';
import { hasLoss } from '../../rules/facts';
import { costsOf, type ChangeCost } from './cost';

export interface Comparison {
  readonly base: SlaFile;
  readonly diff: AgreementDiff;
}

/** What changed since the version before; undefined where none is known, or one of both cannot be read as a whole. */
export function comparisonOf(project: Project, file: SlaFile): Comparison | undefined {
  const base = project.facts.bases?.get(file.snapshot.uri);
  if (base === undefined || base === file || hasLoss(base.tree) || hasLoss(file.tree)) return undefined;
  return { base, diff: diffOf(base, file) };
}

type Costs = ReadonlyMap<AgreementChange, ChangeCost>;
const known = new WeakMap<AgreementDiff, { readonly measured: object | undefined; readonly costs: Costs }>();

/** The costs of all changes; they are found once for a comparison and the results of its data. */
export function costsIn(project: Project, file: SlaFile, { base, diff }: Comparison): Costs {
  const { measured } = dataOf(project, file);
  const last = known.get(diff);
  if (last !== undefined && last.measured === measured) return last.costs;
  const costs = costsOf(project, base, file, diff);
  known.set(diff, { measured, costs });
  return costs;
}

/** What a change means to those to whom something is owed, who are named first. */
export function directionOf({ directions }: AgreementChange): Direction | 'neutral' {
  const [first] = directions.values();
  return first ?? 'neutral';
}

/** The parties for whom a change means what it means to the first of them. */
export function partiesOf({ directions }: AgreementChange): readonly string[] {
  const [first] = directions.values();
  return [...directions].flatMap(([party, direction]) => (direction === first ? [party] : []));
}

const order = ['weaker', 'unclear', 'stronger', 'neutral'] as const;

/** From what a person has to look at first to what matters least. */
export function rankOf(direction: Direction | 'neutral'): number {
  return order.indexOf(direction);
}

/** The one direction of several changes, or `mixed`. */
export function sharedDirection(all: readonly (Direction | 'neutral')[]): Direction | 'neutral' | 'mixed' {
  const told = new Set(all.filter((each) => each !== 'neutral'));
  const [only] = told;
  if (told.size > 1) return 'mixed';
  return only ?? 'neutral';
}

/** `2 weaker for customer, 1 stronger for customer, 1 neutral`; empty where nothing changed. Texts of files are as they are. */
export function countsText(changes: readonly AgreementChange[]): string {
  const counts = new Map<string, { readonly rank: number; count: number }>();
  for (const change of changes) {
    const direction = directionOf(change);
    const key = direction === 'neutral' ? direction : `${direction} for ${partiesOf(change).join(', ')}`;
    const found = counts.get(key) ?? { rank: rankOf(direction), count: 0 };
    counts.set(key, { ...found, count: found.count + 1 });
  }
  return [...counts]
    .sort(([, a], [, b]) => a.rank - b.rank)
    .map(([key, { count }]) => `${count} ${key}`)
    .join(', ');
}
