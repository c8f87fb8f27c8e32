// References of shares: sum of good or bad over sum of all, from counters, events or probes (metrics.md D5, D13), and cohorts (D10).
// Every record weighs what it counts; a mean of ratios must never come out of here.

import { instantOf, localOf, dayMs } from './clock';
import {
  coverageOf,
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

/** Good, bad and all of one row; undefined where the row says nothing. */
export type Tally = (row: Row) => { readonly good: number; readonly bad: number } | undefined;

export const ofTotalAndBad: Tally = ({ total, bad }) =>
  total === undefined || bad === undefined ? undefined : { good: total - bad, bad };
export const ofTotalAndGood: Tally = ({ total, good }) =>
  total === undefined || good === undefined ? undefined : { good, bad: total - good };
export const ofGoodAndBad: Tally = ({ good, bad }) =>
  good === undefined || bad === undefined ? undefined : { good, bad };
export const ofOk: Tally = ({ ok }) => (ok === undefined ? undefined : { good: ok ? 1 : 0, bad: ok ? 0 : 1 });
export const ofStatus: Tally = ({ status }) =>
  status === undefined ? undefined : { good: status < 500 ? 1 : 0, bad: status < 500 ? 0 : 1 };

export interface ShareMetric {
  readonly tally: Tally;
  readonly counts: 'good' | 'bad';
  /** Days after which a record is final; younger ones are pending. */
  readonly maturityDays?: number | undefined;
}

/** Shares of all windows and groups, in percent. */
export function shares(scene: Scene, rows: readonly Row[], metric: ShareMetric): readonly Finding[] {
  const frame = frameOf(scene, rows, 'instant');
  if (frame === undefined) return [];
  return frame.groups.flatMap((group) => frame.windows.map((window) => shareOf(scene, frame, group, window, metric)));
}

function shareOf(
  scene: Scene,
  frame: Frame,
  group: string | undefined,
  window: Span,
  { tally, counts, maturityDays }: ShareMetric,
): Finding {
  let [good, all, n, idle, pending] = [0, 0, 0, 0, 0];
  for (const row of inWindow(frame.rowsOf(group), (each) => each.at, window, excludedOf(scene, group))) {
    const ripe = maturityDays === undefined ? -Infinity : daysAfter(scene.zone, row.at!, maturityDays);
    const counted = tally(row);
    if (ripe > frame.asOf) pending++;
    else if (counted === undefined) continue;
    else if (counted.good + counted.bad === 0) idle++;
    else {
      good += counted.good;
      all += counted.good + counted.bad;
      n++;
    }
  }
  const before = scene.beforeStart === 'skip' ? Math.max(window.from, frame.first) : window.from;
  const expected = expectedIn(scene, frame, group, { from: before, to: window.to });
  return judge(scene, frame, {
    group,
    window,
    n,
    value: all === 0 ? undefined : (100 * (counts === 'good' ? good : all - good)) / all,
    pending: maturityDays === undefined ? undefined : pending,
    coverage: coverageOf(scene, expected, n, idle),
    isAllExcluded: size(expectedIn(scene, frame, group, window)) === 0,
    nothing: 'unknown',
    isBounded: counts,
  });
}

/** The same wall time a number of days later. */
export function daysAfter(zone: string, instant: number, days: number): number {
  return instantOf(zone, localOf(zone, instant) + days * dayMs);
}

export interface CohortMetric {
  /** Days in which the end has to be reached, counted from the start. */
  readonly withinDays?: number | undefined;
  /** Days after which what the file says is final, however late it happened. */
  readonly maturityDays?: number | undefined;
}

/** Shares of the records that entered in a window and reached their end, in percent. */
export function cohorts(scene: Scene, rows: readonly Row[], metric: CohortMetric): readonly Finding[] {
  const frame = frameOf(scene, rows, 'event');
  if (frame === undefined) return [];
  const days = metric.withinDays ?? metric.maturityDays ?? 0;
  return frame.groups.flatMap((group) => {
    const records = byKey(frame.rowsOf(group));
    return frame.windows.map((window) => {
      let [good, judged, pending] = [0, 0, 0];
      for (const row of inWindow(records, (each) => each.start, window, excludedOf(scene, group))) {
        const ripe = daysAfter(scene.zone, row.start!, days);
        if (ripe > frame.asOf) pending++;
        else {
          judged++;
          if (row.end !== undefined && (metric.withinDays === undefined || row.end <= ripe)) good++;
        }
      }
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
    });
  });
}

/** Rows of one key are one record: its first start and the first time that it reached its end. */
function byKey(rows: readonly Row[]): readonly Row[] {
  const records: Row[] = [];
  for (const row of rows) {
    const index = row.key === undefined ? -1 : records.findIndex((each) => each.key === row.key);
    const known = records[index];
    if (known === undefined) records.push(row);
    else {
      const ends = [known.end, row.end].filter((end) => end !== undefined);
      records[index] = {
        ...known,
        start: Math.min(known.start!, row.start!),
        end: ends.length === 0 ? undefined : Math.min(...ends),
      };
    }
  }
  return records;
}
