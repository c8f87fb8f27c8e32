// What a change would have cost, in one sentence, the same in hints and in the tree of changes.
// It must never say more than was counted.

import { counted } from '../../show/words';
import type { ChangeCost } from './cost';

/** `-300 EUR in credits, 2 misses fewer in 12 past windows`, as `sla diff` says it. */
export function costText({ credits, windows, missed, before }: ChangeCost): string {
  const paid = credits === undefined ? '' : `${credits} in credits, `;
  if (before !== undefined)
    return `${paid}${before.missed + missed} of ${counted(windows, 'past window')} missed, ${before.missed} of ${before.windows} before`;
  const count = Math.abs(missed);
  const turned =
    missed === 0
      ? 'no miss more or fewer'
      : `${count} ${count === 1 ? 'miss' : 'misses'} ${missed > 0 ? 'more' : 'fewer'}`;
  return `${paid}${turned} in ${counted(windows, 'past window')}`;
}
