// Scans newline-delimited JSON in chunks of bytes into the slots of a row; only values that somebody wants are looked at.
// It must never recurse into a value, and a line that is no JSON object is handed on as a bad row.

import { found, instant, number, valueAt, wasLocal } from './bytes';
import type { OnRow } from './csv';
import type { Gatherer } from './gather';
import { read, type Row } from './row';

const newline = 10;
const quote = 34;
const backslash = 92;
const maximumDepth = 100;
/** Given by `valueEnd` for a value that nobody nests by hand (security.md, T2). */
export const tooDeep = -2;

/** A key that is known: its bytes and the slots that it fills, none where nobody wants it. */
export interface WantedKey {
  readonly name: string;
  readonly bytes: Buffer;
  readonly slots: readonly number[];
}

/** So many keys that no one knows are told apart: each makes a look for another one longer. */
const mostStrangers = 200;

/** The keys that fill a row, and those that are only known, in the order of the columns, which log lines keep. */
export function wantedKeys(row: Row, columns: readonly string[] = []): WantedKey[] {
  return [...new Set([...columns, ...row.names])].map((name) => ({
    name,
    bytes: Buffer.from(JSON.stringify(name).slice(1, -1), 'utf8'),
    slots: row.names.flatMap((wanted, slot) => (wanted === name ? [slot] : [])),
  }));
}

/** The keys of the objects on the first lines, in the order in which they turn up; they stand in for a header. */
export function ndjsonColumns(head: Buffer): readonly string[] | undefined {
  const text = head.toString('utf8');
  const keys = new Set<string>();
  let isFirst = true;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const object = objectOf(line);
    // What is cut off, or broken, further down is for the scan to tell.
    if (object === undefined) return isFirst ? undefined : [...keys];
    for (const key of Object.keys(object)) keys.add(key);
    isFirst = false;
  }
  return isFirst ? undefined : [...keys];
}

