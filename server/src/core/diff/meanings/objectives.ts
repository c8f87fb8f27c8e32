// What changes of objectives mean: bounds, targets by group, shares, windows, what is left out and what a miss costs.
// It must never give a bound a direction where another thing is measured, or another party is owed it.

import { compareBounds, compareShares, compareWindows } from '../values';
import { isIndicator, metricOf, owedByOf, owedToOf } from '../../model/queries';
import type { Objective, SlaModel, Target } from '../../model/sla';
import { isUpper } from '../../model/tiers';
import { counted } from '../../show/words';
import { windowLength } from '../../compliance/allowance';
import { compare, divide, toNumber } from '../../scalars/rational';
import { entryOf, resolved, type MapNode } from '../../syntax/nodes';
import type { Difference } from '../differences';
import { joined, type Direction } from '../change';
import { boundMeaning, isBoundKey, isUnreadable, type Judged } from './bounds';
import { calendarMeaning, type Counting } from './calendars';
import { ofOrder, turned, type Meaning } from './meaning';
import { shareReason } from './reasons';
import { clausesAt, type Scene, type Sides } from './scene';
import { namedRemedies } from './worth';

/** Keys whose words explain and promise nothing. */
const told = new Set(['title', 'reason', 'baseline', 'alsoAs']);

export function objectiveMeaning(difference: Difference, scene: Scene): Meaning {
  const [old, now] = clausesAt(scene, ({ objectives }) => objectives, difference);
  const key = difference.path[2];
  if (key === undefined) return wholeMeaning(difference, old, now, scene);
  if (old === undefined || now === undefined || typeof key !== 'string' || told.has(key)) return undefined;
  const sides = scene.sidesOf(now, scene.now);
  if (key === 'status') return statusMeaning(old, now, sides);
  if (isIndicator(now) || isIndicator(old)) return undefined;
  const owed = [owedToOf(scene.before, old), owedByOf(scene.before, old)].map(
    (id) => id && scene.pairing.rename('party', id),
  );
  if (owed[0] !== owedToOf(scene.now, now)) return { direction: 'unclear', reason: 'owed to another party now', sides };
  return partMeaning(key, difference, { old, now, sides, scene });
}

/** An objective that is gone, new, or called otherwise. */
function wholeMeaning(
  difference: Difference,
  old: Objective | undefined,
  now: Objective | undefined,
  scene: Scene,
): Meaning {
  if (difference.kind === 'renamed') return undefined;
  const [objective, model] = difference.kind === 'added' ? [now, scene.now] : [old, scene.before];
  if (objective === undefined || isIndicator(objective)) return undefined;
  const isNew = difference.kind === 'added';
  return {
    direction: isNew ? 'stronger' : 'weaker',
    reason: isNew ? 'a new promise' : 'no longer promised',
    sides: scene.sidesOf(objective, model),
  };
}

function statusMeaning(old: Objective, now: Objective, sides: Sides): Meaning {
  if (isIndicator(now) === isIndicator(old)) return undefined;
  return isIndicator(now)
    ? { direction: 'weaker', reason: 'only reported, no longer promised', sides }
    : { direction: 'stronger', reason: 'promised and no longer only reported', sides };
}

type Parts = Judged;

function partMeaning(key: string, difference: Difference, parts: Parts): Meaning {
  const { old, now, sides, scene } = parts;
  if (isBoundKey(key)) {
    // One bound in the place of one for each group may be more for some of them and less for others.
    const isByGroup = (old.targets === undefined) !== (now.targets === undefined);
    return isByGroup ? { direction: 'unclear', reason: oneForEach, sides } : boundMeaning(difference, old, now, parts);
  }
  switch (key) {
    case 'targets':
      return targetMeaning(difference, parts);
    case 'for':
      return shareMeaning(parts);
    case 'window':
      return windowMeaning(parts);
    case 'excludes':
      return listMeaning(difference, 'weaker', ['left out as well', 'counts again', 'left out in its place'], sides);
    case 'remedies':
      return namedRemedies(difference, sides, scene);
    case 'when':
      return conditionMeaning(difference, sides);
    case 'tighten':
      return tightenMeaning(difference, parts);
    case 'calendar':
      return calendarMeaning(countingPairs(parts), sides, scene);
    case 'metric':
      return { direction: 'unclear', reason: 'another metric is judged', sides };
    case 'per':
      return { direction: 'unclear', reason: 'judged by other groups', sides };
    case 'holds':
      return holdsMeaning(difference, sides);
    default:
      return { direction: 'unclear', reason: 'its terms are worded otherwise', sides };
  }
}

const oneForEach = 'one target became one for each group, or the other way round';

