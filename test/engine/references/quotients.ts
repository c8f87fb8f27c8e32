// References of quotients of sums (metrics.md 5 and 8): both amounts are summed over the window, then divided once.
// A mean of ratios must never come out of here.

import {
  coverageOf,
  excludedOf,
  expectedIn,
  frameOf,
  inWindow,
  judge,
  type Finding,
  type Row,
  type Scene,
} from './scene';
import { size } from './sets';

export interface QuotientMetric {
  readonly above: 'bad' | 'total' | 'value';
  readonly below: 'total' | 'value';
  readonly form: 'ratio' | 'deviation' | 'accuracy';
  readonly scale: number;
}

export function quotients(scene: Scene, rows: readonly Row[], metric: QuotientMetric): readonly Finding[] {
  const frame = frameOf(scene, rows, 'instant');
  if (frame === undefined) return [];
  return frame.groups.flatMap((group) =>
    frame.windows.map((window) => {
      const inside = inWindow(frame.rowsOf(group), (row) => row.at, window, excludedOf(scene, group));
      const cents = (name: 'bad' | 'total' | 'value'): number =>
        inside.reduce((sum, row) => sum + Math.round((row[name] ?? 0) * 100), 0);
      const [above, below] = [cents(metric.above), cents(metric.below)];
      const distance = inside.reduce(
        (sum, row) => sum + Math.abs(Math.round(row[metric.above]! * 100) - Math.round(row[metric.below]! * 100)),
        0,
      );
      const whole = metric.form === 'accuracy' ? above : below;
      const ratio = {
        ratio: above / below,
        deviation: (above - below) / below,
        accuracy: Math.max(0, 1 - distance / above),
      };
      const expected = expectedIn(scene, frame, group, window);
      return judge(scene, frame, {
        group,
        window,
        n: inside.length,
        value: whole === 0 ? undefined : metric.scale * ratio[metric.form],
        coverage: coverageOf(scene, expected, inside.length, 0),
        isAllExcluded: size(expected) === 0,
        nothing: 'unknown',
      });
    }),
  );
}
