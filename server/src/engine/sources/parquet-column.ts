// Goes through one column of a Parquet row group, block by block, and fills the slots that want it.
// It must never give a row the value of another one: levels say which values are missing, and nothing is skipped.

import type { DecodedArray } from 'hyparquet/src/types.js';
import { blockRows, type Block } from './block';
import type { Chunk, ParquetColumn } from './parquet-footer';
import { isLenient, pagesOf, type Page } from './parquet-pages';
import { byText, ColumnValues, rangeOf, spanOf, type Range } from './parquet-values';
import { kindCode, withoutBlanks, type Row } from './row';
import { Unreadable } from './unreadable';

const maximumInstant = 8.64e15;

/** A class because it stands between two values of a column. */
export class ColumnCursor {
  private readonly column: ParquetColumn;
  private readonly slots: Int32Array;
  private readonly ways: Uint8Array;
  private readonly pages: Generator<Page>;
  private readonly range: Range | undefined;
  private readonly isLenient: boolean;
  private least = Infinity;
  private largest = -Infinity;
  private dictionary: ColumnValues | undefined;
  private values: ColumnValues | undefined;
  private levels: Uint8Array | undefined;
  private indices: Uint32Array | undefined;
  private count = 0;
  private at = 0;
  private valueAt = 0;
  private readonly places = new Int32Array(blockRows);

  /** `kinds` are those of the slots of the row. */
  constructor(
    bytes: Buffer,
    column: ParquetColumn,
    chunk: Chunk,
    rows: number,
    slots: readonly number[],
    kinds: Uint8Array,
  ) {
    this.column = column;
    this.slots = Int32Array.from(slots);
    this.ways = Uint8Array.from(slots, (slot) => wayOf(column, kinds[slot]));
    const onDictionary = (values: DecodedArray): void => {
      this.dictionary = this.checked(new ColumnValues(values, column, true));
    };
    this.range = rangeOf(column, chunk.meta.statistics);
    this.isLenient = isLenient(chunk.meta.codec);
    this.pages = pagesOf(bytes, column, chunk, rows, onDictionary);
  }

  /** Reads the next values into the first `count` entries of a block. Throws `Unreadable` where there are fewer. */
  take(row: Row, block: Block, count: number): void {
    for (let done = 0; done < count;) {
      while (this.at === this.count) this.turn();
      const length = Math.min(count - done, this.count - this.at);
      this.place(length);
      for (let each = 0; each < this.slots.length; each++)
        this.fill(row, block, this.slots[each]!, this.ways[each]!, done, length);
      done += length;
    }
  }

  /** Notes for the next entries of the page where their values stand in `values`, -1 where none is there. */
  private place(length: number): void {
    const { places, levels, indices } = this;
    const from = this.at;
    let value = this.valueAt;
    if (levels === undefined && indices === undefined)
      for (let index = 0; index < length; index++) places[index] = value++;
    else if (levels === undefined) for (let index = 0; index < length; index++) places[index] = indices![value++]!;
    else
      for (let index = 0; index < length; index++) {
        if (levels[from + index] === 0) places[index] = -1;
        else {
          places[index] = indices === undefined ? value : indices[value]!;
          value++;
        }
      }
    const known = this.values!.length;
    for (let index = 0; index < length; index++) if (places[index]! >= known) throw this.damaged();
    this.at += length;
    this.valueAt = value;
  }

  /** The next value as text, for people; empty where none is there. */
  text(): string {
    const index = this.next();
    return index < 0 ? '' : (this.values!.text(index) ?? '');
  }

  /** The place of the next value in `values`, or -1 where none is there. */
  private next(): number {
    while (this.at === this.count) this.turn();
    const at = this.at++;
    if (this.levels !== undefined && this.levels[at] === 0) return -1;
    const index = this.indices === undefined ? this.valueAt : this.indices[this.valueAt]!;
    this.valueAt++;
    if (index >= this.values!.length) throw this.damaged();
    return index;
  }

  private turn(): void {
    const turned = this.pages.next();
    if (turned.done === true) throw this.damaged();
    const page = turned.value;
    this.levels = page.levels;
    this.indices = page.indices;
    this.count = page.count;
    this.at = 0;
    this.valueAt = 0;
    if (page.indices !== undefined && this.dictionary === undefined) throw this.damaged();
    this.values =
      page.indices === undefined ? this.checked(new ColumnValues(page.values, this.column, false)) : this.dictionary;
  }