/** The object of one line; undefined where it is none. */
export function objectOf(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Scans whole lines of `bytes[from, to)`, whose byte at `to` is a line feed; returns the offset behind the last whole line. Lines that
 * a `gatherer` takes are not handed on.
 */
export function scanNdjson(
  bytes: Buffer,
  from: number,
  to: number,
  wanted: WantedKey[],
  row: Row,
  onRow: OnRow,
  gatherer?: Gatherer,
): number {
  row.bytes = bytes;
  let i = from;
  while (i < to) {
    if (gatherer !== undefined) i = gatherer.lines(bytes, i, to);
    const end = bytes.indexOf(newline, i);
    if (i >= to || end < 0 || end >= to) return i;
    let start = i;
    while (start < end && bytes[start]! <= 32) start++;
    if (start < end) {
      row.states.fill(0);
      row.from = start;
      row.to = end;
      const isObject = scanObject(bytes, start, end, wanted, row);
      row.endLine();
      onRow(isObject ? undefined : 'the line is no JSON object');
    }
    row.line++;
    i = end + 1;
  }
  return i;
}

function skipBlanks(bytes: Buffer, at: number, end: number): number {
  let i = at;
  while (i < end && (bytes[i] === 32 || bytes[i] === 9 || bytes[i] === 13 || bytes[i] === newline)) i++;
  return i;
}

/** Reads the wanted values of the object `bytes[start, end)` into the slots of a row; false where it is no flat, whole object. */
export function scanObject(bytes: Buffer, start: number, end: number, wanted: WantedKey[], row: Row): boolean {
  if (bytes[start] !== 123) return false;
  let i = skipBlanks(bytes, start + 1, end);
  if (bytes[i] === 125) return skipBlanks(bytes, i + 1, end) >= end;
  let guess = 0;
  for (;;) {
    if (bytes[i] !== quote) return false;
    const keyStart = i + 1;
    // The keys of log lines keep their order: the one that is awaited needs no look for its end.
    let index = isKeyAt(bytes, keyStart, wanted[guess]) ? guess : -1;
    const keyEnd = index < 0 ? stringEnd(bytes, keyStart, end) : keyStart + wanted[index]!.bytes.length;
    if (keyEnd < 0) return false;
    i = skipBlanks(bytes, keyEnd + 1, end);
    if (i >= end || bytes[i] !== 58) return false;
    i = skipBlanks(bytes, i + 1, end);
    if (index < 0) index = keyIndex(bytes, keyStart, keyEnd, wanted, guess);
    if (index < 0 && row.strangers.size < mostStrangers)
      meet(unescaped(bytes.toString('utf8', keyStart - 1, keyEnd + 1)), wanted, row);
    const valueStart = i;
    const behind = index < 0 ? -1 : filledValue(bytes, i, end, wanted[index]!, row);
    i = behind >= 0 ? behind : bytes[i] === quote ? stringEnd(bytes, i + 1, end) + 1 : valueEnd(bytes, i, end);
    if (i <= 0) return false;
    if (index >= 0) {
      guess = index + 1;
      if (behind < 0) for (const slot of wanted[index]!.slots) fillValue(bytes, valueStart, i, row, slot);
    }
    i = skipBlanks(bytes, i, end);
    if (i >= end) return false;
    if (bytes[i] === 44) {
      i = skipBlanks(bytes, i + 1, end);
      continue;
    }
    return bytes[i] === 125 && skipBlanks(bytes, i + 1, end) >= end;
  }
}

/** Notes a key that nobody knows, and knows it from then on. */
export function meet(name: string, wanted: WantedKey[], row: Row): void {
  if (row.strangers.size >= mostStrangers) return;
  row.strangers.add(name);
  wanted.push({ name, bytes: Buffer.from(JSON.stringify(name).slice(1, -1), 'utf8'), slots: [] });
}

/** Whether a key stands at an offset, with the quote behind it. */
function isKeyAt(bytes: Buffer, start: number, key: WantedKey | undefined): boolean {
  if (key === undefined) return false;
  const wanted = key.bytes;
  for (let at = 0; at < wanted.length; at++) if (wanted[at] !== bytes[start + at]) return false;
  return bytes[start + wanted.length] === quote;
}

/**
 * Reads an instant or a number straight into its slot, as most values can be; answers the offset behind it, or -1 where the value has to
 * be looked at more closely, and the slot is filled by whoever does so.
 */
function filledValue(bytes: Buffer, start: number, end: number, { slots }: WantedKey, row: Row): number {
  const [slot] = slots;
  if (slot === undefined || slots.length > 1) return -1;
  const kind = row.kinds[slot];
  if (kind === undefined || kind > 2) return -1;
  const isText = bytes[start] === quote;
  if (isText !== (kind === 1)) return -1;
  const behind = isText ? instant(bytes, start + 1, end, row.zone) : number(bytes, start, end);
  if (behind < 0 || (isText ? bytes[behind] !== quote : isOfWord(bytes[behind]!))) return -1;
  if (kind === 2) row.takeNumber(slot);
  else {
    row.values[slot] = found[valueAt]!;
    row.states[slot] = read;
    if (wasLocal) row.isLocal = true;
  }
  return isText ? behind + 1 : behind;
}

/** The keys of log lines keep their order, so the one behind the last match is tried first. */
function keyIndex(bytes: Buffer, start: number, end: number, wanted: readonly WantedKey[], guess: number): number {
  for (let tries = 0; tries < wanted.length; tries++) {
    const index = (guess + tries) % wanted.length;
    const key = wanted[index]!.bytes;
    if (key.length !== end - start) continue;
    let same = true;
    for (let k = 0; k < key.length; k++) {
      if (key[k] !== bytes[start + k]) {
        same = false;
        break;
      }
    }
    if (same) return index;
  }
  // A program may write any sign of a key as an escape.
  if (!hasEscape(bytes, start, end)) return -1;
  const name = unescaped(`"${bytes.toString('utf8', start, end)}"`);
  return wanted.findIndex((key) => key.name === name);
}

/** The offset of the quote that ends a text whatever stands in it, or -1. */
function closingQuote(bytes: Buffer, from: number, end: number): number {
  for (let i = from; i < end; i++) {
    const c = bytes[i];
    if (c === backslash) i++;
    else if (c === quote) return i;
  }
  return -1;
}

/** The offset of the quote that ends a text, or -1 where none does or JSON has no such text. */
export function stringEnd(bytes: Buffer, from: number, end: number): number {
  for (let i = from; i < end; i++) {
    const c = bytes[i]!;
    if (c === quote) return i;
    if (c < 32) return -1;
    if (c !== backslash) continue;
    const next = bytes[++i]!;
    if (next === 117) {
      for (let digit = 1; digit <= 4; digit++) if (!isHexadecimal(bytes[i + digit]!)) return -1;
    } else if (!escapes.includes(next)) return -1;
  }
  return -1;
}

/** What may stand behind a backslash, beside u: " / \\ b f n r t */
const escapes: readonly number[] = [34, 47, 92, 98, 102, 110, 114, 116];

function isHexadecimal(c: number): boolean {
  return (c >= 48 && c <= 57) || ((c | 32) >= 97 && (c | 32) <= 102);
}

/** The offset behind a value, -1 where it has no end, or `tooDeep`. Nested values are passed over with a counter, never with a call. */
export function valueEnd(bytes: Buffer, from: number, end: number): number {
  const first = bytes[from];
  if (first === quote) {
    const close = closingQuote(bytes, from + 1, end);
    return close < 0 ? -1 : close + 1;
  }
  if (first === 123 || first === 91) {
    let depth = 0;
    for (let i = from; i < end; i++) {
      const c = bytes[i];
      if (c === quote) {
        i = closingQuote(bytes, i + 1, end);
        if (i < 0) return -1;
      } else if (c === 123 || c === 91) {
        if (++depth > maximumDepth) return tooDeep;
      } else if ((c === 125 || c === 93) && --depth === 0) return i + 1;
    }
    return -1;
  }
  let i = from;
  while (i < end && isOfWord(bytes[i]!)) i++;
  return i > from ? i : -1;
}

/** Whether a sign may be part of a number or a word; words that are no JSON, such as NaN, are left to whoever wants the value. */
export function isOfWord(c: number): boolean {
  return (c >= 48 && c <= 57) || ((c | 32) >= 97 && (c | 32) <= 122) || c === 43 || c === 45 || c === 46 || c === 95;
}

function fillValue(bytes: Buffer, start: number, end: number, row: Row, slot: number): void {
  if (bytes[start] === quote) {
    if (!hasEscape(bytes, start, end)) row.fill(slot, start + 1, end - 1);
    else row.fillText(slot, unescaped(bytes.toString('utf8', start, end)));
  } else if (end - start === 4 && bytes[start] === 110) row.clear(slot);
  else {
    row.fill(slot, start, end);
    if (row.kinds[slot] === 4 && row.states[slot] !== read) row.clear(slot);
  }
}

/** Looks at the value alone: where no text has a backslash, to look for the next one would go through the whole chunk for each value. */
function hasEscape(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === backslash) return true;
  return false;
}

/** The text of a string as JSON writes it, quotes included; the same text where it is none. */
export function unescaped(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : text;
  } catch {
    return text;
  }
}
