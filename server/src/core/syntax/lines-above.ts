// The lines above a place of a text, read one by one when they are asked for: most of a long text is never looked at.
// It must never copy the text into lines: at every key there would be thousands of them.

import { lineAt, lineTable } from '../text/lines';
import type { SyntaxTree } from './nodes';

/** A key at the margin, and the column of the entries below it: nothing that stands there is indented less. */
export interface SectionAbove {
  readonly start: number;
  readonly indent: number;
}

/**
 * The section in which an offset stands, as the tree of the same text has it; undefined where its entries are no block, or where
 * something between its key and the line of the offset could not be read.
 */
export function sectionAbove({ root, text, problems }: SyntaxTree, offset: number): SectionAbove | undefined {
  const isBlock = root?.kind === 'map' && !root.flow;
  const entry = isBlock ? root.entries.findLast(({ key }) => key.span.start < offset) : undefined;
  if (entry?.value?.kind !== 'map' || entry.value.flow) return undefined;
  const start = entry.key.span.start;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  if (problems.some(({ span }) => span.end >= start && span.start < lineStart)) return undefined;
  const first = entry.value.entries[0]?.key.span.start ?? start;
  const indent = first - (text.lastIndexOf('\n', first - 1) + 1);
  const isAtMargin = start === 0 || text.charCodeAt(start - 1) === 10;
  return isAtMargin && indent > 0 && text.slice(first - indent, first).trim() === '' ? { start, indent } : undefined;
}

/** A class because its lines are views on one text. */
export class LinesAbove {
  /** How many lines there are. */
  readonly length: number;
  private readonly text: string;
  private readonly starts: Int32Array;
  /** The section in which the last of the lines stands, with the index of its first line. */
  private readonly section: { readonly line: number; readonly indent: number } | undefined;

  private constructor(text: string, starts: Int32Array, length: number, section: LinesAbove['section']) {
    this.text = text;
    this.starts = starts;
    this.length = length;
    this.section = section !== undefined && section.line < length ? section : undefined;
  }

  /** The lines of a text above an offset at the start of a line; lines end at line feeds, as the YAML parser has it. */
  static of(text: string, lineStart: number, section?: SectionAbove): LinesAbove {
    const table = lineTable(text);
    const starts = table.hasReturns && /\r(?!\n)/.test(text) ? startsByLineFeed(text) : table.starts;
    const line = section === undefined ? undefined : lineAt({ starts }, section.start);
    const from = line === undefined || section === undefined ? undefined : { line, indent: section.indent };
    return new LinesAbove(text, starts, lineAt({ starts }, lineStart), from);
  }

  /** The first lines of these. */
  upTo(length: number): LinesAbove {
    return new LinesAbove(this.text, this.starts, Math.min(length, this.length), this.section);
  }

  /** The next line above one that can be indented by less than `limit`: most lines of a long section need not be looked at. */
  above(index: number, limit: number): number {
    const { section } = this;
    return section !== undefined && index > section.line && limit <= section.indent ? section.line : index - 1;
  }

  /** A line without its line feed; undefined where there is none. */
  at(index: number): string | undefined {
    if (index < 0 || index >= this.length) return undefined;
    return this.text.slice(this.startOf(index), this.startOf(index + 1) - 1);
  }

  startOf(index: number): number {
    return this.starts[index] ?? this.text.length;
  }

  /** How many blanks a line begins with, at most `most`. */
  spacesAt(index: number, most: number): number {
    const start = this.startOf(index);
    let spaces = 0;
    while (spaces < most && this.text.charCodeAt(start + spaces) === 32) spaces++;
    return spaces;
  }
}

function startsByLineFeed(text: string): Int32Array {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return Int32Array.from(starts);
}
