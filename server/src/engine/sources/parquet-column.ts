// Goes through one column of a Parquet row group, value by value, and fills the slots of the row that want it.
// It must never give a row the value of another one: levels say which values are missing, and nothing is skipped.

import type { DecodedArray } from 'hyparquet/src/types.js';
import type { Chunk, ParquetColumn } from './parquet-footer';
import { isLenient, pagesOf, type Page } from './parquet-pages';
import { byText, ColumnValues, rangeOf, spanOf, type Range } from './parquet-values';
import { bad, empty, kindCode, read, type Row } from './row';
import { Unreadable } from './unreadable';

const maximumInstant = 8.64e15;

/** A class because it stands between two values of a column. */
export class ColumnCursor {
  /** Whether the current value is text in another encoding than UTF-8. */
  isBroken = false;
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

  /** Reads the next value into the slots of the row. Throws `Unreadable` where there is none. */
  take(row: Row): void {
    const index = this.next();
    for (let each = 0; each < this.slots.length; each++) {
      const slot = this.slots[each]!;
      if (index < 0) row.clear(slot);
      else this.fill(row, slot, this.ways[each]!, this.values!, index);
    }
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

  private fill(row: Row, slot: number, way: number, values: ColumnValues, index: number): void {
    if (way === ways.decimal) {
      const { decimals } = values;
      const digits = decimals!.digits[index]!;
      if (digits !== byText) {
        row.values[slot] = decimals!.values[index]!;
        row.mantissas[slot] = decimals!.mantissas[index]!;
        row.decimals[slot] = digits;
        row.states[slot] = read;
        return;
      }
    } else if (way === ways.instant || way === ways.local) {
      const number = values.numbers![index]!;
      const isThere = Math.abs(number) <= maximumInstant;
      row.values[slot] = isThere && way === ways.local ? row.zone.instantOf(number) : number;
      row.states[slot] = isThere ? read : bad;
      if (way === ways.local) row.isLocal = true;
      return;
    } else if (way === ways.boolean) {
      row.values[slot] = values.numbers![index]!;
      row.states[slot] = read;
      return;
    } else if (way === ways.bytes) {
      const bytes = values.raw[index] as Uint8Array;
      const kept = row.bytes;
      row.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      row.fill(slot, 0, bytes.byteLength);
      row.bytes = kept;
      return;
    }
    const text = values.text(index);
    if (text !== undefined) row.fillText(slot, text);
    else {
      row.states[slot] = row.kinds[slot] === kindCode.text ? empty : bad;
      if (this.column.meaning.kind === 'text') this.isBroken = true;
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
