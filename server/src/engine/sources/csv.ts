// Scans delimited text (CSV, TSV) in chunks of bytes into the slots of a row, one call per row, without a string per field.
// It must never lose a line: what it cannot read is handed on as a bad row with its line number.

import { boolean, decimals, found, instant, mantissaAt, number, valueAt, wasLocal } from './bytes';
import type { Gatherer } from './gather';
import { read, type Row } from './row';

const newline = 10;
const quote = 34;
const carriage = 13;

export interface Layout {
  readonly columns: readonly string[];
  readonly delimiter: number;
  /** Bytes before the first row. */
  readonly headerLength: number;
}

/**
 * Reads the header line. The delimiter of `.tsv` is the tab, else the most frequent of comma, semicolon and tab.
 * Undefined where the bytes hold no whole header.
 */
export function csvLayout(head: Buffer, isTabbed: boolean): Layout | undefined {
  let end = endOfHeader(head);
  const headerLength = end < 0 ? head.length : end + 1;
  if (end < 0) end = head.length;
  const line = head.toString('utf8', 0, end).replace(/\r$/, '');
  if (line.trim() === '') return undefined;
  // What stands in quotes separates nothing.
  const bare = line.replace(/"(?:[^"]|"")*"/g, '');
  const count = (sign: string): number => bare.split(sign).length;
  const delimiter = isTabbed
    ? '\t'
    : ([',', ';', '\t'] as const).reduce((best, sign) => (count(sign) > count(best) ? sign : best));
  return { columns: fieldsOf(line, delimiter), delimiter: delimiter.charCodeAt(0), headerLength };
}

/** The line feed that ends the header; one between quotes belongs to a name. -1 where there is none. */
function endOfHeader(head: Buffer): number {
  let end = head.indexOf(newline);
  for (; end >= 0; end = head.indexOf(newline, end + 1)) {
    let quotes = 0;
    for (let at = 0; at < end; at++) if (head[at] === quote) quotes++;
    if (quotes % 2 === 0) return end;
  }
  // A quote that is never closed is no reason to take all rows for a header.
  return head.indexOf(newline);
}

/** The fields of one line without the blanks around them; quotes are taken off. */
export function fieldsOf(line: string, delimiter: string): string[] {
  const fields: string[] = [];
  let index = 0;
  for (;;) {
    if (line[index] === '"') {
      let text = '';
      index++;
      for (; index < line.length; index++) {
        if (line[index] !== '"') text += line[index];
        else if (line[index + 1] === '"') text += line[index++];
        else break;
      }
      fields.push(text.trim());
      const next = line.indexOf(delimiter, index);
      if (next < 0) return fields;
      index = next + 1;
    } else {
      const next = line.indexOf(delimiter, index);
      fields.push(line.slice(index, next < 0 ? line.length : next).trim());
      if (next < 0) return fields;
      index = next + 1;
    }
  }
}

/** What to do with the fields of a row: for each column the slots that want it. */
export interface CsvPlan {
  readonly delimiter: number;
  /** For each column its only slot, or -1 for none, or -2 where several want it. */
  readonly single: Int32Array;
  readonly several: readonly (readonly number[])[];
  /** Index of the last column that anybody wants, plus one. */
  readonly needed: number;
  readonly columns: number;
  /** The slots of columns from an index on, to be cleared where a line is short. */
  readonly slotsFrom: readonly (readonly number[])[];
}

export function csvPlan(layout: Layout, row: Row): CsvPlan {
  const slots = layout.columns.map((name, index) =>
    layout.columns.indexOf(name) === index ? row.names.flatMap((wanted, slot) => (wanted === name ? [slot] : [])) : [],
  );
  const last = slots.findLastIndex((list) => list.length > 0);
  return {
    delimiter: layout.delimiter,
    single: Int32Array.from(slots, (list) => (list.length === 0 ? -1 : list.length === 1 ? list[0]! : -2)),
    several: slots,
    needed: last + 1,
    columns: layout.columns.length,
    slotsFrom: slots.map((_, index) => slots.slice(index).flat()),
  };
}

/** Called for each row: with a reason where the line itself is broken. */
export type OnRow = (broken: string | undefined) => void;

/**
 * Scans whole lines of `bytes[from, to)`; the byte at `to` has to be a line feed, put there by the caller as a stop.
 * Returns the offset behind the last whole line. `row.line` is the line of the row handed on. Lines that a `gatherer` takes are not.
 */
