// Reads small files of text slowly and obviously: all at once, with strings and regular expressions.
// It must never share code with the readers of the engine that it is held against.

import { isUtf8 } from 'node:buffer';

export interface PlainReading {
  readonly rows: number;
  readonly badRows: number;
  /** Month in UTC, number of values, median; from 1 January to 1 June 2026. */
  readonly months: readonly (readonly [string, number, number])[];
}

/** A row as texts; undefined where the row itself is broken. */
type Fields = { readonly at: string; readonly ms: string } | undefined;

const [start, end] = [Date.UTC(2026, 0, 1), Date.UTC(2026, 5, 1)];

/** What a file says; undefined where nothing can be read of it. */
export function plainReading(bytes: Buffer, format: string): PlainReading | undefined {
  const marked = bytes.subarray(0, 3).equals(Buffer.from('\ufeff')) ? bytes.subarray(3) : bytes;
  const rows = format === 'csv' ? csvRows(marked) : format === 'ndjson' ? lineRows(marked) : arrayRows(marked);
  if (rows === undefined) return undefined;
  let badRows = 0;
  const values = new Map<string, number[]>();
  for (const row of rows) {
    const at = row === undefined ? undefined : instantOf(row.at.trim());
    const ms = row === undefined ? undefined : numberOf(row.ms.trim());
    if (at === undefined || ms === undefined || (ms ?? 0) < 0) badRows++;
    else if (ms !== null && at >= start && at < end) {
      const month = new Date(at).toISOString().slice(0, 7);
      values.set(month, [...(values.get(month) ?? []), ms]);
    }
  }
  const months = [...values]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, list]): readonly [string, number, number] => [month, list.length, medianOf(list)]);
  return { rows: rows.length, badRows, months };
}

function medianOf(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)] ?? 0, sorted[Math.ceil(middle)] ?? 0];
  // In thousandths, as an exact reader would: half of a tenth is no binary fraction.
  return low === high ? low : (Math.round(low * 1e6) + Math.round(high * 1e6)) / 2e6;
}

function instantOf(text: string): number | undefined {
  const match =
    /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?([Zz]|[+-]\d\d(?::?\d\d)?)?)?$/.exec(text);
  if (match === null) return epochOf(text);
  const [, date = '', hours = '00', minutes = '00', seconds = '00', fraction = '', zone = 'Z'] = match;
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date) return undefined;
  if (Number(minutes) > 59 || Number(seconds) > 60 || Number(hours) > 24) return undefined;
  if (hours === '24' && Number(minutes + seconds + fraction.slice(0, 6)) !== 0) return undefined;
  const ahead = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (ahead !== null && (Number(ahead[2]) > 18 || Number(ahead[3] ?? 0) > 59)) return undefined;
  const shift = ahead === null ? 0 : Number(`${ahead[1] ?? ''}1`) * (Number(ahead[2]) * 60 + Number(ahead[3] ?? 0));
  const time = (Number(hours) * 60 + Number(minutes) - shift) * 60 + Number(seconds);
  return day.getTime() + time * 1_000 + Number(fraction.slice(0, 6).padEnd(6, '0')) / 1_000;
}

function epochOf(text: string): number | undefined {
  const match = /^-?(\d{10}|\d{13}|\d{16})(?:\.\d*)?$/.exec(text);
  if (match === null) return undefined;
  const digits = (match[1] ?? '').length;
  return digits === 10 ? Number(text) * 1_000 : digits === 13 ? Number(text) : Number(text) / 1_000;
}

/** Null where nothing is there, undefined where something is that is no number. */
function numberOf(text: string): number | null | undefined {
  if (text === '' || text === '-' || text === '\\N' || /^(?:na|nan|null|none|nil|n\/a)$/i.test(text)) return null;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(text)) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value) || (/^[+-]?\d{16,}$/.test(text) && !Number.isSafeInteger(value))) return undefined;
  return value;
}

/** The file cut into lines outside of quotes; undefined where a quote does not close. */
function csvLines(bytes: Buffer, delimiter: string): string[] | undefined {
  const lines: string[] = [];
  const text = bytes.toString('latin1');
  let line = '';
  let isQuoted = false;
  let isFieldStart = true;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    line += sign;
    if (isQuoted) {
      if (sign === '"' && text[at + 1] === '"') line += text[++at]!;
      else if (sign === '"') isQuoted = false;
    } else if (sign === '"' && isFieldStart) isQuoted = true;
    else if (sign === '\n') {
      lines.push(line.slice(0, -1));
      line = '';
    }
    isFieldStart = sign === delimiter || line === '';
  }
  if (isQuoted) return undefined;
  if (line !== '') lines.push(line);
  return lines;
}

