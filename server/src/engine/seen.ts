// What an item has seen of the good rows of a source: how many its filters kept, and how far those of a group lie apart.
// It must never grow with the rows, and never depend on whether they came one by one or in blocks.

import type { SeenRows } from '../core/compliance/partials';
import type { Feed } from './feed';
import type { Block } from './sources/block';
import { read } from './sources/row';

/** So many instants of a group, the earliest ones, tell how far its rows lie apart. */
const instantsOfGroup = 64;
/** Fewer distances say nothing about a rhythm. */
const leastGaps = 8;

/** A class because it is filled row by row. */
export class Seen {
  /** Rows that were good and that the filters have kept. */
  private kept = 0;
  private readonly slot: number | undefined;
  private readonly instants = new Map<string | undefined, Earliest>();

  /** `hasRhythm`: whether rows are expected at equal distances. */
  constructor(feed: Feed, hasRhythm: boolean) {
    this.slot = hasRhythm ? feed.slotOf('at') : undefined;
  }

  /** Notes the current row of a feed. */
  row({ slots }: Feed, group: string | undefined): void {
    this.kept += slots.collapsed?.count() ?? 1;
    const { slot } = this;
    if (slot === undefined) return;
    const { states, values } = slots.current();
    if (states[slot] === read) this.of(group).note(values[slot]!);
  }

  /** Notes the first `count` of some rows of a block, which are of one group. */
  block(block: Block, rows: Int32Array, count: number, group: string | undefined): void {
    this.kept += count;
    const { slot } = this;
    if (slot === undefined) return;
    const own = this.of(group);
    const { states, values } = block.lanes[slot]!;
    for (let index = 0; index < count; index++) {
      const at = rows[index]!;
      if (states[at] === read) own.note(values[at]!);
    }
  }

  private of(group: string | undefined): Earliest {
    let own = this.instants.get(group);
    if (own === undefined) this.instants.set(group, (own = new Earliest()));
    return own;
  }

  part(): SeenRows {
    return { kept: this.kept, gap: this.gap() };
  }

  /** The middle one of the distances between different instants of a group, in milliseconds; undefined where there are few. */
  private gap(): number | undefined {
    const gaps: number[] = [];
    for (const { instants, count } of this.instants.values())
      for (let index = 1; index < count; index++) gaps.push(instants[index]! - instants[index - 1]!);
    if (gaps.length < leastGaps) return undefined;
    return gaps.sort((a, b) => a - b)[gaps.length >> 1];
  }
}

/** The earliest different instants, in order: the same whatever the order in which they come. A class because it is filled row by row. */
class Earliest {
  readonly instants = new Float64Array(instantsOfGroup);
  count = 0;

  note(instant: number): void {
    const { instants, count } = this;
    if (count === instantsOfGroup && instant >= instants[count - 1]!) return;
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (instants[middle]! < instant) low = middle + 1;
      else high = middle;
    }
    if (low < count && instants[low] === instant) return;
    instants.copyWithin(low + 1, low, Math.min(count, instantsOfGroup - 1));
    instants[low] = instant;
    if (count < instantsOfGroup) this.count++;
  }
}
