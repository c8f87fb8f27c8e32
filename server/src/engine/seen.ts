// What an item has seen of the good rows of a source: how many its filters kept, and how far those of a group lie apart.
// It must never grow with the rows, and never depend on whether they came one by one or in blocks.

import type { SeenRows } from '../core/compliance/partials';
import type { Feed } from './feed';
import type { Block } from './sources/block';
import { read } from './sources/row';

/** So many rows of a group, the first ones, tell how far its rows lie apart. */
const rowsOfGroup = 64;
/** Fewer distances say nothing about a rhythm. */
const leastGaps = 8;

/** A class because it is filled row by row. */
export class Seen {
  /** Rows that were good and that the filters have kept. */
  private kept = 0;
  private readonly slot: number | undefined;
  private readonly instants = new Map<string | undefined, number[]>();

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
    if (states[slot] === read) this.note(this.of(group), values[slot]!);
  }

  /** Notes the first `count` of some rows of a block, which are of one group. */
  block(block: Block, rows: Int32Array, count: number, group: string | undefined): void {
    this.kept += count;
    const { slot } = this;
    if (slot === undefined) return;
    const own = this.of(group);
    const { states, values } = block.lanes[slot]!;
    for (let index = 0; index < count && own.length < rowsOfGroup; index++) {
      const at = rows[index]!;
      if (states[at] === read) this.note(own, values[at]!);
    }
  }

  private of(group: string | undefined): number[] {
    let own = this.instants.get(group);
    if (own === undefined) this.instants.set(group, (own = []));
    return own;
  }

  private note(own: number[], instant: number): void {
    if (own.length < rowsOfGroup) own.push(instant);
  }

  part(): SeenRows {
    return { kept: this.kept, gap: this.gap() };
  }

  /** The middle one of the distances between different instants of a group, in milliseconds; undefined where there are few. */
  private gap(): number | undefined {
    const gaps: number[] = [];
    for (const own of this.instants.values()) {
      const sorted = [...own].sort((a, b) => a - b);
      for (let index = 1; index < sorted.length; index++) {
        const gap = sorted[index]! - sorted[index - 1]!;
        if (gap > 0) gaps.push(gap);
      }
    }
    if (gaps.length < leastGaps) return undefined;
    return gaps.sort((a, b) => a - b)[gaps.length >> 1];
  }
}
