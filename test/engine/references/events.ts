// References of records with a start and an end: elapsed time on a calendar, deadlines in days, repairs (metrics.md D6, D9).
// Opening hours are walked minute by minute, so instants have to lie on whole minutes where a calendar ticks.

import { dayMs, instantOf, isOpen, localOf, minuteMs, openMinutes, type Hours } from './clock';
import { mergeFailures } from './downtime';
import {
  excludedOf,
  expectedIn,
  frameOf,
  judge,
  statistic,
  type Finding,
  type Frame,
  type Row,
  type Scene,
  type Target,
} from './scene';
import { both, minus, size, union, type Span } from './sets';

export interface SpanMetric {
  /** Milliseconds of the unit of the result. */
  readonly unit: number;
  readonly statistic?: string | undefined;
  /** The share of records within the bound that is asked for, in percent. */
  readonly share?: number | undefined;
  /** The bound in milliseconds, or in days, which are met by a deadline. */
  readonly bound?: Target | undefined;
  readonly days?: number | undefined;
  readonly isBusinessDays?: boolean | undefined;
  readonly hours?: Hours | undefined;
  readonly pauses?: ReadonlyMap<string, readonly Span[]> | undefined;
  readonly reopen?: 'resume' | 'restart' | undefined;
  /** Records belong to the window of their end, open ones to that of the last instant that is known. */
  readonly isByEnd?: boolean | undefined;
}

/** Rows of one key, which are one record that was opened again. */
type Record_ = readonly Row[];

export function elapsedTimes(scene: Scene, rows: readonly Row[], metric: SpanMetric): readonly Finding[] {
  const frame = frameOf(scene, rows, 'event');
  if (frame === undefined) return [];
  return frame.groups.flatMap((group) => {
    const excluded = excludedOf(scene, group);
    const records = recordsOf(frame.rowsOf(group), metric.reopen ?? 'resume');
    return frame.windows.map((window) => {
      const inside = records.filter((record) => {
        const ends = Math.max(...record.map((row) => endOf(row, frame)));
        const at = metric.isByEnd !== true ? record[0]!.start! : ends === Infinity ? frame.asOf - 1 : ends;
        return at >= window.from && at < window.to;
      });
      const isAllExcluded = size(expectedIn(scene, frame, group, window)) === 0;
      const shared = { group, window, isAllExcluded, nothing: 'not-applicable' as const };
      const open = inside.filter((record) => isOpenRecord(record, frame));
      if (metric.statistic !== undefined) {
        const times = inside.map((record) => recordTime(record, frame, excluded, metric) / metric.unit);
        const value = statistic(metric.statistic, times);
        return judge(scene, frame, { ...shared, value, n: times.length, isProvisional: open.length > 0 });
      }
      let [within, late, pending] = [0, 0, 0];
      for (const record of inside) {
        const state = stateOf(scene, record, frame, excluded, metric);
        if (state === 'within') within++;
        else if (state === 'late') late++;
        else pending++;
      }
      const n = within + late;
      const value = n === 0 ? undefined : (100 * within) / n;
      const target: Target = { word: 'atLeast', amount: metric.share ?? 100 };
      return judge(scene, frame, { ...shared, value, n, pending, isProvisional: pending > 0, target });
    });
  });
}

function recordsOf(rows: readonly Row[], reopen: 'resume' | 'restart'): readonly Record_[] {
  const sorted = [...rows].sort((a, b) => a.start! - b.start!);
  const isFirst = (row: Row, index: number): boolean =>
    reopen === 'restart' || row.key === undefined || sorted.findIndex((each) => each.key === row.key) === index;
  return sorted.flatMap((row, index) =>
    !isFirst(row, index)
      ? []
      : [reopen === 'restart' || row.key === undefined ? [row] : sorted.filter((each) => each.key === row.key)],
  );
}

function endOf(row: Row, frame: Frame): number {
  return row.end === undefined || row.end > frame.limit ? Infinity : row.end;
}

function isOpenRecord(record: Record_, frame: Frame): boolean {
  return record.some((row) => endOf(row, frame) === Infinity);
}

/** Elapsed milliseconds of all rows of a record, until `asOf` where one is open. */
function recordTime(record: Record_, frame: Frame, excluded: readonly Span[], metric: SpanMetric): number {
  return record.reduce((sum, row) => {
    const stopped = union([...excluded, ...(metric.pauses?.get(row.key ?? '') ?? [])]);
    const span = { from: row.start!, to: Math.min(endOf(row, frame), frame.asOf) };
    const time = openTime(span, metric.hours) - openTimeOf(both([span], stopped), metric.hours);
    return sum + Math.max(0, time - (row.paused ?? 0) * 1_000);
  }, 0);
}

/** Milliseconds of a span in which the calendar is open, minute by minute. */
function openTime(span: Span, hours: Hours | undefined): number {
  if (hours === undefined) return Math.max(0, span.to - span.from);
  let open = 0;
  for (let minute = span.from; minute < span.to; minute += minuteMs) if (isOpen(hours, minute)) open += minuteMs;
  return open;
}

function openTimeOf(spans: readonly Span[], hours: Hours | undefined): number {
  return spans.reduce((sum, span) => sum + openTime(span, hours), 0);
}

