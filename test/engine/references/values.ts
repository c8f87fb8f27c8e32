// References of measured values: a statistic of all of them, the share within a bound, and jitter by its four definitions
// (metrics.md D7, D8, D12). Every value is kept and sorted; nothing is estimated.

import { minuteMs } from './clock';
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
  type Target,
} from './scene';
import { contains, size } from './sets';

export interface ValueMetric {
  /** Undefined where a share is judged. */
  readonly statistic?: string | undefined;
  /** The share of values within the bound that is asked for, in percent. */
  readonly share?: number | undefined;
  readonly bound?: Target | undefined;
  /** Whether rows without a value leave, or are bad. */
  readonly timeouts?: 'bad' | 'skip' | undefined;
  readonly isWeighted?: boolean | undefined;
  /** Units of the result in one unit of the file. */
  readonly factor?: number | undefined;
}

/** The value of every window and group. */
export function values(scene: Scene, rows: readonly Row[], metric: ValueMetric): readonly Finding[] {
  const frame = frameOf(scene, rows, 'instant');
  if (frame === undefined) return [];
  const factor = metric.factor ?? 1;
  return frame.groups.flatMap((group) =>
    frame.windows.map((window) => {
      const inside = inWindow(frame.rowsOf(group), (row) => row.at, window, excludedOf(scene, group));
      const measured = inside.filter((row) => row.value !== undefined).sort((a, b) => a.at! - b.at!);
      const expected = expectedIn(scene, frame, group, window);
      const shared = {
        group,
        window,
        coverage: coverageOf(scene, expected, measured.length, 0),
        isAllExcluded: size(expected) === 0,
        nothing: 'unknown' as const,
      };
      if (metric.statistic !== undefined) {
        const numbers = measured.map((row) => row.value! * factor);
        const isWeighted = metric.isWeighted === true && metric.statistic === 'mean';
        const value = isWeighted ? weightedMean(measured, factor) : statistic(metric.statistic, numbers);
        return judge(scene, frame, { ...shared, n: measured.length, value });
      }
      const timeouts = metric.timeouts === 'skip' ? 0 : inside.length - measured.length;
      const judged = measured.length + timeouts;
      const within = measured.filter((row) => isWithin(row.value! * factor, metric.bound!)).length;
      return judge(scene, frame, {
        ...shared,
        n: judged,
        value: judged === 0 ? undefined : (100 * within) / judged,
        target: { word: 'atLeast', amount: metric.share ?? 100 },
      });
    }),
  );
}

function weightedMean(rows: readonly Row[], factor: number): number | undefined {
  let [sum, weight] = [0, 0];
  for (const row of rows) {
    sum += (row.weight ?? 0) * row.value! * factor;
    weight += row.weight ?? 0;
  }
  return weight === 0 ? undefined : sum / weight;
}

/** Whether a value keeps a bound; the bound itself is good for `atMost` and `atLeast`. */
export function isWithin(value: number, { word, amount }: Target): boolean {
  const isTie = Math.abs(value - amount) < 1e-9 * Math.max(1, Math.abs(amount));
  if (isTie) return word === 'atMost' || word === 'atLeast';
  return word === 'atMost' || word === 'below' ? value < amount : value > amount;
}

export interface JitterMetric {
  readonly definition: 'mean-absolute' | 'rfc3393' | 'rfc3550' | 'y1540-ipdv';
  readonly statistic: string;
  readonly share?: number | undefined;
  readonly bound?: Target | undefined;
  /** Milliseconds. */
  readonly slice?: number | undefined;
}

interface Sample {
  readonly at: number;
  readonly value: number;
  readonly stream: string;
}

/** Jitter of every window and group, from delays in order of time within each stream. */
export function jitter(scene: Scene, rows: readonly Row[], metric: JitterMetric): readonly Finding[] {
  const frame = frameOf(scene, rows, 'instant');
  if (frame === undefined) return [];
  return frame.groups.flatMap((group) => {
    const excluded = excludedOf(scene, group);
    const received = frame.rowsOf(group).filter((row) => row.value !== undefined && !contains(excluded, row.at!));
    const samples: Sample[] = [];
    for (const stream of new Set(received.map((row) => row.key ?? ''))) {
      const delays = received.filter((row) => (row.key ?? '') === stream).sort((a, b) => a.at! - b.at!);
      samples.push(
        ...(metric.definition === 'y1540-ipdv' ? slices(delays, metric, stream) : pairs(delays, metric, stream)),
      );
    }
    return frame.windows.map((window) => {
      let inside = samples
        .filter((sample) => sample.at >= window.from && sample.at < window.to)
        .sort((a, b) => a.at - b.at);
      // The smoothed jitter of a stream is the last one it reports in the window.
      if (metric.definition === 'rfc3550')
        inside = inside.filter(
          (sample, index) => !inside.slice(index + 1).some((later) => later.stream === sample.stream),
        );
      const numbers = inside.map((sample) => sample.value);
      const { share, bound } = metric;
      const within = bound === undefined ? 0 : numbers.filter((value) => isWithin(value, bound)).length;
      const shareValue = numbers.length === 0 ? undefined : (100 * within) / numbers.length;
      return judge(scene, frame, {
        group,
        window,
        n: numbers.length,
        value: share === undefined ? statistic(metric.statistic, numbers) : shareValue,
        isAllExcluded: size(expectedIn(scene, frame, group, window)) === 0,
        nothing: 'unknown',
        target: share === undefined ? undefined : { word: 'atLeast', amount: share },
      });
    });
  });
}

function pairs(delays: readonly Row[], { definition }: JitterMetric, stream: string): Sample[] {
  let smoothed = 0;
  return delays.slice(1).map((row, index) => {
    const difference = Math.abs(row.value! - delays[index]!.value!);
    smoothed += (difference - smoothed) / 16;
    return { at: row.at!, value: definition === 'rfc3550' ? smoothed : difference, stream };
  });
}

/** Per slice of two packets at least: the 99.9th percentile of the delays minus the smallest; a slice belongs where it begins. */
function slices(delays: readonly Row[], { slice = minuteMs }: JitterMetric, stream: string): Sample[] {
  const starts = new Set(delays.map((row) => Math.floor(row.at! / slice) * slice));
  return [...starts].flatMap((start) => {
    const inside = delays.filter((row) => row.at! >= start && row.at! < start + slice).map((row) => row.value!);
    if (inside.length < 2) return [];
    return [{ at: start, value: statistic('p99.9', inside)! - Math.min(...inside), stream }];
  });
}