/** Targets by group: those of a group, and groups that are new or gone. */
function targetMeaning(difference: Difference, parts: Parts): Meaning {
  const { old, now, sides, scene } = parts;
  const [, , , group, key] = difference.path;
  if (group === undefined) return { direction: 'unclear', reason: oneForEach, sides };
  const [from, to] = [
    old.targets?.find((target) => target.group === difference.oldPath[3]),
    now.targets?.find((target) => target.group === group),
  ];
  if (key === undefined) {
    if (difference.kind === 'added')
      return { direction: 'stronger', reason: `a target for ${String(group)} as well`, sides };
    if (difference.kind === 'removed')
      return { direction: 'weaker', reason: `no target for ${String(group)} any more`, sides };
    return { direction: 'unclear', reason: 'it cannot be read', sides };
  }
  if (from === undefined || to === undefined) return { direction: 'unclear', reason: 'it cannot be read', sides };
  if (key === 'calendar')
    return calendarMeaning([[counting(scene.before, old, from), counting(scene.now, now, to)]], sides, scene);
  return boundMeaning(difference, from, to, parts);
}

/** Each promise of an objective that both versions have: its own bounds, and those of each group. */
function countingPairs({ old, now, scene }: Parts): readonly (readonly [Counting, Counting])[] {
  const general = now.targets === undefined || old.targets === undefined || now.bounds.length > 0;
  const own = general ? [[counting(scene.before, old), counting(scene.now, now)] as const] : [];
  const groups = (old.targets ?? []).flatMap((from) => {
    const to = now.targets?.find(({ group }) => group === from.group);
    return to === undefined ? [] : [[counting(scene.before, old, from), counting(scene.now, now, to)] as const];
  });
  return [...own, ...groups];
}

/** By which calendar an objective counts, or one of its groups: its own, that of the objective, or that of the schedule. */
function counting(model: SlaModel, objective: Objective, target?: Target): Counting {
  const schedule = metricOf(model, objective.metric?.value)?.parameters.get('schedule.calendar');
  const calendar = target?.calendar ?? objective.calendar ?? schedule;
  return { calendar: calendar?.value, bounds: (target ?? objective).bounds };
}

function shareMeaning({ old, now, sides }: Parts): Meaning {
  const [from, to] = [old.share?.value, now.share?.value];
  if (from === undefined || to === undefined)
    return { direction: 'unclear', reason: 'judged by a share on one side only', sides };
  const order = compareShares(to, from);
  const direction = ofOrder(order, 'stronger');
  if (direction === undefined) return undefined;
  const reason = from === 'all' || to === 'all' ? undefined : shareReason(from, to);
  return { direction, reason: reason ?? (direction === 'weaker' ? 'some may miss now' : 'none may miss now'), sides };
}

function windowMeaning({ old, now, sides }: Parts): Meaning {
  const [from, to] = [old.window?.value, now.window?.value];
  if (from === undefined || to === undefined)
    return { direction: 'unclear', reason: 'judged over a window on one side only', sides };
  const order = compareWindows(to, from);
  const bounds = [...now.bounds, ...(now.targets ?? []).flatMap((target) => target.bounds)];
  // In a longer window a bad day is evened out; a promise that counts is another one, though.
  const isShare =
    now.share !== undefined || (bounds.length > 0 && bounds.every(({ quantity }) => quantity.dimension === 'percent'));
  // Months of the term are as long as those of the calendar, and begin on other days.
  const isOther = from.kind === 'calendar' && to.kind === 'calendar' && from.unit !== to.unit;
  if (order === 0 && !isOther) return undefined;
  const [first, second] = [windowLength(from)?.usual, windowLength(to)?.usual];
  if (order === undefined || order === 0 || !isShare || first === undefined || second === undefined)
    return { direction: 'unclear', reason: 'counted over another window', sides };
  const times = order > 0 ? divide(second, first) : divide(first, second);
  const many = toNumber(times).toLocaleString('en', { maximumFractionDigits: 1 });
  return order > 0
    ? { direction: 'weaker', reason: `a bad day is evened out over ${many} times as long`, sides }
    : { direction: 'stronger', reason: `a bad day weighs ${many} times as much`, sides };
}

/** An id that is named as well, no longer, or in the place of another. */
export function listMeaning(
  { kind }: Difference,
  ifMore: 'weaker' | 'stronger',
  [added, removed, swapped]: readonly [string, string, string],
  sides: Sides,
): Meaning {
  if (kind === 'added') return { direction: ifMore, reason: added, sides };
  if (kind === 'removed') return { direction: turned(ifMore), reason: removed, sides };
  return { direction: 'unclear', reason: swapped, sides };
}

function conditionMeaning({ kind }: Difference, sides: Sides): Meaning {
  if (kind === 'added') return { direction: 'weaker', reason: 'promised on a condition only', sides };
  if (kind === 'removed') return { direction: 'stronger', reason: 'promised without the condition', sides };
  return { direction: 'unclear', reason: 'promised on another condition', sides };
}

