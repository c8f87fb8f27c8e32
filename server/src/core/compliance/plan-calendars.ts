// The calendars of an agreement as plain data for the engine, which fills in the days of public holidays.
// It must never hand over a calendar without what closes it: such a one is left out, and whoever needs it has no result.

import { zoneOfCalendar } from '../model/queries';
import type { Calendar, SlaModel } from '../model/sla';
import type { CalendarDefinition } from '../time/calendars';

/** A calendar as part of the plan; undefined where its hours, or the country of its holidays, cannot be read. */
export function calendarPlan(model: SlaModel, calendar: Calendar): CalendarDefinition | undefined {
  if (calendar.hours === undefined) return undefined;
  const place = calendar.holidayRegion;
  // Holidays of a country that is not named would be none.
  if (place !== undefined && place.country === undefined) return undefined;
  return {
    id: calendar.id,
    zone: zoneOfCalendar(model, calendar) ?? 'UTC',
    hours: calendar.hours,
    holidays: calendar.holidays.map((day) => day.value),
    ...(place?.country === undefined
      ? {}
      : { publicHolidays: { country: place.country.value, region: place.region?.value } }),
    except: calendar.except.map((day) => day.value),
  };
}
