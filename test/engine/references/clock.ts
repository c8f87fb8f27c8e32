// Local time by Intl alone: offsets, midnights, borders of windows, opening hours minute by minute.
// It must never import the zones, windows or calendars of the project.

import type { Span } from './sets';

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();
/** Offsets by zone and quarter of an hour. */
const offsets = new Map<string, Map<number, number>>();
/** What was asked for last: who walks from minute to minute asks for the same quarter of an hour fifteen times. */
let latest = { zone: '', quarter: Number.NaN, offset: 0 };

/** Milliseconds by which the clock of a zone is ahead of UTC at an instant. Zones change their clocks at quarters of an hour. */
export function offsetAt(zone: string, instant: number): number {
  if (zone === 'UTC') return 0;
  const quarterMs = 15 * minuteMs;
  const since = instant - latest.quarter;
  if (zone === latest.zone && since >= 0 && since < quarterMs) return latest.offset;
  const quarter = Math.floor(instant / quarterMs) * quarterMs;
  const ofZone = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, ofZone);
  const offset = ofZone.get(quarter) ?? formattedOffset(zone, quarter);
  ofZone.set(quarter, offset);
  latest = { zone, quarter, offset };
  return offset;
}

function formattedOffset(zone: string, quarter: number): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(zone, format);
  const parts = new Map(format.formatToParts(quarter).map((part) => [part.type, Number(part.value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - quarter;
}

/** The local wall time of an instant, as milliseconds of a clock that has no offset. */
export function localOf(zone: string, instant: number): number {
  return instant + offsetAt(zone, instant);
}

/** The instant of a local wall time: the earlier of two, and moved forward by the gap where it does not exist. */
export function instantOf(zone: string, local: number): number {
  const before = offsetAt(zone, local - dayMs);
  const after = offsetAt(zone, local + dayMs);
  const fitting = [local - before, local - after].filter((instant) => localOf(zone, instant) === local);
  return fitting.length > 0 ? Math.min(...fitting) : local - before;
}

export type WindowKind = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year' | `rolling ${number} d`;

/** The local start of the window that holds a local time, and of the one that many windows later. */
function localStart(kind: WindowKind, local: number, later: number): number {
  const date = new Date(local);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  switch (kind) {
    case 'hour':
      return Math.floor(local / hourMs) * hourMs + later * hourMs;
    case 'day':
      return Date.UTC(year, month, day + later);
    case 'week':
      return Date.UTC(year, month, day - ((date.getUTCDay() + 6) % 7) + 7 * later);
    case 'month':
      return Date.UTC(year, month + later, 1);
    case 'quarter':
      return Date.UTC(year, Math.floor(month / 3) * 3 + 3 * later, 1);
    case 'half-year':
      return Date.UTC(year, Math.floor(month / 6) * 6 + 6 * later, 1);
    default:
      return Date.UTC(year + later, 0, 1);
  }
}

/** The windows from the one that holds `first` to the one that holds the last instant before `asOf`. */
export function windowsOf(kind: WindowKind, zone: string, first: number, asOf: number): Span[] {
  if (!(first < asOf)) return [];
  const windows: Span[] = [];
  if (kind.startsWith('rolling')) {
    const days = Number(kind.split(' ')[1]);
    const ends = [asOf];
    for (let local = localStart('day', localOf(zone, asOf), 0); local > localOf(zone, first) - dayMs; local -= dayMs)
      ends.push(instantOf(zone, local));
    for (const to of new Set(ends)) {
      const from = instantOf(zone, localOf(zone, to) - days * dayMs);
      if (from >= first && to <= asOf) windows.push({ from, to });
    }
    return windows.sort((a, b) => a.to - b.to);
  }
  for (let later = 0; ; later++) {
    const local = localStart(kind, localOf(zone, first), 0);
    const from = instantOf(zone, localStart(kind, local, later));
    if (from >= asOf) return windows;
    const to = instantOf(zone, localStart(kind, local, later + 1));
    // An hour that the clock leaves out is no window.
    if (to > from) windows.push({ from, to });
  }
}

/** Opening minutes of the day by day of the week, 0 for Sunday, and closed days as ISO dates. */
export interface Hours {
  readonly zone: string;
  readonly week: readonly (readonly (readonly [number, number])[])[];
  readonly holidays: readonly string[];
}

/** The closed days of opening hours, counted from 1970: every minute of every day is asked for. */
const closedDays = new WeakMap<Hours, ReadonlySet<number>>();

function isClosedDay(hours: Hours, day: number): boolean {
  const known = closedDays.get(hours);
  if (known !== undefined) return known.has(day);
  closedDays.set(hours, new Set(hours.holidays.map((holiday) => Date.parse(holiday) / dayMs)));
  return isClosedDay(hours, day);
}

/** Whether the minute that begins at an instant is open. */
export function isOpen(hours: Hours | undefined, instant: number): boolean {
  if (hours === undefined) return true;
  const local = localOf(hours.zone, instant);
  const day = Math.floor(local / dayMs);
  const minute = (local - day * dayMs) / minuteMs;
  // The first of January 1970 was a Thursday.
  const openings = hours.week[(day + 4) % 7]!;
  return openings.some(([from, to]) => minute >= from && minute < to) && !isClosedDay(hours, day);
}

const openMinutesOf = new WeakMap<Hours, Map<number, readonly number[]>>();

/** The minutes of a local day, counted from 1970, that are open: each of the day is tried, once for all who ask. */
export function openMinutes(hours: Hours, day: number): readonly number[] {
  const ofDays = openMinutesOf.get(hours) ?? new Map<number, readonly number[]>();
  openMinutesOf.set(hours, ofDays);
  const known = ofDays.get(day);
  if (known !== undefined) return known;
  const minutes = Array.from({ length: 1_440 }, (_, minute) => minute).filter((minute) =>
    isOpen(hours, instantOf(hours.zone, day * dayMs + minute * minuteMs)),
  );
  ofDays.set(day, minutes);
  return minutes;
}
