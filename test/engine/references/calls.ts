// References of call service levels (metrics.md D17): every call is one of five kinds, and a variant says which count.
// The six variants are written out as they are published.

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

export const variants = [
  'of-answered',
  'of-offered',
  'abandons-in-time-good',
  'late-abandons-count',
  'short-abandons-good',
  'short-abandons-out',
] as const;

export interface CallMetric {
  readonly variant: (typeof variants)[number] | 'abandon-rate';
  /** Seconds. */
  readonly within: number;
  readonly short: number | undefined;
}

interface Sums {
  a: number;
  aT: number;
  b: number;
  bT: number;
  bS: number;
}

export function calls(scene: Scene, rows: readonly Row[], metric: CallMetric): readonly Finding[] {
  const frame = frameOf(scene, rows, 'instant');
  if (frame === undefined) return [];
  return frame.groups.flatMap((group) =>
    frame.windows.map((window) => {
      const sums: Sums = { a: 0, aT: 0, b: 0, bT: 0, bS: 0 };
      for (const row of inWindow(frame.rowsOf(group), (each) => each.at, window, excludedOf(scene, group)))
        add(sums, row, metric);
      const [good, all] = share(sums, metric.variant);
      const expected = expectedIn(scene, frame, group, window);
      return judge(scene, frame, {
        group,
        window,
        value: all === 0 ? undefined : (100 * good) / all,
        coverage: coverageOf(scene, expected, 0, 0),
        isAllExcluded: size(expected) === 0,
        nothing: 'unknown',
      });
    }),
  );
}

function add(sums: Sums, row: Row, { within, short }: CallMetric): void {
  if (row.ok === undefined) {
    sums.a += row.answered ?? 0;
    sums.aT += row.answeredWithin ?? 0;
    sums.b += row.abandoned ?? 0;
    sums.bT += row.abandonedWithin ?? 0;
    sums.bS += row.short ?? 0;
    return;
  }
  const isInTime = row.value !== undefined && row.value <= within;
  if (row.ok) {
    sums.a++;
    if (isInTime) sums.aT++;
    return;
  }
  sums.b++;
  if (isInTime) sums.bT++;
  if (short !== undefined && row.value !== undefined && row.value <= short) sums.bS++;
}

function share({ a, aT, b, bT, bS }: Sums, variant: CallMetric['variant']): readonly [number, number] {
  switch (variant) {
    case 'of-answered':
      return [aT, a];
    case 'of-offered':
      return [aT, a + b];
    case 'abandons-in-time-good':
      return [aT + bT, a + b];
    case 'late-abandons-count':
      return [aT, a + b - bT];
    case 'short-abandons-good':
      return [aT + bS, a + b];
    case 'short-abandons-out':
      return [aT, a + b - bS];
    case 'abandon-rate':
      return [b - bS, a + b - bS];
  }
}
