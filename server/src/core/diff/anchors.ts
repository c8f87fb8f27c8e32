// On which day windows begin that are counted from an anchor, in whichever year it was written.
// It must never call two anchors alike whose windows drift apart: the 31st is no day of every month.

import { parseDate, type WindowSpec } from '../scalars/words';

/** Every how many months calendar windows begin. */
const months: ReadonlyMap<string, number> = new Map([
  ['month', 1],
  ['quarter', 3],
  ['half-year', 6],
  ['year', 12],
]);

/** Where calendar windows begin without an anchor. */
export const firstBeginning = '0/1';

/** On which day of which of its months a calendar window begins; undefined for a day that not all months have, and for other windows. */
export function beginningOf(window: WindowSpec, anchor: string): string | undefined {
  const every = window.kind === 'calendar' ? months.get(window.unit) : undefined;
  const [month = 0, day = 0] = anchor.trim().split('-').slice(1).map(Number);
  return !parseDate(anchor).ok || every === undefined || day > 28 ? undefined : `${(month - 1) % every}/${day}`;
}
