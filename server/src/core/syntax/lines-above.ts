// The lines above a place of a text, read one by one when they are asked for: most of a long text is never looked at.
// It must never copy the text into lines: at every key there would be thousands of them.

import { lineAt, lineTable } from '../text/lines';

/** A class because its lines are views on one text. */
export class LinesAbove {
  /** How many lines there are. */
  readonly length: number;
  private readonly text: string;
  private readonly starts: Int32Array;

  private constructor(text: string, starts: Int32Array, length: number) {
    this.text = text;
    this.starts = starts;
    this.length = length;
  }

  /** The lines of a text above an offset at the start of a line; lines end at line feeds, as the YAML parser has it. */
  static of(text: string, lineStart: number): LinesAbove {
    const table = lineTable(text);
    const starts = table.hasReturns && /\r(?!\n)/.test(text) ? startsByLineFeed(text) : table.starts;
    return new LinesAbove(text, starts, lineAt({ starts }, lineStart));
  }

  /** The first lines of these. */
  upTo(length: number): LinesAbove {
    return new LinesAbove(this.text, this.starts, Math.min(length, this.length));
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
