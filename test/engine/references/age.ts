// References of the age of the newest that is known (metrics.md D11): time is walked minute by minute.
// All instants have to lie on whole minutes; within one, age rises by a minute.

import { isOpen, minuteMs, type Hours } from './clock';
import { excludedOf, expectedIn, frameOf, judge, type Finding, type Row, type Scene, type Target } from './scene';
import { contains, size } from './sets';

export interface AgeMetric {
  readonly statistic?: 'max' | 'mean' | 'last' | undefined;
  /** The share of time within the bound that is asked for, in percent, and the bound in minutes. */
  readonly share?: number | undefined;
  readonly bound: Target;
  /** Milliseconds of the unit of the result. */
  readonly unit: number;
  readonly hours?: Hours | undefined;
  /** Where the newest event of a row stands; its own instant without one. */
  readonly newest?: 'end' | undefined;
  readonly hasOk?: boolean | undefined;
}

export function ages(scene: Scene, rows: readonly Row[], metric: AgeMetric): readonly Finding[] {
  const frame = frameOf(scene, rows, 'instant');
  if (frame === undefined) return [];
  const end = Math.min(frame.asOf, scene.coversTo ?? Infinity);
  const opens = (instant: number): boolean => metric.hours === undefined || isOpen(metric.hours, instant);
  const newestOf = (row: Row): number => (metric.newest === 'end' ? row.end! : row.at!);
  const base = Math.min(...rows.map(newestOf), ...frame.windows.map((window) => window.from));
  // Open minutes since the base, so that the age between two instants is a difference.
  const open: number[] = [0];
  for (let minute = base; minute < frame.asOf; minute += minuteMs) open.push(open.at(-1)! + (opens(minute) ? 1 : 0));
  const openAt = (instant: number): number => open[Math.round((instant - base) / minuteMs)]!;
  return frame.groups.flatMap((group) => {
    const arrivals = frame
      .rowsOf(group)
      .filter((row) => metric.hasOk !== true || row.ok === true)
      .sort((a, b) => a.at! - b.at!);
    const excluded = excludedOf(scene, group);
    return frame.windows.map((window) => {
      let [judged, expected, within, sum, most, last] = [0, 0, 0, 0, 0, undefined as number | undefined];
      let [next, newest] = [0, -Infinity];
      const first = arrivals[0]?.at ?? Infinity;
      const from = scene.beforeStart === 'skip' ? Math.max(window.from, first) : window.from;
      for (let minute = from; minute < Math.min(window.to, frame.asOf); minute += minuteMs) {
        for (; next < arrivals.length && arrivals[next]!.at! <= minute; next++)
          newest = Math.max(newest, newestOf(arrivals[next]!));
        if (!opens(minute) || contains(excluded, minute)) continue;
        expected++;
        if (newest === -Infinity || minute >= end) continue;
        judged++;
        const age = openAt(minute) - openAt(newest) + 1;
        sum += age - 0.5;
        most = Math.max(most, age);
        last = age;
        if (age <= metric.bound.amount) within++;
      }
      const minutes = { max: most, mean: sum / judged, last }[metric.statistic ?? 'max'];
      const value = metric.share !== undefined ? (100 * within) / judged : (minutes! * minuteMs) / metric.unit;
      return judge(scene, frame, {
        group,
        window,
        value: judged === 0 ? undefined : value,
        coverage: expected === 0 ? null : judged / expected,
        isAllExcluded: expected === 0 || size(expectedIn(scene, frame, group, window)) === 0,
        nothing: 'unknown',
        isBounded: metric.share === undefined ? undefined : 'good',
        target: metric.share === undefined ? undefined : { word: 'atLeast', amount: metric.share },
      });
    });
  });
}

/** The age in minutes of the oldest open record, or the mean age of all that are open, at the end of each minute (metrics.md 7). */
export function openAges(
  scene: Scene,
  rows: readonly Row[],
  metric: Pick<AgeMetric, 'statistic' | 'share' | 'bound' | 'unit'> & { readonly of: 'oldest' | 'mean' },
): readonly Finding[] {
  const frame = frameOf(scene, rows, 'event');
  if (frame === undefined) return [];
  return frame.groups.flatMap((group) => {
    const own = frame.rowsOf(group);
    const excluded = excludedOf(scene, group);
    return frame.windows.map((window) => {
      let [judged, expected, within, sum, most, last] = [0, 0, 0, 0, 0, 0];
      const from = scene.beforeStart === 'skip' ? Math.max(window.from, frame.first) : window.from;
      const isOpenAt = ({ end }: Row, minute: number): boolean =>
        end === undefined || end > frame.limit || end > minute;
      const near = own.filter((row) => row.start! < window.to && isOpenAt(row, from));
      for (let minute = from; minute < Math.min(window.to, frame.asOf); minute += minuteMs) {
        if (contains(excluded, minute)) continue;
        expected++;
        if (minute < frame.first) continue;
        judged++;
        const open = near.filter((row) => row.start! <= minute && isOpenAt(row, minute));
        const ages = open.map(({ start }) => (minute - start!) / minuteMs + 1);
        const age =
          open.length === 0
            ? 0
            : metric.of === 'oldest'
              ? Math.max(...ages)
              : ages.reduce((total, each) => total + each, 0) / ages.length;
        if (open.length > 0) sum += age - 0.5;
        most = Math.max(most, age);
        last = age;
        // Within a minute an age crosses a bound at any place; the part below it counts.
        within += open.length === 0 ? 1 : Math.min(1, Math.max(0, metric.bound.amount - (age - 1)));
      }
      const minutes = { max: most, mean: sum / judged, last }[metric.statistic ?? 'max'];
      const value = metric.share !== undefined ? (100 * within) / judged : (minutes * minuteMs) / metric.unit;
      return judge(scene, frame, {
        group,
        window,
        value: judged === 0 ? undefined : value,
        coverage: expected === 0 ? null : judged / expected,
        isAllExcluded: expected === 0,
        nothing: 'unknown',
        isBounded: metric.share === undefined ? undefined : 'good',
        target: metric.share === undefined ? undefined : { word: 'atLeast', amount: metric.share },
      });
    });
  });
}
