// Says in words which records weighed most on a value, and what it would be without each.
// It must never show a number without the records it belongs to.

import type { Contributor, Explanation } from '../compliance/explanation';
import type { ObjectiveResult, WindowResult } from '../compliance/result';
import { rational, type Rational } from '../scalars/rational';
import { dayMs, showDay } from '../time/civil';
import type { Zone } from '../time/zones';
import { counted, showLocal, showMeasured, showSeconds } from './words';

export interface ContributorWords {
  /** When it was, and how much: `2026-10-05 10:00 to 11:20 (1 h 20 min)`, `2026-10-05 (1,440 rows)`, `2026-10-05 10:00, still open`. */
  readonly what: string;
  /** The value without it: `99.97 %`, or that there would be none. */
  readonly without: string;
  /** The file in which the row stands, as text of a file, and its line in words: `line 12`; empty where there are several. */
  readonly file: string;
  readonly line: string;
}

/**
 * The words for each contributor of an explanation, the one that weighs most first; the file is not escaped. One without which the value
 * would read the same is left out. Where `window` is judged in business time, how long records took on the wall clock is not told, as
 * nobody could compare it with the target.
 */
export function contributorWords(
  { contributors, value }: Pick<Explanation, 'contributors' | 'value'>,
  { unit }: Pick<ObjectiveResult, 'unit'>,
  { bounds }: Pick<WindowResult, 'bounds'>,
  zone: Zone,
): readonly ContributorWords[] {
  const shown = (of: Rational | undefined): string => (of === undefined ? 'no value' : showMeasured(of, unit));
  const isBusiness = bounds.some(({ quantity }) => quantity.business);
  const weighing = contributors.filter((contributor) => shown(contributor.value) !== shown(value));
  return weighing.map((contributor) => ({
    what: whenInWords(contributor, zone, isBusiness),
    without: shown(contributor.value),
    file: contributor.place?.file ?? '',
    line: contributor.place === undefined ? '' : `line ${contributor.place.line.toLocaleString('en')}`,
  }));
}

function whenInWords({ from, to, isOpen, rows }: Contributor, zone: Zone, isBusiness: boolean): string {
  if (from === to && isOpen !== true) return `${showLocal(from, zone)}${secondsOf(from, zone)}`;
  const many = rows > 1 ? [counted(rows, 'row')] : [];
  const length = showSeconds(rational(BigInt(Math.round(to - from)), 1_000n));
  if (isOpen === true)
    return `${showLocal(from, zone)}, still open${inBrackets([...(isBusiness ? [] : [`${length} so far`]), ...many])}`;
  const day = wholeDay(from, to, zone);
  if (day !== undefined) return `${day}${inBrackets(many)}`;
  const end = showLocal(to, zone);
  const isSameDay = end.slice(0, 10) === showLocal(from, zone).slice(0, 10);
  const notes = inBrackets([...(isBusiness ? [] : [length]), ...many]);
  return `${showLocal(from, zone)} to ${isSameDay ? end.slice(11) : end}${notes}`;
}

function inBrackets(notes: readonly string[]): string {
  return notes.length === 0 ? '' : ` (${notes.join(', ')})`;
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
