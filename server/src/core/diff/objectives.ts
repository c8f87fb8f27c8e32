// What changed in the objectives of an agreement: bounds, targets by group, shares, windows, exclusions and remedies that are named.
// An objective that has only another id is the same one: nothing is said to be weaker because of a name.

import { owedToOf } from '../model/queries';
import type { Objective, SlaModel } from '../model/sla';
import { compare } from '../scalars/rational';
import { showBounds, showQuantity } from '../show/words';
import type { Span } from '../text/span';
import { byOrder, type Change, type Direction } from './change';
import { compareBounds, compareWindows } from './values';

/** Pairs of what is the same objective before and now. */
export interface Pair {
  readonly before: Objective;
  readonly now: Objective;
}

export interface Pairs {
  readonly kept: readonly Pair[];
  readonly gone: readonly Objective[];
  readonly come: readonly Objective[];
}

/** Which objectives are the same: by id, and of the others those whose clauses say the same. */
export function pairsOf(before: SlaModel, now: SlaModel): Pairs {
  const byId = new Map(now.objectives.map((objective) => [objective.id, objective]));
  const kept = before.objectives.flatMap((old): readonly Pair[] => {
    const same = byId.get(old.id);
    return same === undefined ? [] : [{ before: old, now: same }];
  });
  const known = new Set(before.objectives.map(({ id }) => id));
  const come = now.objectives.filter(({ id }) => !known.has(id));
  const gone: Objective[] = [];
  for (const old of before.objectives.filter(({ id }) => !byId.has(id))) {
    const renamed = come.findIndex((each) => clauseOf(each) === clauseOf(old));
    const [same] = renamed < 0 ? [] : come.splice(renamed, 1);
    if (same === undefined) gone.push(old);
    else kept.push({ before: old, now: same });
  }
  return { kept, gone, come };
}

/** What a clause says, without its layout. */
function clauseOf({ map }: Objective): string {
  return map === undefined
    ? ''
    : map.entries
        .map(({ key, value }) => `${key.text}: ${textOf(value)}`)
        .sort()
        .join('\n');
}

function textOf(node: NonNullable<Objective['map']>['entries'][number]['value']): string {
  if (node === undefined) return '';
  switch (node.kind) {
    case 'scalar':
      return JSON.stringify(node.text);
    case 'seq':
      return `[${node.items.map(textOf).join()}]`;
    case 'map':
      return `{${node.entries
        .map(({ key, value }) => `${key.text}:${textOf(value)}`)
        .sort()
        .join()}}`;
    case 'alias':
      return textOf(node.target);
  }
}

/** All changes of a pair. Where it is owed to another party now, nothing has a direction. */
export function objectiveChanges(before: SlaModel, now: SlaModel, pair: Pair): readonly Change[] {
  const party = owedToOf(now, pair.now);
  if (party === undefined || owedToOf(before, pair.before) !== party || !isReadable(pair)) return [];
  const change = (span: Span, from: string, to: string, direction: Direction | undefined): readonly Change[] =>
    direction === undefined ? [] : [{ id: pair.now.id, span, from, to, direction, party }];
  return [...boundChanges(pair, change), ...groupChanges(pair, change), ...partChanges(pair, change)];
}

type Make = (span: Span, from: string, to: string, direction: Direction | undefined) => readonly Change[];

const boundKeys = ['atLeast', 'atMost', 'above', 'below'];

/** Whether every bound that is written could be read, so that none is taken for gone that has a slip. */
function isReadable({ before, now }: Pair): boolean {
  return [before, now].every(({ map, bounds }) => {
    const written = map?.entries.filter(({ key }) => boundKeys.includes(key.text)) ?? [];
    return map !== undefined && written.length === bounds.length;
  });
}

