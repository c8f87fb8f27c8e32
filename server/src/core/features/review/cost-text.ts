// What a change would have cost, in one sentence, the same in hints and in the tree of changes.
// It must never say more than was counted.

import { counted } from '../../show/words';
import type { ChangeCost } from './cost';

/** `on the record: 2 of 12 windows more missed, credits +300 EUR`. */
export function costText({ credits, windows, missed }: ChangeCost): string {
  const count = Math.abs(missed);
  const step =
    missed === 0
      ? `no difference in ${counted(windows, 'window')}`
      : `${count} of ${counted(windows, 'window')} ${missed > 0 ? 'more' : 'fewer'} missed`;
  return `on the record: ${step}${credits === undefined ? '' : `, credits ${signed(credits)}`}`;
}

function signed(credits: string): string {
  return /^[-−+]/.test(credits) ? credits.replace(/^-/, '−') : `+${credits}`;
}
