// Down time from outages, probes or counters, and what windows make of it (metrics.md D1 to D4 and D6).
// The order is fixed: form outages over all rows, merge, drop short ones, take out exclusions, cut at windows.

import type { WindowPart } from '../../core/compliance/partials';
import {
  clip,
  holds,
  intersect,
  length,
  subtract,
  union,
  type Interval,
  type IntervalSet,
} from '../../core/time/intervals';
import type { Window } from '../../core/time/windows';
import { excludedOf, type FinishContext, type FoldContext } from '../context';
import { plus } from '../exact-sum';
import type { Feed } from '../feed';
import { counterReader, numberOf, Slices, sliceStart } from './counters';
import { mergeFailures, mergeParameters } from './events';
import type { FoldRun } from './fold';
import { fromProbes } from './probes';

/** An outage, in milliseconds. */
export interface Failure {
  readonly start: number;
  /** Infinity while it is open. */
  readonly end: number;
}

/** What the rows of one group say about time, once all were read. */
interface Record_ {
  readonly failures: readonly Failure[];
  /** Time of which the record tells whether it was up or down. */
  readonly covered: IntervalSet;
  /** Time without any request, left out of both sides. */
  readonly idle: IntervalSet;
  readonly sliceMs: number | undefined;
}

/** Reads down time by the input that the item has. */
export function downtimeFold(context: FoldContext, feed: Feed): FoldRun {
  const source =
    feed.input.id === 'outages'
      ? fromOutages(context, feed)
      : feed.input.id === 'probes'
        ? fromProbes(context, feed)
        : fromCounters(context, feed);
  const { mergeGap, minimumLength } = mergeParameters(context);
  return {
    onRow: source.onRow,
    onBlock: source.onBlock,
    groups: source.groups,
    finish: (group, finish) => {
      const record = source.record(group, finish);
      const merged = mergeFailures(record.failures, mergeGap, minimumLength, finish.asOf);
      const down = union(merged.map((failure) => ({ from: failure.from, to: Math.min(failure.to, finish.asOf) })));
      return finish.windows.map((window) => partOf(context, finish, group, window, record, merged, down));
    },
  };
}

function partOf(
  context: FoldContext,
  finish: FinishContext,
  group: string | undefined,
  window: Window,
  record: Record_,
  merged: readonly Interval[],
  down: IntervalSet,
): WindowPart {
  const { fold, parameters } = context.item;
  const value = fold.kind === 'downtime' ? fold.value : 'availability';
  // Planned work is what it is, whether the agreement excludes it or not.
  const excluded = value === 'work' ? [] : excludedOf(context, group);
  const { asOf } = finish;
  const until = Math.min(window.to, asOf);
  const from = context.item.beforeStart === 'skip' ? Math.max(window.from, Math.min(finish.first, until)) : window.from;
  const whole: IntervalSet = until > from ? [{ from, to: until }] : [];
  const expected = subtract(subtract(whole, excluded), record.idle);
  const judgedSet = intersect(clip(record.covered, window.from, until), expected);
  const downSet = intersect(clip(down, window.from, until), judgedSet);
  const touching = merged.filter(
    (failure) =>
      failure.from < until &&
      failure.to > window.from &&
      length(intersect([{ from: failure.from, to: Math.min(failure.to, asOf) }], judgedSet)) > 0,
  );
  const sliceUs = record.sliceMs === undefined ? undefined : record.sliceMs * 1_000;
  const idle = length(intersect(clip(record.idle, window.from, until), subtract(whole, excluded)));
  const [expectedLength, judged] = [length(expected), length(judgedSet)];
  const future: IntervalSet = window.to > asOf ? [{ from: Math.max(asOf, window.from), to: window.to }] : [];
  return {
    name: window.name,
    from: window.from,
    to: window.to,
    n: touching.length,
    coverage: undefined,
    isAllExcluded: expectedLength === 0,
    state: {
      kind: 'downtime',
      judged,
      down: length(downSet),
      remaining: length(subtract(future, excluded)),
      expected: expectedLength,
      outages: touching.length,
      failures: merged.filter((failure) => holds(judgedSet, failure.from)).length,
      isOpenCut: merged.some(
        (failure) => failure.to === Infinity && length(intersect([{ from: failure.from, to: asOf }], judgedSet)) > 0,
      ),
      slice: sliceUs,
      missingSlices: sliceUs === undefined ? 0 : Math.round((expectedLength - judged) / sliceUs),
      idleSlices: sliceUs === undefined ? 0 : Math.round(idle / sliceUs),
      longest: [...downSet].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, 3),
      sets: context.item.wantsSets === true ? { known: judgedSet, down: downSet } : undefined,
      longestWhole: value === 'longest' ? longestOf(touching, excluded, asOf) : 0,
      beyond:
        value === 'beyond' ? beyondOf(touching, excluded, judgedSet, asOf, lengthOf(context, parameters['over'])) : 0,
    },
  };
}

