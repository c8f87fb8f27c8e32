// Folds what was open or found at an instant into how old it is: open records, oldest records, certificates, units in service.
// It must never forget a record because it began before the window.

import { elapsedOutside } from '../../core/compliance/exclusions';
import { intersect, length, microsecondsBetween, subtract, type Interval } from '../../core/time/intervals';
import { excludedOf, expectedTime, type FoldContext } from '../context';
import type { Feed } from '../feed';
import { Histogram } from '../histogram';
import type { FoldRun } from './fold';
import { inWindow, sortedBy, windowBase } from './records';

/** The intervals of each group; an end behind the limit is not known yet. */
function intervals(
  context: FoldContext,
  feed: Feed,
): Pick<FoldRun, 'onRow' | 'groups'> & { of(group: string | undefined): readonly Interval[] } {
  const [start, end] = [feed.instant('start'), feed.instant('end')];
  const limit = context.limit ?? Infinity;
  const byGroup = new Map<string | undefined, Interval[]>();
  return {
    onRow: (group) => {
      const from = start?.() ?? Number.NaN;
      if (!(from < limit)) return;
      const to = end?.() ?? Number.NaN;
      const list = byGroup.get(group) ?? [];
      byGroup.set(group, list);
      list.push({ from, to: Number.isNaN(to) || to > limit ? Infinity : to });
    },
    groups: () => byGroup.keys(),
    of: (group) => byGroup.get(group) ?? [],
  };
}

/** Ages of the records that are open at the end of each window, or at `asOf` while it runs. */
export function openAgesFold(context: FoldContext, feed: Feed): FoldRun {
  const { onRow, groups, of } = intervals(context, feed);
  return {
    onRow,
    groups,
    finish: (group, finish) => {
      const excluded = excludedOf(context, group);
      const calendar = context.open(group);
      return finish.windows.map((window) => {
        const at = Math.min(window.to, finish.asOf);
        const histogram = new Histogram(context.item.thresholds);
        for (const { from, to } of of(group)) {
          if (from >= at || to <= at) continue;
          histogram.add(microsecondsBetween(0, elapsedOutside(from, at, excluded, calendar)), 0, from);
        }
        return {
          ...windowBase(context, finish, group, window),
          n: histogram.n,
          state: { kind: 'spans', histogram: histogram.part(), open: [], deadline: undefined },
        };
      });
    },
  };
}

/** Operating time of all units in each window, and how many of them failed in it. */
export function exposureFold(context: FoldContext, feed: Feed): FoldRun {
  const { onRow, groups, of } = intervals(context, feed);
  return {
    onRow,
    groups,
    finish: (group, finish) => {
      const excluded = excludedOf(context, group);
      const covered = { from: finish.first, to: finish.coveredTo };
      return finish.windows.map((window) => {
        const whole = intersect([{ from: window.from, to: Math.min(window.to, finish.asOf) }], [covered]);
        const judged = subtract(whole, excluded);
        let [time, failures, units] = [0, 0, 0];
        for (const unit of of(group)) {
          const operated = length(intersect([unit], judged));
          time += operated;
          if (operated > 0) units++;
          if (unit.to >= window.from && unit.to < Math.min(window.to, finish.asOf)) failures++;
        }
        return {
          ...windowBase(context, finish, group, window),
          n: units,
          state: { kind: 'exposure', time, failures },
        };
      });
    },
  };
}

interface Check {
  readonly at: number;
  /** Instant of the oldest record, or at which a certificate runs out. */
  readonly found: number;
  readonly key: string;
}

function checks(
  context: FoldContext,
  feed: Feed,
): Pick<FoldRun, 'onRow' | 'groups'> & { of(group: string | undefined): readonly Check[] } {
  const at = feed.instant('at');
  const found = feed.instant('end') ?? feed.instant('value');
  const key = feed.text('key');
  const limit = context.limit ?? Infinity;
  const byGroup = new Map<string | undefined, Check[]>();
  return {
    onRow: (group) => {
      const instant = at?.() ?? Number.NaN;
      if (!(instant < limit)) return;
      const list = byGroup.get(group) ?? [];
      byGroup.set(group, list);
      list.push({ at: instant, found: found?.() ?? Number.NaN, key: key?.() ?? '' });
    },
    groups: () => byGroup.keys(),
    of: (group) => sortedBy(byGroup.get(group) ?? [], (check) => check.at),
  };
}

/** How far back the oldest record reached at each check. */
export function lagsFold(context: FoldContext, feed: Feed): FoldRun {
  const { onRow, groups, of } = checks(context, feed);
  return {
    onRow,
    groups,
    finish: (group, finish) => {
      const excluded = excludedOf(context, group);
      const all = of(group).filter(
        ({ at, found }) => !Number.isNaN(found) && !excluded.some(({ from, to }) => at >= from && at < to),
      );
      return finish.windows.map((window) => {
        const inside = inWindow(all, (check) => check.at, window);
        const histogram = new Histogram(context.item.thresholds);
        // Of two checks at one instant the one that found less decides.
        const worstLast = [...inside].sort((a, b) => a.at - b.at || a.found - b.found);
        for (const { at, found } of worstLast) histogram.add(microsecondsBetween(found, at), 0, at);
        return {
          ...windowBase(context, finish, group, window),
          n: inside.length,
          state: { kind: 'spans', histogram: histogram.part(), open: [], deadline: undefined },
        };
      });
    },
  };
}

/** The time that was left at the worst moment of each stretch in which a check of a key was the newest one. */
export function daysLeftFold(context: FoldContext, feed: Feed): FoldRun {
  const { onRow, groups, of } = checks(context, feed);
  return {
    onRow,
    groups,
    finish: (group, finish) => {
      const stretches = stretchesOf(of(group), finish.coveredTo);
      return finish.windows.map((window) => {
        const expected = expectedTime(context, finish, group, window);
        const histogram = new Histogram(context.item.thresholds);
        for (const { from, to, found } of stretches) {
          if (from >= window.to || to <= window.from) continue;
          // Time only gets shorter, so that the last judged moment of a stretch is its worst.
          const last = intersect([{ from, to }], expected).at(-1)?.to;
          if (last !== undefined) histogram.add(microsecondsBetween(last, found), 0, last);
        }
        return {
          ...windowBase(context, finish, group, window),
          n: histogram.n,
          state: { kind: 'spans', histogram: histogram.part(), open: [], deadline: undefined },
        };
      });
    },
  };
}

/** What each check found holds until the next check of its key; without a key, checks of one instant hold side by side. */
function stretchesOf(all: readonly Check[], end: number): readonly (Interval & { readonly found: number })[] {
  const byKey = new Map<string, Check[]>();
  for (const check of all) {
    const list = byKey.get(check.key) ?? [];
    byKey.set(check.key, list);
    list.push(check);
  }
  return [...byKey.values()].flatMap((list) =>
    list.flatMap(({ at, found }) => {
      const next = list.find((other) => other.at > at)?.at ?? Infinity;
      const to = Math.min(next, end);
      return Number.isNaN(found) || to <= at ? [] : [{ from: at, to, found }];
    }),
  );
}
