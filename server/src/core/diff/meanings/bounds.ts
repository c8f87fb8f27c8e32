// What a change of a bound means: more values that meet the promise are weaker.
// It must never give a bound a direction of its own where another bound of the same promise decides.

import { metricOf } from '../../model/queries';
import type { Bound, Objective } from '../../model/sla';
import type { MapNode } from '../../syntax/nodes';
import { showBounds } from '../../show/words';
import { metricType } from '../../vocabulary/metrics/index';
import type { Difference } from '../differences';
import { compareBounds } from '../values';
import type { Meaning } from './meaning';
import { boundReason, downtimeReason, shareReason } from './reasons';
import type { Scene, Sides } from './scene';

const boundKeys = new Set(['atLeast', 'atMost', 'above', 'below']);

export const isBoundKey = (key: string | number | undefined): boolean => boundKeys.has(String(key));

/** A map with bounds before and now: an objective, a target of a group, or the stricter target to come. */
export interface Bounded {
  readonly bounds: readonly Bound[];
  readonly map: MapNode | undefined;
}

export interface Judged {
  readonly old: Objective;
  readonly now: Objective;
  readonly sides: Sides;
  readonly scene: Scene;
}

/** One bound of several that was changed, added or taken away. */
export function boundMeaning(difference: Difference, before: Bounded, now: Bounded, judged: Judged): Meaning {
  const { path, oldPath } = difference;
  const { sides, scene } = judged;
  if (isUnreadable(before) || isUnreadable(now)) return { direction: 'unclear', reason: 'it cannot be read', sides };
  const from = before.bounds.find(({ word }) => word === oldPath.at(-1));
  const to = now.bounds.find(({ word }) => word === path.at(-1));
  if (isMeasuredOtherwise(judged)) return { direction: 'unclear', reason: 'another metric is judged', sides };
  if ((judged.old.share === undefined) !== (judged.now.share === undefined))
    return { direction: 'unclear', reason: 'judged by a share on one side only', sides };
  const whole = compareBounds(before.bounds, now.bounds);
  const others = now.bounds.filter((bound) => bound !== to);
  const alone = compareBounds(from === undefined ? others : [...others, from], now.bounds);
  // Where all bounds together say one thing, each that has a part in it says the same.
  const ofBoth = whole === 'unclear' && from?.word === to?.word ? alone : whole;
  const direction = alone === undefined && isTold(before.bounds, now.bounds) ? undefined : ofBoth;
  if (direction === undefined) return undefined;
  if (to === undefined)
    return { direction, reason: `${showBounds(from === undefined ? [] : [from])} is no longer promised`, sides };
  if (from === undefined) return { direction, reason: `${showBounds([to])} is promised as well`, sides };
  return { direction, reason: percentReason(from, to, judged.now, scene) ?? boundReason(from, to), sides };
}

/** Whether at least one bound alone has a part in the change; bounds that leave no value at all hide each other. */
function isTold(before: readonly Bound[], now: readonly Bound[]): boolean {
  const words = new Set(now.map(({ word }) => word));
  const left = before.filter(({ word }) => !words.has(word));
  return (
    now.some((bound) => {
      const old = before.filter(({ word }) => word === bound.word);
      return (
        compareBounds([...now.filter((each) => each !== bound), ...(old.length > 0 ? old : left)], now) !== undefined
      );
    }) || left.some((bound) => compareBounds([...now, bound], now) !== undefined)
  );
}

/** Whether some of the bounds that are written cannot be read. */
export function isUnreadable({ bounds, map }: Bounded): boolean {
  return (map?.entries.filter(({ key }) => boundKeys.has(key.text)).length ?? 0) !== bounds.length;
}

/** The consequence of a target in percent, by what its metric counts. */
function percentReason(from: Bound, to: Bound, objective: Objective, { now }: Scene): string | undefined {
  if (from.word !== to.word || to.quantity.dimension !== 'percent' || objective.share !== undefined) return undefined;
  if (to.word !== 'atLeast' && to.word !== 'above') return undefined;
  const type = metricType(metricOf(now, objective.metric?.value)?.type?.value);
  if (type?.fold.kind === 'downtime' && type.fold.value === 'availability')
    return downtimeReason(from.quantity, to.quantity, objective.window?.value);
  return type?.dimension === 'percent' ? shareReason(from.quantity, to.quantity) : undefined;
}

function isMeasuredOtherwise({ old, now, scene: { before, now: model, pairing } }: Judged): boolean {
  const [first, second] = [old.metric?.value, now.metric?.value];
  if (first === undefined || second === undefined) return first !== second;
  if (pairing.rename('metric', first) !== second) return true;
  return metricOf(before, first)?.type?.value !== metricOf(model, second)?.type?.value;
}
