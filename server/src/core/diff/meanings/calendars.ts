// What changes of calendars mean: hours in which a clock ticks, and days on which it stands still.
// It must never compare hours of two time zones.

import { calendarOf, defaultCalendar, zoneOfCalendar } from '../../model/queries';
import type { Bound, Calendar, Objective, Responsibility, SlaModel } from '../../model/sla';
import { integer } from '../../scalars/rational';
import { parseQuantity } from '../../scalars/quantity';
import { parseDate } from '../../scalars/words';
import { entryOf, resolved, type Node } from '../../syntax/nodes';
import { counted, showSeconds } from '../../show/words';
import { parseDay, weekday } from '../../time/civil';
import type { Difference } from '../differences';
import type { Direction } from '../change';
import { directionsOf, textOf, turned, type Meaning } from './meaning';
import { clausesAt, merged, type Scene, type Sides } from './scene';
import { dutySides } from './terms';
import { alwaysOpen, holdsUnreadable, minutesBetween, openMinutes } from './week';
import { wholeClauseMeaning } from './whole-clause';

type Extent = 'narrower' | 'wider' | 'same' | 'unclear';

interface Compared {
  readonly extent: Extent;
  readonly reason: string;
}

const hoursWords: Readonly<Record<Extent, string>> = {
  narrower: 'fewer hours count',
  wider: 'more hours count',
  same: 'the same hours count',
  unclear: 'other hours count',
};

/** A promise, and by which calendar it is written to count. */
export interface Counting {
  readonly calendar: string | undefined;
  readonly bounds: readonly Bound[];
}

/** A change of which calendar promises count by: the same ones before and now. */
export function calendarMeaning(
  pairs: readonly (readonly [old: Counting, now: Counting])[],
  sides: Sides,
  { before, now: model }: Scene,
): Meaning {
  const all = pairs.map(([old, now]): Compared => {
    const [from, to] = [countedBy(before, old), countedBy(model, now)];
    return from === 'unknown' || to === 'unknown'
      ? { extent: 'unclear', reason: 'counted in other hours' }
      : compareCalendars(before, from, model, to);
  });
  const [first, other] = all.filter(({ extent }) => extent !== 'same');
  if (first === undefined) return undefined;
  const isOne = other === undefined || all.every(({ extent }) => extent === 'same' || extent === first.extent);
  return meaningOf(isOne ? first : { extent: 'unclear', reason: 'counted in other hours' }, sides);
}

/** The calendar that a promise counts by; undefined where all time counts: only business time has a calendar that is not named. */
function countedBy(model: SlaModel, { calendar, bounds }: Counting): Calendar | undefined | 'unknown' {
  if (calendar !== undefined) return calendarOf(model, calendar) ?? 'unknown';
  return bounds.some(({ quantity }) => quantity.business) ? (defaultCalendar(model) ?? 'unknown') : undefined;
}

function meaningOf({ extent, reason }: Compared, sides: Sides): Meaning {
  if (extent === 'same') return undefined;
  const direction: Direction = extent === 'narrower' ? 'weaker' : extent === 'wider' ? 'stronger' : 'unclear';
  return { direction, reason, sides };
}

/** A change inside a calendar, for everybody whose time ticks by it. */
export function calendarChange(difference: Difference, scene: Scene): Meaning {
  const { path, oldPath } = difference;
  const { before, now } = scene;
  const [old, fresh] = clausesAt(scene, ({ calendars }) => calendars, difference);
  if (path[2] === undefined) return wholeClauseMeaning(difference, scene, ({ countedBy }, id) => countedBy(id));
  if (old === undefined || fresh === undefined) return undefined;
  const compared = partOf(String(path[2]), before, old, now, fresh);
  if (compared.extent === 'same') return undefined;
  const uses = usesOf(scene, String(oldPath[1]), String(path[1]));
  // A notice or a time to claim that gets longer with fewer hours is an aside where somebody waits by them (rules.md A7).
  const isWaited = uses.promises.owed.size + uses.promises.owing.size > 0;
  const meaning = isWaited ? meaningOf(compared, uses.promises) : turnedMeaning(meaningOf(compared, uses.against));
  if (directionsOf(meaning).size > 0) return meaning;
  const isElsewhere = [before, now].some((model) =>
    countsInTermsBy(model, String((model === now ? path : oldPath)[1])),
  );
  return isElsewhere ? { direction: 'unclear', reason: compared.reason, sides: scene.everybody } : undefined;
}

function turnedMeaning(meaning: Meaning): Meaning {
  return meaning === undefined || 'byParty' in meaning ? meaning : { ...meaning, direction: turned(meaning.direction) };
}

/** Compares one part of a calendar, as each is a difference of its own. */
function partOf(key: string, before: SlaModel, old: Calendar, now: SlaModel, fresh: Calendar): Compared {
  if (key === 'timeZone') return { extent: 'unclear', reason: 'the hours are those of another time zone' };
  if (key === 'hours') return compareHours(old, fresh);
  if (key === 'holidays' || key === 'except') return compareDays(old, fresh);
  return compareCalendars(before, old, now, fresh);
}

