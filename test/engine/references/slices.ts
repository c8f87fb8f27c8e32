// References of shares in which every slice of time counts one: means of ratios, and shares of slices (metrics.md D3, D5).
// Sums are formed slice by slice; no slice may weigh more than another.

import { localOf } from './clock';
import { excludedOf, expectedIn, frameOf, inWindow, judge, type Finding, type Row, type Scene } from './scene';
import { size } from './sets';
import type { Tally } from './shares';

export interface SliceMetric {
  readonly tally: Tally;
  /** Milliseconds. */
  readonly slice: number;
  readonly idle: 'skip' | 'good' | 'up' | 'down';
  /** Whether a slice is bad; without it the mean of the ratios is asked for. */
  readonly isBad?: ((slice: { readonly good: number; readonly bad: number }) => boolean) | undefined;
  readonly counts: 'good' | 'bad';
}

export function slices(scene: Scene, rows: readonly Row[], metric: SliceMetric): readonly Finding[] {
  const frame = frameOf(scene, rows, 'instant');
  if (frame === undefined) return [];
  return frame.groups.flatMap((group) => {
    const sums = new Map<number, { good: number; bad: number }>();
    const everywhere = { from: -Infinity, to: Infinity };
    for (const row of inWindow(frame.rowsOf(group), (each) => each.at, everywhere, excludedOf(scene, group))) {
      const counted = metric.tally(row);
      if (counted === undefined) continue;
      const local = localOf(scene.zone, row.at!);
      const start = row.at! - (local - Math.floor(local / metric.slice) * metric.slice);
      const before = sums.get(start) ?? { good: 0, bad: 0 };
      const tenths = (value: number): number => Math.round(value * 10);
      sums.set(start, {
        good: (tenths(before.good) + tenths(counted.good)) / 10,
        bad: (tenths(before.bad) + tenths(counted.bad)) / 10,
      });
    }
    return frame.windows.map((window) => {
      const inside = [...sums].filter(([start]) => start >= window.from && start < window.to);
      const isIdle = ([, { good, bad }]: (typeof inside)[number]): boolean => good + bad === 0;
      const judged = metric.idle === 'skip' ? inside.filter((slice) => !isIdle(slice)) : inside;
      const worth = inside.length - judged.length;
      const good = judged.reduce((sum, slice) => sum + goodOf(metric, slice[1], isIdle(slice)), 0);
      const share = metric.counts === 'good' ? good : judged.length - good;
      const from = scene.beforeStart === 'skip' ? Math.max(window.from, frame.first) : window.from;
      const expected = Math.round(size(expectedIn(scene, frame, group, { ...window, from })) / metric.slice) - worth;
      return judge(scene, frame, {
        group,
        window,
        n: judged.length,
        value: judged.length === 0 ? undefined : (100 * share) / judged.length,
        coverage: expected > 0 ? judged.length / expected : null,
        isAllExcluded: size(expectedIn(scene, frame, group, window)) === 0,
        nothing: 'unknown',
        isBounded: metric.counts,
      });
    });
  });
}

function goodOf(metric: SliceMetric, slice: { good: number; bad: number }, isIdle: boolean): number {
  if (isIdle) return metric.idle === 'down' ? 0 : 1;
  if (metric.isBad !== undefined) return metric.isBad(slice) ? 0 : 1;
  return slice.good / (slice.good + slice.bad);
}
