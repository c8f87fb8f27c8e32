// Keeps one counter per group and window while rows stream by, without asking the calendar for each of them.
// It must never count a record twice in one window; a rolling window is the sum of the days and cuts that it is made of.

import { isCalendarUnit } from '../../core/scalars/units';
import { clip, holds } from '../../core/time/intervals';
import { move, windowAt, windowsBetween, type Window, type WindowDefinition } from '../../core/time/windows';
import type { Zone } from '../../core/time/zones';
import { Uneven } from '../collapsed';
import { excludedOf, type FoldContext } from '../context';

export interface Mergeable {
  merge(other: this): void;
}

interface Cell<C> {
  readonly from: number;
  readonly to: number;
  readonly counter: C;
}

interface GroupCells<C> {
  readonly cells: Map<number, Cell<C>>;
  current: Cell<C> | undefined;
  readonly isExclusionFree: boolean;
}

/** The windows of which cells are made, and the milliseconds of a rolling window that is no whole number of days by its unit. */
function gridOf(window: WindowDefinition, zone: Zone): { grain: WindowDefinition; elapsed: number | undefined } {
  // Days and longer are counted by the calendar, so that such a window begins at a midnight.
  const isElapsed = window.kind === 'rolling' && !isCalendarUnit(window.unit);
  return {
    grain: window.kind === 'calendar' ? window : { kind: 'calendar', unit: 'day' },
    elapsed: isElapsed ? move(zone, 0, window.unit, window.amount) : undefined,
  };
}

/** The instants, in milliseconds, at which cells of a window begin or end between two instants, in no order. */
export function cellEdges(window: WindowDefinition, zone: Zone, first: number, last: number): readonly number[] {
  const { grain, elapsed = 0 } = gridOf(window, zone);
  if (grain.kind === 'calendar' && grain.unit === 'term')
    return windowsBetween(grain, zone, first, last + 1).flatMap(({ from, to }) => [from, to]);
  const edges: number[] = [];
  for (const shift of elapsed === 0 ? [0] : [0, elapsed])
    for (let at = first + shift; at <= last + shift;) {
      const inside = windowAt(grain, zone, at);
      if (inside === undefined) break;
      edges.push(inside.from - shift, inside.to - shift);
      at = inside.to;
    }
  return edges;
}

/** A class because the current cell of each group is remembered from row to row. */
export class Cells<C extends Mergeable> {
  private readonly byGroup = new Map<string | undefined, GroupCells<C>>();
  private readonly grain: WindowDefinition;
  private readonly isRolling: boolean;
  private readonly zone: Zone;
  /** Milliseconds of a rolling window that is no whole number of days, weeks or months by its unit. */
  private readonly elapsed: number | undefined;
  private readonly make: () => C;
  private readonly cuts: readonly number[];
  private readonly onMerge: (total: C, other: C) => void;
  private lastGroup: string | undefined;
  private last: GroupCells<C> | undefined;

  /**
   * `cuts` are further instants at which cells end, for rolling windows that end at `asOf`;
   * `onMerge` is told when a counter is added to that of a rolling window.
   */
  constructor(
    window: WindowDefinition,
    zone: Zone,
    make: () => C,
    cuts: readonly number[] = [],
    onMerge: (total: C, other: C) => void = () => undefined,
  ) {
    this.onMerge = onMerge;
    this.isRolling = window.kind !== 'calendar';
    ({ grain: this.grain, elapsed: this.elapsed } = gridOf(window, zone));
    this.zone = zone;
    this.make = make;
    this.cuts = [...cuts].sort((a, b) => a - b);
  }

  groups(): Iterable<string | undefined> {
    return this.byGroup.keys();
  }

  /** The counter for a record, or undefined where the record is excluded or in no window. */
  cell(context: FoldContext, group: string | undefined, instant: number): C | undefined {
    let cells = this.last;
    if (cells === undefined || group !== this.lastGroup) {
      cells = this.byGroup.get(group);
      if (cells === undefined) {
        cells = { cells: new Map(), current: undefined, isExclusionFree: excludedOf(context, group).length === 0 };
        this.byGroup.set(group, cells);
      }
      this.last = cells;
      this.lastGroup = group;
    }
    if (!cells.isExclusionFree && holds(excludedOf(context, group), instant)) return undefined;
    const current = cells.current;
    if (current !== undefined && instant >= current.from && instant < current.to) return current.counter;
    return this.locate(cells, instant)?.counter;
  }

  /**
   * The span around the last record that was asked for, and before `limit`, whose records all belong to its counter if they are of its
   * group; an empty one where each has to be asked for.
   */
  reach(limit = Infinity): readonly [from: number, to: number] {
    const { current, isExclusionFree } = this.last ?? {};
    return current === undefined || isExclusionFree !== true
      ? [Infinity, -Infinity]
      : [current.from, Math.min(current.to, limit)];
  }

  /**
   * The counter for records of which the first and the last instant are known, undefined where all of them are excluded or in no
   * window. Throws `Uneven` where that does not hold for all of them alike.
   */
  cellOfSpan(context: FoldContext, group: string | undefined, first: number, last: number): C | undefined {
    const counter = this.cell(context, group, first);
    if (last > first && !this.isOneCell(context, group, first, last, counter !== undefined)) throw new Uneven();
    return counter;
  }

  private isOneCell(
    context: FoldContext,
    group: string | undefined,
    first: number,
    last: number,
    isCounted: boolean,
  ): boolean {
    const excluded = excludedOf(context, group);
    const inside = clip(excluded, first, last);
    if (holds(excluded, first))
      return inside.length === 1 && inside[0]?.from === first && inside[0].to === last && holds(excluded, last);
    if (inside.length > 0 || holds(excluded, last)) return false;
    const current = this.last?.current;
    if (isCounted) return current !== undefined && current.from <= first && last < current.to;
    return windowAt(this.grain, this.zone, last) === undefined;
  }

  private locate(cells: GroupCells<C>, instant: number): Cell<C> | undefined {
    const window = windowAt(this.grain, this.zone, instant);
    if (window === undefined) return undefined;
    let { from, to } = window;
    // Where a window is some hours long, its start need not be a midnight: cells end where a window begins, too.
    const ahead = this.elapsed === undefined ? undefined : windowAt(this.grain, this.zone, instant + this.elapsed);
    if (ahead !== undefined && this.elapsed !== undefined) {
      from = Math.max(from, ahead.from - this.elapsed);
      to = Math.min(to, ahead.to - this.elapsed);
    }
    for (const cut of this.cuts) {
      if (cut > from && cut <= instant) from = cut;
      if (cut > instant && cut < to) to = cut;
    }
    let cell = cells.cells.get(from);
    if (cell === undefined) {
      cell = { from, to, counter: this.make() };
      cells.cells.set(from, cell);
    }
    cells.current = cell;
    return cell;
  }

  /** The counter of a whole window: its own cell, or the sum of the cells inside a rolling one. */
  over(group: string | undefined, window: Window): C {
    const cells = this.byGroup.get(group)?.cells;
    if (!this.isRolling) return cells?.get(window.from)?.counter ?? this.make();
    const total = this.make();
    for (const cell of cells?.values() ?? [])
      if (cell.from >= window.from && cell.to <= window.to) {
        total.merge(cell.counter);
        this.onMerge(total, cell.counter);
      }
    return total;
  }
}
