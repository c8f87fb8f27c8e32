// References of burst billing (metrics.md D15): slices are averaged, sorted, and the top five percent thrown away.
// Every slice is kept; nothing is estimated.

import { localOf } from './clock';
import {
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

export interface BurstMetric {
  readonly method: 'discard-top' | 'interpolated';
  readonly direction: 'each' | 'higher-sample' | 'sum' | 'single';
  /** Milliseconds. */
  readonly slice: number;
}

export function burst(scene: Scene, rows: readonly Row[], metric: BurstMetric): readonly Finding[] {
  const frame = frameOf(scene, rows, 'instant');
  if (frame === undefined) return [];
  return frame.groups.flatMap((group) =>
    frame.windows.map((window) => {
      const everywhere = { from: -Infinity, to: Infinity };
      const bySlice = new Map<number, Row[]>();
      for (const row of inWindow(frame.rowsOf(group), (each) => each.at, everywhere, excludedOf(scene, group))) {
        const local = localOf(scene.zone, row.at!);
        const start = row.at! - (local - Math.floor(local / metric.slice) * metric.slice);
        const isWhole =
          metric.direction === 'single' ? row.value !== undefined : row.in !== undefined && row.out !== undefined;
        if (isWhole && start >= window.from && start < window.to)
          bySlice.set(start, [...(bySlice.get(start) ?? []), row]);
      }
      const averages = [...bySlice.values()].map((inside) => {
        const mean = (name: 'value' | 'in' | 'out'): number =>
          inside.reduce((sum, row) => sum + (row[name] ?? 0), 0) / inside.length;
        return { value: mean('value'), in: mean('in'), out: mean('out') };
      });
      const expected = expectedIn(scene, frame, group, window);
      const awaited = Math.round(size(expected) / metric.slice);
      const zeros = scene.noData === 'good' ? Math.max(0, awaited - averages.length) : 0;
      const judged = (samples: readonly number[]): number | undefined =>
        samples.length === 0 ? undefined : percentile([...samples, ...Array.from({ length: zeros }, () => 0)], metric);
      const values = {
        single: [judged(averages.map(({ value }) => value))],
        sum: [judged(averages.map((each) => each.in + each.out))],
        'higher-sample': [judged(averages.map((each) => Math.max(each.in, each.out)))],
        each: [judged(averages.map((each) => each.in)), judged(averages.map(({ out }) => out))],
      }[metric.direction].filter((value) => value !== undefined);
      return judge(scene, frame, {
        group,
        window,
        value: values.length === 0 ? undefined : Math.max(...values),
        coverage: awaited > 0 ? averages.length / awaited : null,
        isAllExcluded: size(expected) === 0,
        nothing: 'unknown',
      });
    }),
  );
}

function percentile(samples: readonly number[], { method }: BurstMetric): number | undefined {
  if (method === 'interpolated') return statistic('p95', samples);
  const sorted = [...samples].sort((a, b) => b - a);
  return sorted[Math.floor(samples.length * 0.05 + 1e-9)];
}
