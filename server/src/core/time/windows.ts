// The windows over which promises are judged: calendar, anchored and rolling ones, as half-open spans of instants.
// A window must never be cut or shifted by data; whatever the zone does to its clock, the next window starts where this one ends.

import {
  addMonths,
  civilDate,
  dayMs,
  dayNumber,
  hourMs,
  parseDay,
  showDay,
  showInstant,
  showWeek,
  weekday,
} from './civil';
import type { Interval } from './intervals';
import type { Zone } from './zones';
import { toNumber } from '../scalars/rational';
import type { Duration } from '../scalars/quantity';
import { microsecondsOf, monthsOf, type TimeUnit } from '../scalars/units';

export type CalendarUnit =
  'hour' | 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year' | 'term' | 'billing-month';

/** A window kind as plain data, part of a compute plan. Dates are ISO texts in the zone. */
export type WindowDefinition =
  | {
      readonly kind: 'calendar';
      readonly unit: CalendarUnit;
      readonly anchor?: string;
      readonly term?: { readonly from: string; readonly to: string };
    }
  | { readonly kind: 'rolling'; readonly amount: number; readonly unit: TimeUnit }
  | { readonly kind: 'event' };

export interface Window extends Interval {
  /** `2026-10`, `2026-Q3`, `2026-W45`, `90 d to 2026-10-31T23:00:00Z` and so on. */
  readonly name: string;
}

const monthsPerUnit: Readonly<Partial<Record<CalendarUnit, number>>> = {
  month: 1,
  'billing-month': 1,
  quarter: 3,
  'half-year': 6,
  year: 12,
};

/** The calendar window that holds an instant. Undefined for rolling windows, outside of a `term`, and where an anchor is no date. */
export function windowAt(definition: WindowDefinition, zone: Zone, instant: number): Window | undefined {
  if (definition.kind !== 'calendar') return undefined;
  let window = localWindow(definition, zone, zone.localOf(instant));
  // Where a clock is set back over midnight, the local date of an instant may be that of the window before its own.
  for (let tries = 0; window !== undefined && tries < 3; tries++) {
    if (instant >= window.to) window = localWindow(definition, zone, window.nextLocal);
    else if (instant < window.from) window = localWindow(definition, zone, window.local - 1);
    else break;
  }
  // An anchor that is no date gives a window of no length, in which nothing lies.
  if (window === undefined || !(window.from <= instant && instant < window.to)) return undefined;
  return { name: window.name, from: window.from, to: window.to };
}

interface LocalWindow extends Window {
  readonly local: number;
  readonly nextLocal: number;
}

function localWindow(
  definition: Extract<WindowDefinition, { kind: 'calendar' }>,
  zone: Zone,
  local: number,
): LocalWindow | undefined {
  const make = (start: number, next: number, name: string): LocalWindow => ({
    name,
    from: zone.instantOf(start),
    to: zone.instantOf(next),
    local: start,
    nextLocal: next,
  });
  const { unit } = definition;
  if (unit === 'term') {
    if (definition.term === undefined) return undefined;
    return make(parseDay(definition.term.from) * dayMs, (parseDay(definition.term.to) + 1) * dayMs, 'term');
  }
  const days = Math.floor(local / dayMs);
  if (unit === 'hour') {
    const start = Math.floor(local / hourMs) * hourMs;
    return make(
      start,
      start + hourMs,
      `${showDay(days)}T${String(Math.floor((start - days * dayMs) / hourMs)).padStart(2, '0')}`,
    );
  }
  const anchor = unit === 'billing-month' ? (definition.anchor ?? definition.term?.from) : definition.anchor;
  const months = monthsPerUnit[unit];
  if (months === undefined) {
    const length = unit === 'week' ? 7 : 1;
    const origin = anchor === undefined ? days - (unit === 'week' ? weekday(days) - 1 : 0) : parseDay(anchor);
    const start = origin + Math.floor((days - origin) / length) * length;
    const name = unit === 'week' && anchor === undefined ? showWeek(start) : showDay(start);
    return make(start * dayMs, (start + length) * dayMs, name);
  }
  const { year, month } = civilDate(days);
  if (anchor === undefined) {
    const index = Math.floor((year * 12 + month - 1) / months) * months;
    const start = dayNumber(Math.floor(index / 12), (index % 12) + 1, 1) * dayMs;
    return make(start, addMonths(start, months), calendarName(unit, Math.floor(index / 12), index % 12));
  }
  // Every start is counted from the anchor itself, so that an anchor on the 31st does not drift to the 28th.
  const origin = parseDay(anchor) * dayMs;
  const from = civilDate(parseDay(anchor));
  let count = Math.floor((year * 12 + month - (from.year * 12 + from.month)) / months);
  while (addMonths(origin, count * months) > local) count--;
  while (addMonths(origin, (count + 1) * months) <= local) count++;
  const start = addMonths(origin, count * months);
  return make(start, addMonths(origin, (count + 1) * months), showDay(Math.floor(start / dayMs)));
}

