// Civil dates and wall clocks as plain numbers: a local time is milliseconds as if its clock showed UTC.
// It must never know a zone or read a clock; `zones.ts` joins local times with instants.

export const secondMs = 1_000;
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** Days since 1970-01-01 of a date in the proleptic Gregorian calendar; month 1 to 12 (days_from_civil, H. Hinnant). */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The date of a day number. */
export function civilDate(days: number): CivilDate {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

/** Days in a month. */
export function monthLength(year: number, month: number): number {
  return month === 12 ? 31 : dayNumber(year, month + 1, 1) - dayNumber(year, month, 1);
}

/** Day of the week, 1 for Monday to 7 for Sunday. */
export function weekday(days: number): number {
  return ((((days + 3) % 7) + 7) % 7) + 1;
}

/** Adds months to a local time; a day that the month lacks becomes its last day. */
export function addMonths(local: number, months: number): number {
  const days = Math.floor(local / dayMs);
  const { year, month, day } = civilDate(days);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return dayNumber(toYear, toMonth, Math.min(day, monthLength(toYear, toMonth))) * dayMs + (local - days * dayMs);
}

/** The day number of an ISO date; NaN where the text is none. */
export function parseDay(text: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  return match === null ? Number.NaN : dayNumber(Number(match[1]), Number(match[2]), Number(match[3]));
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-10-01` for a day number. */
export function showDay(days: number): string {
  const { year, month, day } = civilDate(days);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** ISO week of a day, as `2026-W45` (ISO 8601: the week of a year's first Thursday is its first). */
export function showWeek(days: number): string {
  const thursday = days - weekday(days) + 4;
  const { year } = civilDate(thursday);
  return `${year}-W${two(Math.floor((thursday - dayNumber(year, 1, 1)) / 7) + 1)}`;
}

/** An instant as ISO 8601 in UTC, without a fraction where it is whole seconds. */
export function showInstant(instant: number): string {
  const days = Math.floor(instant / dayMs);
  const rest = instant - days * dayMs;
  const milliseconds = Math.floor(rest % secondMs);
  const clock = `${two(Math.floor(rest / hourMs))}:${two(Math.floor((rest % hourMs) / minuteMs))}:${two(Math.floor((rest % minuteMs) / secondMs))}`;
  return `${showDay(days)}T${clock}${milliseconds === 0 ? '' : `.${String(milliseconds).padStart(3, '0')}`}Z`;
}
