// Remembers for one item the rows that could not be used: when they may have been and in which group.
// It must never lose one: beyond a limit they are counted without their time, and then may belong to any window.

import type { UnusableRows } from '../core/compliance/partials';
import type { Feed } from './feed';
import { read } from './sources/row';

const maximumRanges = 2_000;
/** The first and the last instant that a date can be. */
const [first, last] = [-8.64e15, 8.64e15];

/** A class because it is filled row by row. */
export class Unusable {
  private readonly ranges = new Map<string, { from: number; to: number; group: string | undefined; count: number }>();

  /** Notes the current row of a feed; `isBroken` where not even its columns are certain. */
  note(feed: Feed, isBroken: boolean): void {
    if (isBroken) this.add(first, last, undefined);
    else if (!feed.dismisses()) {
      const [from, to] = reachOf(feed);
      this.add(from, to, feed.isGrouped ? feed.group() : undefined);
    }
  }

  private add(from: number, to: number, group: string | undefined): void {
    const isFull = this.ranges.size >= maximumRanges;
    const name = `${from} ${to} ${group ?? ''}`;
    const known = this.ranges.get(name);
    if (known !== undefined) known.count++;
    else if (isFull) this.addAnywhere();
    else this.ranges.set(name, { from, to, group, count: 1 });
  }

  private addAnywhere(): void {
    const known = this.ranges.get('anywhere');
    if (known === undefined) this.ranges.set('anywhere', { from: first, to: last, group: undefined, count: 1 });
    else known.count++;
  }

  part(): readonly UnusableRows[] {
    return [...this.ranges.values()];
  }
}

/** From when to when the current row may have counted. An interval that lacks an end may be as long as it likes. */
function reachOf(feed: Feed): readonly [number, number] {
  const row = feed.slots.current();
  const readable = [...feed.timeSlots].filter((slot) => row.states[slot] === read).map((slot) => row.values[slot]!);
  const [low, high] = [Math.min(...readable), Math.max(...readable)];
  if (readable.length === 0) return [first, last];
  if (feed.input.nature !== 'interval') return [low, high];
  const start = feed.instant('start')?.() ?? Number.NaN;
  const end = feed.instant('end')?.() ?? Number.NaN;
  return [Number.isNaN(start) ? first : low, Number.isNaN(end) ? last : high];
}
