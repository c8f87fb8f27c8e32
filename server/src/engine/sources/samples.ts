// Takes a few values of each column from the first rows of a file, so that whoever maps or filters it sees what stands there.
// It must never read more than the head of a file, nor judge a row: what cannot be read has no sample.

import { fieldsOf } from './csv';
import { objectOf } from './ndjson';

/** Most values of a column, signs of a value, and rows that are looked at. */
const mostValues = 3;
const mostSigns = 40;
export const mostRows = 50;

export interface SampledHead {
  readonly columns: readonly string[];
  /** As text; undefined for objects, one a line. */
  readonly delimiter: string | undefined;
  /** The text behind the header; its last line may be cut off. */
  readonly text: string;
}

/** Up to three different values of each column, in the order of the columns. Values longer than 40 signs are cut. */
export function samplesOf({ columns, delimiter, text }: SampledHead): readonly (readonly string[])[] {
  const lines = text.split(/\r?\n/, mostRows + 1);
  if (lines.length > 1) lines.pop();
  const rows = lines.filter((line) => line.trim() !== '').map((line) => valuesOf(columns, line, delimiter));
  return samplesOfRows(columns.length, rows);
}

/** The same of rows whose values are texts already; an empty text is no value. */
export function samplesOfRows(columns: number, rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const samples = Array.from({ length: columns }, (): string[] => []);
  for (const row of rows)
    for (const [index, value] of row.entries()) {
      const own = samples[index];
      const cut = value.length > mostSigns ? `${value.slice(0, mostSigns - 1)}…` : value;
      if (own !== undefined && cut !== '' && own.length < mostValues && !own.includes(cut)) own.push(cut);
    }
  return samples;
}

function valuesOf(columns: readonly string[], line: string, delimiter: string | undefined): readonly string[] {
  if (delimiter !== undefined) return fieldsOf(line, delimiter);
  const object: Readonly<Record<string, unknown>> = { ...objectOf(line) };
  return columns.map((column) => {
    const value = Object.hasOwn(object, column) ? object[column] : undefined;
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
  });
}
