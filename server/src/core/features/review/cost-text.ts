// What a change would have cost, in one sentence, the same in hints and in the tree of changes.
// It must never say more than was counted.

import { counted } from '../../show/words';
import type { ChangeCost } from './cost';

/** `-300 EUR in credits, 2 of 12 past windows more missed`. */
export function costText({ credits, windows, missed }: ChangeCost): string {
  const many = counted(windows, 'past window');
  const turned =
    missed === 0
      ? `none of ${many} ends otherwise`
      : `${Math.abs(missed)} of ${many} ${missed > 0 ? 'more' : 'fewer'} missed`;
  return credits === undefined ? turned : `${credits} in credits, ${turned}`;
}