function holdsMeaning({ kind }: Difference, sides: Sides): Meaning {
  if (kind === 'added') return { direction: 'stronger', reason: 'promised as well', sides };
  if (kind === 'removed') return { direction: 'weaker', reason: 'no longer promised', sides };
  return { direction: 'unclear', reason: 'the opposite is promised', sides };
}

function tightenMeaning(difference: Difference, parts: Parts): Meaning {
  const { old, now, sides } = parts;
  const key = difference.path[3];
  const [from, to] = [old.tighten, now.tighten];
  if (key === undefined || from === undefined || to === undefined) {
    const isNew = difference.kind === 'added';
    if (!isNew && difference.kind !== 'removed') return { direction: 'unclear', reason: 'it cannot be read', sides };
    const later = laterOf(isNew ? now : old);
    if (later === undefined) return undefined;
    const words = later === 'stronger' ? 'stricter' : later === 'weaker' ? 'looser' : 'another target';
    return isNew
      ? { direction: later, reason: `gets ${words} later`, sides }
      : { direction: turned(later), reason: `no longer gets ${words} later`, sides };
  }
  const bounded = (objective: Objective) => ({
    bounds: objective.tighten?.bounds ?? [],
    map: mapIn(objective, 'tighten'),
  });
  if (isBoundKey(key)) return boundMeaning(difference, bounded(old), bounded(now), parts);
  if (key === 'for') {
    const [one, other] = [from.share?.value, to.share?.value];
    const order = one === undefined || other === undefined ? undefined : compareShares(other, one);
    const direction = ofOrder(order, 'stronger');
    return direction && { direction, reason: 'another share later', sides };
  }
  if (key === 'afterWindows') {
    const [one, other] = [from.afterWindows?.value, to.afterWindows?.value];
    const direction = one === undefined || other === undefined ? 'unclear' : ofOrder(compare(other, one), 'weaker');
    const many = other === undefined ? 'other windows' : counted(toNumber(other), 'window');
    return direction && { direction, reason: `gets stricter after ${many}`, sides };
  }
  const [one, other] = [from.notBefore?.value, to.notBefore?.value];
  const isDates = [one, other].every((date) => date === undefined || /^\d{4}-\d{2}-\d{2}$/.test(date));
  if (!isDates) return { direction: 'unclear', reason: 'gets stricter on another day', sides };
  const direction = (other ?? '') > (one ?? '') ? 'weaker' : 'stronger';
  return {
    direction,
    reason: direction === 'weaker' ? 'gets stricter later than before' : 'may get stricter sooner',
    sides,
  };
}

/** What becomes of an objective when it tightens: a slip of the pen may make it looser. Undefined where it stays as it is. */
function laterOf(objective: Objective): Direction | undefined {
  const { bounds, share, tighten } = objective;
  if (tighten === undefined || isUnreadable({ bounds: tighten.bounds, map: mapIn(objective, 'tighten') }))
    return 'unclear';
  const kept = bounds.filter((bound) => !tighten.bounds.some((each) => isUpper(each) === isUpper(bound)));
  const byShare =
    tighten.share === undefined
      ? undefined
      : share === undefined
        ? 'unclear'
        : ofOrder(compareShares(tighten.share.value, share.value), 'stronger');
  return joined([compareBounds(bounds, [...kept, ...tighten.bounds]), byShare]);
}

function mapIn({ map }: Objective, key: string): MapNode | undefined {
  const value = map === undefined ? undefined : resolved(entryOf(map, key)?.value);
  return value?.kind === 'map' ? value : undefined;
}

/** Who owes an objective, and to whom, as it is resolved: written, or the only party of the role. */
export function ownershipMeaning(
  key: 'owedBy' | 'owedTo',
  from: string | undefined,
  to: string | undefined,
  now: Objective,
  scene: Scene,
): Meaning {
  if (isIndicator(now)) return undefined;
  const { owed, owing } = scene.sidesOf(now, scene.now);
  const byParty = new Map<string, 'weaker' | 'stronger' | 'unclear'>();
  const side = key === 'owedTo' ? 'to' : 'by';
  const reason = to === undefined ? `no longer clear ${side} whom it is owed` : `owed ${side} another party`;
  if (key === 'owedTo') {
    if (from !== undefined) byParty.set(from, 'weaker');
    if (to !== undefined) byParty.set(to, 'stronger');
    for (const party of owing) if (!byParty.has(party)) byParty.set(party, 'unclear');
    return { byParty, reason, owed: new Set([from, to].filter((id) => id !== undefined)) };
  }
  for (const party of owed) byParty.set(party, 'unclear');
  // What one no longer owes is a burden less for it, and one more for the other.
  if (from !== undefined && !byParty.has(from)) byParty.set(from, 'stronger');
  if (to !== undefined && !byParty.has(to)) byParty.set(to, 'weaker');
  return { byParty, reason, owed };
}
