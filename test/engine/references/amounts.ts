// References of counted items, summed values and amounts over time (metrics.md 5 and 8).
// A second row of a key counts nothing; a window of a log of items without a row is zero, not missing.

import {
  coverageOf,
  excludedOf,
  expectedIn,
  frameOf,
  inWindow,
  judge,
  statistic,
  type Finding,
  type Row,
  type Scene,
} from './scene';
import { size } from './sets';

/** Number of rows, sum of `total`, or sum of `value` in every window and group. */
export function items(scene: Scene, rows: readonly Row[], counts: 'rows' | 'total' | 'value'): readonly Finding[] {
  const frame = frameOf(scene, rows, 'event');
  if (frame === undefined) return [];
  return frame.groups.flatMap((group) => {
    const excluded = excludedOf(scene, group);
    const everywhere = { from: -Infinity, to: Infinity };
    const sorted = [...inWindow(frame.rowsOf(group), (row) => row.at, everywhere, excluded)].sort(
      (a, b) => a.at! - b.at!,
    );
    const first = sorted.filter(
      (row, index) => row.key === undefined || sorted.findIndex((each) => each.key === row.key) === index,
    );
    return frame.windows.map((window) => {
      const inside = inWindow(first, (row) => row.at, window, []);
      const sum = inside.reduce((total, row) => total + (counts === 'rows' ? 1 : (row[counts] ?? 0)), 0);
      return judge(scene, frame, {
        group,
        window,
        value: sum,
        isAllExcluded: size(expectedIn(scene, frame, group, window)) === 0,
        nothing: 'unknown',
        isReachable: true,
      });
    });
  });
}

export interface ThroughputMetric {
  readonly from: 'counters' | 'totals' | 'items';
  readonly statistic?: string | undefined;
  /** Seconds of the time unit of the result. */
  readonly per: number;
}

/** Amount over time of every window and group. */
export function throughput(scene: Scene, rows: readonly Row[], metric: ThroughputMetric): readonly Finding[] {
  const frame = frameOf(scene, rows, metric.from === 'counters' ? 'instant' : 'event');
  if (frame === undefined) return [];
  return frame.groups.flatMap((group) =>
    frame.windows.map((window) => {
      const inside = inWindow(frame.rowsOf(group), (row) => row.at, window, excludedOf(scene, group));
      const sorted = inside.sort((a, b) => a.at! - b.at!);
      const amounts = sorted.map((row) =>
        metric.from === 'items' ? 1 : (row.total ?? (row.good ?? 0) + (row.bad ?? 0)),
      );
      const sum = amounts.reduce((total, amount) => total + amount, 0);
      const expected = expectedIn(scene, frame, group, window);
      const covered = expectedIn(scene, frame, group, { from: Math.max(window.from, frame.first), to: window.to });
      const isTimed = scene.every !== undefined && metric.from !== 'items';
      const seconds = (isTimed ? amounts.length * scene.every : size(covered)) / 1_000;
      const rates = amounts.map((amount) => (amount / (scene.every ?? 1)) * 1_000);
      const isNothing = seconds === 0 || (metric.from === 'counters' && amounts.length === 0);
      const mean = isNothing ? undefined : sum / seconds;
      const rate =
        metric.statistic === undefined || metric.statistic === 'mean' ? mean : statistic(metric.statistic, rates);
      return judge(scene, frame, {
        group,
        window,
        value: rate === undefined ? undefined : rate * metric.per,
        n: amounts.length,
        coverage: coverageOf(scene, expected, amounts.length, 0),
        isAllExcluded: size(expected) === 0,
        nothing: metric.from === 'counters' ? 'unknown' : 'not-applicable',
      });
    }),
  );
}
