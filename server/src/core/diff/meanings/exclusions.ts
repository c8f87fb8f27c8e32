// What changes of exclusions mean: more that does not count is weaker for those to whom the promise is owed.
// It must never speak of an exclusion that no objective names.

import { compareDurations, compareLimits } from '../values';
import type { Exclusion, SlaModel } from '../../model/sla';
import { integer } from '../../scalars/rational';
import { parseDate, type WindowSpec } from '../../scalars/words';
import { showQuantity, showSeconds } from '../../show/words';
import { entryOf } from '../../syntax/nodes';
import { dayMs, parseDay } from '../../time/civil';
import { instantOfText, zoneOf } from '../../time/zones';
import type { Difference } from '../differences';
import { ofOrder, type Meaning } from './meaning';
import { inEach, limitReason, moveReason } from './reasons';
import { clausesAt, type Scene, type Sides } from './scene';
import { holdsUnreadable, openMinutes } from './week';

export function exclusionMeaning(difference: Difference, scene: Scene): Meaning {
  const [old, now] = clausesAt(scene, ({ exclusions }) => exclusions, difference);
  const id = (isNow: boolean): string | undefined => (isNow ? now?.id : old?.id);
  const { sides, objectives } = scene.users(({ leavingOut }, model) => {
    const own = id(model === scene.now);
    return own === undefined ? [] : leavingOut(own);
  });
  const key = difference.path[2];
  if (difference.kind === 'renamed' || sides.owed.size + sides.owing.size === 0) return undefined;
  if (key === undefined) {
    const isNew = difference.kind === 'added';
    return isNew
      ? { direction: 'weaker', reason: `left out of ${objectives.join(', ')}`, sides }
      : { direction: 'stronger', reason: 'left out no more', sides };
  }
  if (old === undefined || now === undefined) return undefined;
  return partMeaning(String(key), difference, old, now, sides, scene);
}

function partMeaning(
  key: string,
  difference: Difference,
  old: Exclusion,
  now: Exclusion,
  sides: Sides,
  scene: Scene,
): Meaning {
  switch (key) {
    case 'limit':
      return limitMeaning(old, now, difference, sides);
    case 'notice':
      return noticeMeaning(old, now, difference, sides);
    case 'intervals':
      return intervalMeaning(difference, now, old, sides, scene);
    case 'slot':
      return slotMeaning(old, now, sides);
    case 'data':
    case 'where': {
      const isRecorded = ({ data, where, intervals }: Exclusion): boolean =>
        data !== undefined || where !== undefined || intervals.length > 0;
      if (!isRecorded(old) && isRecorded(now))
        return { direction: 'weaker', reason: 'it leaves something out now', sides };
      if (isRecorded(old) && !isRecorded(now))
        return { direction: 'stronger', reason: 'it leaves nothing out any more', sides };
      return { direction: 'unclear', reason: 'it leaves out other records', sides };
    }
    case 'decidedBy':
      return decidedMeaning(difference, sides, (id) => scene.pairing.rename('party', id));
    case 'note':
    case 'party':
      return undefined;
    default:
      return { direction: 'unclear', reason: 'it leaves out something else', sides };
  }
}

/** A limit that names no window is one of a month, as it is computed. */
const aMonth: WindowSpec = { kind: 'calendar', unit: 'month', anchor: undefined };

function limitMeaning(
  old: Exclusion,
  now: Exclusion,
  { from: wasWritten, to: isWritten }: Difference,
  sides: Sides,
): Meaning {
  const [from, to] = [old.limit?.value, now.limit?.value];
  const unclear: Meaning = { direction: 'unclear', reason: 'another limit to what is left out', sides };
  if ((wasWritten !== undefined && from === undefined) || (isWritten !== undefined && to === undefined)) return unclear;
  if (to === undefined) return { direction: 'weaker', reason: 'without a limit to what is left out', sides };
  if (from === undefined)
    return { direction: 'stronger', reason: `at most ${showQuantity(to.amount)}${inEach(to.per)} is left out`, sides };
  const direction = ofOrder(compareLimits(to, from, aMonth), 'weaker');
  if (direction === undefined) return undefined;
  if (direction === 'unclear') return unclear;
  return { direction, reason: limitReason(from, to, 'may be left out', 'is left out'), sides };
}

function noticeMeaning(
  old: Exclusion,
  now: Exclusion,
  { from: wasWritten, to: isWritten }: Difference,
  sides: Sides,
): Meaning {
  const [from, to] = [old.notice?.value, now.notice?.value];
  const unclear: Meaning = { direction: 'unclear', reason: 'announced otherwise', sides };
  if ((wasWritten !== undefined && from === undefined) || (isWritten !== undefined && to === undefined)) return unclear;
  if (to === undefined) return { direction: 'weaker', reason: 'need not be announced any more', sides };
  if (from === undefined)
    return { direction: 'stronger', reason: `has to be announced ${showQuantity(to)} ahead`, sides };
  const direction = ofOrder(compareDurations(to, from), 'stronger');
  if (direction === 'unclear') return unclear;
  return direction && { direction, reason: `announced ${moveReason(from, to, ['earlier', 'later'])}`, sides };
}

