// A document for people as plain data: blocks of headings, paragraphs, lists, facts, tables and charts, from top to bottom.
// It must never hold markup: texts are plain and unescaped, and whoever renders a document makes them safe for its sink.

import type { Span } from '../text/span';

/** How a window came out, for renderers that can colour a cell; the text of the cell says the same. */
export type Mark = 'met' | 'missed' | 'unknown' | 'running' | 'none';

/** A part of a document. `span` is where the agreement says it, undefined where it says so in several places or in none. */
export type Block = { readonly span?: Span | undefined } & (
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [term: string, text: string])[] }
  | Table
  /** A picture and the same in words; `svg` is safe as it is, and its colours are those of `pagePalette`. */
  | { readonly kind: 'chart'; readonly caption: string; readonly svg: string; readonly alt: string }
);

export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly head: readonly string[];
  /** As many cells as the head has; the first cell says what the row is about. */
  readonly rows: readonly (readonly string[])[];
  /** Columns of numbers, by their index. */
  readonly numbers?: readonly number[];
  /** By row, what the cells in the column `marked` stand for. */
  readonly marks?: readonly Mark[];
  readonly marked?: number;
  /** Cells are left empty for people to write in. */
  readonly isForm?: true;
}

/** A whole document: what stands on top of every rendering, then its blocks. */
export interface Document {
  readonly title: string;
  readonly subtitle: string;
  /** Which agreement, which version, which period, as of when. */
  readonly facts: readonly Fact[];
  /** What a reader has to know before anything else, such as that the text is not fit to sign. */
  readonly notices: readonly string[];
  readonly blocks: readonly Block[];
  /** By what it was made. */
  readonly footer: string;
}

export type Fact = readonly [term: string, text: string];

export function heading(level: 1 | 2 | 3, text: string, span?: Span): Block {
  return { kind: 'heading', level, text, span };
}

/** One paragraph of the sentences that are there; none where there is none. */
export function paragraph(sentences: readonly (string | undefined)[], span?: Span): readonly Block[] {
  const text = sentences.filter((sentence) => sentence !== undefined && sentence !== '').join(' ');
  return text === '' ? [] : [{ kind: 'paragraph', text, span }];
}

export function list(items: readonly string[], span?: Span): readonly Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', items, span }];
}

/** Terms with the texts that are there; none where there is none. */
export function facts(rows: readonly (readonly [string, string | undefined])[], span?: Span): readonly Block[] {
  const known = rows.flatMap(([term, text]): readonly Fact[] =>
    text === undefined || text === '' ? [] : [[term, text]],
  );
  return known.length === 0 ? [] : [{ kind: 'facts', rows: known, span }];
}

/** A table; nothing where it has no row. Columns in which no row has a text are left out. */
export function table(parts: Omit<Table, 'kind'>, span?: Span): readonly Block[] {
  if (parts.rows.length === 0) return [];
  if (parts.isForm === true) return [{ kind: 'table', ...parts, span }];
  const kept = parts.head.flatMap((_, column) =>
    column === 0 || parts.rows.some((row) => (row[column] ?? '') !== '') ? [column] : [],
  );
  const place = (column: number): number => kept.indexOf(column);
  const marked = parts.marked === undefined ? -1 : place(parts.marked);
  return [
    {
      kind: 'table',
      caption: parts.caption,
      head: kept.map((column) => parts.head[column] ?? ''),
      rows: parts.rows.map((row) => kept.map((column) => row[column] ?? '')),
      numbers: (parts.numbers ?? []).map(place).filter((column) => column >= 0),
      ...(marked < 0 || parts.marks === undefined ? {} : { marked, marks: parts.marks }),
      span,
    },
  ];
}