function stateOf(
  scene: Scene,
  record: Record_,
  frame: Frame,
  excluded: readonly Span[],
  metric: SpanMetric,
): 'within' | 'late' | 'pending' {
  if (metric.days !== undefined) {
    const deadline = deadlineOf(scene, record, frame, excluded, metric, metric.days);
    const end = isOpenRecord(record, frame) ? Infinity : Math.max(...record.map((row) => row.end!));
    if (end <= deadline) return 'within';
    return end !== Infinity || frame.asOf > deadline ? 'late' : 'pending';
  }
  const { word, amount } = metric.bound!;
  const time = recordTime(record, frame, excluded, metric);
  const keeps = word === 'atMost' ? time <= amount : time < amount;
  if (!isOpenRecord(record, frame)) return keeps ? 'within' : 'late';
  return keeps ? 'pending' : 'late';
}

/** The last instant in time: the days on the calendar, moved by the time in which the clock stood still before it. */
function deadlineOf(
  scene: Scene,
  record: Record_,
  frame: Frame,
  excluded: readonly Span[],
  metric: SpanMetric,
  days: number,
): number {
  const start = record[0]!.start!;
  const hours = metric.isBusinessDays === true ? metric.hours : undefined;
  const zone = hours?.zone ?? scene.zone;
  const base =
    hours === undefined ? instantOf(zone, localOf(zone, start) + days * dayMs) : businessDays(hours, start, days);
  const worked = union(record.map((row) => ({ from: row.start!, to: endOf(row, frame) })));
  const between = minus([{ from: start, to: worked.at(-1)?.to ?? start }], worked);
  const stopped = union([...excluded, ...between, ...record.flatMap((row) => metric.pauses?.get(row.key ?? '') ?? [])]);
  const paused = record.reduce((sum, row) => sum + (row.paused ?? 0) * 1_000, 0);
  let deadline = base;
  for (;;) {
    const owed = openTimeOf(both([{ from: start, to: Math.min(deadline, frame.asOf) }], stopped), hours) + paused;
    const moved = later(hours, base, owed);
    if (moved === deadline) return deadline;
    deadline = moved;
  }
}

/** The first instant at which so many open milliseconds have passed since another. */
function later(hours: Hours | undefined, from: number, length: number): number {
  if (hours === undefined) return from + length;
  let [instant, left] = [from, length];
  while (left > 0) {
    if (isOpen(hours, instant)) left -= minuteMs;
    instant += minuteMs;
  }
  return instant;
}

/** The same wall time that many opening days after the next opening, at the latest at that day's close. */
function businessDays(hours: Hours, from: number, days: number): number {
  let start = from;
  while (!isOpen(hours, start)) start = Math.floor(start / minuteMs) * minuteMs + minuteMs;
  const local = localOf(hours.zone, start);
  let day = Math.floor(local / dayMs);
  const time = local - day * dayMs;
  for (let left = days; left > 0;) {
    day++;
    if (openMinutes(hours, day).length > 0) left--;
  }
  const close = (openMinutes(hours, day).at(-1)! + 1) * minuteMs;
  return instantOf(hours.zone, day * dayMs + Math.min(time, close));
}

export interface RepairMetric {
  readonly unit: number;
  readonly mergeGap?: number | undefined;
  readonly minimumLength?: number | undefined;
}

/** Mean length of the merged failures that ended in a window, whole length, the clock stopped in exclusions. */
export function repairs(scene: Scene, rows: readonly Row[], metric: RepairMetric): readonly Finding[] {
  const frame = frameOf(scene, rows, 'interval');
  if (frame === undefined) return [];
  return frame.groups.flatMap((group) => {
    const excluded = excludedOf(scene, group);
    const spans = frame.rowsOf(group).map((row) => ({ from: row.start!, to: endOf(row, frame) }));
    const failures = mergeFailures(spans, metric.mergeGap ?? 0, metric.minimumLength ?? 0, frame.asOf);
    const time = (failure: Span): number => size(minus([failure], excluded));
    const open = failures.filter((failure) => failure.to === Infinity);
    return frame.windows.map((window) => {
      const ended = failures
        .filter((failure) => failure.to >= window.from && failure.to < window.to)
        .filter((failure) => failure.from === failure.to || time(failure) > 0);
      const mean = statistic('mean', ended.map(time));
      const holdsAsOf = window.from < frame.asOf && window.to >= frame.asOf;
      const ages = holdsAsOf ? open.map((failure) => time({ from: failure.from, to: frame.asOf })) : [];
      return judge(scene, frame, {
        group,
        window,
        value: mean === undefined ? undefined : mean / metric.unit,
        n: ended.length,
        isProvisional: mean !== undefined && ages.some((age) => age > mean),
        isAllExcluded: false,
        nothing: 'not-applicable',
      });
    });
  });
}

/** Pauses by the key that they belong to. */
export function pausesOf(rows: readonly Row[]): ReadonlyMap<string, readonly Span[]> {
  const result = new Map<string, Span[]>();
  for (const row of rows)
    result.set(row.key!, [...(result.get(row.key!) ?? []), { from: row.start!, to: row.end ?? Infinity }]);
  return result;
}