function intervalMeaning(difference: Difference, now: Exclusion, old: Exclusion, sides: Sides, scene: Scene): Meaning {
  const [, , , index, key] = difference.path;
  if (key === undefined && index !== undefined) {
    if (difference.kind === 'added') return { direction: 'weaker', reason: 'one more interval is left out', sides };
    if (difference.kind === 'removed') return { direction: 'stronger', reason: 'one interval less is left out', sides };
  }
  if (index === undefined) {
    if (difference.kind === 'added') return { direction: 'weaker', reason: 'it leaves something out now', sides };
    if (difference.kind === 'removed') return { direction: 'stronger', reason: 'it leaves less out', sides };
  }
  if (key === 'note') return undefined;
  if (key === 'group' && difference.kind !== 'changed')
    return difference.kind === 'removed'
      ? { direction: 'weaker', reason: 'left out for all groups', sides }
      : { direction: 'stronger', reason: 'left out for one group only', sides };
  const [before, after] = [old.intervals[Number(difference.oldPath[3])], now.intervals[Number(index)]];
  const isEdge = key === 'from' || key === 'to';
  const [one, other] = isEdge
    ? [edgeOf(before?.[key]?.value, key, scene.before), edgeOf(after?.[key]?.value, key, scene.now)]
    : [NaN, NaN];
  if (Number.isNaN(one) || Number.isNaN(other))
    return { direction: 'unclear', reason: 'another interval is left out', sides };
  if (one === other) return undefined;
  const isLonger = key === 'to' ? other > one : other < one;
  const amount = showSeconds(integer(Math.abs(other - one) / 1_000));
  return {
    direction: isLonger ? 'weaker' : 'stronger',
    reason: `${amount} ${isLonger ? 'more' : 'less'} is left out`,
    sides,
  };
}

/** The instant of an end of an interval as it is computed: in the zone of the agreement, and a day as the last one is part of it. */
function edgeOf(text: string | undefined, key: 'from' | 'to', { timeZone }: SlaModel): number {
  const zone = zoneOf(timeZone?.value ?? 'UTC');
  if (text === undefined || zone === undefined) return NaN;
  const isDay = key === 'to' && parseDate(text.trim()).ok;
  return isDay ? zone.instantOf((parseDay(text.trim()) + 1) * dayMs) : instantOfText(text, zone);
}

/** Within a narrower slot less can be left out. */
function slotMeaning(old: Exclusion, now: Exclusion, sides: Sides): Meaning {
  const isUnreadable = [old, now].some(({ map }) =>
    holdsUnreadable(map === undefined ? undefined : entryOf(map, 'slot')?.value),
  );
  if (isUnreadable) return { direction: 'unclear', reason: 'it cannot be read', sides };
  const [from, to] = [slotMinutes(old), slotMinutes(now)];
  if (from === undefined && to === undefined) return { direction: 'unclear', reason: 'possible at other times', sides };
  if (to === undefined) return { direction: 'weaker', reason: 'possible at any time', sides };
  if (from === undefined) return { direction: 'stronger', reason: 'possible in its slot only', sides };
  const more = to.some((open, minute) => open > (from[minute] ?? 0));
  const less = from.some((open, minute) => open > (to[minute] ?? 0));
  if (more && less) return { direction: 'unclear', reason: 'possible at other times', sides };
  if (!more && !less) return undefined;
  return { direction: more ? 'weaker' : 'stronger', reason: `possible at ${more ? 'more' : 'fewer'} times`, sides };
}

function slotMinutes({ slot }: Exclusion): Uint8Array | undefined {
  return slot && openMinutes(slot.flatMap(({ days, openings }) => days.map((day) => ({ day, openings }))));
}

function decidedMeaning(difference: Difference, sides: Sides, rename: (party: string) => string): Meaning {
  const party = (node: Difference['from']): string | undefined => (node?.kind === 'scalar' ? node.text : undefined);
  const [was, to] = [party(difference.from), party(difference.to)];
  const from = was === undefined ? undefined : rename(was);
  if (difference.kind === 'added' && to !== undefined && sides.owed.has(to))
    return { direction: 'stronger', reason: `${to} decides as well`, sides };
  if (difference.kind === 'removed' && from !== undefined && sides.owed.has(from))
    return { direction: 'weaker', reason: `${from} decides no more`, sides };
  return { direction: 'unclear', reason: 'decided by other parties', sides };
}
