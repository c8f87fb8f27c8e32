// Folds of records with a start and an end: elapsed times, repairs, cohorts, and counted items. Records are kept until the end is known.
// An open record is never dropped: it is pending, or already too late, or makes the window provisional.

import { elapsedOutside } from '../../core/compliance/exclusions';
import type { PlanDuration } from '../../core/compliance/plan-types';
import { deadlineAfter, elapsedOpen } from '../../core/time/calendars';
import { holds, joined, microsecondsBetween, subtract, union, type IntervalSet } from '../../core/time/intervals';
import { excludedOf, type FinishContext, type FoldContext } from '../context';
import { ExactSum } from '../exact-sum';
import type { Feed } from '../feed';
import { Histogram } from '../histogram';
import { ripening } from './instants';
import type { FoldRun } from './fold';
import { inWindow, sortedBy, windowBase } from './records';

interface Span {
  readonly start: number;
  /** Infinity while it is open. */
  readonly end: number;
  readonly pausedMs: number;
  readonly key: string;
}

/** Collects the records of each group; an end behind the limit is not known yet. */
function collector(
  context: FoldContext,
  feed: Feed,
): { onRow: (group: string | undefined) => void; byGroup: Map<string | undefined, Span[]> } {
  const byGroup = new Map<string | undefined, Span[]>();
  const [start, end] = [feed.instant('start'), feed.instant('end')];
  // A column of that name is nothing to a type that knows no pauses.
  const hasPauses = feed.input.roles.some(({ role }) => role === 'paused');
  const paused = hasPauses ? feed.number('paused') : undefined;
  const key = feed.text('key');
  const isNotice = feed.input.id === 'notices';
  const limit = context.limit ?? Infinity;
  return {
    byGroup,
    onRow: (group) => {
      const to = end?.() ?? Number.NaN;
      const told = start?.() ?? Number.NaN;
      // What nobody announced before it began had a notice of no length; what begins behind the limit has not begun.
      const from = isNotice && !(told <= to) ? to : told;
      if (from >= limit) return;
      let list = byGroup.get(group);
      if (list === undefined) byGroup.set(group, (list = []));
      if (isNotice && to >= limit) return;
      list.push({
        start: from,
        end: Number.isNaN(to) || to > limit ? Infinity : to,
        pausedMs: paused?.read() === true ? paused.value * 1_000 : 0,
        key: key?.() ?? '',
      });
    },
  };
}

/** Rows of one key are one record that was reopened: their times add up (parameter `reopen: resume`, the default). */
function resumed(spans: readonly Span[]): readonly (readonly Span[])[] {
  const byKey = new Map<string, Span[]>();
  const records: Span[][] = [];
  for (const span of sortedBy(spans, (each) => each.start)) {
    const known = span.key === '' ? undefined : byKey.get(span.key);
    if (known !== undefined) known.push(span);
    else {
      const record = [span];
      records.push(record);
      if (span.key !== '') byKey.set(span.key, record);
    }
  }
  return records;
}

