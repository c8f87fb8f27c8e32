// Joins local times and instants in an IANA zone through a table of offset changes, so that no library runs per row.
// The changes themselves come from Temporal; the table must never decide on its own when a clock changes.

import { Temporal } from 'temporal-polyfill';
import { dayMs, monthLength, parseDay } from './civil';

export interface Zone {
  readonly id: string;
  /** Milliseconds that the zone's clock is ahead of UTC at an instant. */
  offsetAt(instant: number): number;
  /** The instant of a local time: the earlier of two, and moved forward by the gap where it does not exist (Temporal: `compatible`). */
  instantOf(local: number): number;
  /** The local time of an instant. */
  localOf(instant: number): number;
}

interface Change {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

const zones = new Map<string, Zone | undefined>();

/** The zone with this IANA name, or undefined where there is none. Abbreviations such as `EST` and plain offsets are no names. */
export function zoneOf(id: string): Zone | undefined {
  if (!zones.has(id)) zones.set(id, isZoneName(id) ? new ZoneTable(id) : undefined);
  return zones.get(id);
}

function isZoneName(id: string): boolean {
  if (id !== 'UTC' && !/^[A-Za-z_]+(?:\/[A-Za-z0-9_+-]+)+$/.test(id)) return false;
  // To look in the list is ten times as fast as to have the first zone made; it holds no other names of a zone, such as links.
  if (Intl.supportedValuesOf('timeZone').includes(id)) return true;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(id);
    return true;
  } catch {
    return false;
  }
}

/** The earliest and latest instants for which a zone is asked; outside the offset of the edge holds. */
const earliest = Date.UTC(1900, 0, 1);
const latest = Date.UTC(2200, 0, 1);
const step = 1461 * dayMs;

/** A class because its table grows as other years are asked for, which saves most of the cost of a zone. */
class ZoneTable implements Zone {
  readonly id: string;
  private changes: Change[] = [];
  private from = Number.NaN;
  private to = Number.NaN;
  private firstOffset = 0;
  private lowInstant = 1;
  private highInstant = 0;
  private cachedOffset = 0;
  private lowLocal = 1;
  private highLocal = 0;
  private cachedLocalOffset = 0;

  constructor(id: string) {
    this.id = id;
  }

  offsetAt(instant: number): number {
    if (instant >= this.lowInstant && instant < this.highInstant) return this.cachedOffset;
    this.cover(instant);
    const index = lastAtOrBefore(this.changes, instant, (change) => change.at);
    this.lowInstant = this.changes[index]?.at ?? this.from;
    this.highInstant = this.changes[index + 1]?.at ?? this.to;
    this.cachedOffset = index < 0 ? this.firstOffset : (this.changes[index]?.after ?? 0);
    return this.cachedOffset;
  }

  instantOf(local: number): number {
    // A date that could not be read is no instant; the offsets of a zone cannot be asked for it.
    if (Number.isNaN(local)) return local;
    if (local >= this.lowLocal && local < this.highLocal) return local - this.cachedLocalOffset;
    this.cover(local - dayMs);
    this.cover(local + dayMs);
    // A local time before `at + max(before, after)` is read with the offset before the change: that is the earlier
    // of two times in an overlap, and moves a time in a gap forward by the gap.
    const edge = (change: Change): number => change.at + Math.max(change.before, change.after);
    const index = lastAtOrBefore(this.changes, local, edge);
    const change = this.changes[index];
    const next = this.changes[index + 1];
    this.lowLocal = change === undefined ? this.from + dayMs : edge(change);
    this.highLocal = next === undefined ? this.to - dayMs : edge(next);
    this.cachedLocalOffset = change === undefined ? this.firstOffset : change.after;
    return local - this.cachedLocalOffset;
  }

  localOf(instant: number): number {
    return instant + this.offsetAt(instant);
  }

  private cover(instant: number): void {
    const wanted = Math.min(Math.max(instant, earliest), latest);
    if (wanted >= this.from && wanted < this.to) return;
    if (Number.isNaN(this.from)) {
      this.from = Math.floor(wanted / step) * step;
      this.to = this.from + step;
      this.firstOffset = offset(this.id, this.from);
      this.changes = changesBetween(this.id, this.from, this.to);
    }
    while (wanted < this.from) {
      this.changes = [...changesBetween(this.id, this.from - step, this.from), ...this.changes];
      this.from -= step;
      this.firstOffset = offset(this.id, this.from);
    }
    while (wanted >= this.to) {
      this.changes = [...this.changes, ...changesBetween(this.id, this.to, this.to + step)];
      this.to += step;
    }
    this.highInstant = this.lowInstant - 1;
    this.highLocal = this.lowLocal - 1;
  }
}

function lastAtOrBefore(changes: readonly Change[], value: number, key: (change: Change) => number): number {
  let low = -1;
  let high = changes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const change = changes[middle];
    if (change !== undefined && key(change) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function offset(id: string, instant: number): number {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(id).offsetNanoseconds / 1e6;
}

/** The changes of offset with `from < at <= to`; a change of name alone is none. */
function changesBetween(id: string, from: number, to: number): Change[] {
  const changes: Change[] = [];
  let current = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(id);
  for (;;) {
    const next = current.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds > to) return changes;
    const before = offset(id, next.epochMilliseconds - 1);
    const after = next.offsetNanoseconds / 1e6;
    if (before !== after) changes.push({ at: next.epochMilliseconds, before, after });
    current = next;
  }
}

/**
 * The instant of an ISO text as agreements write it: a date (midnight in the zone), or a date and time with `Z`, an offset
 * or none (then in the zone). NaN where the text is none, or names a day or a time that does not exist.
 */
export function instantOfText(text: string, zone: Zone): number {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text.trim(),
  );
  if (match === null || !isPossible(match)) return Number.NaN;
  const fraction = match[5] === undefined ? 0 : Number(match[5].slice(0, 6).padEnd(6, '0')) / 1_000;
  const local =
    parseDay(match[1] ?? '') * dayMs +
    Number(match[2] ?? 0) * 3_600_000 +
    Number(match[3] ?? 0) * 60_000 +
    Number(match[4] ?? 0) * 1_000 +
    fraction;
  const shift = match[6];
  if (shift === undefined) return zone.instantOf(local);
  if (shift === 'Z') return local;
  const digits = shift.replace(':', '');
  const ahead = Number(digits.slice(1, 3)) * 3_600_000 + Number(digits.slice(3, 5)) * 60_000;
  return local - (digits.startsWith('-') ? -ahead : ahead);
}

/** Whether the day and the time of day exist; 24:00 is the end of a day, and 23:59:60 a leap second. */
function isPossible([, date = '', hours = '0', minutes = '0', seconds = '0']: RegExpExecArray): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
  const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)];
  const isTime = hour < 24 ? minute < 60 && second <= 60 : hour === 24 && minute === 0 && second === 0;
  return isDay && isTime;
}
