// Fixes that are made when they are asked for: most findings are looked at and never fixed, and kept ones would be out of place.
// It must never make them from another text than the one that the finding is shown in.

import type { Fix, Yield } from './rule';

/** A yield with fixes that are made at the first look at them. */
export function withFixes(found: Omit<Yield, 'fixes'>, make: () => readonly Fix[]): Yield {
  let made: readonly Fix[] | undefined;
  return {
    ...found,
    get fixes() {
      return (made ??= make());
    },
  };
}