/** Elapsed times of ended records as a histogram of microseconds, ages of open ones, and deadlines where those decide. */
export function spansFold(context: FoldContext, feed: Feed): FoldRun {
  const { byGroup, onRow } = collector(context, feed);
  const { fold, parameters, thresholds, deadlines } = context.item;
  const isByStart = fold.kind !== 'spans' || fold.belongs === 'start';
  // What has not ended stands in the window of the last instant that is known: nobody may hide it by not ending it.
  const instantOf = (record: readonly Span[], asOf: number): number => {
    if (isByStart) return record[0]!.start;
    const end = Math.max(...record.map((span) => span.end));
    return end === Infinity ? asOf - 1 : end;
  };
  const recordsOf = (group: string | undefined, asOf: number): readonly (readonly Span[])[] => {
    const spans = byGroup.get(group) ?? [];
    const isResumed = parameters['reopen'] !== 'restart';
    const all = isResumed ? resumed(spans) : spans.map((span) => [span]);
    // Records that were put together from sorted rows are in the order of their starts.
    if (isResumed && isByStart) return all;
    return sortedBy(all, (record) => instantOf(record, asOf));
  };
  return {
    onRow,
    groups: () => byGroup.keys(),
    finish: (group, finish) => {
      const excluded = excludedOf(context, group);
      const open = context.open(group);
      const deadline = deadlines[group ?? '*'] ?? deadlines['*'];
      const elapsed = (span: Span): number => {
        const end = Math.min(span.end, finish.asOf);
        const pauses = context.pauses(span.key);
        const stopped = pauses.length === 0 ? excluded : union([...excluded, ...pauses]);
        return Math.max(
          0,
          microsecondsBetween(0, elapsedOutside(span.start, end, stopped, open)) - span.pausedMs * 1_000,
        );
      };
      const all = recordsOf(group, finish.asOf);
      return finish.windows.map((window) => {
        const histogram = new Histogram(thresholds);
        const ages: number[] = [];
        const records = inWindow(all, (record) => instantOf(record, finish.asOf), window);
        const kept = { within: 0, late: 0, pending: 0 };
        for (const record of records) {
          if (deadline !== undefined) countDeadline(kept, record, deadline, context, group, finish, excluded);
          let [isOpen, total] = [false, 0];
          for (let index = 0; index < record.length; index++) {
            const span = record[index]!;
            isOpen ||= span.end === Infinity;
            total += elapsed(span);
          }
          if (isOpen) ages.push(total);
          else histogram.add(total, 0, record.at(-1)!.end);
        }
        return {
          ...windowBase(context, finish, group, window),
          n: records.length,
          state: {
            kind: 'spans',
            histogram: histogram.part(),
            open: ages.sort((a, b) => a - b),
            deadline: deadline === undefined ? undefined : kept,
          },
        };
      });
    },
  };
}

/** Counts a record by its deadline on the calendar, which moves by the time in which the clock stood still before it. */
function countDeadline(
  kept: { within: number; late: number; pending: number },
  record: readonly Span[],
  deadline: PlanDuration,
  context: FoldContext,
  group: string | undefined,
  finish: FinishContext,
  excluded: IntervalSet,
): void {
  const start = record[0]!.start;
  const end = Math.max(...record.map((span) => span.end));
  const calendar = deadline.business ? context.open(group) : undefined;
  const worked = union(record.map((span) => ({ from: span.start, to: span.end })));
  const answered = subtract([{ from: start, to: end }], worked);
  const pauses = record.flatMap((span) => context.pauses(span.key));
  const stopped = answered.length + pauses.length === 0 ? excluded : union([...excluded, ...answered, ...pauses]);
  const paused = record.reduce((sum, span) => sum + span.pausedMs, 0);
  const first = context.after(start, deadline, group) ?? Infinity;
  // A later deadline may reach further stops, which move it once more.
  let last = first;
  for (let before = Number.NaN; before !== last;) {
    before = last;
    const to = Math.min(last, finish.asOf);
    const whole = calendar === undefined ? to - start : elapsedOpen(calendar, start, to);
    const owed = whole - elapsedOutside(start, to, stopped, calendar) + paused;
    if (owed <= 0) continue;
    last = calendar === undefined ? first + owed : (deadlineAfter(calendar, first, owed) ?? Infinity);
  }
  if (end <= last) kept.within++;
  else if (end !== Infinity || finish.asOf > last) kept.late++;
  else kept.pending++;
}

interface Failure {
  readonly from: number;
  readonly to: number;
}

