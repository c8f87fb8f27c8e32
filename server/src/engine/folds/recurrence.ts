// Folds keyed records: different keys, repeated ones, and records that were tried often enough in time.
// It must never estimate: keys are counted, or the answer is refused.

import type { StatePart } from '../../core/compliance/partials';
import { holds } from '../../core/time/intervals';
import { move } from '../../core/time/windows';
import { excludedOf, type FoldContext } from '../context';
import type { Feed } from '../feed';
import { instantFold, type FoldRun } from './fold';
import { ripening } from './instants';
import { gathered, inWindow, sortedBy, windowBase } from './records';

/** Most different keys that are counted. */
const maximumKeys = 1_000_000;

class Keys {
  n = 0;
  readonly idle = 0;
  readonly keys = new Set<string>();

  merge(other: Keys): void {
    this.n += other.n;
    for (const key of other.keys) this.keys.add(key);
  }
}

/** Different keys among all records of a window. */
export function distinctFold(context: FoldContext, feed: Feed): FoldRun {
  const key = feed.text('key');
  let count = 0;
  return instantFold<Keys>(
    context,
    feed,
    () => new Keys(),
    (counter, _, records) => {
      const before = counter.keys.size;
      counter.n += records;
      counter.keys.add(key?.() ?? '');
      count += counter.keys.size - before;
      if (count > maximumKeys) throw new RangeError(`more than ${maximumKeys.toLocaleString('en')} different keys`);
    },
    ({ keys, n }): StatePart => ({
      kind: 'counts',
      good: String(keys.size),
      bad: String(n - keys.size),
      total: String(n),
      pending: 0,
    }),
  );
}

interface Keyed {
  readonly at: number;
  readonly key: string;
}

/** Records that follow an earlier one of their key within a stated time, wherever that one lies. */
export function repeatsFold(context: FoldContext, feed: Feed): FoldRun {
  const key = feed.text('key');
  const within = context.durations(context.item.parameters['within'] ?? '');
  const { onRow, groups, of } = gathered(context, feed.instant('at'), (at): Keyed => ({ at, key: key?.() ?? '' }));
  return {
    onRow,
    groups,
    finish: (group, finish) => {
      const excluded = excludedOf(context, group);
      const last = new Map<string, number>();
      // Records of one instant are repeats of each other but for one.
      const records = sortedBy(of(group), (record) => record.at)
        .filter((record) => record.key !== '' && !holds(excluded, record.at))
        .map((record) => {
          const before = last.get(record.key);
          last.set(record.key, record.at);
          const reach = within === undefined ? -Infinity : move(context.zone, record.at, within.unit, -within.amount);
          return { ...record, isRepeat: before !== undefined && before >= reach };
        });
      return finish.windows.map((window) => {
        const inside = inWindow(records, (record) => record.at, window);
        const repeats = inside.filter((record) => record.isRepeat).length;
        return {
          ...windowBase(context, finish, group, window),
          n: inside.length,
          state: { kind: 'cohort', good: repeats, judged: inside.length, pending: 0 },
        };
      });
    },
  };
}

interface Tried {
  start: number;
  /** Infinity while it is open. */
  closed: number;
  readonly attempts: number[];
}

/** Records by their entry: tried at least so often, or closed, within a stated time. */
export function attemptsFold(context: FoldContext, feed: Feed): FoldRun {
  const [start, at, end] = [feed.instant('start'), feed.instant('at'), feed.instant('end')];
  const key = feed.text('key');
  const { parameters } = context.item;
  const needed = Number(parameters['attempts']);
  const ripe = ripening(context, parameters['within'] ?? '');
  const limit = context.limit ?? Infinity;
  const byGroup = new Map<string | undefined, Map<string, Tried>>();
  return {
    onRow: (group) => {
      const from = start?.() ?? Number.NaN;
      if (!(from < limit)) return;
      const records = byGroup.get(group) ?? new Map<string, Tried>();
      byGroup.set(group, records);
      // A row that names no record is one of its own.
      const named = key?.() ?? '';
      const name = named === '' ? `\n${records.size}` : named;
      const record = records.get(name) ?? { start: from, closed: Infinity, attempts: [] };
      records.set(name, record);
      record.start = Math.min(record.start, from);
      const [tried, closed] = [at?.() ?? Number.NaN, end?.() ?? Number.NaN];
      if (tried < limit) record.attempts.push(tried);
      if (closed < limit) record.closed = Math.min(record.closed, closed);
    },
    groups: () => byGroup.keys(),
    finish: (group, finish) => {
      const excluded = excludedOf(context, group);
      const records = sortedBy(
        [...(byGroup.get(group)?.values() ?? [])].filter((record) => !holds(excluded, record.start)),
        (record) => record.start,
      );
      return finish.windows.map((window) => {
        const state = { kind: 'cohort' as const, good: 0, judged: 0, pending: 0 };
        for (const record of inWindow(records, (each) => each.start, window)) {
          const final = ripe?.(record.start, group) ?? Infinity;
          if (final > finish.asOf) {
            state.pending++;
            continue;
          }
          state.judged++;
          const made = record.attempts.filter((attempt) => attempt >= record.start && attempt <= final).length;
          if (made >= needed || record.closed <= final) state.good++;
        }
        return { ...windowBase(context, finish, group, window), n: state.judged, state };
      });
    },
  };
}
