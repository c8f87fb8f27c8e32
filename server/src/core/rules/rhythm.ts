// How often something is done: what `every` says of a duty or of a source, as a range of seconds.
// It must never read a rhythm into business time, whose length depends on a calendar.

import { windowLength } from '../compliance/allowance';
import { lengthOf, type Length } from '../scalars/lengths';
import { parseDuration, parseWindow } from '../scalars/words';

/** The time between two occasions: a duration, or a window of the calendar. */
export function rhythmOf(every: string | undefined): Length | undefined {
  if (every === undefined) return undefined;
  const duration = parseDuration(every);
  if (duration.ok) return lengthOf(duration.value);
  const window = parseWindow(every);
  return window.ok && window.value.kind === 'calendar' ? windowLength(window.value) : undefined;
}

/** A rhythm as a duration is written: `1 d` for `day`; what is a duration already stays as it is. */
export function asDuration(every: string): string | undefined {
  if (parseDuration(every).ok) return every.trim();
  const words: Readonly<Record<string, string>> = { hour: '1 h', day: '1 d', week: '1 w' };
  return Object.hasOwn(words, every.trim()) ? words[every.trim()] : undefined;
}
