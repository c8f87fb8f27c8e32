// What one pass over rows is: the items that take part in it, and how far the place was read before.
// It must never hold how rows are read.

import type { Feed } from './feed';
import type { FoldRun } from './folds/fold';
import type { Scan } from './scan';
import type { Seen } from './seen';
import type { Growing } from './sources/growth';
import type { Unusable } from './unusable';

/** An item that reads the rows of a pass; without a run only the span of the data is looked for. */
export interface PassItem {
  readonly feed: Feed;
  readonly run: FoldRun | undefined;
  readonly unusable: Unusable | undefined;
  readonly seen: Seen | undefined;
}

/** One source that reads the rows of a joint pass. */
export interface PassPart {
  readonly scan: Scan;
  readonly feeds: readonly PassItem[];
}

/** How far a place was read before: the file at which reading goes on, and how it was left where it has rows already. */
export interface Behind {
  readonly index: number;
  readonly last: Growing | undefined;
}

/** What rows are read for: only items say how far the record of a source goes. */
export type Purpose = 'items' | 'beside';
