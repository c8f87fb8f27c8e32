// What changes would have cost over the past windows that the attached data shows.
// It must never tell a cost of windows that one of the two versions cannot judge.

import type { AgreementChange, AgreementDiff } from '../../diff/agreement-change';
import type { SlaFile } from '../../model/file';
import type { Project } from '../../project';

export interface ChangeCost {
  /** Credits that would have been due more (or less, with a minus sign) by the new text, with currency or in percent of the fee: `-300 EUR`; undefined where none are promised. */
  readonly credits: string | undefined;
  /** Windows that both versions judge. */
  readonly windows: number;
  /** How many of them would be missed more by the new text; negative for fewer. */
  readonly missed: number;
}

/** The cost of each change that has one; empty without attached data, or where nothing was measured. */
export function costsOf(
  _project: Project,
  _before: SlaFile,
  _now: SlaFile,
  _diff: AgreementDiff,
): ReadonlyMap<AgreementChange, ChangeCost> {
  return new Map();
}
