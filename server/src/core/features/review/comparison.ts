// An agreement beside the version before: what changed, and what that would have cost.
// It must never compare where one of both texts cannot be read as a whole: what is lost in broken text is not gone.

import type { AgreementChange, AgreementDiff } from '../../diff/agreement-change';
import { diffOf } from '../../diff/agreement-diff';
import type { Direction } from '../../diff/change';
import type { ObjectiveResult } from '../../compliance/result';
import type { SlaFile } from '../../model/file';
import { dataOf, type Measured, type Project } from '../../project';
import { hasLoss } from '../../rules/facts';
import { rejudged } from '../baselines/rejudged';
import { costsOf, decided, type ChangeCost } from './cost';

/** What changed from one version to the next, and what of it would have cost what. */
export interface Comparison {
  readonly base: SlaFile;
  /** Directions that the texts alone do not tell are those that the data decides, once that is known. */
  readonly diff: AgreementDiff;
  readonly costs: ReadonlyMap<AgreementChange, ChangeCost>;
}

/** What has been found of the costs of a comparison. */
interface Found {
  readonly measured: Measured | undefined;
  /** What the version before says of the same data; undefined where it asks for other data. */
  readonly old: readonly ObjectiveResult[] | undefined;
  readonly costs: Map<AgreementChange, ChangeCost>;
  /** The change whose cost is to be found next. */
  next: number;
  whole: Pick<Comparison, 'diff' | 'costs'> | undefined;
}

const known = new WeakMap<AgreementDiff, Found>();

/** Changes whose cost is found: each is judged by all windows of the data once more. */
const mostCosts = 60;
/** Texts of more units are read too slowly for that. */
const longestText = 200_000;

/** What changed since the version before; undefined where none is known, or one of both cannot be read as a whole. */
export function comparisonOf(project: Project, file: SlaFile): Comparison | undefined {
  const compared = pairOf(project, file);
  if (compared === undefined) return undefined;
  const { base, diff } = compared;
  const found = known.get(diff);
  if (found === undefined || found.measured !== dataOf(project, file).measured) return { base, diff, costs: new Map() };
  return { base, ...(found.whole ?? { diff, costs: found.costs }) };
}

/**
 * Finds the cost of one more change, which takes some milliseconds. Answers whether there may be others; the last answer also decides
 * directions that the texts alone do not tell.
 */
export function findNextCost(project: Project, file: SlaFile): boolean {
  const compared = pairOf(project, file);
  const { measured } = dataOf(project, file);
  if (compared === undefined || measured === undefined || file.snapshot.text.length > longestText) return false;
  const { base, diff } = compared;
  const before = known.get(diff);
  const own =
    before?.measured === measured
      ? before
      : {
          measured,
          old: rejudged(base, measured),
          costs: new Map<AgreementChange, ChangeCost>(),
          next: 0,
          whole: undefined,
        };
  known.set(diff, own);
  const change = own.next < mostCosts ? diff.changes[own.next++] : undefined;
  if (change === undefined) {
    own.whole ??= decided(diff, own.costs, file);
    return false;
  }
  // One change at a time is another question each time, and costs are remembered by the file that they are asked of.
  const asked = { ...file };
  const cost = costsOf(project, base, asked, { ...diff, changes: [change] }, oldFor(change, diff, own)).get(change);
  if (cost !== undefined) own.costs.set(change, cost);
  return true;
}

/** What the version before says may be asked only for a change that shares its objectives with no other. */
function oldFor(change: AgreementChange, { changes }: AgreementDiff, { old }: Found): Found['old'] {
  const isShared = changes.some(
    (each) =>
      each !== change &&
      each.directions.size > 0 &&
      (each.objectives.length === 0 || each.objectives.some((id) => change.objectives.includes(id))),
  );
  return isShared ? undefined : old;
}

function pairOf(project: Project, file: SlaFile): Pick<Comparison, 'base' | 'diff'> | undefined {
  const base = project.facts.bases?.get(file.snapshot.uri);
  if (base === undefined || base === file || hasLoss(base.tree) || hasLoss(file.tree)) return undefined;
  return { base, diff: diffOf(base, file) };
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
