// Which time an agreement leaves out: rows of an exclusion through notice, slot, union and limit, in this order (compute.md 2).
// It must never let a row pass whose announcement came too late, and never more time than the limit of its window.

import { businessDaysAfter, deadlineAfter, elapsedOpen, type OpenTime } from '../time/calendars';
import { dayMs, weekday } from '../time/civil';
import { intersect, subtract, union, type Interval, type IntervalSet } from '../time/intervals';
import { move, windowAt } from '../time/windows';
import type { Zone } from '../time/zones';
import type { ExclusionPart } from './partials';
import type { ExclusionPlan, PlanDuration } from './plan-types';

export interface ExclusionRow {
  readonly from: number;
  /** Infinity where it is still open. */
  readonly to: number;
  readonly announced: number | undefined;
  /** Undefined: for every group. */
  readonly group: string | undefined;
}

/** An exclusion that is still open, or was closed by a typing mistake, ends after twenty years. */
const longest = 20 * 366 * dayMs;

/** The excluded intervals by group; the key undefined holds for every group and is already part of each named one. */
export type ExcludedTime = ReadonlyMap<string | undefined, IntervalSet>;

/** Recorded time that counts after all: announced too late, outside of the slot, or beyond the limit. The three have nothing in common. */
export interface RefusedTime {
  readonly late: IntervalSet;
  readonly outside: IntervalSet;
  readonly over: IntervalSet;
}

export interface JudgedExclusion {
  readonly excluded: ExcludedTime;
  readonly refused: ReadonlyMap<string | undefined, RefusedTime>;
}

/**
 * Applies notice, slot, union and limit to the rows of one exclusion, group by group.
 * `open` is the calendar of the notice, where it counts in business time.
 */
export function excludedTime(
  plan: ExclusionPlan,
  rows: readonly ExclusionRow[],
  zone: Zone,
  open: OpenTime | undefined,
): JudgedExclusion {
  const inTime = new Map<string | undefined, Interval[]>();
  const late = new Map<string | undefined, Interval[]>();
  for (const row of rows) {
    const isLate = plan.notice !== undefined && !isInTime(row, plan.notice, zone, open);
    const byGroup = isLate ? late : inTime;
    const list = byGroup.get(row.group) ?? [];
    list.push({ from: row.from, to: Math.min(row.to, row.from + longest) });
    byGroup.set(row.group, list);
  }
  const of = (byGroup: typeof inTime, group: string | undefined): IntervalSet =>
    union([...(byGroup.get(group) ?? []), ...(group === undefined ? [] : (byGroup.get(undefined) ?? []))]);
  const excluded = new Map<string | undefined, IntervalSet>();
  const refused = new Map<string | undefined, RefusedTime>();
  for (const group of new Set([...inTime.keys(), ...late.keys()])) {
    const known = of(inTime, group);
    const inSlot = slotted(plan, known, zone);
    const granted = limited(plan, inSlot, zone);
    if (inTime.has(group)) excluded.set(group, granted);
    refused.set(group, {
      late: subtract(of(late, group), known),
      outside: subtract(known, inSlot),
      over: subtract(inSlot, granted),
    });
  }
  return { excluded, refused };
}

/** What an exclusion leaves out and what it does not, group by group. */
export function exclusionParts(exclusion: string, judged: JudgedExclusion | undefined): readonly ExclusionPart[] {
  return [...(judged?.refused ?? [])].map(([group, refused]) => ({
    exclusion,
    group,
    intervals: judged?.excluded.get(group) ?? judged?.excluded.get(undefined) ?? [],
    refused,
  }));
}

/** The excluded time of a group over several exclusions. */
export function excludedFor(group: string | undefined, exclusions: readonly ExcludedTime[]): IntervalSet {
  return union(exclusions.flatMap((exclusion) => exclusion.get(group) ?? exclusion.get(undefined) ?? []));
}

function isInTime(row: ExclusionRow, notice: PlanDuration, zone: Zone, open: OpenTime | undefined): boolean {
  // Without an announcement on record nothing proves that the notice was kept.
  if (row.announced === undefined) return false;
  const earliest = after(row.announced, notice, zone, open);
  return earliest !== undefined && earliest <= row.from;
}

/** The instant a duration after another one; business time needs a calendar and is undefined without. */
export function after(
  instant: number,
  duration: PlanDuration,
  zone: Zone,
  open: OpenTime | undefined,
): number | undefined {
  if (!duration.business) return move(zone, instant, duration.unit, duration.amount);
  if (open === undefined) return undefined;
  if (duration.unit === 'd') return businessDaysAfter(open, instant, duration.amount);
  if (duration.unit === 'w') return undefined;
  return deadlineAfter(open, instant, move(zone, 0, duration.unit, duration.amount));
}

/** Elapsed time of `[from, to)` on a calendar without the excluded part, in milliseconds (metrics.md D9). */
export function elapsedOutside(from: number, to: number, excluded: IntervalSet, open: OpenTime | undefined): number {
  const whole = open === undefined ? to - from : elapsedOpen(open, from, to);
  let stopped = 0;
  for (const hole of excluded) {
    if (hole.from >= to) break;
    const [start, end] = [Math.max(hole.from, from), Math.min(hole.to, to)];
    if (end > start) stopped += open === undefined ? end - start : elapsedOpen(open, start, end);
  }
  return whole - stopped;
}

function slotted(plan: ExclusionPlan, set: IntervalSet, zone: Zone): IntervalSet {
  const slot = plan.slot;
  if (slot === undefined || set.length === 0) return set;
  const slots: Interval[] = [];
  for (const interval of set) {
    const to = Math.min(interval.to, interval.from + 3_660 * dayMs);
    const last = Math.floor(zone.localOf(to) / dayMs) + 1;
    for (let day = Math.floor(zone.localOf(interval.from) / dayMs) - 1; day <= last; day++) {
      for (const { days, openings } of slot) {
        if (!days.includes(weekday(day))) continue;
        for (const opening of openings) {
          // A slot that ends before it starts runs over midnight.
          const end = opening.to > opening.from ? opening.to : opening.to + 1_440;
          slots.push({
            from: zone.instantOf(day * dayMs + opening.from * 60_000),
            to: zone.instantOf(day * dayMs + end * 60_000),
          });
        }
      }
    }
  }
  return intersect(set, union(slots));
}

function limited(plan: ExclusionPlan, set: IntervalSet, zone: Zone): IntervalSet {
  const limit = plan.limit;
  if (limit === undefined) return set;
  const used = new Map<number, number>();
  const result: Interval[] = [];
  for (const interval of set) {
    let from = interval.from;
    while (from < interval.to) {
      const window = windowAt(limit.window, zone, from);
      if (window === undefined) break;
      const to = Math.min(interval.to, window.to);
      const before = used.get(window.from) ?? 0;
      const granted = Math.min(to - from, Math.max(0, limit.ms - before));
      if (granted > 0) result.push({ from, to: from + granted });
      used.set(window.from, before + granted);
      if (!Number.isFinite(to)) break;
      from = to;
    }
  }
  return union(result);
}
