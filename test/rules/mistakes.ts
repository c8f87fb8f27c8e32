// All mistakes that are made in the golden agreements, one at a time, from the tables of those who make them.
// It must never change what a table says.

import { tables as writing } from './mistakes-table';
import { tables as signing } from './mistakes-of-signers';

export interface Mistake {
  /** The golden agreement, as a path below `examples` without its ending. */
  readonly path: string;
  /** What is written there, and what is written by mistake. */
  readonly from: string;
  readonly to: string;
  /** The rule that finds it, and the text that it marks. */
  readonly rule: string;
  readonly token: string;
}

export const mistakes: readonly Mistake[] = [...writing, ...signing].flatMap(([path, rows]) =>
  rows.map(([from, to, rule, token]) => ({ path, from, to, rule, token })),
);