/** The longest of the outages outside of exclusions, not cut at the window; in microseconds. */
function longestOf(outages: readonly Interval[], excluded: IntervalSet, asOf: number): number {
  return outages.reduce(
    (most, { from, to }) => Math.max(most, length(subtract([{ from, to: Math.min(to, asOf) }], excluded))),
    0,
  );
}

/** The judged time of outages that had lasted `over` milliseconds outside of exclusions; in microseconds. */
function beyondOf(
  outages: readonly Interval[],
  excluded: IntervalSet,
  judged: IntervalSet,
  asOf: number,
  over: number,
): number {
  return outages.reduce((sum, { from, to }) => {
    let rest = over;
    const late = subtract([{ from, to: Math.min(to, asOf) }], excluded).flatMap((piece): IntervalSet => {
      const skipped = Math.min(rest, piece.to - piece.from);
      rest -= skipped;
      return skipped < piece.to - piece.from ? [{ from: piece.from + skipped, to: piece.to }] : [];
    });
    return sum + length(intersect(late, judged));
  }, 0);
}

/** A duration as milliseconds; zero where none is written. */
function lengthOf(context: FoldContext, text: string | undefined): number {
  const duration = context.durations(text ?? '0 s');
  return duration === undefined ? 0 : (context.after(0, { ...duration, business: false }, undefined) ?? 0);
}

/** What tells a fold of failures. */
export interface DowntimeSource {
  onRow(group: string | undefined): void;
  readonly onBlock?: FoldRun['onBlock'];
  groups(): Iterable<string | undefined>;
  record(group: string | undefined, finish: FinishContext): Record_;
}

function coveredBy(context: FoldContext, finish: FinishContext): IntervalSet {
  // Where time before the record counts as up, the record reaches back as far as any window.
  const first =
    context.item.beforeStart === 'good'
      ? Math.min(finish.first, finish.windows[0]?.from ?? finish.first)
      : finish.first;
  return finish.coveredTo > first ? [{ from: first, to: finish.coveredTo }] : [];
}

function fromOutages(context: FoldContext, feed: Feed): DowntimeSource {
  const byGroup = new Map<string | undefined, Failure[]>();
  const [start, end] = [feed.instant('start'), feed.instant('end')];
  const isWork = feed.input.roles.some(({ role }) => role === 'announced');
  const announced = isWork ? feed.instant('announced') : undefined;
  const limit = context.limit ?? Infinity;
  return {
    onRow: (group) => {
      const from = start?.() ?? Number.NaN;
      if (!(from < limit)) return;
      const list = byGroup.get(group) ?? [];
      byGroup.set(group, list);
      // What nobody announced before it began is no planned work.
      if (announced !== undefined && !(announced() <= from)) return;
      const to = end?.() ?? Number.NaN;
      list.push({ start: from, end: Number.isNaN(to) || to > limit ? Infinity : to });
    },
    groups: () => byGroup.keys(),
    record: (group, finish) => ({
      failures: byGroup.get(group) ?? [],
      covered: coveredBy(context, finish),
      idle: [],
      sliceMs: undefined,
    }),
  };
}

function fromCounters(context: FoldContext, feed: Feed): DowntimeSource {
  const { zone, item } = context;
  const sliceMs = context.sliceMs;
  const byGroup = new Map<string | undefined, Slices>();
  const at = feed.instant('at');
  const read = counterReader(feed);
  const limit = context.limit ?? Infinity;
  const idlePolicy = item.parameters['idle'] ?? 'skip';
  return {
    onRow: (group) => {
      const instant = at?.() ?? Number.NaN;
      if (!(instant < limit) || sliceMs === undefined) return;
      const counted = read();
      if (counted === undefined) return;
      const slices = byGroup.get(group) ?? new Slices();
      byGroup.set(group, slices);
      slices.add(sliceStart(zone, instant, sliceMs), counted);
    },
    groups: () => byGroup.keys(),
    record: (group, finish) => {
      const [covered, idle, down]: [Interval[], Interval[], Interval[]] = [[], [], []];
      for (const [from, slice] of byGroup.get(group)?.sums ?? []) {
        const interval = { from, to: Math.min(from + (sliceMs ?? 0), finish.asOf) };
        const isIdle = slice.total.mantissa === 0;
        if (isIdle && idlePolicy === 'skip') {
          idle.push(interval);
          continue;
        }
        const [sum, lost] = [numberOf(slice.total), numberOf(slice.bad)];
        const rest = numberOf(plus(slice.total, slice.bad, -1));
        const byRule = (): number => context.downWhen({ total: sum, bad: lost, good: rest });
        const verdict = isIdle ? (idlePolicy === 'down' ? 1 : 0) : byRule();
        if (verdict < 0) continue;
        covered.push(interval);
        if (verdict === 1) down.push(interval);
      }
      const failures = union(down).map((interval) => ({ start: interval.from, end: interval.to }));
      return { failures, covered: union(covered), idle: union(idle), sliceMs };
    },
  };
}