interface Uses {
  /** Those to whom fewer hours are a longer wait, and who owes them. */
  readonly promises: Sides;
  /** Those to whom fewer hours are more time, and at whose cost. */
  readonly against: Sides;
}

/** Who counts by a calendar: objectives, metrics, remedies and duties; claims and notices the other way round. */
function usesOf(scene: Scene, old: string, fresh: string): Uses {
  const { before, now, users, everybody } = scene;
  const id = (model: SlaModel): string => (model === now ? fresh : old);
  const isDefault = (model: SlaModel): boolean => defaultCalendar(model)?.id === id(model);
  const named = (text: string | undefined, model: SlaModel): boolean =>
    text === undefined ? isDefault(model) : text === id(model);
  const promises = users(({ countedBy, measuredInPartBy, followedBy, together }, model) => {
    const timed = model.remedies.filter(
      ({ calendar, within }) => within !== undefined && named(calendar?.value, model),
    );
    return together(
      countedBy(id(model)),
      isDefault(model) ? model.objectives.filter(isInBusinessTime) : [],
      measuredInPartBy(id(model)),
      ...timed.map((remedy) => followedBy(remedy.id)),
    );
  }).sides;
  // Whoever has a duty gains by fewer hours until it is due, and loses by fewer hours ahead.
  const duties = now.responsibilities.filter(({ calendar }) => named(calendar?.value, now));
  const sidesOf = (counts: (duty: Responsibility) => boolean): Sides =>
    merged(duties.filter(counts).map((duty) => dutySides(duty, (party) => party, now)));
  const notices = [before, now].some((model) =>
    model.exclusions.some(({ calendar, notice }) => notice?.value.business === true && named(calendar?.value, model)),
  );
  const claims =
    now.claims?.within?.value.business === true && named(now.claims.calendar?.value, now) ? now.claims : undefined;
  const none: Sides = { owed: new Set(), owing: new Set() };
  const claimed: Sides =
    claims?.by === undefined
      ? none
      : {
          owed: new Set([claims.by.value]),
          owing: new Set(claims.to === undefined ? [] : [claims.to.value.split('.')[0] ?? '']),
        };
  return {
    promises: merged([promises, sidesOf(({ within }) => within?.value.business === true)]),
    against: merged([claimed, notices ? everybody : none, sidesOf(({ ahead }) => ahead?.value.business === true)]),
  };
}

/** Whether any business time of the other terms counts by a calendar, in whichever key it stands. */
function countsInTermsBy(model: SlaModel, id: string): boolean {
  let named = namedInTerms.get(model);
  if (named === undefined) namedInTerms.set(model, (named = calendarsOfTerms(model)));
  return named.has(id) || (named.has(undefined) && defaultCalendar(model)?.id === id);
}

/** Found once for a version: there may be thousands of calendars, and of clauses. */
const namedInTerms = new WeakMap<SlaModel, ReadonlySet<string | undefined>>();

/** The calendars that terms with business time name; undefined where one names none. */
function calendarsOfTerms(model: SlaModel): ReadonlySet<string | undefined> {
  const { claims, sections, dependencies, remedies, metrics, responsibilities, exclusions } = model;
  const found = new Set<string | undefined>();
  if (claims?.decision !== undefined && isBusiness(claims.decision.value)) found.add(claims.calendar?.value);
  const clauses = [dependencies, remedies, metrics, responsibilities, exclusions].flat().map(({ map }) => map);
  for (const node of [sections.get('reporting'), sections.get('changes'), ...clauses]) {
    const map = resolved(node);
    if (map?.kind === 'map' && holdsBusinessTime(map, 0)) found.add(textOf(entryOf(map, 'calendar')?.value));
  }
  return found;
}

/** Whether a text is business time; false for nothing, and for what cannot be read. */
export function isBusiness(text: string | undefined): boolean {
  const read = text === undefined ? undefined : parseQuantity(text);
  return read?.ok === true && read.value.business;
}

function holdsBusinessTime(node: Node | undefined, depth: number): boolean {
  const found = resolved(node);
  if (found === undefined || depth > 4) return false;
  if (found.kind === 'seq') return found.items.some((item) => holdsBusinessTime(item, depth + 1));
  if (found.kind === 'map') return found.entries.some(({ value }) => holdsBusinessTime(value, depth + 1));
  return isBusiness(found.text);
}

function isInBusinessTime({ bounds: own, targets = [], tighten }: Objective): boolean {
  return [...own, ...(tighten?.bounds ?? []), ...targets.flatMap(({ bounds }) => bounds)].some(
    ({ quantity }) => quantity.business,
  );
}

