// The hours of calendars in a week: whether one is open when another is closed, and the hours in words.
// It must never compare the clocks of two zones, nor hours that could not be read.

import { isClosedAtTimes } from '../model/queries';
import type { Calendar } from '../model/sla';
import { dayNames } from '../scalars/words';
import { subtract, union, type IntervalSet } from '../time/intervals';

const dayMinutes = 1_440;
const always: IntervalSet = [{ from: 0, to: 7 * dayMinutes }];

/** A calendar in its zone; `always` has no hour in which it is closed. */
export type Hours = { readonly calendar: Calendar; readonly zone: string | undefined } | 'always';

/** The hours of a calendar; undefined where they could not be read. */
export function hoursOf(calendar: Calendar | undefined, zone: string | undefined): Hours | undefined {
  if (calendar?.hours === undefined) return undefined;
  return isClosedAtTimes(calendar) ? { calendar, zone } : 'always';
}

/** Minutes of a week from Monday on. */
function weekOf(hours: Hours): IntervalSet {
  if (hours === 'always' || hours.calendar.hours === undefined || hours.calendar.hours === '24x7') return always;
  return union(
    hours.calendar.hours.flatMap(({ day, openings }) =>
      openings.map(({ from, to }) => ({ from: (day - 1) * dayMinutes + from, to: (day - 1) * dayMinutes + to })),
    ),
  );
}

/** Whether hours are certainly open at a time at which others are closed. */
export function isWider(hours: Hours, others: Hours): boolean {
  if (others === 'always') return false;
  // One that never closes is wider than any that does, be it for a holiday.
  if (hours === 'always') return true;
  if (hours.zone === undefined || hours.zone !== others.zone) return false;
  return subtract(weekOf(hours), weekOf(others)).length > 0;
}

/** Hours as they are written: `mon-fri 08:00-18:00`. */
export function showHours(hours: Hours): string {
  if (hours === 'always') return '24x7';
  const { hours: written } = hours.calendar;
  if (written === undefined || written === '24x7') return '24x7 but for holidays';
  const byTimes = new Map<string, number[]>();
  for (const { day, openings } of written) {
    const times = openings.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join(' and ');
    byTimes.set(times, [...(byTimes.get(times) ?? []), day]);
  }
  return [...byTimes].map(([times, days]) => `${showDays(days)} ${times}`).join(', ');
}

/** Days of a week as runs: `mon-thu, sat`. */
function showDays(days: readonly number[]): string {
  const runs: { from: number; to: number }[] = [];
  for (const day of [...new Set(days)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.to === day - 1) last.to = day;
    else runs.push({ from: day, to: day });
  }
  const name = (day: number): string => dayNames[day - 1] ?? '';
  return runs.map(({ from, to }) => (from === to ? name(from) : `${name(from)}-${name(to)}`)).join(', ');
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
