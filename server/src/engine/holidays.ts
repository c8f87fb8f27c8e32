// The public holidays of a country or region as days, from the library that knows them, which is loaded where a plan names one.
// It must never answer no days for a place that it does not know: `lack` says why instead.

import type { HolidayPlace } from '../core/time/calendars';
import { dayMs, dayNumber, showDay } from '../core/time/civil';

/** What is known of holidays. */
export interface HolidayBook {
  /** Why the holidays of a place are not known, in words; undefined where they are. */
  lack(place: HolidayPlace): string | undefined;
  /** The ISO dates of whole days that are public holidays in the years from `first` to `last`; empty for a place that is not known. */
  daysOf(place: HolidayPlace, first: number, last: number): readonly string[];
}

/** The parts of a region's code: a state, and of some states a part of it, as in `BY-A`. */
function partsOf(region: string | undefined): readonly string[] {
  if (region === undefined) return [];
  const at = region.indexOf('-');
  return at < 0 ? [region] : [region.slice(0, at), region.slice(at + 1)];
}

/** Loads the library, which costs about a quarter of a second once. Rejects where its file is not there. */
export async function loadHolidayBook(): Promise<HolidayBook> {
  const { default: Holidays } = await import('date-holidays');
  const names = new Holidays();
  const countries = new Set(Object.keys(names.getCountries()));
  const known = new Map<string, readonly string[]>();

  const isRegion = (country: string, region: string): boolean => {
    const [state = '', part, ...others] = partsOf(region);
    const states: Readonly<Record<string, string>> = names.getStates(country) ?? {};
    if (!Object.hasOwn(states, state)) return false;
    const regions: Readonly<Record<string, string>> = names.getRegions(country, state) ?? {};
    return part === undefined || (others.length === 0 && Object.hasOwn(regions, part));
  };
  const lack = ({ country, region }: HolidayPlace): string | undefined => {
    if (!countries.has(country)) return `${country} is no country whose holidays are known`;
    return region === undefined || isRegion(country, region)
      ? undefined
      : `${region} is no region of ${country} whose holidays are known`;
  };
  const daysIn = (place: HolidayPlace, year: number): readonly string[] => {
    const key = `${place.country}\n${place.region ?? ''}\n${year}`;
    let days = known.get(key);
    if (days === undefined) {
      // In UTC, so that the length of a holiday is not changed by a clock that is put forward.
      const options = { types: ['public' as const], timezone: 'UTC' };
      const [state = '', part = ''] = partsOf(place.region);
      days = new Holidays(place.country, state, part, options).getHolidays(year).flatMap(wholeDays);
      known.set(key, days);
    }
    return days;
  };
  return {
    lack,
    daysOf(place, first, last) {
      if (lack(place) !== undefined) return [];
      const days = new Set<string>();
      // A holiday of several days may begin in the year before.
      for (let year = first - 1; year <= last; year++) for (const day of daysIn(place, year)) days.add(day);
      return [...days].sort();
    },
  };
}

/**
 * The days that lie wholly inside a holiday. Its `date` is the wall clock of its start; a religious day whose `start` is the evening
 * before is written with the day that people keep. What takes only a part of a day, such as an afternoon, closes none.
 */
function wholeDays({ date, start, end }: { date: string; start: Date; end: Date }): string[] {
  const [, year = '', month = '', day = '', hour = '', minute = ''] =
    /^(\d+)-(\d\d)-(\d\d) (\d\d):(\d\d)/.exec(date) ?? [];
  const from = dayNumber(Number(year), Number(month), Number(day)) + (Number(hour) * 60 + Number(minute)) / 1_440;
  const to = from + (end.getTime() - start.getTime()) / dayMs;
  const days: string[] = [];
  for (let each = Math.ceil(from); each + 1 <= to; each++) days.push(showDay(each));
  return days;
}
