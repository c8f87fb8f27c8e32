// Folds what was open or found at an instant into how old it is: open records, oldest records, certificates, units in service.
// It must never forget a record because it began before the window.

import { elapsedOutside } from '../../core/compliance/exclusions';
import { holds, intersect, length, microsecondsBetween, subtract, type Interval } from '../../core/time/intervals';
import { excludedOf, expectedTime, type FoldContext } from '../context';
import type { Feed } from '../feed';
import { Histogram } from '../histogram';
import type { FoldRun } from './fold';
import { gathered, gatheredIntervals, inWindow, sortedBy, windowBase, type Gathered } from './records';

/** Ages of the records that are open at the end of each window, or at `asOf` while it runs. */
export function openAgesFold(context: FoldContext, feed: Feed): FoldRun {
  const { onRow, groups, of } = gatheredIntervals(context, feed);
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
  const { onRow, groups, of } = gatheredIntervals(context, feed);
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
          if (holds(whole, unit.to)) failures++;
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

function checks(context: FoldContext, feed: Feed): Gathered<Check> {
  const found = feed.instant('end') ?? feed.instant('value');
  const key = feed.text('key');
  return gathered(context, feed.instant('at'), (at) => ({ at, found: found?.() ?? Number.NaN, key: key?.() ?? '' }));
}

/** How far back the oldest record reached at each check. */
export function lagsFold(context: FoldContext, feed: Feed): FoldRun {
  const { onRow, groups, of } = checks(context, feed);
  return {
    onRow,
    groups,
    finish: (group, finish) => {
      const excluded = excludedOf(context, group);
      const all = sortedBy(of(group), (check) => check.at).filter(
        ({ at, found }) => !Number.isNaN(found) && !holds(excluded, at),
      );
      return finish.windows.map((window) => {
        const inside = inWindow(all, (check) => check.at, window);
        const histogram = new Histogram(context.item.thresholds);
        // Of two checks at one instant the one that found less decides.
        const worstLast = [...inside].sort((a, b) => a.at - b.at || a.found - b.found);
        worstLast.forEach(({ at, found }, order) => histogram.add(microsecondsBetween(found, at), 0, order));
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
  const stretches: (Interval & { readonly found: number })[] = [];
  // From the last to the first: where the next check of a key lies, and that of a later instant than it.
  const later = new Map<string, { at: number; next: number }>();
  for (const { at, found, key } of [...sortedBy(all, (check) => check.at)].reverse()) {
    const known = later.get(key) ?? { at: Infinity, next: Infinity };
    const next = known.at > at ? known.at : known.next;
    later.set(key, { at, next });
    const to = Math.min(next, end);
    if (!Number.isNaN(found) && to > at) stretches.push({ from: at, to, found });
  }
  return stretches;
}
