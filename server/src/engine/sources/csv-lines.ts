// Reads the plain lines of delimited text, as programs write them, straight into a block; every other line is left to the scanner.
// It must never read a line in another way than the scanner does: where anything is unusual, the line is not plain.

import { boolean, decimals, found, instant, mantissaAt, number, valueAt, wasLocal } from './bytes';
import type { Zone } from '../../core/time/zones';
import { blockRows, type Block, type Lane } from './block';
import type { CsvPlan } from './csv';
import type { PlainLines } from './gather';
import { Minutes } from './minutes';
import type { Row } from './row';

const newline = 10;
const quote = 34;
const carriage = 13;
const zero = 48;
const dot = 46;
const powers = new Float64Array([1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]);
/** Whole numbers of so many digits are counted without fractions. */
const shortDigits = 9;

/** Reads plain lines of a layout; undefined where a column fills several slots, or a slot has no column. */
export function plainCsv({ delimiter, single, needed, columns }: CsvPlan, row: Row): PlainLines | undefined {
  const filled = new Set(single);
  if (needed === 0 || filled.has(-2) || row.names.some((_, slot) => !filled.has(slot))) return undefined;
  /** Kind of slot by column, 0 for a column that nobody wants. */
  const kinds = Uint8Array.from(single, (slot) => (slot < 0 ? 0 : row.kinds[slot]!));
  const layout = { delimiter, single, kinds, needed, columns, zone: row.zone, minutes: new Minutes() };
  return (bytes, from, to, block) => {
    layout.minutes.look(bytes);
    let start = from;
    while (start < to && block.length < blockRows) {
      hasLocal = false;
      const end = lineEnd(layout, bytes, start, to, block, block.length);
      // The line feed at the end of what was read is none of the file.
      if (end < 0 || end >= to) break;
      if (hasLocal) row.isZoneAssumed = true;
      block.length++;
      start = end + 1;
    }
    return start;
  };
}

interface PlainLayout extends Pick<CsvPlan, 'delimiter' | 'single' | 'needed' | 'columns'> {
  readonly kinds: Uint8Array;
  readonly zone: Zone;
  readonly minutes: Minutes;
}

/** Whether the line that was read last has a time without an offset. */
let hasLocal = false;

/** Reads the line at `start` into an entry of a block; answers the offset of its line feed, or -1 where it is not plain. */
function lineEnd(layout: PlainLayout, bytes: Buffer, start: number, to: number, block: Block, at: number): number {
  const { delimiter, single, kinds, needed, columns, zone, minutes } = layout;
  const { lanes } = block;
  let i = start;
  let c = bytes[i]!;
  if (c === newline || c === carriage) return -1;
  for (let column = 0; column < needed; column++) {
    const kind = kinds[column]!;
    c = bytes[i]!;
    if (kind === 0 && c !== quote) {
      while (c !== delimiter && c !== newline) c = bytes[++i]!;
      if (c !== delimiter) return -1;
      i++;
      continue;
    }
    const isQuoted = c === quote;
    if (isQuoted) i++;
    const begin = i;
    if (kind === 1) {
      const { values } = lanes[single[column]!]!;
      let end = minutes.read(i, values, at);
      if (end < 0) {
        end = instant(bytes, i, to, zone);
        if (end >= 0) {
          values[at] = found[valueAt]!;
          if (wasLocal) hasLocal = true;
          else minutes.note(i, end, found[valueAt]!);
        }
      }
      if (end >= 0) i = end;
    } else if (kind === 2) i = numberEnd(bytes, i, to, lanes[single[column]!]!, at);
    else {
      const stop = isQuoted ? quote : delimiter;
      for (c = bytes[i]!; c !== stop && c !== newline;) c = bytes[++i]!;
      if (kind !== 0 && i > begin) {
        const lane = lanes[single[column]!]!;
        const end = !isQuoted && c === newline && bytes[i - 1] === carriage ? i - 1 : i;
        // Blanks around a field are left out, which the scanner does.
        if (end === begin || bytes[begin]! <= 32 || bytes[end - 1]! <= 32) return -1;
        if (kind === 3) {
          const value = boolean(bytes, begin, end);
          if (value < 0) return -1;
          lane.values[at] = value;
        } else {
          lane.starts[at] = begin;
          lane.ends[at] = end;
        }
      }
    }
    if (kind !== 0 && i === begin) {
      block.lack(single[column]!, at, false);
      if (kind === 4) lanes[single[column]!]!.starts[at] = lanes[single[column]!]!.ends[at] = i;
    }
    c = bytes[i]!;
    if (isQuoted) {
      if (c !== quote) return -1;
      c = bytes[++i]!;
    }
    if (c === carriage && column === columns - 1 && bytes[i + 1] === newline) c = bytes[++i]!;
    if (c === delimiter) i++;
    else if (c !== newline || column < needed - 1) return -1;
  }
  // Behind the last wanted column only quotes matter, and fields that have no column.
  for (let column = needed; c !== newline; column++) {
    c = bytes[i]!;
    if (column === columns || c === quote) return -1;
    while (c !== delimiter && c !== newline) c = bytes[++i]!;
    if (c !== newline) i++;
  }
  return i;
}

/** Reads a number into an entry; answers the offset behind it, which is `start` where there is none. */
function numberEnd(bytes: Buffer, start: number, to: number, lane: Lane, at: number): number {
  const most = start + shortDigits;
  let i = start;
  let value = 0;
  let places = 0;
  let digit = bytes[i]! - zero;
  for (; digit >= 0 && digit <= 9 && i < most; digit = bytes[++i]! - zero) value = value * 10 + digit;
  let digits = i - start;
  if (digit === dot - zero) {
    const point = ++i;
    for (digit = bytes[i]! - zero; digit >= 0 && digit <= 9 && i < most; digit = bytes[++i]! - zero)
      value = value * 10 + digit;
    places = i - point;
    digits += places;
  }
  if (digits > 0 && i < most) {
    lane.mantissas[at] = value;
    lane.decimals[at] = places;
    lane.values[at] = value / powers[places]!;
    return i;
  }
  const end = number(bytes, start, to);
  if (end < 0) return start;
  lane.values[at] = found[valueAt]!;
  lane.mantissas[at] = found[mantissaAt]!;
  lane.decimals[at] = decimals;
  return end;
}
