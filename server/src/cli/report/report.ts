// What a check hands to a report: files with their findings and results. A report is a function from this to text.
// It must never be changed by a report, and no report may compute anything.

import type { Finding } from '../../core/rules/rule';
import type { SlaFile } from '../../core/model/file';
import type { Measured } from '../../core/project';

export interface CheckedFile {
  /** Relative to the current folder, with slashes. */
  readonly path: string;
  readonly file: SlaFile;
  readonly findings: readonly Finding[];
  /** Undefined with --no-data and where the engine gave no answer. */
  readonly measured: Measured | undefined;
  /** Why there are no results, in words. */
  readonly unavailable: string | undefined;
  /** How many problems were mended in the file before it was checked. */
  readonly mended: number;
}

export interface CheckReport {
  readonly version: string;
  readonly timeZoneData: string;
  readonly files: readonly CheckedFile[];
  /** What could not be checked at all, one line each; goes to standard error. */
  readonly failures: readonly string[];
}
