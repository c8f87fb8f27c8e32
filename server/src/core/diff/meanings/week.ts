// The minutes of a week that openings take in, so that hours can be compared minute by minute.
// It must never know a zone: hours of two zones are no hours of one week.

import { weekly } from '../../model/lower-calendar';
import type { Opening } from '../../scalars/words';
import { firstOfEachKey } from '../../syntax/keys';
import { resolved, type Node } from '../../syntax/nodes';

/** One for every minute from Monday 00:00 on, 1 where it is open; `day` is 1 for Monday to 7 for Sunday. */
export function openMinutes(
  days: readonly { readonly day: number; readonly openings: readonly Opening[] }[],
): Uint8Array {
  const open = new Uint8Array(7 * 1_440);
  for (const { day, openings } of days)
    for (const { from, to } of openings) open.fill(1, (day - 1) * 1_440 + from, (day - 1) * 1_440 + to);
  return open;
}

/** Whether some of the days that are written as hours are, or all of them, cannot be read: what they open nobody knows. */
export function holdsUnreadable(node: Node | undefined): boolean {
  const written = resolved(node);
  return written?.kind === 'map' && weekly(written).length !== firstOfEachKey(written).length;
}

/** A week that never closes. */
export function alwaysOpen(): Uint8Array {
  return new Uint8Array(7 * 1_440).fill(1);
}

/** How many minutes are open in the first week only, and in the second only. */
export function minutesBetween(before: Uint8Array, now: Uint8Array): { readonly lost: number; readonly won: number } {
  let [lost, won] = [0, 0];
  // Four minutes at a time: most of two weeks is the same, and thousands of calendars may have changed.
  const [old, fresh] = [new Uint32Array(before.buffer), new Uint32Array(now.buffer)];
  for (let four = 0; four < old.length; four++) {
    if (old[four] === fresh[four]) continue;
    for (let minute = four * 4; minute < four * 4 + 4; minute++) {
      if (before[minute] === now[minute]) continue;
      if (before[minute] === 1) lost++;
      else won++;
    }
  }
  return { lost, won };
}
