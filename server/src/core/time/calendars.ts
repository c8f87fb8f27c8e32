// Business calendars: opening hours and holidays expanded to instants, and time that ticks only while they are open.
// It must never count closed time, and outside the days it was expanded for it answers nothing rather than something.

import type { Opening } from '../scalars/words';
import { dayMs, parseDay, weekday } from './civil';
import { union, type IntervalSet } from './intervals';
import type { Zone } from './zones';

/** A country, or a part of one, whose public holidays close a calendar: ISO 3166-1, and ISO 3166-2 without the country. */
export interface HolidayPlace {
  readonly country: string;
  readonly region: string | undefined;
}

/** A calendar as plain data, part of a compute plan. */
export interface CalendarDefinition {
  readonly id: string;
  readonly zone: string;
  /** `24x7`, or openings by day of the week, 1 for Monday to 7 for Sunday. */
  readonly hours: '24x7' | readonly { readonly day: number; readonly openings: readonly Opening[] }[];
  /** ISO dates that are closed. */
  readonly holidays: readonly string[];
  /** Whose public holidays close it too; the engine replaces them by their days before it expands the calendar. */
  readonly publicHolidays?: HolidayPlace;
  /** ISO dates that stay open although they are holidays. */
  readonly except: readonly string[];
}

/** Open time between two instants, with cumulative sums for questions in logarithmic time. */
export interface OpenTime {
  readonly isAlwaysOpen: boolean;
  readonly zone: Zone;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Open milliseconds before each interval. */
  readonly sums: Float64Array;
}

/** Whether the calendar never closes. */
export function isAlwaysOpen(definition: CalendarDefinition): boolean {
  const { hours, holidays, publicHolidays } = definition;
  return hours === '24x7' && holidays.length === 0 && publicHolidays === undefined;
}

/** Expands a calendar over the local days that touch `[from, to]`, with a margin of a year behind for deadlines. */
export function openTime(definition: CalendarDefinition, zone: Zone, from: number, to: number): OpenTime {
  const intervals = isAlwaysOpen(definition)
    ? [{ from: -Infinity, to: Infinity }]
    : openings(definition, zone, from, to + 366 * dayMs);
  const count = intervals.length;
  const starts = new Float64Array(count);
  const ends = new Float64Array(count);
  const sums = new Float64Array(count);
  let sum = 0;
  intervals.forEach((interval, index) => {
    starts[index] = interval.from;
    ends[index] = interval.to;
    sums[index] = sum;
    sum += interval.to - interval.from;
  });
  return { isAlwaysOpen: isAlwaysOpen(definition), zone, starts, ends, sums };
}

/** The open intervals between two instants, cut at both. */
export function openBetween({ starts, ends }: OpenTime, from: number, to: number): IntervalSet {
  const found: { from: number; to: number }[] = [];
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? Infinity) <= from) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < starts.length && (starts[index] ?? Infinity) < to; index++)
    found.push({ from: Math.max(from, starts[index] ?? from), to: Math.min(to, ends[index] ?? to) });
  return found;
}

/** The open intervals of the local days from the one of `from` to the one of `to`. */
export function openings(definition: CalendarDefinition, zone: Zone, from: number, to: number): IntervalSet {
  const holidays = new Set(definition.holidays.map(parseDay));
  for (const day of definition.except) holidays.delete(parseDay(day));
  const byDay = new Map<number, readonly Opening[]>();
  if (definition.hours !== '24x7')
    for (const { day, openings: list } of definition.hours) byDay.set(day, [...(byDay.get(day) ?? []), ...list]);
  const wholeDay: readonly Opening[] = [{ from: 0, to: 1440 }];
  const intervals: { from: number; to: number }[] = [];
  const last = Math.floor(zone.localOf(to) / dayMs) + 1;
  for (let day = Math.floor(zone.localOf(from) / dayMs) - 1; day <= last; day++) {
    if (holidays.has(day)) continue;
    for (const opening of definition.hours === '24x7' ? wholeDay : (byDay.get(weekday(day)) ?? [])) {
      intervals.push({
        from: zone.instantOf(day * dayMs + opening.from * 60_000),
        to: zone.instantOf(day * dayMs + opening.to * 60_000),
      });
    }
  }
  return union(intervals);
}

/** Index of the last interval that starts at or before the instant, or -1. */
function indexAt(open: OpenTime, instant: number): number {
  let low = -1;
  let high = open.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((open.starts[middle] ?? Infinity) <= instant) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Open milliseconds before an instant, from the start of the expansion. */
function openBefore(open: OpenTime, instant: number): number {
  const index = indexAt(open, instant);
  if (index < 0) return 0;
  return (open.sums[index] ?? 0) + Math.min(instant, open.ends[index] ?? 0) - (open.starts[index] ?? 0);
}

/** Elapsed open milliseconds between two instants (zero where `to` is not after `from`). */
export function elapsedOpen(open: OpenTime, from: number, to: number): number {
  if (to <= from) return 0;
  return open.isAlwaysOpen ? to - from : openBefore(open, to) - openBefore(open, from);
}

/** The first open instant at or after an instant; undefined where the expansion ends before. */
export function nextOpening(open: OpenTime, instant: number): number | undefined {
  if (open.isAlwaysOpen) return instant;
  const index = indexAt(open, instant);
  if (index >= 0 && instant < (open.ends[index] ?? 0)) return instant;
  return open.starts[index + 1];
}

/** The first instant at which `length` open milliseconds have passed since `from`: a closing instant counts as still that day. */
export function deadlineAfter(open: OpenTime, from: number, length: number): number | undefined {
  if (open.isAlwaysOpen) return from + length;
  const goal = openBefore(open, from) + length;
  let low = 0;
  let high = open.starts.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((open.sums[middle] ?? 0) + (open.ends[middle] ?? 0) - (open.starts[middle] ?? 0) >= goal) high = middle;
    else low = middle + 1;
  }
  const start = open.starts[low];
  if (start === undefined) return undefined;
  const instant = start + goal - (open.sums[low] ?? 0);
  return instant > (open.ends[low] ?? 0) ? undefined : Math.max(instant, from);
}

/**
 * A number of business days after an instant: a start outside the hours moves to the next opening, then the same wall time that many
 * opening days later, at the latest at that day's close (compute.md 2). Undefined where the expansion ends before.
 */
export function businessDaysAfter(open: OpenTime, from: number, days: number): number | undefined {
  const { zone } = open;
  if (open.isAlwaysOpen) return zone.instantOf(zone.localOf(from) + days * dayMs);
  const start = nextOpening(open, from);
  if (start === undefined) return undefined;
  const startLocal = zone.localOf(start);
  const startDay = Math.floor(startLocal / dayMs);
  let day = startDay;
  let index = indexAt(open, start);
  for (let left = days; left > 0; left--) {
    do index++;
    while (index < open.starts.length && localDay(open, index) === day);
    if (index >= open.starts.length) return undefined;
    day = localDay(open, index);
  }
  const wanted = zone.instantOf(day * dayMs + startLocal - startDay * dayMs);
  while (index + 1 < open.starts.length && localDay(open, index + 1) === day) index++;
  return Math.min(wanted, open.ends[index] ?? wanted);
}

function localDay(open: OpenTime, index: number): number {
  return Math.floor(open.zone.localOf(open.starts[index] ?? 0) / dayMs);
}
