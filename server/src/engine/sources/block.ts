// A few thousand rows at a time, column by column: one entry a row for each slot that is wanted.
// It must never keep an entry of the block before: whoever fills it writes every entry of every slot.

import { bad, empty, kindCode, read, type Row } from './row';
import { Texts } from './texts';

/** Rows of a block: enough to make a loop worth it, few enough for the cache next to the processor. */
export const blockRows = 2_048;

/** The entries of one slot. */
export interface Lane {
  /** Empty, read or bad, as in a row; all of them read where the lane is whole. */
  readonly states: Uint8Array;
  readonly values: Float64Array;
  readonly mantissas: Float64Array;
  readonly decimals: Uint8Array;
  /** Byte range of a text in the bytes of the block; a start of -1 where `texts` holds it. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly texts: string[];
  /** Whether every entry was read. */
  isWhole: boolean;
}

/** The texts of a slot by number: entries with the same number have the same text. */
export interface Coded {
  readonly codes: Int32Array;
  word(code: number): string;
  /** Larger than every number. */
  readonly size: number;
}

/** A class because its arrays are made once for all blocks of a file. */
export class Block {
  length = 0;
  /** The line, or number, of its first row; the others follow it one by one. */
  firstLine = 1;
  /** What byte ranges of texts are meant in. */
  bytes: Uint8Array = new Uint8Array(0);
  /** Whether the text of a row is in another encoding than UTF-8. */
  hasBroken = false;
  /** Such rows. */
  readonly broken = new Uint8Array(blockRows);
  readonly lanes: readonly Lane[];
  private readonly isText: readonly boolean[];
  private readonly coded: (Coded | undefined)[];
  private readonly known: (Texts | undefined)[];
  private readonly codes: Int32Array[] = [];

  constructor(row: Row) {
    this.isText = row.names.map((_, slot) => row.kinds[slot] === kindCode.text);
    this.coded = this.isText.map(() => undefined);
    this.known = this.isText.map(() => undefined);
    this.lanes = this.isText.map((isText) => ({
      states: new Uint8Array(blockRows).fill(read),
      values: new Float64Array(isText ? 0 : blockRows),
      mantissas: new Float64Array(isText ? 0 : blockRows),
      decimals: new Uint8Array(isText ? 0 : blockRows),
      starts: new Int32Array(isText ? blockRows : 0).fill(-1),
      ends: new Int32Array(isText ? blockRows : 0),
      texts: [],
      isWhole: true,
    }));
  }

  /** Begins anew with nothing in it, at a line; every entry counts as read until it is said to be lacking. */
  begin(line: number): void {
    this.firstLine = line;
    this.length = 0;
    if (this.hasBroken) this.broken.fill(0);
    this.hasBroken = false;
    for (let slot = 0; slot < this.lanes.length; slot++) {
      const lane = this.lanes[slot]!;
      if (!lane.isWhole) lane.states.fill(read);
      lane.isWhole = true;
      this.coded[slot] = undefined;
    }
  }

  /** Takes what the row holds in a slot for an entry; for a kind of value that comes seldom. */
  take(row: Row, slot: number, at: number): void {
    const lane = this.lanes[slot]!;
    const state = row.states[slot]!;
    lane.states[at] = state;
    if (state !== read) lane.isWhole = false;
    if (this.isText[slot] === true) {
      lane.starts[at] = -1;
      lane.texts[at] = row.text(slot);
    } else {
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
    row.line = this.firstLine + at;
    for (let slot = 0; slot < this.lanes.length; slot++) {
      const lane = this.lanes[slot]!;
      const state = lane.states[at]!;
      row.states[slot] = state;
      if (this.isText[slot] === true) {
        row.starts[slot] = lane.starts[at]!;
        row.ends[slot] = lane.ends[at]!;
        row.texts[slot] = lane.texts[at];
      } else if (state === read) {
        row.values[slot] = lane.values[at]!;
        row.mantissas[slot] = lane.mantissas[at]!;
        row.decimals[slot] = lane.decimals[at]!;
      }
    }
  }

  /** The texts of a slot by number; an empty entry is the empty text. Holds until the block begins anew. */
  coding(slot: number): Coded {
    return (this.coded[slot] ??= this.codeTexts(slot));
  }

  private codeTexts(slot: number): Coded {
    const { states, starts, ends, texts } = this.lanes[slot]!;
    const known = (this.known[slot] ??= new Texts());
    const codes = (this.codes[slot] ??= new Int32Array(blockRows));
    known.beginNumbers();
    const { bytes, length } = this;
    let [lastText, lastCode] = ['', 0];
    for (let at = 0; at < length; at++) {
      if (states[at] === empty) codes[at] = known.numberOfText('');
      else if (starts[at]! >= 0) codes[at] = known.numberOf(bytes, starts[at]!, ends[at]!);
      else {
        const text = texts[at]!;
        if (at === 0 || text !== lastText) [lastText, lastCode] = [text, known.numberOfText(text)];
        codes[at] = lastCode;
      }
    }
    return { codes, word: (code) => known.wordOf(code), size: known.size };
  }
}

/** Takes a block as it is. */
export type OnBlock = (block: Block) => void;