function boundChanges({ before, now }: Pair, change: Make): readonly Change[] {
  if (before.bounds.length === 0 && now.bounds.length === 0) return [];
  const [bound] = now.bounds;
  // A change of form, from one value to targets by group, is no change of one value.
  if ((before.targets === undefined) !== (now.targets === undefined)) return [];
  const direction = compareBounds(before.bounds, now.bounds);
  return change(bound?.span ?? now.idSpan, showBounds(before.bounds), showBounds(now.bounds), direction);
}

function groupChanges({ before, now }: Pair, change: Make): readonly Change[] {
  if (before.targets === undefined || now.targets === undefined) return [];
  const old = new Map(before.targets.map((target) => [target.group, target]));
  const changed = now.targets.flatMap((target) => {
    const same = old.get(target.group);
    if (same === undefined) return change(target.groupSpan, '', showBounds(target.bounds), 'stronger');
    const span = target.bounds[0]?.span ?? target.groupSpan;
    return change(span, showBounds(same.bounds), showBounds(target.bounds), compareBounds(same.bounds, target.bounds));
  });
  const groups = new Set(now.targets.map(({ group }) => group));
  const gone = before.targets.filter(({ group }) => !groups.has(group));
  return [...changed, ...gone.flatMap(({ bounds }) => change(now.idSpan, showBounds(bounds), '', 'weaker'))];
}

/** Changes of the parts beside the bound: share, window, what is left out, what a miss costs. */
function partChanges({ before, now }: Pair, change: Make): readonly Change[] {
  const found: Change[] = [];
  const [share, oldShare] = [now.share?.value, before.share?.value];
  if (share !== undefined && oldShare !== undefined && now.share !== undefined) {
    const value = (each: typeof share): string => (each === 'all' ? 'all' : showQuantity(each));
    const order = orderOfShares(share, oldShare);
    found.push(...change(now.share.span, value(oldShare), value(share), byOrder(order, 'stronger')));
  }
  if (now.window !== undefined && before.window !== undefined) {
    const order = compareWindows(now.window.value, before.window.value);
    // In a longer window a bad day is evened out; a promise that counts is another one, though.
    const isShare = now.share !== undefined || now.bounds.every(({ quantity }) => quantity.dimension === 'percent');
    const longer = isShare && now.bounds.length + (now.targets?.length ?? 0) > 0 ? 'weaker' : 'unclear';
    const direction = order === undefined ? 'unclear' : byOrder(order, longer);
    found.push(...change(now.window.span, windowText(before), windowText(now), direction));
  }
  return [
    ...found,
    ...listChanges(before.excludes, now.excludes, 'weaker', now, change),
    ...listChanges(before.remedies, now.remedies, 'stronger', now, change),
  ];
}

function windowText({ window }: Objective): string {
  if (window === undefined) return '';
  const { value } = window;
  if (value.kind === 'calendar') return value.unit;
  return value.kind === 'event' ? 'event' : `rolling ${showQuantity(value.length)}`;
}

function orderOfShares(now: NonNullable<Objective['share']>['value'], before: typeof now): number {
  if (now === 'all' || before === 'all') return now === before ? 0 : now === 'all' ? 1 : -1;
  return compare(now.value, before.value);
}

/** Ids that are named now and were not, or were and are not; `ifMore` is what another one means for the one to whom it is owed. */
function listChanges(
  before: Objective['excludes'],
  now: Objective['excludes'],
  ifMore: Direction,
  objective: Objective,
  change: Make,
): readonly Change[] {
  const [old, fresh] = [new Set(before.map(({ value }) => value)), new Set(now.map(({ value }) => value))];
  const added = now.filter(({ value }) => !old.has(value));
  const removed = before.filter(({ value }) => !fresh.has(value));
  // One out and one in may be a rename, or a swap whose effect nobody can tell.
  if (added.length > 0 && removed.length > 0) return [];
  return [
    ...added.flatMap(({ value, span }) => change(span, '', value, ifMore)),
    ...removed.flatMap(({ value }) => change(now[0]?.span ?? objective.idSpan, value, '', byOrder(-1, ifMore))),
  ];
}