/** Merged failures by their end (metrics.md D6), and the same rows as recorded for comparison. */
export function repairsFold(context: FoldContext, feed: Feed): FoldRun {
  const { byGroup, onRow } = collector(context, feed);
  const { mergeGap, minimumLength } = mergeParameters(context);
  return {
    onRow,
    groups: () => byGroup.keys(),
    finish: (group, finish) => {
      const excluded = excludedOf(context, group);
      const rows = byGroup.get(group) ?? [];
      const failures = sortedBy(mergeFailures(rows, mergeGap, minimumLength, finish.asOf), (failure) => failure.to);
      const recorded = sortedBy(
        rows.map((span): Failure => ({ from: span.start, to: span.end })),
        (failure) => failure.to,
      );
      const time = (failure: Failure): number =>
        microsecondsBetween(0, elapsedOutside(failure.from, failure.to, excluded, undefined));
      // A repair that is excluded as a whole leaves n; one of no length at all is still a repair.
      const counted = (failure: Failure): boolean => time(failure) > 0 || failure.from === failure.to;
      return finish.windows.map((window) => {
        const ended = inWindow(failures, (failure) => failure.to, window).filter(counted);
        const rowsEnded = inWindow(recorded, (failure) => failure.to, window).filter(counted);
        const isLast = window.to >= finish.asOf && window.from < finish.asOf;
        const open = isLast ? failures.filter((failure) => failure.to === Infinity) : [];
        return {
          ...windowBase(context, finish, group, window),
          n: ended.length,
          isAllExcluded: false,
          state: {
            kind: 'repairs',
            sum: ended.reduce((sum, failure) => sum + time(failure), 0),
            count: ended.length,
            longest: ended.reduce((most, failure) => Math.max(most, time(failure)), 0),
            rowsSum: rowsEnded.reduce((sum, failure) => sum + time(failure), 0),
            rowsCount: rowsEnded.length,
            openAges: open.map((failure) => time({ from: failure.from, to: finish.asOf })),
          },
        };
      });
    },
  };
}

/** The parameters `mergeGap` and `minimumLength` in milliseconds, zero where they are not written. */
export function mergeParameters(context: FoldContext): { mergeGap: number; minimumLength: number } {
  const milliseconds = (name: string): number => {
    const duration = context.durations(context.item.parameters[name] ?? '0 s');
    return duration === undefined ? 0 : (context.after(0, { ...duration, business: false }, undefined) ?? 0);
  };
  return { mergeGap: milliseconds('mergeGap'), minimumLength: milliseconds('minimumLength') };
}

/** Joins rows that overlap or touch (or follow within the gap), then drops short ones; one that is still open ends at infinity. */
export function mergeFailures(
  rows: readonly { readonly start: number; readonly end: number }[],
  gap: number,
  minimum: number,
  asOf: number,
): readonly Failure[] {
  const sorted = sortedBy(
    rows.map((row): Failure => ({ from: row.start, to: row.end })),
    (failure) => failure.from,
  );
  return joined(sorted, gap).filter((failure) => Math.min(failure.to, asOf) - failure.from >= minimum);
}

interface Entry {
  start: number;
  end: number;
  isGood: boolean;
}

