// What it means that business time is counted by another calendar where none is named, because calendars came or went.
// It must never speak of it where every business time names its calendar.

import { defaultCalendar } from '../../model/queries';
import type { Objective, SlaModel } from '../../model/sla';
import type { Duration } from '../../scalars/quantity';
import { entryOf, resolved } from '../../syntax/nodes';
import type { Located } from '../../text/span';
import type { Difference } from '../differences';
import { calendarMeaning, isBusiness, type Counting } from './calendars';
import { textOf, type Meaning } from './meaning';
import { merged, type Scene } from './scene';

/** The meaning of a calendar that is new, gone, or open at other hours, for those who count by whichever is the default. */
export function defaultCalendarMeaning(difference: Difference, scene: Scene): Meaning {
  const { before, now, pairing, users, everybody } = scene;
  const { kind, path } = difference;
  if (kind === 'renamed' || (path[2] !== undefined && path[2] !== 'hours')) return undefined;
  const [old, fresh] = [defaultCalendar(before)?.id, defaultCalendar(now)?.id];
  if ((old === undefined ? undefined : pairing.rename('calendar', old)) === fresh) return undefined;
  // Of one that came in the place of another it is told once.
  const isNew = fresh !== undefined && !before.calendars.some(({ id }) => pairing.rename('calendar', id) === fresh);
  if (isNew && path[1] !== fresh) return undefined;
  const promises = users((_, { objectives }) => objectives.filter(countsByDefault)).sides;
  const isElsewhere = [before, now].some(countsElsewhere);
  if (promises.owed.size + promises.owing.size === 0 && !isElsewhere) return undefined;
  if (!isElsewhere && old !== undefined && fresh !== undefined)
    return calendarMeaning([[named(old), named(fresh)]], promises, scene);
  const reason =
    fresh === undefined
      ? 'no calendar is left for business time that names none'
      : 'business time is counted by another calendar';
  return { direction: 'unclear', reason, sides: isElsewhere ? merged([promises, everybody]) : promises };
}

const named = (calendar: string): Counting => ({ calendar, bounds: [] });

function countsByDefault({ bounds, calendar, targets, tighten }: Objective): boolean {
  if (calendar !== undefined) return false;
  const all = [{ bounds: [...bounds, ...(tighten?.bounds ?? [])], calendar }, ...(targets ?? [])];
  return all.some((each) => each.calendar === undefined && each.bounds.some(({ quantity }) => quantity.business));
}

/** Whether a duty, a claim, a remedy, a notice or a report counts by the default. */
function countsElsewhere({ claims, responsibilities, remedies, exclusions, sections }: SlaModel): boolean {
  const counts = (calendar: unknown, ...times: readonly (Located<Duration> | undefined)[]): boolean =>
    calendar === undefined && times.some((time) => time?.value.business === true);
  return (
    (claims !== undefined && counts(claims.calendar, claims.within)) ||
    responsibilities.some((duty) => counts(duty.calendar, duty.within, duty.ahead)) ||
    remedies.some((remedy) => counts(remedy.calendar, remedy.within)) ||
    exclusions.some((exclusion) => counts(exclusion.calendar, exclusion.notice)) ||
    (claims?.calendar === undefined && isBusiness(claims?.decision?.value)) ||
    isBusiness(termIn(sections, 'reporting', 'within')) ||
    isBusiness(termIn(sections, 'changes', 'notice'))
  );
}

/** The text under a key of a section that is read as a tree. */
function termIn(sections: SlaModel['sections'], section: string, key: string): string | undefined {
  const map = resolved(sections.get(section));
  return map?.kind === 'map' ? textOf(entryOf(map, key)?.value) : undefined;
}