/** Compares when two calendars are open; no calendar is always open. */
function compareCalendars(
  before: SlaModel,
  old: Calendar | undefined,
  now: SlaModel,
  fresh: Calendar | undefined,
): Compared {
  const parts = [compareHours(old, fresh), compareDays(old, fresh)];
  const isTimed = (calendar: Calendar | undefined): boolean => calendar !== undefined && calendar.hours !== '24x7';
  const zones = [
    old === undefined ? undefined : zoneOfCalendar(before, old),
    fresh === undefined ? undefined : zoneOfCalendar(now, fresh),
  ];
  if (isTimed(old) && isTimed(fresh) && zones[0] !== zones[1])
    return { extent: 'unclear', reason: 'the hours are those of another time zone' };
  const changed = parts.filter(({ extent }) => extent !== 'same');
  const [first] = changed;
  if (first === undefined) return { extent: 'same', reason: hoursWords.same };
  if (changed.every(({ extent }) => extent === first.extent))
    return { extent: first.extent, reason: changed.map(({ reason }) => reason).join(', ') };
  return { extent: 'unclear', reason: hoursWords.unclear };
}

/** The open minutes of a week; undefined where the hours cannot be read. */
function weekOf(calendar: Calendar | undefined): Uint8Array | undefined {
  if (calendar === undefined || calendar.hours === '24x7') return alwaysOpen();
  if (holdsUnreadable(calendar.map === undefined ? undefined : entryOf(calendar.map, 'hours')?.value)) return undefined;
  return calendar.hours === undefined ? undefined : openMinutes(calendar.hours);
}

function compareHours(old: Calendar | undefined, fresh: Calendar | undefined): Compared {
  const [before, now] = [weekOf(old), weekOf(fresh)];
  if (before === undefined || now === undefined) return { extent: 'unclear', reason: hoursWords.unclear };
  const { lost, won } = minutesBetween(before, now);
  if (lost > 0 && won > 0) return { extent: 'unclear', reason: hoursWords.unclear };
  if (lost + won === 0) return { extent: 'same', reason: hoursWords.same };
  const amount = showSeconds(integer((lost + won) * 60));
  return lost > 0
    ? { extent: 'narrower', reason: `${amount} less a week counts` }
    : { extent: 'wider', reason: `${amount} more a week counts` };
}

/** Compares the days that are closed whatever the hours say. */
function compareDays(old: Calendar | undefined, fresh: Calendar | undefined): Compared {
  const place = (calendar: Calendar | undefined): string | undefined => {
    const region = calendar?.holidayRegion;
    return region === undefined ? undefined : `${region.country?.value ?? ''} ${region.region?.value ?? ''}`;
  };
  const [from, to] = [place(old), place(fresh)];
  const [closed, now] = [closedDays(old), closedDays(fresh)];
  if (from !== to) {
    const isAlone = from === undefined ? closed.size === 0 : to === undefined && now.size === 0;
    if (!isAlone) return { extent: 'unclear', reason: 'other public holidays' };
    return from === undefined
      ? { extent: 'narrower', reason: 'closed on public holidays' }
      : { extent: 'wider', reason: 'open on public holidays' };
  }
  // Exceptions from public holidays open days that nobody here knows by date.
  if (from !== undefined) {
    const [one, other] = [exceptions(old), exceptions(fresh)];
    const opened = [...other].filter((day) => !one.has(day)).length;
    const shut = [...one].filter((day) => !other.has(day)).length;
    if (opened > 0 && shut > 0) return { extent: 'unclear', reason: 'other days are closed' };
    if (opened + shut === 0) return { extent: 'same', reason: hoursWords.same };
    return opened > 0
      ? { extent: 'wider', reason: `open on ${counted(opened, 'more holiday')}` }
      : { extent: 'narrower', reason: `closed on ${counted(shut, 'more holiday')}` };
  }
  const more = [...now].filter((day) => !closed.has(day)).length;
  const fewer = [...closed].filter((day) => !now.has(day)).length;
  if (more > 0 && fewer > 0) return { extent: 'unclear', reason: 'other days are closed' };
  if (more + fewer === 0) return { extent: 'same', reason: hoursWords.same };
  return more > 0
    ? { extent: 'narrower', reason: `closed on ${counted(more, 'more holiday')}` }
    : { extent: 'wider', reason: `open on ${counted(fewer, 'more holiday')}` };
}

const exceptions = (calendar: Calendar | undefined): ReadonlySet<string> =>
  new Set(calendar?.except.map(({ value }) => value.trim()));

function closedDays(calendar: Calendar | undefined): ReadonlySet<string> {
  const open = exceptions(calendar);
  const hours = calendar?.hours ?? '24x7';
  // A holiday on a day that is closed every week closes nothing.
  const isOpenDay = (day: string): boolean =>
    hours === '24x7' || !parseDate(day).ok || hours.some((each) => each.day === weekday(parseDay(day)));
  const days = (calendar?.holidays ?? []).map(({ value }) => value.trim());
  return new Set(days.filter((day) => !open.has(day) && isOpenDay(day)));
}
