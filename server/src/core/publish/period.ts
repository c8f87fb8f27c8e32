// The span of time that a statement is about: a month, a quarter, a year or any two days, on the clock of the agreement.
// It must never cut a window: a window belongs to the period in which it ends.

import { newest, type ObjectiveResult, type WindowResult } from '../compliance/result';
import { failed, parsed, type Parsed } from '../scalars/quantity';
import { dayMs, dayNumber, monthLength, parseDay } from '../time/civil';
import type { Zone } from '../time/zones';
import { parseDate } from '../scalars/words';
import { dateWords, monthNames } from './phrases';

export interface Period {
  /** Its name for people: `October 2026`, `the third quarter of 2026`. */
  readonly name: string;
  /** Day numbers; the last day is included. */
  readonly firstDay: number;
  readonly lastDay: number;
}

const quarterNames = ['first', 'second', 'third', 'fourth'];

/** Reads `2026-10`, `2026-Q3`, `2026` or `2026-10-01..2026-10-15`. */
export function parsePeriod(text: string): Parsed<Period> {
  const month = /^(\d{4})-(\d{2})$/.exec(text);
  const monthName = monthNames[Number(month?.[2]) - 1];
  if (month !== null && monthName !== undefined)
    return parsed(months(`${monthName} ${month[1]}`, Number(month[1]), Number(month[2]), 1));
  const quarter = /^(\d{4})-Q([1-4])$/.exec(text);
  if (quarter !== null) {
    const [year, number] = [Number(quarter[1]), Number(quarter[2])];
    return parsed(months(`the ${quarterNames[number - 1]} quarter of ${year}`, year, number * 3 - 2, 3));
  }
  if (/^\d{4}$/.test(text)) return parsed(months(text, Number(text), 1, 12));
  const [from = '', to = '', more] = text.split('..');
  if (more !== undefined || !parseDate(from).ok || !parseDate(to).ok)
    return failed('a month, a quarter, a year or two days are meant: 2026-10, 2026-Q3, 2026 or 2026-10-01..2026-10-15');
  const [firstDay, lastDay] = [parseDay(from), parseDay(to)];
  if (lastDay < firstDay) return failed('the first day comes after the last one');
  return parsed({ name: `${dateWords(from)} to ${dateWords(to)}`, firstDay, lastDay });
}

function months(name: string, year: number, first: number, count: number): Period {
  const last = first + count - 1;
  return { name, firstDay: dayNumber(year, first, 1), lastDay: dayNumber(year, last, monthLength(year, last)) };
}

/** The instants at which a period begins and ends. */
export function spanOf({ firstDay, lastDay }: Period, zone: Zone): { readonly from: number; readonly to: number } {
  return { from: zone.instantOf(firstDay * dayMs), to: zone.instantOf((lastDay + 1) * dayMs) };
}

/**
 * The windows of the term that a statement is about: those that end in the period, else the newest complete ones, or those that run where
 * none is complete.
 */
export function windowsOf(result: ObjectiveResult, period: Period | undefined, zone: Zone): readonly WindowResult[] {
  if (period === undefined) return newest(result);
  const { from, to } = spanOf(period, zone);
  return result.windows.filter((window) => window.inTerm && window.to > from && window.to <= to);
}
