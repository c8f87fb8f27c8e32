// Counts rows that stand in a source more than once, sign by sign, within a memory that does not grow with the source.
// It must never take two rows for one because a part of them is alike, nor say anything of rows behind its limit.

/** So many rows are told apart; of a longer source the rest is not looked at. */
export const mostRows = 65_536;

const newline = 10;
const quote = 34;

/** Odd and large, so that each sign of a row moves every bit of both halves of its mark. */
const [firstFactor, secondFactor] = [0x9e3779b1, 0x85ebca6b] as const;

/** A class because it is filled row by row; of each row it keeps a mark of 53 bits. */
export class Repeats {
  /** Rows that were looked at, and those of them that stood in the source before. */
  private rows = 0;
  private repeated = 0;
  private marks: Float64Array<ArrayBuffer>;

  constructor(marks = new Float64Array(1_024)) {
    this.marks = marks;
  }

  /** Whether the limit is reached. */
  get isFull(): boolean {
    return this.rows >= mostRows;
  }

  part(): { readonly rows: number; readonly of: number } {
    return { rows: this.repeated, of: this.rows };
  }

  /** The same, to be filled on without this one. */
  copy(): Repeats {
    const copy = new Repeats(this.marks.slice());
    [copy.rows, copy.repeated] = [this.rows, this.repeated];
    return copy;
  }

  /** Takes whole lines of `bytes[from, to)`; where fields are quoted, a line feed between quotes ends no row. */
  lines(bytes: Uint8Array, from: number, to: number, isQuoted: boolean): void {
    const mayHoldQuotes = isQuoted && firstIn(bytes, quote, from, to) < to;
    for (let at = from; at < to && !this.isFull;) {
      const end = mayHoldQuotes ? endOfRow(bytes, at, to) : firstIn(bytes, newline, at, to);
      this.row(bytes, at, end);
      at = end + 1;
    }
  }

  /** Takes one row, which is all of `bytes[from, to)`; a blank one is none. */
  row(bytes: Uint8Array, from: number, to: number): void {
    // The end of a line may be written in two signs.
    const end = to > from && bytes[to - 1] === 13 ? to - 1 : to;
    if (end === from || this.isFull) return;
    let low = end - from;
    let high = 0;
    let at = from;
    for (; at + 4 <= end; at += 4) {
      const four = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
      low = Math.imul(low ^ four, firstFactor);
      low ^= low >>> 15;
      high = Math.imul((high + four) | 0, secondFactor);
      high ^= high >>> 13;
    }
    for (; at < end; at++) {
      low = Math.imul(low ^ bytes[at]!, firstFactor);
      high = Math.imul((high + bytes[at]! + 1) | 0, secondFactor);
    }
    this.add(low, high);
  }

  private add(low: number, high: number): void {
    this.rows++;
    if (2 * this.rows > this.marks.length) this.grow();
    // Nought marks a place that is free.
    const mark = (high >>> 11) * 4_294_967_296 + (low >>> 0) + 1;
    if (isThere(this.marks, mark)) this.repeated++;
  }

  private grow(): void {
    const before = this.marks;
    this.marks = new Float64Array(4 * before.length);
    for (const mark of before) if (mark !== 0) isThere(this.marks, mark);
  }
}

function firstIn(bytes: Uint8Array, sign: number, from: number, to: number): number {
  const at = bytes.indexOf(sign, from);
  return at < 0 || at > to ? to : at;
}

/** The line feed that ends a row, or the end of what there is. */
function endOfRow(bytes: Uint8Array, from: number, to: number): number {
  let isOpen = false;
  for (let at = from; at < to; at++) {
    const sign = bytes[at]!;
    if (sign === quote) isOpen = !isOpen;
    else if (sign === newline && !isOpen) return at;
  }
  return to;
}

/** Puts a mark into a table of which a place is free; answers whether it was there before. */
function isThere(marks: Float64Array, mark: number): boolean {
  const mask = marks.length - 1;
  // Its lower half is mixed well enough to spread by its last bits.
  let at = (mark | 0) & mask;
  for (; marks[at] !== 0; at = (at + 1) & mask) if (marks[at] === mark) return true;
  marks[at] = mark;
  return false;
}