function calendarName(unit: CalendarUnit, year: number, monthIndex: number): string {
  if (unit === 'year') return String(year);
  if (unit === 'quarter') return `${year}-Q${monthIndex / 3 + 1}`;
  if (unit === 'half-year') return `${year}-H${monthIndex / 6 + 1}`;
  return `${year}-${String(monthIndex + 1).padStart(2, '0')}`;
}

/** The most windows that one objective gets; a longer record is judged over its newest ones. */
export const maximumWindows = 20_000;

/**
 * All windows of a kind between two instants: calendar ones from the one that holds `first` to the one that holds the last
 * instant before `asOf`; rolling ones that end at each local midnight and at `asOf` and lie wholly behind `first`.
 */
export function windowsBetween(
  definition: WindowDefinition,
  zone: Zone,
  first: number,
  asOf: number,
): readonly Window[] {
  if (!(first < asOf) || definition.kind === 'event') return [];
  if (definition.kind === 'rolling') return rollingWindows(definition, zone, first, asOf);
  if (definition.unit === 'term') {
    const term = localWindow(definition, zone, 0);
    return term !== undefined && term.from < asOf && term.to > first
      ? [{ name: term.name, from: term.from, to: term.to }]
      : [];
  }
  const windows: Window[] = [];
  // From the end backwards, so that the newest windows are kept where there are too many.
  let at = asOf - 0.001;
  while (windows.length < maximumWindows) {
    const window = windowAt(definition, zone, at);
    if (window === undefined || window.to <= first) break;
    windows.push(window);
    at = window.from - 0.001;
  }
  return windows.reverse();
}

function rollingWindows(
  definition: Extract<WindowDefinition, { kind: 'rolling' }>,
  zone: Zone,
  first: number,
  asOf: number,
): readonly Window[] {
  const windows: Window[] = [];
  const shown = `${definition.amount} ${definition.unit}`;
  const push = (end: number, local: number): boolean => {
    const from = moveFrom(zone, end, local, definition.unit, -definition.amount);
    if (from < first) return false;
    windows.push({ name: `${shown} to ${showInstant(end)}`, from, to: end });
    return true;
  };
  if (!push(asOf, zone.localOf(asOf))) return [];
  const lastDay = Math.floor(zone.localOf(asOf - 0.001) / dayMs);
  for (let day = lastDay; windows.length < maximumWindows; day--) {
    // Where the clock skips midnight, the day before still begins at its own midnight and not at the hour after it.
    if (!push(zone.instantOf(day * dayMs), day * dayMs)) break;
  }
  return windows.reverse().filter((window, index, all) => window.to !== all[index + 1]?.to);
}

/** Moves an instant by an amount of a unit: days and longer keep the wall clock (calendar arithmetic), shorter ones are elapsed time. */
export function move(zone: Zone, instant: number, unit: TimeUnit, amount: number): number {
  return moveFrom(zone, instant, zone.localOf(instant), unit, amount);
}

/** The same for an instant that stands for a local time, which its clock may not show. */
function moveFrom(zone: Zone, instant: number, local: number, unit: TimeUnit, amount: number): number {
  const months = monthsOf(unit);
  if (months !== undefined) return zone.instantOf(addMonths(local, Math.round(months * amount)));
  if (unit === 'd' || unit === 'w') return zone.instantOf(local + amount * (unit === 'w' ? 7 : 1) * dayMs);
  const length = microsecondsOf(unit);
  return instant + (length === undefined ? 0 : (toNumber(length) / 1_000) * amount);
}

/** Moves an instant by a duration that is not in business time. */
export function moveBy(zone: Zone, instant: number, duration: Duration, sign: 1 | -1 = 1): number {
  return move(zone, instant, duration.unit, sign * toNumber(duration.value));
}
