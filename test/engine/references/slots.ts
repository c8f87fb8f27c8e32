// References of punctual updates (metrics.md 7): due times are listed day by day, and arrivals matched to them one by one.
// Nothing here may come from the project.

import { dayMs, instantOf, localOf, minuteMs, openMinutes, type Hours } from './clock';
import type { Ask, Outcome } from './records';
import type { Frame, Scene } from './scene';
import { contains } from './sets';

export interface Schedule {
  /** Minutes since midnight at which something is due. */
  readonly at: readonly number[];
  /** Minutes since midnight by which it has to be there. */
  readonly by?: number | undefined;
  /** Minutes after a due time that still count. */
  readonly grace?: number | undefined;
  /** Minutes between due times, which divide a day. */
  readonly every?: number | undefined;
  /** On whose open days it is due. */
  readonly hours?: Hours | undefined;
}

interface Slot {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** The due times of a schedule, which are the same for all windows and groups of a frame. */
const slotsOf = new WeakMap<Frame, WeakMap<Schedule, readonly Slot[]>>();

function dueTimes(scene: Scene, frame: Frame, schedule: Schedule): readonly Slot[] {
  const ofFrame = slotsOf.get(frame) ?? new WeakMap<Schedule, readonly Slot[]>();
  const slots = ofFrame.get(schedule) ?? listed(scene, frame, schedule);
  slotsOf.set(frame, ofFrame.set(schedule, slots));
  return slots;
}

function listed({ zone }: Scene, frame: Frame, schedule: Schedule): readonly Slot[] {
  const first = firstOf(frame);
  const slots: Slot[] = [];
  for (let day = Math.floor(localOf(zone, first) / dayMs) - 1; day * dayMs <= localOf(zone, frame.asOf); day++) {
    const instant = (minutes: number): number => instantOf(zone, day * dayMs + minutes * minuteMs);
    const isDay = schedule.hours === undefined || openMinutes(schedule.hours, day).length > 0;
    if (!isDay && schedule.every === undefined) continue;
    const last = schedule.by === undefined ? undefined : instant(schedule.by);
    if (schedule.every !== undefined)
      for (let minutes = 0; minutes < 1_440; minutes += schedule.every) {
        const at = instant(minutes);
        const next = at + schedule.every * minuteMs;
        if (slots.at(-1)?.at !== at)
          slots.push({
            at,
            from: at,
            to: schedule.grace === undefined ? next - 0.001 : at + schedule.grace * minuteMs,
          });
      }
    else if (schedule.at.length === 0) slots.push({ at: last!, from: instant(0), to: last! });
    else
      for (const minutes of schedule.at) {
        const at = instant(minutes);
        slots.push({ at, from: at, to: schedule.grace === undefined ? (last ?? at) : at + schedule.grace * minuteMs });
      }
  }
  return slots;
}

function firstOf(frame: Frame): number {
  return Math.max(frame.first, frame.windows[0]!.from);
}

export function punctual({ scene, frame, rows, window, excluded }: Ask, schedule: Schedule): Outcome {
  const first = firstOf(frame);
  const slots = dueTimes(scene, frame, schedule);
  const known = slots.filter(({ at }) => at >= first && at < frame.asOf && !contains(excluded, at));
  const left = rows.map(({ at }) => at!).sort((a, b) => a - b);
  const kept = known.map((slot) => {
    const index = left.findIndex((at) => at >= slot.from && at <= slot.to);
    if (index >= 0) left.splice(0, index + 1);
    return { ...slot, isGood: index >= 0 };
  });
  const inside = kept.filter(({ at }) => at >= window.from && at < window.to);
  const pending = inside.filter(({ isGood, to }) => !isGood && to >= frame.asOf).length;
  const good = inside.filter(({ isGood }) => isGood).length;
  const judged = inside.length - pending;
  return { value: judged === 0 ? undefined : (100 * good) / judged, n: judged, pending, isProvisional: pending > 0 };
}
