// An agreement beside the version before: what changed, and what that would have cost.
// It must never compare where one of both texts cannot be read as a whole: what is lost in broken text is not gone.

import type { AgreementChange, AgreementDiff } from '../../diff/agreement-change';
import { diffOf } from '../../diff/agreement-diff';
import type { Direction } from '../../diff/change';
import { open, type SlaFile } from '../../model/file';
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

export type Costs = ReadonlyMap<AgreementChange, ChangeCost>;

interface Known {
  readonly measured: object | undefined;
  readonly costs: Map<AgreementChange, ChangeCost>;
  /** The change whose cost is to be found next. */
  next: number;
}

const known = new WeakMap<AgreementDiff, Known>();

/** Changes whose cost is found: each is judged by all windows of the data once more. */
const mostCosts = 40;
/** Texts of more units are read too slowly for that. */
const longestText = 200_000;

/** What is known so far of the costs of changes. */
export function costsIn(project: Project, file: SlaFile, { diff }: Comparison): Costs {
  const found = known.get(diff);
  return found === undefined || found.measured !== dataOf(project, file).measured ? new Map() : found.costs;
}

/** Finds the cost of one more change; answers whether there may be others. Takes some milliseconds. */
export function findNextCost(project: Project, file: SlaFile, { base, diff }: Comparison): boolean {
  const { measured } = dataOf(project, file);
  const before = known.get(diff);
  const own: Known =
    before?.measured === measured && before !== undefined ? before : { measured, costs: new Map(), next: 0 };
  known.set(diff, own);
  const { text } = file.snapshot;
  if (measured === undefined || text.length > longestText || own.next >= Math.min(diff.changes.length, mostCosts))
    return false;
  const change = diff.changes[own.next];
  // To undo a change moves entries from the file to another one: a file that is shown must not be given away.
  const copy = open({ ...file.snapshot });
  const same = diffOf(base, copy).changes[own.next++];
  if (change === undefined || same === undefined) return false;
  const cost = costsOf(project, base, copy, { ...diff, changes: [same] }).get(same);
  if (cost !== undefined) own.costs.set(change, cost);
  return true;
}

/** Those whom a change is about: to whom something is owed, else all who are named. */
function concerned({ owed, directions }: AgreementChange): readonly string[] {
  return owed.some((party) => directions.has(party)) ? owed : [...directions.keys()];
}

/** The worst that a change is for those whom it is about. */
export function directionOf(change: AgreementChange): Direction | 'neutral' {
  const those = concerned(change).map((party) => change.directions.get(party));
  return order.find((direction) => direction !== 'neutral' && those.includes(direction)) ?? 'neutral';
}

/** The parties for whom a change is that. */
export function partiesOf(change: AgreementChange): readonly string[] {
  const worst = directionOf(change);
  return concerned(change).filter((party) => change.directions.get(party) === worst);
}

/** `weaker for customer`, or `neutral`. Names are as they stand in the file. */
export function meaningOf(change: AgreementChange): string {
  const direction = directionOf(change);
  return direction === 'neutral' ? direction : `${direction} for ${partiesOf(change).join(', ')}`;
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
    const key = meaningOf(change);
    const found = counts.get(key) ?? { rank: rankOf(directionOf(change)), count: 0 };
    counts.set(key, { ...found, count: found.count + 1 });
  }
  return [...counts]
    .sort(([, a], [, b]) => a.rank - b.rank)
    .map(([key, { count }]) => `${count} ${key}`)
    .join(', ');
}
