// What changed between two versions of an agreement, as plain data: every difference in meaning, and for whom it is weaker.
// It must never hold a direction that does not follow from both texts: what cannot be told is unclear.

import type { Span } from '../text/span';
import type { Direction } from './change';

export type ChangeKind = 'added' | 'removed' | 'renamed' | 'moved' | 'changed';

export interface AgreementChange {
  readonly kind: ChangeKind;
  /** Keys and positions from the root, as `objectives.availability.atLeast` or `remedies.credits.tiers[1].credit`; of what is gone in the old text. */
  readonly path: string;
  /** The same in the old text; undefined for what is new. */
  readonly oldPath: string | undefined;
  /** Both values as they are written, on one line; undefined where one has none. They are text of a file: escape them where they are shown. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Where it stands in the new text; of what is gone in the old one. */
  readonly span: Span;
  /** Where it is shown in the new text: the same, and for what is gone the key of the clause that held it. */
  readonly place: Span;
  /**
   * What it means for each party of the new text, those to whom something is owed first; nothing changes for a party that is not
   * named. Empty where the change is neutral.
   */
  readonly directions: ReadonlyMap<string, Direction>;
  /** Those of the parties to whom what changed is owed: a change that is weaker for them takes something from them. */
  readonly owed: readonly string[];
  /** Why, in words and numbers, without a full stop; empty only where the change is neutral. It may hold names of a file. */
  readonly reason: string;
  /** Ids in the new text of the objectives that are promised otherwise. */
  readonly objectives: readonly string[];
}

export interface AgreementDiff {
  /** In the order of the new text; what is gone at the place where it was. */
  readonly changes: readonly AgreementChange[];
  /** Parties for whom at least one change is so, in the order of the new text. */
  readonly weaker: readonly string[];
  readonly stronger: readonly string[];
  readonly unclear: readonly string[];
}
