// References of values that hold for a time (metrics.md 5, gauges; 6, backlog): time is walked minute by minute.
// All instants have to lie on whole minutes, and no two records of a group at one instant.

import { minuteMs } from './clock';
import { excludedOf, expectedIn, frameOf, judge, type Finding, type Row, type Scene, type Target } from './scene';
import { contains, size } from './sets';

export interface LevelMetric {
  readonly of: 'values' | 'open';
  readonly statistic?: string | undefined;
  /** The share of time that is asked for, in percent; `isWithin` says which values keep it. */
  readonly share?: Target | undefined;
  readonly isWithin?: ((value: number) => boolean) | undefined;
}

export function levels(scene: Scene, rows: readonly Row[], metric: LevelMetric): readonly Finding[] {
  const frame = frameOf(scene, rows, metric.of === 'open' ? 'event' : 'instant');
  if (frame === undefined) return [];
  return frame.groups.flatMap((group) => {
    const own = frame.rowsOf(group);
    const excluded = excludedOf(scene, group);
    const sorted = [...own].sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
    const first =
      metric.of === 'open'
        ? frame.first
        : Math.min(...sorted.filter(({ value }) => value !== undefined).map(({ at }) => at!));
    const isClosedAt = ({ end }: Row, minute: number): boolean =>
      end !== undefined && end <= frame.limit && end < frame.limit && end <= minute;
    /** `near` are the records of the window, and `row` is the last one until the minute. */
    const valueAt = (minute: number, near: readonly Row[], row: Row | undefined): number | undefined => {
      if (minute >= Math.min(frame.asOf, scene.coversTo ?? Infinity)) return undefined;
      if (metric.of === 'open') {
        if (minute < frame.first) return undefined;
        return near.filter((each) => each.start! <= minute && !isClosedAt(each, minute)).length;
      }
      return row === undefined || (scene.every !== undefined && minute >= row.at! + scene.every)
        ? undefined
        : row.value;
    };
    return frame.windows.map((window) => {
      const [values, all]: [number[], { expected: number }] = [[], { expected: 0 }];
      const from = scene.beforeStart === 'skip' ? Math.max(window.from, first) : window.from;
      const near = metric.of === 'open' ? own.filter((row) => row.start! < window.to && !isClosedAt(row, from)) : [];
      let next = 0;
      for (let minute = from; minute < Math.min(window.to, frame.asOf); minute += minuteMs) {
        if (contains(excluded, minute)) continue;
        all.expected++;
        while (next < sorted.length && sorted[next]!.at! <= minute) next++;
        const value = valueAt(minute, near, sorted[next - 1]);
        if (value !== undefined) values.push(value);
      }
      const last = values.at(-1);
      const within = metric.isWithin === undefined ? 0 : values.filter(metric.isWithin).length;
      const value =
        metric.share === undefined
          ? statisticOver(metric.statistic ?? 'mean', values, last, (scene.every ?? 0) / minuteMs)
          : (100 * within) / values.length;
      return judge(scene, frame, {
        group,
        window,
        value: values.length === 0 ? undefined : value,
        coverage: all.expected === 0 ? null : values.length / all.expected,
        isAllExcluded: size(expectedIn(scene, frame, group, window)) === 0,
        nothing: 'unknown',
        isBounded: metric.share === undefined ? undefined : 'good',
        target: metric.share,
      });
    });
  });
}

/** A statistic of minutes; a percentile is the mean of the sorted minutes over one interval of the source from its place on. */
function statisticOver(
  name: string,
  minutes: readonly number[],
  last: number | undefined,
  every: number,
): number | undefined {
  if (minutes.length === 0) return undefined;
  if (name === 'mean') return minutes.reduce((sum, value) => sum + value, 0) / minutes.length;
  if (name === 'max') return Math.max(...minutes);
  if (name === 'min') return Math.min(...minutes);
  if (name === 'last') return last;
  const sorted = [...minutes].sort((a, b) => a - b);
  const width = Math.min(every === 0 ? 1e-9 : every, sorted.length);
  const from = (sorted.length - width) * (name === 'median' ? 0.5 : Number(name.slice(1)) / 100);
  if (every === 0) return sorted[Math.min(sorted.length - 1, Math.floor(from + 1e-7))];
  let sum = 0;
  sorted.forEach((value, index) => {
    sum += value * Math.max(0, Math.min(index + 1, from + width) - Math.max(index, from));
  });
  return sum / width;
}
