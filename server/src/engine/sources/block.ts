// A few thousand rows at a time, column by column, from a source that stores columns: one entry a row for each slot that is wanted.
// It must never keep an entry of the block before: whoever fills it writes every entry of every slot.

import { bad, empty, kindCode, read, type Row } from './row';

/** Rows of a block: enough to make a loop worth it, few enough for the cache next to the processor. */
export const blockRows = 2_048;

/** The entries of one slot. */
export interface Lane {
  /** Empty, read or bad, as in a row. */
  readonly states: Uint8Array;
  readonly values: Float64Array;
  readonly mantissas: Float64Array;
  readonly decimals: Uint8Array;
  /** Filled for slots of text alone. */
  readonly texts: string[];
  /** Whether every entry was read. */
  isWhole: boolean;
}

/** A class because its arrays are made once for all blocks of a file. */
export class Block {
  length = 0;
  /** How many rows of the file stand before it. */
  before = 0;
  /** Whether the text of a row is in another encoding than UTF-8. */
  hasBroken = false;
  /** Such rows. */
  readonly broken = new Uint8Array(blockRows);
  readonly lanes: readonly Lane[];
  private readonly isText: readonly boolean[];

  constructor(row: Row) {
    this.isText = row.names.map((_, slot) => row.kinds[slot] === kindCode.text);
    this.lanes = this.isText.map((isText) => ({
      states: new Uint8Array(blockRows),
      values: new Float64Array(isText ? 0 : blockRows),
      mantissas: new Float64Array(isText ? 0 : blockRows),
      decimals: new Uint8Array(isText ? 0 : blockRows),
      texts: [],
      isWhole: false,
    }));
  }

  /** Begins anew behind the rows of the last block; whoever fills a slot says that it is whole until it finds that it is not. */
  begin(length: number): void {
    this.before += this.length;
    this.length = length;
    if (this.hasBroken) this.broken.fill(0);
    this.hasBroken = false;
    for (const lane of this.lanes) lane.isWhole = false;
  }

  /** Takes what the row holds in a slot for an entry; for a kind of value that comes seldom. */
  take(row: Row, slot: number, at: number): void {
    const lane = this.lanes[slot]!;
    const state = row.states[slot]!;
    lane.states[at] = state;
    if (state !== read) lane.isWhole = false;
    if (this.isText[slot] === true) lane.texts[at] = row.text(slot);
    else {
      lane.values[at] = row.values[slot]!;
      lane.mantissas[at] = row.mantissas[slot]!;
      lane.decimals[at] = row.decimals[slot]!;
    }
  }

  /** Leaves an entry empty, or says that what is there cannot be read. */
  lack(slot: number, at: number, isBad: boolean): void {
    const lane = this.lanes[slot]!;
    lane.states[at] = isBad ? bad : empty;
    lane.isWhole = false;
  }

  /** Puts one of the rows into the slots of a row. */
  give(row: Row, at: number): void {
    row.line = this.before + at + 1;
    for (let slot = 0; slot < this.lanes.length; slot++) {
      const lane = this.lanes[slot]!;
      const state = lane.states[at]!;
      row.states[slot] = state;
      if (this.isText[slot] === true) {
        row.starts[slot] = -1;
        row.texts[slot] = lane.texts[at];
      } else if (state === read) {
        row.values[slot] = lane.values[at]!;
        row.mantissas[slot] = lane.mantissas[at]!;
        row.decimals[slot] = lane.decimals[at]!;
      }
    }
  }
}

/**
 * Takes a block as it is and answers whether that was all; otherwise its rows follow one by one.
 */
export type OnBlock = (block: Block) => boolean;
