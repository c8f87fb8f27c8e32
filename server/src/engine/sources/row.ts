// The registers into which a scanner puts the fields of one row: one slot for each column and kind that somebody asked for.
// A slot must never keep a value of the row before: every scanner resets or fills each slot for each row.

import { boolean, decimals, found, instant, mantissaAt, number, numberOfText, valueAt, wasLocal } from './bytes';
import type { Zone } from '../../core/time/zones';
import { Texts } from './texts';

export type SlotKind = 'instant' | 'number' | 'boolean' | 'text';

export const kindCode: Readonly<Record<SlotKind, number>> = { instant: 1, number: 2, boolean: 3, text: 4 };

/** States of a slot: nothing there, read, or there and unreadable. */
export const empty = 0;
export const read = 1;
export const bad = 2;

/** A class because it is one fixed set of typed arrays that every row of a scan reuses. */
export class Row {
  readonly names: readonly string[];
  readonly kinds: Uint8Array;
  /** Empty, read or bad. */
  readonly states: Uint8Array;
  /** Instants in milliseconds, numbers as doubles, booleans as 0 or 1. */
  readonly values: Float64Array;
  readonly mantissas: Float64Array;
  readonly decimals: Uint8Array;
  /** Byte range of a text slot in `bytes`; -1 where `texts` holds it. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly texts: (string | undefined)[];
  bytes: Uint8Array = new Uint8Array(0);
  private known: Texts | undefined;
  zone: Zone;
  /** Whether the current line has a time without an offset. */
  isLocal = false;
  /** Whether any whole line had one. */
  isZoneAssumed = false;
  /** One-based line of the file. */
  line = 0;
  /** Tells rows of one line apart, where a format has several on a line. */
  nth = 0;
  /** Keys of objects that the beginning of the file does not show. */
  readonly strangers = new Set<string>();
  /** Where the row stands in `bytes`. */
  from = 0;
  to = 0;

  constructor(slots: readonly { readonly name: string; readonly kind: SlotKind }[], zone: Zone) {
    this.names = slots.map((slot) => slot.name);
    this.kinds = Uint8Array.from(slots, (slot) => kindCode[slot.kind]);
    this.states = new Uint8Array(slots.length);
    this.values = new Float64Array(slots.length);
    this.mantissas = new Float64Array(slots.length);
    this.decimals = new Uint8Array(slots.length);
    this.starts = new Int32Array(slots.length);
    this.ends = new Int32Array(slots.length);
    this.texts = slots.map(() => undefined);
    this.zone = zone;
  }

  /** Reads the bytes `[start, end)` of `bytes` into a slot, blanks at both ends left out. */
  fill(slot: number, start: number, end: number): void {
    const b = this.bytes;
    let from = start;
    let to = end;
    while (from < to && (b[from] === 32 || b[from] === 9)) from++;
    while (to > from && (b[to - 1] === 32 || b[to - 1] === 9 || b[to - 1] === 13)) to--;
    if (from === to) {
      this.states[slot] = empty;
      this.starts[slot] = from;
      this.ends[slot] = from;
      return;
    }
    switch (this.kinds[slot]) {
      case 1: {
        const isWhole = instant(b, from, to, this.zone) === to;
        this.values[slot] = found[valueAt]!;
        this.states[slot] = isWhole ? read : isMissingWord(textOf(b, from, to)) ? empty : bad;
        if (isWhole && wasLocal) this.isLocal = true;
        return;
      }
      case 2: {
        let isRead = number(b, from, to) === to;
        if (!isRead) {
          const text = textOf(b, from, to);
          if (isMissingWord(text)) {
            this.states[slot] = empty;
            return;
          }
          isRead = numberOfText(text);
        }
        this.takeNumber(slot);
        if (!isRead) this.states[slot] = bad;
        return;
      }
      case 3: {
        const value = boolean(b, from, to);
        this.values[slot] = value;
        this.states[slot] = value >= 0 ? read : isMissingWord(textOf(b, from, to)) ? empty : bad;
        return;
      }
      default:
        this.states[slot] = read;
        this.starts[slot] = from;
        this.ends[slot] = to;
    }
  }

  /** Ends a whole line: what was seen of a line that is cut off at the end of a chunk does not count. */
  endLine(): void {
    if (this.isLocal) this.isZoneAssumed = true;
    this.isLocal = false;
  }

  /** Takes the number that was read last into a slot. */
  takeNumber(slot: number): void {
    this.values[slot] = found[valueAt]!;
    this.mantissas[slot] = found[mantissaAt]!;
    this.decimals[slot] = decimals;
    this.states[slot] = read;
  }

  /** Reads a text that is not in the bytes as it stands: a quoted or escaped field. */
  fillText(slot: number, text: string): void {
    if (this.kinds[slot] === 4) {
      const bare = withoutBlanks(text);
      this.states[slot] = bare === '' ? empty : read;
      this.starts[slot] = -1;
      this.texts[slot] = bare;
      return;
    }
    const kept = this.bytes;
    this.bytes = Buffer.from(text, 'utf8');
    this.fill(slot, 0, this.bytes.length);
    this.bytes = kept;
  }

  clear(slot: number): void {
    this.states[slot] = empty;
    this.starts[slot] = 0;
    this.ends[slot] = 0;
  }

  /** The text of a text slot; empty where nothing is there. */
  text(slot: number): string {
    if (this.states[slot] === empty) return '';
    const start = this.starts[slot]!;
    if (start < 0) return this.texts[slot] ?? '';
    this.known ??= new Texts();
    const text = this.known.of(this.bytes, start, this.ends[slot]!);
    // Filters and groups of many items ask for the same text of a row.
    this.texts[slot] = text;
    this.starts[slot] = -1;
    return text;
  }
}

function textOf(b: Uint8Array, start: number, end: number): string {
  return (b as Buffer).toString('utf8', start, end);
}

/** A text without the blanks at its ends, which no two formats write alike. */
export function withoutBlanks(text: string): string {
  const isBare = text.charCodeAt(0) > 32 && text.charCodeAt(text.length - 1) > 32;
  return isBare ? text : text.replace(/^[ \t]+|[ \t\r]+$/g, '');
}

/** Words by which data files and databases say that nothing is there (security.md 3, numbers). */
export function isMissingWord(text: string): boolean {
  return text === '-' || text === '\\N' || /^(?:na|nan|null|none|nil|n\/a)$/i.test(text);
}
