// What every fold needs to know beside its rows: zone, windows, excluded time, calendars, and what the source covers.
// It must never change during a run.

import { excludedFor, type ExcludedTime } from '../core/compliance/exclusions';
import type { PlanDuration, PlanItem } from '../core/compliance/plan-types';
import type { OpenTime } from '../core/time/calendars';
import { clip, length, subtract, type IntervalSet } from '../core/time/intervals';
import type { Window } from '../core/time/windows';
import type { Zone } from '../core/time/zones';

export interface FoldContext {
  readonly item: PlanItem;
  readonly zone: Zone;
  readonly everyMs: number | undefined;
  readonly excluded: readonly ExcludedTime[];
  /** The expanded calendar of a group; undefined where time simply passes. */
  open(group: string | undefined): OpenTime | undefined;
  /** A duration of the text as plain data; undefined where it is none. */
  durations(text: string): PlanDuration | undefined;
  /** The instant a duration after another, on the calendar of the group where it is business time. */
  after(instant: number, duration: PlanDuration, group: string | undefined): number | undefined;
  /** Length of a slice of time, where the type has slices. */
  readonly sliceMs: number | undefined;
  /** Whether a slice counts as down: 1, 0, or -1 where it cannot be told. */
  downWhen(slice: { readonly total: number; readonly bad: number; readonly good: number }): number;
  /** Pauses of a record by its key. */
  pauses(key: string): IntervalSet;
  /** How many users there were from which instant on, in order; empty where the type does not ask. */
  readonly users: readonly { readonly at: number; readonly mantissa: number; readonly decimals: number }[];
  /** Records at or behind this instant are not known yet; undefined where the data itself says how far it goes. */
  readonly limit: number | undefined;
  /** Instants at which cells of a rolling window have to end: its `asOf` and the start of the window that ends there. */
  readonly cuts: readonly number[];
}

/** What is known once all rows were read. */
export interface FinishContext {
  readonly asOf: number;
  /** End of the record, at most `asOf`: what lies behind is missing. */
  readonly coveredTo: number;
  /** Start of the record: what lies before is missing. */
  readonly first: number;
  readonly windows: readonly Window[];
  readonly groups: readonly (string | undefined)[];
}

const cache = new WeakMap<FoldContext, Map<string | undefined, IntervalSet>>();

/** The excluded time of a group over all exclusions of the item. */
export function excludedOf(context: FoldContext, group: string | undefined): IntervalSet {
  const byGroup = cache.get(context) ?? new Map<string | undefined, IntervalSet>();
  cache.set(context, byGroup);
  const known = byGroup.get(group);
  if (known !== undefined) return known;
  const set = excludedFor(group, context.excluded);
  byGroup.set(group, set);
  return set;
}

/** The part of a window until `asOf` that is not excluded. */
export function expectedTime(
  context: FoldContext,
  finish: FinishContext,
  group: string | undefined,
  window: Window,
): IntervalSet {
  const whole = { from: window.from, to: Math.min(window.to, finish.asOf) };
  return whole.to <= whole.from ? [] : subtract([whole], clip(excludedOf(context, group), whole.from, whole.to));
}

/** Whether everything of the window until `asOf` is excluded. */
export function isAllExcluded(expected: IntervalSet): boolean {
  return length(expected) === 0;
}
