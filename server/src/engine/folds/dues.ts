// Folds promised instants: how many of what was due in a window was done in time, and in full where that is asked for.
// It must never leave out what was never done: once its time has passed, it is late.

import type { PlanDuration } from '../../core/compliance/plan-types';
import { holds } from '../../core/time/intervals';
import { excludedOf, type FoldContext } from '../context';
import type { Feed } from '../feed';
import type { FoldRun } from './fold';
import { inWindow, sortedBy, windowBase } from './records';

interface Promised {
  due: number;
  /** Infinity while it is not done. */
  end: number;
  isFull: boolean;
}

interface Kept {
  readonly records: Promised[];
  readonly byKey: Map<string, Promised>;
}

/** Items by the instant for which they were promised; rows of one key are one item where `promise` says which date counts. */
export function duesFold(context: FoldContext, feed: Feed): FoldRun {
  const { parameters, fold } = context.item;
  const { promise } = parameters;
  const isInFull = fold.kind === 'dues' && fold.isInFull === true;
  const grace = context.durations(parameters['grace'] ?? '0 s');
  const [due, end] = [feed.instant('due'), feed.instant('end')];
  const [good, total] = [feed.number('good'), feed.number('total')];
  const key = promise === undefined ? undefined : feed.text('key');
  const limit = context.limit ?? Infinity;
  const byGroup = new Map<string | undefined, Kept>();
  return {
    onRow: (group) => {
      const promised = due?.() ?? Number.NaN;
      const done = end?.() ?? Number.NaN;
      const item: Promised = {
        due: promised,
        end: Number.isNaN(done) || done > limit ? Infinity : done,
        isFull: !isInFull || (good?.read() === true && total?.read() === true && good.value >= total.value),
      };
      const kept = byGroup.get(group) ?? { records: [], byKey: new Map<string, Promised>() };
      byGroup.set(group, kept);
      const name = key?.() ?? '';
      const known = name === '' ? undefined : kept.byKey.get(name);
      if (known === undefined) {
        kept.records.push(item);
        if (name !== '') kept.byKey.set(name, item);
        return;
      }
      // The row behind tells how the item stands now; only its first promise may outlive it.
      if (promise === 'last') known.due = item.due;
      known.end = item.end;
      known.isFull = item.isFull;
    },
    groups: () => byGroup.keys(),
    finish: (group, finish) => {
      const excluded = excludedOf(context, group);
      const records = sortedBy(
        (byGroup.get(group)?.records ?? []).filter((item) => !holds(excluded, item.due)),
        (item) => item.due,
      );
      return finish.windows.map((window) => {
        const state = { kind: 'cohort' as const, good: 0, judged: 0, pending: 0 };
        for (const item of inWindow(records, (each) => each.due, window)) {
          const last = lastInstant(context, item.due, grace, group);
          if (item.end === Infinity && last >= finish.asOf) state.pending++;
          else {
            state.judged++;
            if (item.end <= last && item.isFull) state.good++;
          }
        }
        return { ...windowBase(context, finish, group, window), n: state.judged, state };
      });
    },
  };
}

/** The last instant that is still in time. */
function lastInstant(
  context: FoldContext,
  due: number,
  grace: PlanDuration | undefined,
  group: string | undefined,
): number {
  return grace === undefined || grace.amount === 0 ? due : (context.after(due, grace, group) ?? Infinity);
}
