// Bands: objectives and targets with one bound on each side, and which of the two keeps better values out.
// It must never call two bounds of one side a band; the rule about those has its own words.

import type { Bound, Objective } from '../model/sla';
import { isUpper } from '../model/tiers';
import { entryOf, resolved, type MapNode } from '../syntax/nodes';

export interface BoundPair {
  readonly lower: Bound;
  readonly upper: Bound;
  /** The map that holds both. */
  readonly map: MapNode | undefined;
}

/** The bands of an objective: its own, and those of its targets. */
export function bandsOf({ bounds, targets, map }: Objective): readonly BoundPair[] {
  const inTargets = map === undefined ? undefined : resolved(entryOf(map, 'targets')?.value);
  const mapOf = (group: string): MapNode | undefined => {
    const value = inTargets?.kind === 'map' ? entryOf(inTargets, group)?.value : undefined;
    return value?.kind === 'map' ? value : undefined;
  };
  return [
    ...pairOf(bounds, map),
    ...(targets ?? []).flatMap((target) =>
      target.bounds.length === 2 ? pairOf(target.bounds, mapOf(target.group)) : [],
    ),
  ];
}

function pairOf(bounds: readonly Bound[], map: MapNode | undefined): readonly BoundPair[] {
  const lower = bounds.find((bound) => !isUpper(bound));
  const upper = bounds.find(isUpper);
  if (bounds.length !== 2 || lower === undefined || upper === undefined) return [];
  return lower.quantity.dimension === upper.quantity.dimension ? [{ lower, upper, map }] : [];
}

/** The bound that better values miss; undefined where the metric has no direction. */
export function worseBound({ lower, upper }: BoundPair, better: 'higher' | 'lower' | undefined): Bound | undefined {
  if (better === undefined) return undefined;
  return better === 'higher' ? upper : lower;
}