function csvRows(bytes: Buffer): readonly Fields[] | undefined {
  const feed = bytes.indexOf(10);
  const header = bytes.toString('latin1', 0, feed < 0 ? bytes.length : feed).replace(/\r$/, '');
  const count = (sign: string): number => header.split(sign).length;
  const delimiter = [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
  const columns = csvFields(header, delimiter).fields.map((field) => field.trim());
  const lines = csvLines(feed < 0 ? Buffer.alloc(0) : bytes.subarray(feed + 1), delimiter);
  if (lines === undefined) return undefined;
  const [atColumn, msColumn] = [columns.indexOf('at'), columns.indexOf('ms')];
  const shape = (line: string | undefined): string =>
    /[^,;\t]*$/.exec(line?.trimEnd() ?? '')?.[0].replace(/\d/g, '9') ?? '';
  return lines.flatMap((line, index): Fields[] => {
    if (line === '' || line === '\r') return [];
    const isOpen = index === lines.length - 1 && bytes.at(-1) !== 10;
    const [above, own] = [shape(lines[index - 1] ?? header), shape(line)];
    if (isOpen && own.length < above.length && above.startsWith(own) && own.startsWith('9999-99')) return [undefined];
    const { fields, isBroken } = csvFields(line.replace(/\r$/, ''), delimiter);
    const needed = Math.max(atColumn, msColumn);
    const tooMany = fields.slice(columns.length).some((field) => field.trim() !== '');
    // A quote that opens by mistake has swallowed the lines behind it; each counts.
    if (isBroken || tooMany || fields.length <= needed) return line.split('\n').map(() => undefined);
    if (!isUtf8(Buffer.from(line, 'latin1'))) return [undefined];
    return [{ at: fields[atColumn] ?? '', ms: fields[msColumn] ?? '' }];
  });
}

function csvFields(
  line: string,
  delimiter: string,
): { readonly fields: readonly string[]; readonly isBroken: boolean } {
  const fields: string[] = [];
  let isBroken = false;
  let at = 0;
  for (;;) {
    let next: number;
    if (line[at] === '"') {
      const match = /^"((?:[^"]|"")*)"/.exec(line.slice(at));
      const close = at + (match?.[0].length ?? 1);
      fields.push((match?.[1] ?? '').replaceAll('""', '"'));
      next = line.indexOf(delimiter, close);
      if (next < 0 ? close < line.length : next > close) isBroken = true;
    } else {
      next = line.indexOf(delimiter, at);
      fields.push(line.slice(at, next < 0 ? undefined : next));
    }
    if (next < 0) return { fields, isBroken };
    at = next + 1;
  }
}

function lineRows(bytes: Buffer): readonly Fields[] {
  return bytes
    .toString('latin1')
    .split('\n')
    .flatMap((line) => (line.trim() === '' ? [] : [objectFields(Buffer.from(line, 'latin1'))]));
}

function arrayRows(bytes: Buffer): readonly Fields[] | undefined {
  const values = parsed(bytes.toString('latin1'));
  return Array.isArray(values)
    ? values.map((value) => objectFields(Buffer.from(JSON.stringify(value), 'latin1')))
    : undefined;
}

function objectFields(bytes: Buffer): Fields {
  if (!isUtf8(bytes)) return undefined;
  const value = parsed(bytes.toString('utf8'));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fields = new Map(Object.entries(value));
  const text = (key: string): string => {
    const field: unknown = fields.get(key);
    return field === null || field === undefined ? '' : typeof field === 'object' ? '{}' : String(field);
  };
  return { at: text('at'), ms: text('ms') };
}

/** The value of a text; a word that is no JSON, such as NaN, is taken for a text. Undefined where it is no JSON even so. */
function parsed(text: string): unknown {
  for (const each of [text, text.replace(/(:\s*)([\w.+-]+)(?=\s*[,}])/g, '$1"$2"')])
    try {
      return JSON.parse(each);
    } catch {
      continue;
    }
  return undefined;
}
