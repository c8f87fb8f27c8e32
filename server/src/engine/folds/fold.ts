// The shape of a fold: it takes rows one by one and answers partials per group and window once all are read.
// A fold must never depend on the order of rows, and never judge.

import type { StatePart, WindowPart } from '../../core/compliance/partials';
import type { Window } from '../../core/time/windows';
import { length, type IntervalSet } from '../../core/time/intervals';
import { Uneven, type Collapsed } from '../collapsed';
import { expectedTime, isAllExcluded, type FinishContext, type FoldContext } from '../context';
import type { Feed } from '../feed';
import type { Block } from '../sources/block';
import { Cells, type Mergeable } from './cells';
import { Marks } from './marks';

export interface FoldRun {
  /** Takes the current row, which has passed checks and filters. */
  onRow(group: string | undefined): void;
  /**
   * Takes the first `count` of some rows of a block at once, which have passed checks and filters and are of one group; only there where
   * that costs less.
   */
  readonly onBlock?: ((block: Block, rows: Int32Array, count: number, group: string | undefined) => void) | undefined;
  /** The groups that occurred. */
  groups(): Iterable<string | undefined>;
  finish(group: string | undefined, finish: FinishContext): readonly WindowPart[];
}

interface Counter extends Mergeable {
  n: number;
  /** Records of idle slices: counted, but out of what is expected. */
  idle: number;
}

/** Adds the rows of a block that stand in `rows` at `[from, to)`; `instants` are those of all rows of the block. */
export type AddBlock<C> = (
  counter: C,
  block: Block,
  instants: Float64Array,
  rows: Int32Array,
  from: number,
  to: number,
) => void;

/**
 * A fold of instant records: one counter per group and window; `state` makes its part. Where `addBlock` is given, it adds what
 * `add` would one by one.
 */
export function instantFold<C extends Counter>(
  context: FoldContext,
  instants: Feed | (() => number),
  make: () => C,
  /** Adds `count` records of the current row, the last of them at an instant. */
  add: (counter: C, instant: number, count: number) => void,
  state: (counter: C, window: Window, finish: FinishContext, group: string | undefined) => StatePart,
  addBlock?: AddBlock<C>,
): FoldRun {
  const { limit, everyMs } = context;
  const marks = new WeakMap<C, Marks>();
  const surplus = new WeakMap<C, number>();
  const made = (): C => {
    const counter = make();
    if (everyMs !== undefined) marks.set(counter, new Marks(everyMs));
    return counter;
  };
  const surplusOf = (counter: C): number => surplus.get(counter) ?? marks.get(counter)?.surplus ?? 0;
  const joined = (total: C, other: C): void => {
    surplus.set(total, (surplus.get(total) ?? 0) + surplusOf(other));
  };
  const cells = new Cells<C>(context.item.window, context.zone, made, context.cuts, joined);
  const take = (group: string | undefined, instant: number): void => {
    if (limit !== undefined && instant >= limit) return;
    const cell = cells.cell(context, group, instant);
    if (cell === undefined) return;
    add(cell, instant, 1);
    // Asked for each row of each item, even a look into an empty map would cost more than to count.
    if (everyMs !== undefined) marks.get(cell)?.note(instant);
  };
  const slot = typeof instants === 'function' ? undefined : instants.slotOf('at');
  const onBlock: FoldRun['onBlock'] = (block, rows, count, group) => {
    const { values } = block.lanes[slot!]!;
    for (let from = 0; from < count;) {
      const first = values[rows[from]!]!;
      const cell = limit !== undefined && first >= limit ? undefined : cells.cell(context, group, first);
      const [least, end] = cell === undefined ? [first, first] : cells.reach(limit);
      let to = from + 1;
      while (to < count && values[rows[to]!]! >= least && values[rows[to]!]! < end) to++;
      if (cell !== undefined) {
        addBlock!(cell, block, values, rows, from, to);
        const mark = marks.get(cell);
        if (mark !== undefined) for (let index = from; index < to; index++) mark.note(values[rows[index]!]!);
      }
      from = to;
    }
  };
  const takeSeveral = (collapsed: Collapsed, group: string | undefined, first: number): void => {
    const last = collapsed.last();
    if (last === undefined) return take(group, first);
    if (limit !== undefined && last >= limit) {
      if (first < limit) throw new Uneven();
      return;
    }
    const cell = cells.cellOfSpan(context, group, first, last);
    if (cell === undefined) return;
    const count = collapsed.count();
    add(cell, last, count);
    const run = collapsed.marks();
    if (run !== undefined) marks.get(cell)?.noteRun(run.first, run.count, count);
    else if (everyMs !== undefined) throw new Uneven();
  };
  const collapsed = typeof instants === 'function' ? undefined : instants.slots.collapsed;
  const taken: typeof take = collapsed === undefined ? take : (group, at) => takeSeveral(collapsed, group, at);
  return {
    onBlock: addBlock === undefined || slot === undefined || collapsed !== undefined ? undefined : onBlock,
    onRow: typeof instants === 'function' ? (group) => take(group, instants()) : fromSlot(instants, taken),
    groups: () => cells.groups(),
    finish: (group, finish) =>
      finish.windows.map((window) => {
        const counter = cells.over(group, window);
        const expected = expectedTime(context, finish, group, window);
        const awaited = everyMs === undefined ? 0 : length(awaitedTime(context, finish, group, window));
        const count = everyMs === undefined ? undefined : Math.round(awaited / 1_000 / everyMs) - counter.idle;
        const counted = Math.max(0, counter.n - surplusOf(counter));
        return {
          name: window.name,
          from: window.from,
          to: window.to,
          n: counter.n,
          state: state(counter, window, finish, group),
          coverage: count === undefined ? undefined : { counted, expected: count, idle: counter.idle },
          isAllExcluded: isAllExcluded(expected),
        };
      }),
  };
}

/** The part of a window in which records are expected: where time before the start is skipped, from the start on. */
function awaitedTime(
  context: FoldContext,
  finish: FinishContext,
  group: string | undefined,
  window: Window,
): IntervalSet {
  const from = context.item.beforeStart === 'skip' ? Math.max(window.from, finish.first) : window.from;
  return expectedTime(context, finish, group, { ...window, from });
}

/** Reads the instant where the scanner put it: a row without a readable one never passes its checks. */
function fromSlot(feed: Feed, take: (group: string | undefined, instant: number) => void): FoldRun['onRow'] {
  const { slots } = feed;
  const slot = feed.slotOf('at');
  if (slot === undefined) return () => undefined;
  return (group) => take(group, slots.current().values[slot]!);
}