export function scanCsv(
  bytes: Buffer,
  from: number,
  to: number,
  plan: CsvPlan,
  row: Row,
  onRow: OnRow,
  gatherer?: Gatherer,
): number {
  const { delimiter, single, needed } = plan;
  const { values, states, mantissas, decimals: digits, kinds, starts, ends, zone } = row;
  row.bytes = bytes;
  let i = from;
  while (i < to) {
    if (gatherer !== undefined) i = gatherer.lines(bytes, i, to);
    if (i >= to) break;
    const lineStart = i;
    row.isLocal = false;
    let broken: string | undefined;
    let lines = 1;
    let column = 0;
    let c = bytes[i]!;
    if (c === newline || (c === carriage && bytes[i + 1] === newline)) {
      i += c === newline ? 1 : 2;
      row.line++;
      continue;
    }
    for (; column < needed; column++) {
      const slot = single[column]!;
      const start = i;
      c = bytes[i]!;
      if (c === quote) {
        const close = closing(bytes, i + 1, to);
        if (close < 0) return lineStart;
        if (slot !== -1) quotedField(bytes, i + 1, close, slot === -2 ? plan.several[column]! : [slot], row);
        lines += countLines(bytes, i, close);
        i = close + 1;
        c = bytes[i]!;
        if (c !== delimiter && c !== newline && c !== carriage) broken ??= 'a quote closes inside a field';
        while (c !== delimiter && c !== newline) c = bytes[++i]!;
      } else {
        // The common case is a field that is just what is wanted: read it first, look for its end only where that fails.
        const kind = slot < 0 ? 0 : kinds[slot]!;
        let isDone = false;
        if (kind === 1 || kind === 2) {
          const end = kind === 1 ? instant(bytes, i, to, zone) : number(bytes, i, to);
          if (end >= 0) {
            c = bytes[end]!;
            if (c === delimiter || c === newline) {
              i = end;
              values[slot] = found[valueAt]!;
              states[slot] = read;
              if (kind === 2) {
                mantissas[slot] = found[mantissaAt]!;
                digits[slot] = decimals;
              } else if (wasLocal) row.isLocal = true;
              isDone = true;
            }
          }
        }
        if (!isDone) {
          c = bytes[i]!;
          while (c !== delimiter && c !== newline) c = bytes[++i]!;
          if (kind === 3 && i > start && bytes[start]! > 32 && bytes[i - 1]! > 32) {
            const value = boolean(bytes, start, i);
            values[slot] = value;
            if (value < 0) row.fill(slot, start, i);
            else states[slot] = read;
          } else if (kind === 4 && i > start && bytes[start]! > 32 && bytes[i - 1]! > 32) {
            states[slot] = read;
            starts[slot] = start;
            ends[slot] = i;
          } else if (slot >= 0) row.fill(slot, start, i);
          else if (slot === -2) for (const each of plan.several[column]!) row.fill(each, start, i);
        }
      }
      if (c === newline) break;
      i++;
    }
    if (c !== newline || column === needed) {
      // Behind the last wanted column only quoted line feeds matter, and fields that have no column.
      let field = column;
      for (c = bytes[i]!; c !== newline; c = bytes[++i]!) {
        if (c === delimiter) field++;
        else if (field >= plan.columns && c > 32) broken ??= `the line has more than ${plan.columns} fields`;
        if (c !== quote || bytes[i - 1] !== delimiter) continue;
        const close = closing(bytes, i + 1, to);
        if (close < 0) return lineStart;
        lines += countLines(bytes, i, close);
        i = close;
      }
    }
    if (i >= to) return lineStart;
    if (column + 1 < needed) {
      broken ??= `the line has ${column + 1} of ${plan.columns} fields`;
      for (const slot of plan.slotsFrom[column + 1] ?? []) row.clear(slot);
    }
    row.from = lineStart;
    row.to = i;
    i++;
    if (row.isLocal) row.endLine();
    // A quote that opens by mistake makes one row of several lines; each of them may have been a row of its own.
    if (broken !== undefined)
      for (; lines > 1; lines--) {
        onRow(broken);
        row.line++;
      }
    onRow(broken);
    row.line += lines;
  }
  return i;
}

function countLines(bytes: Buffer, from: number, to: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(newline, from); at >= 0 && at < to; at = bytes.indexOf(newline, at + 1)) lines++;
  return lines;
}

function closing(bytes: Buffer, from: number, to: number): number {
  for (let i = bytes.indexOf(quote, from); i >= 0 && i < to; i = bytes.indexOf(quote, i + 1)) {
    if (bytes[i + 1] !== quote) return i;
    i++;
  }
  return -1;
}

function quotedField(bytes: Buffer, start: number, end: number, slots: readonly number[], row: Row): void {
  const raw = bytes.toString('utf8', start, end);
  const text = raw.includes('""') ? raw.replaceAll('""', '"') : raw;
  for (const slot of slots) row.fillText(slot, text);
}
