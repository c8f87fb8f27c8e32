// Says in words which records weighed most on a value, and what it would be without each.
// It must never show a number without the records it belongs to.

import type { Contributor, Explanation } from '../compliance/explanation';
import { rational, type Rational } from '../scalars/rational';
import { dayMs, showDay } from '../time/civil';
import type { Zone } from '../time/zones';
import { counted, showLocal, showMeasured, showSeconds } from './words';

export interface ContributorWords {
  /** When it was, and how much: `2026-10-05 10:00 to 11:20 (1 h 20 min)`, `2026-10-05 (1,440 rows)`. */
  readonly what: string;
  /** The value without it: `99.97 %`, or that there would be none. */
  readonly without: string;
  /** Where the row stands, as text of a file: `orders.csv, line 12`; empty where there are several. */
  readonly place: string;
}

/**
 * The words for each contributor of an explanation, the one that weighs most first; the place is not escaped. One without which the value
 * would read the same is left out.
 */
export function contributorWords(
  { contributors, value }: Pick<Explanation, 'contributors' | 'value'>,
  unit: string,
  zone: Zone,
): readonly ContributorWords[] {
  const shown = (of: Rational | undefined): string => (of === undefined ? 'no value' : showMeasured(of, unit));
  const weighing = contributors.filter((contributor) => shown(contributor.value) !== shown(value));
  return weighing.map((contributor) => ({
    what: whenInWords(contributor, zone),
    without: shown(contributor.value),
    place:
      contributor.place === undefined
        ? ''
        : `${contributor.place.file}, line ${contributor.place.line.toLocaleString('en')}`,
  }));
}

function whenInWords({ from, to, rows }: Contributor, zone: Zone): string {
  if (from === to) return `${showLocal(from, zone)}${secondsOf(from, zone)}`;
  const many = rows > 1 ? counted(rows, 'row') : undefined;
  const day = wholeDay(from, to, zone);
  if (day !== undefined) return many === undefined ? day : `${day} (${many})`;
  const end = showLocal(to, zone);
  const isSameDay = end.slice(0, 10) === showLocal(from, zone).slice(0, 10);
  const length = showSeconds(rational(BigInt(Math.round(to - from)), 1_000n));
  const notes = [length, ...(many === undefined ? [] : [many])].join(', ');
  return `${showLocal(from, zone)} to ${isSameDay ? end.slice(11) : end} (${notes})`;
}

/** The seconds of an instant where it has some. */
function secondsOf(instant: number, zone: Zone): string {
  const seconds = Math.floor((((zone.localOf(instant) % 60_000) + 60_000) % 60_000) / 1_000);
  return seconds === 0 ? '' : `:${String(seconds).padStart(2, '0')}`;
}

/** The date of a span that is one local day. */
function wholeDay(from: number, to: number, zone: Zone): string | undefined {
  const [start, end] = [zone.localOf(from), zone.localOf(to)];
  return start % dayMs === 0 && end - start === dayMs ? showDay(start / dayMs) : undefined;
}
