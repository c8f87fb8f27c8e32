// Expands calendars over the years that data and term reach, once for a run and again where data read since reaches further.
// It must never answer for a calendar that is not defined, and never be asked about an instant outside of its years.

import type { ComputePlan } from '../core/compliance/plan-types';
import { openTime, type CalendarDefinition, type OpenTime } from '../core/time/calendars';
import { civilDate, dayMs } from '../core/time/civil';
import { instantOfText, zoneOf, type Zone } from '../core/time/zones';
import type { HolidayBook } from './holidays';
import type { Scan } from './scan';

const year = 366 * dayMs;
/** So far back calendars are expanded at most. */
const mostYears = 40;

/** A class because what was expanded is kept for the length of a run. */
export class OpenTimes {
  private readonly plan: ComputePlan;
  private readonly zone: Zone;
  private readonly scans: ReadonlyMap<string, Scan>;
  private readonly holidays: HolidayBook | undefined;
  private readonly known = new Map<string, { readonly open: OpenTime; readonly from: number; readonly to: number }>();

  constructor(plan: ComputePlan, zone: Zone, scans: ReadonlyMap<string, Scan>, holidays: HolidayBook | undefined) {
    this.plan = plan;
    this.holidays = holidays;
    this.zone = zone;
    this.scans = scans;
  }

  /** Why a calendar cannot be expanded, in words; undefined where it can. */
  lack(id: string): string | undefined {
    const definition = this.plan.calendars.find((calendar) => calendar.id === id);
    if (definition === undefined) return `the hours of calendar "${id}" are not known`;
    if (zoneOf(definition.zone) === undefined) return `"${definition.zone}" is no time zone`;
    const { publicHolidays } = definition;
    if (publicHolidays === undefined) return undefined;
    const why = this.holidays === undefined ? 'they could not be loaded' : this.holidays.lack(publicHolidays);
    return why === undefined ? undefined : `the holidays of calendar "${id}" are not known: ${why}`;
  }

  /** The open time of a calendar over all instants that can be asked for; undefined where something is lacking. */
  of(id: string): OpenTime | undefined {
    const { from, to } = this.span();
    const known = this.known.get(id);
    if (known !== undefined && known.from <= from && known.to >= to) return known.open;
    const definition = this.plan.calendars.find((calendar) => calendar.id === id);
    const zone = definition === undefined ? undefined : zoneOf(definition.zone);
    if (definition === undefined || zone === undefined || this.lack(id) !== undefined) return undefined;
    const open = openTime(this.withHolidays(definition, from, to), zone, from, to);
    this.known.set(id, { open, from, to });
    return open;
  }

  /** The calendar with the days of its public holidays; it is expanded for a year more than is asked for. */
  private withHolidays(definition: CalendarDefinition, from: number, to: number): CalendarDefinition {
    const { publicHolidays, ...rest } = definition;
    if (publicHolidays === undefined || this.holidays === undefined) return definition;
    const yearOf = (instant: number): number => civilDate(Math.floor(instant / dayMs)).year;
    const days = this.holidays.daysOf(publicHolidays, yearOf(from) - 1, yearOf(to + year) + 1);
    return { ...rest, holidays: [...definition.holidays, ...days] };
  }

  private span(): { readonly from: number; readonly to: number } {
    const { term, asOf } = this.plan;
    const instants = [...this.scans.values()].flatMap(({ reach }) => (reach[0] === Infinity ? [] : reach));
    if (term !== undefined) instants.push(instantOfText(term.from, this.zone), instantOfText(term.to, this.zone));
    if (asOf !== undefined) instants.push(asOf);
    const all = instants.filter((instant) => !Number.isNaN(instant));
    if (all.length === 0) all.push(0);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    return { from: Math.max(low - year, high - mostYears * year), to: high + year };
  }
}
