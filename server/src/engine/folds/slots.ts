// Folds arrivals into due times at which something was there (metrics.md 7, update frequency and time of availability).
// It must never count an arrival for two due times, nor excuse a due time because nothing came.

import type { PlanDuration } from '../../core/compliance/plan-types';
import { openBetween } from '../../core/time/calendars';
import { dayMs, minuteMs } from '../../core/time/civil';
import { holds } from '../../core/time/intervals';
import { move } from '../../core/time/windows';
import type { Zone } from '../../core/time/zones';
import { excludedOf, type FinishContext, type FoldContext } from '../context';
import type { Feed } from '../feed';
import type { FoldRun } from './fold';
import { gathered, inWindow, windowBase } from './records';

/** A time at which something is due: it counts if something came from `from` to `to`, both ends included. */
interface Slot {
  /** The due time, which decides the window. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export function slotsFold(context: FoldContext, feed: Feed): FoldRun {
  const { onRow, groups, of } = gathered(context, feed.instant('at'), (at) => at);
  return {
    onRow,
    groups,
    finish: (group, finish) => {
      const arrivals = Float64Array.from(of(group)).sort();
      const excluded = excludedOf(context, group);
      const slots = slotsBetween(context, finish, group).filter((slot) => !holds(excluded, slot.at));
      const found = slots.map((slot) => ({ ...slot, isGood: false }));
      let next = 0;
      for (const slot of found) {
        while (next < arrivals.length && arrivals[next]! < slot.from) next++;
        if (next < arrivals.length && arrivals[next]! <= slot.to) {
          slot.isGood = true;
          next++;
        }
      }
      return finish.windows.map((window) => {
        const state = { kind: 'cohort' as const, good: 0, judged: 0, pending: 0 };
        for (const { isGood, to } of inWindow(found, (slot) => slot.at, window)) {
          if (!isGood && to >= finish.asOf) state.pending++;
          else {
            state.judged++;
            if (isGood) state.good++;
          }
        }
        return { ...windowBase(context, finish, group, window), n: state.judged, state };
      });
    },
  };
}

/** All due times from the start of the record to its end, in order. */
function slotsBetween(context: FoldContext, finish: FinishContext, group: string | undefined): readonly Slot[] {
  const { zone, item } = context;
  const { parameters } = item;
  const first = Math.max(finish.first, finish.windows[0]?.from ?? finish.first);
  const end = finish.asOf;
  const grace = context.durations(parameters['grace'] ?? '');
  const every = context.durations(parameters['schedule.every'] ?? '');
  const by = timeOfDay(parameters['schedule.by']);
  const times = (parameters['schedule.at'] ?? '').split(',').flatMap((text) => timeOfDay(text.trim()) ?? []);
  const isPlain = every !== undefined && times.length === 0;
  const slots: Slot[] = [];
  const put = (at: number, from: number, to: number): void => {
    if (at >= first && at < end) slots.push({ at, from, to });
  };
  if (isPlain) {
    for (const at of rhythm(zone, every, first, end)) {
      const next = move(zone, at, every.unit, every.amount);
      // What arrives just when the next one is due is the next one.
      put(at, at, grace === undefined ? next - 0.001 : after(context, at, grace, group));
    }
    return slots;
  }
  for (let day = Math.floor(zone.localOf(first) / dayMs) - 1; day * dayMs <= zone.localOf(end); day++) {
    const instant = (minutes: number): number => zone.instantOf(day * dayMs + minutes * minuteMs);
    const open = context.open(group);
    if (open !== undefined && openBetween(open, instant(0), zone.instantOf((day + 1) * dayMs)).length === 0) continue;
    const last = by === undefined ? undefined : instant(by);
    if (times.length === 0 && last !== undefined) put(last, instant(0), last);
    for (const minutes of [...times].sort((a, b) => a - b)) {
      const at = instant(minutes);
      put(at, at, grace !== undefined ? after(context, at, grace, group) : (last ?? at));
    }
  }
  return slots;
}

function after(context: FoldContext, at: number, grace: PlanDuration, group: string | undefined): number {
  return context.after(at, grace, group) ?? Infinity;
}

/** Due times at an interval: counted from local midnight where it divides the day, else from the start of the record. */
function rhythm(zone: Zone, every: PlanDuration, first: number, end: number): readonly number[] {
  const length = move(zone, 0, every.unit, every.amount);
  const found: number[] = [];
  const dayOf = Math.floor(zone.localOf(first) / dayMs);
  if (length < dayMs && dayMs % length === 0) {
    for (let day = dayOf; day * dayMs <= zone.localOf(end); day++)
      for (let local = 0; local < dayMs; local += length) {
        const at = zone.instantOf(day * dayMs + local);
        if (found.at(-1) !== at) found.push(at);
      }
    return found;
  }
  let at = zone.instantOf(dayOf * dayMs);
  for (let count = 1; at < end; count++) {
    found.push(at);
    at = move(zone, zone.instantOf(dayOf * dayMs), every.unit, every.amount * count);
  }
  return found;
}

/** Minutes since midnight of a time of day such as `07:00`; undefined for another text. */
function timeOfDay(text: string | undefined): number | undefined {
  const parts = /^(\d{1,2}):(\d{2})$/.exec(text ?? '');
  if (parts === null) return undefined;
  const [hours, minutes] = [Number(parts[1]), Number(parts[2])];
  return hours * 60 + minutes <= 1_440 && minutes < 60 ? hours * 60 + minutes : undefined;
}
