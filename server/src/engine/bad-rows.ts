// Counts the rows of a source that cannot be used, and names the first few with file, line and reason.
// It must never count a row twice because several items read it.

import type { BadRow, SourcePart } from '../core/compliance/partials';
import type { FoundFile } from '../files/paths';
import type { Row } from './sources/row';

const maximumSamples = 5;
/** So many bad lines are told apart; a flood keeps counting without names. */
const maximumLines = 100_000;

/** A class because it is filled row by row. */
export class BadRows {
  private readonly lines = new Map<string, BadRow>();
  private readonly causes = new Map<string, number>();
  private count = 0;

  /** Notes a row; `nth` tells rows of one line apart. */
  note(file: FoundFile, { line, nth }: Pick<Row, 'line' | 'nth'>, why: string): void {
    const key = `${file.path}:${line}:${nth}`;
    if (this.lines.has(key)) return;
    if (this.lines.size < maximumLines) this.lines.set(key, { file: file.shown, line, why });
    this.count++;
    this.causes.set(why, (this.causes.get(why) ?? 0) + 1);
  }

  clear(): void {
    this.lines.clear();
    this.causes.clear();
    this.count = 0;
  }

  report(): Pick<SourcePart, 'badRows' | 'badSamples' | 'badCauses'> {
    return {
      badRows: this.count,
      badSamples: [...this.lines.values()].slice(0, maximumSamples),
      badCauses: [...this.causes]
        .map(([why, count]) => ({ why, count }))
        .sort((a, b) => b.count - a.count || (a.why < b.why ? -1 : 1)),
    };
  }
}
