// Reads lines of newline-delimited JSON that are built like one before, key by key and blank by blank, straight into a block.
// It must never read a line in another way than the scanner does: where a byte between two values differs, the line is not plain.

import { boolean, decimals, found, instant, mantissaAt, number, valueAt, wasLocal } from './bytes';
import { blockRows, type Block } from './block';
import type { PlainLines } from './gather';
import { Minutes } from './minutes';
import { isOfWord, meet, stringEnd, unescaped, valueEnd, type WantedKey } from './ndjson';
import { kindCode, type Row } from './row';

const newline = 10;
const quote = 34;
const backslash = 92;

/** What stands between two values of a line, and what kind of value follows. */
interface Piece {
  /** The bytes before the value, with the quote where it is a text. */
  readonly before: Uint8Array;
  /** The slot that the value fills, -1 where nobody wants it. */
  readonly slot: number;
  /** Kind of the slot, 0 where nobody wants the value. */
  readonly kind: number;
  readonly isText: boolean;
}

interface Form {
  readonly pieces: readonly Piece[];
  /** The bytes behind the last value, the line feed among them. */
  readonly after: Uint8Array;
  /** Slots of which the line has no value. */
  readonly absent: readonly number[];
  readonly minutes: Minutes;
}

/** So many forms are kept, and so many lines are tried as the first of a form; what differs more is left to the scanner. */
const mostForms = 4;
const mostTries = 64;

/** Reads lines of a form that was seen before; undefined where a key fills several slots. */
export function plainNdjson(wanted: WantedKey[], row: Row): PlainLines | undefined {
  if (wanted.length === 0 || wanted.some(({ slots }) => slots.length > 1)) return undefined;
  const forms: Form[] = [];
  let tries = 0;
  return (bytes, from, to, block) => {
    const known = forms.find((form) => isOfForm(bytes, from, to, form));
    if (known !== undefined) return linesOfForm(known, bytes, from, to, block, row);
    if (forms.length === mostForms || tries === mostTries) return from;
    tries++;
    const form = formOf(bytes, from, to, wanted, row);
    const behind = form === undefined ? from : linesOfForm(form, bytes, from, to, block, row);
    if (form !== undefined && behind > from) forms.push(form);
    return behind;
  };
}

function linesOfForm(form: Form, bytes: Buffer, from: number, to: number, block: Block, row: Row): number {
  const { pieces, after, absent, minutes } = form;
  const { lanes } = block;
  const { zone } = row;
  minutes.look(bytes);
  let start = from;
  let at = block.length;
  let isZoneAssumed = false;
  lines: for (; start < to && at < blockRows; at++) {
    let i = start;
    let isLocal = false;
    for (let index = 0; index < pieces.length; index++) {
      const { before, slot, kind, isText } = pieces[index]!;
      for (let k = 0; k < before.length; k++) if (bytes[i + k] !== before[k]) break lines;
      i += before.length;
      const begin = i;
      if (kind === kindCode.instant) {
        const { values } = lanes[slot]!;
        i = isText ? minutes.read(begin, values, at) : -1;
        if (i < 0) {
          i = instant(bytes, begin, to, zone);
          // A time stamp with colons needs quotes.
          if (!isText && i >= 0 && wordEnd(bytes, begin) < i) break lines;
          if (i >= 0) {
            values[at] = found[valueAt]!;
            if (wasLocal) isLocal = true;
            else minutes.note(begin, i, found[valueAt]!);
          }
        }
      } else if (kind === kindCode.number) {
        i = number(bytes, begin, to);
        if (i >= 0) {
          const lane = lanes[slot]!;
          lane.values[at] = found[valueAt]!;
          lane.mantissas[at] = found[mantissaAt]!;
          lane.decimals[at] = decimals;
        }
      } else if (isText) {
        for (let c = bytes[i]!; c !== quote; c = bytes[++i]!) if (c < 32 || c === backslash) break lines;
      } else i = wordEnd(bytes, i);
      if (kind === kindCode.boolean && i > begin) {
        const value = boolean(bytes, begin, i);
        if (value < 0) i = -1;
        else lanes[slot]!.values[at] = value;
      } else if (kind === kindCode.text) {
        const lane = lanes[slot]!;
        lane.starts[at] = begin;
        lane.ends[at] = i;
        // Blanks around a text are left out, which the scanner does.
        if (i > begin && (bytes[begin]! <= 32 || bytes[i - 1]! <= 32)) break lines;
        if (isText ? i === begin : isNull(bytes, begin)) block.lack(slot, at, false);
      }
      if (i < 0) {
        if (isText || !isNull(bytes, begin)) break lines;
        i = begin + 4;
        block.lack(slot, at, false);
      }
      // A number or a word goes on for as long as it may.
      if (!isText && (i === begin || isOfWord(bytes[i]!))) break lines;
    }
    for (let k = 0; k < after.length; k++) if (bytes[i + k] !== after[k]) break lines;
    i += after.length;
    // The line feed at the end of what was read is none of the file.
    if (i > to) break;
    for (let index = 0; index < absent.length; index++) block.lack(absent[index]!, at, false);
    if (isLocal) isZoneAssumed = true;
    start = i;
  }
  if (isZoneAssumed) row.isZoneAssumed = true;
  block.length = at;
  return start;
}