  /** Pages seldom carry a checksum; a value outside of what the footer says of its column shows that one of both is damaged. */
  private checked(values: ColumnValues): ColumnValues {
    if (this.range === undefined || values.numbers === undefined) return values;
    const [least, largest] = spanOf(values.numbers);
    if (least < this.range[0] || largest > this.range[1]) throw this.damaged();
    this.least = Math.min(this.least, least);
    this.largest = Math.max(this.largest, largest);
    return values;
  }

  /**
   * Ends the column of a row group. Where the reader of a codec overlooks damage, the least and the largest value that the footer
   * names have to have occurred.
   */
  finish(): void {
    if (this.range === undefined || !this.isLenient) return;
    const [least, largest, slack = 0] = this.range;
    if (this.least > least + 2 * slack || this.largest < largest - 2 * slack) throw this.damaged();
  }

  private damaged(): Unreadable {
    return new Unreadable('unreadable', `a page of its column "${this.column.name}" is damaged`);
  }

  /** Fills entries of a slot with the values that were placed. */
  private fill(row: Row, block: Block, slot: number, way: number, from: number, length: number): void {
    const values = this.values!;
    const lane = block.lanes[slot]!;
    if (way === ways.decimal) this.fillNumbers(row, block, slot, values, from, length);
    else if (way === ways.instant || way === ways.local || way === ways.boolean) {
      const numbers = values.numbers!;
      for (let index = 0; index < length; index++) {
        const place = this.places[index]!;
        if (place < 0) block.lack(slot, from + index, false);
        else {
          const number = numbers[place]!;
          const isThere = way === ways.boolean || Math.abs(number) <= maximumInstant;
          lane.values[from + index] = isThere && way === ways.local ? row.zone.instantOf(number) : number;
          if (!isThere) block.lack(slot, from + index, true);
          if (way === ways.local) row.isLocal = true;
        }
      }
    } else for (let index = 0; index < length; index++) this.fillText(row, block, slot, way, from + index, index);
  }

  private fillNumbers(row: Row, block: Block, slot: number, values: ColumnValues, from: number, length: number): void {
    const { values: numbers, mantissas, digits } = values.decimals!;
    const lane = block.lanes[slot]!;
    const { places } = this;
    for (let index = 0; index < length; index++) {
      const place = places[index]!;
      if (place < 0) block.lack(slot, from + index, false);
      else {
        const decimals = digits[place]!;
        if (decimals === byText) this.fillText(row, block, slot, ways.text, from + index, index);
        else {
          lane.values[from + index] = numbers[place]!;
          lane.mantissas[from + index] = mantissas[place]!;
          lane.decimals[from + index] = decimals;
        }
      }
    }
  }

  /** Fills one entry from the text of a value. */
  private fillText(row: Row, block: Block, slot: number, way: number, at: number, index: number): void {
    const place = this.places[index]!;
    const values = this.values!;
    if (place < 0) {
      block.lack(slot, at, false);
      return;
    }
    if (way === ways.bytes) {
      const bytes = values.raw[place] as Uint8Array;
      const kept = row.bytes;
      row.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      row.fill(slot, 0, bytes.byteLength);
      row.bytes = kept;
      block.take(row, slot, at);
      return;
    }
    const text = values.text(place);
    if (text === undefined) {
      block.lack(slot, at, row.kinds[slot] !== kindCode.text);
      if (this.column.meaning.kind !== 'text') return;
      block.broken[at] = 1;
      block.hasBroken = true;
    } else if (row.kinds[slot] === kindCode.text) {
      const bare = withoutBlanks(text);
      block.lanes[slot]!.texts[at] = bare;
      if (bare === '') block.lack(slot, at, false);
    } else {
      row.fillText(slot, text);
      block.take(row, slot, at);
    }
  }
}

/** How the values of a column get into a slot. */
const ways = { text: 0, decimal: 1, instant: 2, local: 3, boolean: 4, bytes: 5 } as const;

function wayOf({ meaning }: ParquetColumn, kind: number | undefined): number {
  if (meaning.kind === 'text') return kind === kindCode.text ? ways.text : ways.bytes;
  if (kind === kindCode.instant && meaning.kind === 'time') return meaning.isUtc ? ways.instant : ways.local;
  if (kind === kindCode.instant && meaning.kind === 'date') return ways.local;
  if (kind === kindCode.number && meaning.kind === 'number') return ways.decimal;
  return kind === kindCode.boolean && meaning.kind === 'boolean' ? ways.boolean : ways.text;
}