/** Records counted once they are ripe (metrics.md D10); rows of one key are one record, by its first start and its first end. */
export function cohortFold(context: FoldContext, feed: Feed): FoldRun {
  const { parameters, fold } = context.item;
  const roles = new Set(feed.input.roles.map(({ role }) => role));
  const isSettled = fold.kind === 'cohort' && fold.counts === 'settled';
  // What is opened again within the maturity counts; an acceptance counts however late the file says it came.
  const isByEnd = parameters['within'] !== undefined || (feed.input.id === 'cohort' && !roles.has('start'));
  const within = parameters['within'];
  const ripe = ripening(context, within ?? parameters['maturity'] ?? '0 s');
  const [start, end] = [feed.instant('start') ?? feed.instant('at'), feed.instant('end')];
  const good = feed.input.id === 'events' ? feed.boolean('good') : undefined;
  const contacts = roles.has('total') ? feed.number('total') : undefined;
  const ok = roles.has('ok') ? feed.boolean('ok') : undefined;
  const key = roles.has('key') && feed.input.id === 'cohort' ? feed.text('key') : undefined;
  const byGroup = new Map<string | undefined, { readonly records: Entry[]; readonly byKey: Map<string, Entry> }>();
  const limit = context.limit ?? Infinity;
  return {
    onRow: (group) => {
      const from = start?.() ?? Number.NaN;
      // A record that never entered is no part of the cohort.
      if (Number.isNaN(from) || from >= limit) return;
      const to = end?.() ?? Number.NaN;
      const entry: Entry = {
        start: from,
        end: Number.isNaN(to) || to > limit ? Infinity : to,
        isGood: isSettled
          ? ok?.() === 1 || (contacts?.read() === true && contacts.value === 1)
          : good === undefined
            ? !Number.isNaN(to)
            : good() === 1,
      };
      const cohort = byGroup.get(group) ?? { records: [], byKey: new Map<string, Entry>() };
      byGroup.set(group, cohort);
      const name = key?.() ?? '';
      const known = name === '' ? undefined : cohort.byKey.get(name);
      if (known === undefined) {
        cohort.records.push(entry);
        if (name !== '') cohort.byKey.set(name, entry);
        return;
      }
      known.start = Math.min(known.start, entry.start);
      known.end = Math.min(known.end, entry.end);
      known.isGood ||= entry.isGood;
    },
    groups: () => byGroup.keys(),
    finish: (group, finish) => {
      const excluded = excludedOf(context, group);
      const records = sortedBy(
        (byGroup.get(group)?.records ?? []).filter((record) => !holds(excluded, record.start)),
        (record) => record.start,
      );
      return finish.windows.map((window) => {
        const state = { kind: 'cohort' as const, good: 0, judged: 0, pending: 0 };
        for (const record of inWindow(records, (each) => each.start, window)) {
          const final = ripe?.(record.start, group) ?? record.start;
          if (final > finish.asOf) state.pending++;
          else {
            state.judged++;
            const isInTime = record.end <= final;
            if (record.isGood && (isSettled ? !isInTime : !isByEnd || isInTime)) state.good++;
          }
        }
        return { ...windowBase(context, finish, group, window), n: state.judged, state };
      });
    },
  };
}

/** Items and their amounts; where a key is mapped, its first record counts. */
export function itemsFold(context: FoldContext, feed: Feed): FoldRun {
  const at = feed.instant('at');
  const amount = feed.input.roles.some((role) => role.role === 'total') ? feed.number('total') : feed.number('value');
  const key = feed.text('key');
  const isTotal = feed.input.roles.some((role) => role.role === 'total');
  const byGroup = new Map<string | undefined, { at: number; key: string; mantissa: number; decimals: number }[]>();
  const limit = context.limit ?? Infinity;
  return {
    onRow: (group) => {
      const instant = at?.() ?? Number.NaN;
      if (Number.isNaN(instant) || instant >= limit) return;
      const has = amount?.read() === true;
      const record = {
        at: instant,
        key: key?.() ?? '',
        mantissa: has ? amount.mantissa : 0,
        decimals: has ? amount.decimals : 0,
      };
      const list = byGroup.get(group);
      if (list === undefined) byGroup.set(group, [record]);
      else list.push(record);
    },
    groups: () => byGroup.keys(),
    finish: (group, finish) => {
      const excluded = excludedOf(context, group);
      const seen = new Set<string>();
      const records = sortedBy(byGroup.get(group) ?? [], (record) => record.at).filter((record) => {
        if (holds(excluded, record.at)) return false;
        if (record.key === '') return true;
        if (seen.has(record.key)) return false;
        seen.add(record.key);
        return true;
      });
      return finish.windows.map((window) => {
        const sum = new ExactSum();
        const inside = inWindow(records, (record) => record.at, window);
        for (const record of inside) sum.add(record.mantissa, record.decimals);
        return {
          ...windowBase(context, finish, group, window),
          n: inside.length,
          state: { kind: 'items', count: isTotal ? Number(sum.toString()) : inside.length, sum: sum.toString() },
        };
      });
    },
  };
}