/** The offset behind a number or a word. */
function wordEnd(bytes: Buffer, from: number): number {
  let i = from;
  while (isOfWord(bytes[i]!)) i++;
  return i;
}

function isNull(bytes: Buffer, at: number): boolean {
  return bytes[at] === 110 && bytes[at + 1] === 117 && bytes[at + 2] === 108 && bytes[at + 3] === 108;
}

/** Whether a line is of a form as far as the bytes before its first value. */
function isOfForm(bytes: Buffer, from: number, to: number, form: Form): boolean {
  let i = from;
  for (const { before, isText } of form.pieces) {
    for (let k = 0; k < before.length; k++) if (bytes[i + k] !== before[k]) return false;
    i += before.length;
    const end = valueEnd(bytes, isText ? i - 1 : i, to);
    if (end < 0) return false;
    i = isText ? end - 1 : end;
  }
  return true;
}

/** The form of a line; undefined where it is no plain object of texts, numbers and words, or holds a value that its slot does not take. */
function formOf(bytes: Buffer, from: number, to: number, wanted: WantedKey[], row: Row): Form | undefined {
  const end = bytes.indexOf(newline, from);
  if (end < 0 || end >= to) return undefined;
  const pieces: Piece[] = [];
  const absent = new Set(row.names.keys());
  let last = from;
  let i = blanks(bytes, from);
  if (bytes[i] !== 123) return undefined;
  i = blanks(bytes, i + 1);
  for (;;) {
    if (bytes[i] !== quote) return undefined;
    const close = stringEnd(bytes, i + 1, end);
    if (close < 0) return undefined;
    const name = unescaped(bytes.toString('utf8', i, close + 1));
    i = blanks(bytes, close + 1);
    if (bytes[i] !== 58) return undefined;
    i = blanks(bytes, i + 1);
    const isText = bytes[i] === quote;
    const behind = valueEnd(bytes, i, end);
    if (behind < 0 || bytes[i] === 123 || bytes[i] === 91) return undefined;
    const known = wanted.find((key) => key.name === name);
    if (known === undefined) meet(name, wanted, row);
    const slot = known?.slots[0] ?? -1;
    const kind = slot < 0 ? 0 : row.kinds[slot]!;
    // A key that comes twice is for the scanner.
    if ((isText && kind === kindCode.boolean) || (slot >= 0 && !absent.delete(slot))) return undefined;
    pieces.push({ before: Buffer.from(bytes.subarray(last, isText ? i + 1 : i)), slot, kind, isText });
    last = isText ? behind - 1 : behind;
    i = blanks(bytes, behind);
    if (bytes[i] === 125) break;
    if (bytes[i] !== 44) return undefined;
    i = blanks(bytes, i + 1);
  }
  if (blanks(bytes, i + 1) < end) return undefined;
  return { pieces, after: Buffer.from(bytes.subarray(last, end + 1)), absent: [...absent], minutes: new Minutes() };
}

/** The next byte that is no blank; a line feed is one. */
function blanks(bytes: Buffer, from: number): number {
  let i = from;
  while (bytes[i] === 32 || bytes[i] === 9 || bytes[i] === 13) i++;
  return i;
}
