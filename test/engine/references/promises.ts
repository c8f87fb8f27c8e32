// References of requests that came back or did not (metrics.md D10), and of promised instants that were kept (metrics.md 8).
// Each row is looked at by itself; what is not known yet is pending, never good.

import {
  excludedOf,
  expectedIn,
  frameOf,
  inWindow,
  judge,
  type Finding,
  type Frame,
  type Row,
  type Scene,
} from './scene';
import { size, type Span } from './sets';
import { daysAfter } from './shares';

function sharesOf(
  scene: Scene,
  frame: Frame,
  rowsOf: (group: string | undefined) => readonly Row[],
  instantOf: (row: Row) => number | undefined,
  stateOf: (row: Row) => 'good' | 'bad' | 'pending',
): readonly Finding[] {
  const shareOf = (group: string | undefined, window: Span): Finding => {
    const states = inWindow(rowsOf(group), instantOf, window, excludedOf(scene, group)).map(stateOf);
    const count = (state: string): number => states.filter((each) => each === state).length;
    const [good, judged, pending] = [count('good'), count('good') + count('bad'), count('pending')];
    return judge(scene, frame, {
      group,
      window,
      n: judged,
      pending,
      value: judged === 0 ? undefined : (100 * good) / judged,
      isProvisional: pending > 0,
      isAllExcluded: size(expectedIn(scene, frame, group, window)) === 0,
      nothing: 'not-applicable',
    });
  };
  return frame.groups.flatMap((group) => frame.windows.map((window) => shareOf(group, window)));
}

export interface SettlementMetric {
  readonly counts: 'reopened' | 'settled';
  readonly maturityDays: number;
}

/** Resolved requests by their instant, once so many days have passed. */
export function settlements(scene: Scene, rows: readonly Row[], metric: SettlementMetric): readonly Finding[] {
  const frame = frameOf(scene, rows, 'event');
  if (frame === undefined) return [];
  return sharesOf(
    scene,
    frame,
    frame.rowsOf,
    (row) => row.at,
    (row) => {
      const ripe = daysAfter(scene.zone, row.at!, metric.maturityDays);
      if (ripe > frame.asOf) return 'pending';
      const isBack = row.end !== undefined && row.end <= frame.limit && row.end <= ripe;
      if (metric.counts === 'reopened') return isBack ? 'good' : 'bad';
      return !isBack && (row.ok === true || row.total === 1) ? 'good' : 'bad';
    },
  );
}

export interface DueMetric {
  readonly graceHours?: number | undefined;
  readonly promise?: 'first' | 'last' | undefined;
  readonly isInFull?: boolean | undefined;
}

/** Items by the instant that was promised. */
export function promises(scene: Scene, rows: readonly Row[], metric: DueMetric): readonly Finding[] {
  const frame = frameOf(scene, rows, 'event');
  if (frame === undefined) return [];
  return sharesOf(
    scene,
    frame,
    (group) => itemsOf(frame.rowsOf(group), metric),
    (row) => row.due,
    (row) => {
      const last = row.due! + (metric.graceHours ?? 0) * 3_600_000;
      const isDone = row.end !== undefined && row.end <= frame.limit;
      if (!isDone && last >= frame.asOf) return 'pending';
      const isFull = metric.isInFull !== true || row.good! >= row.total!;
      return isDone && row.end <= last && isFull ? 'good' : 'bad';
    },
  );
}

/** Rows of one key are one item that stands as its last row says, promised for the first or the last date. */
function itemsOf(rows: readonly Row[], { promise }: DueMetric): readonly Row[] {
  if (promise === undefined) return rows;
  return rows.flatMap((row, index) => {
    if (row.key === undefined) return [row];
    const own = rows.filter((each) => each.key === row.key);
    if (rows.findIndex((each) => each.key === row.key) !== index) return [];
    const last = own.at(-1)!;
    return [{ ...last, due: promise === 'first' ? own[0]!.due : last.due }];
  });
}
