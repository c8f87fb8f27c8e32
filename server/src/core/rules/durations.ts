// Compares durations that may be in business time (rules.md A4): one is longer only where that holds for every calendar day.
// It must never compare what a calendar has to decide and does not.

import { calendarOf, defaultCalendar, isClosedAtTimes } from '../model/queries';
import type { Calendar, SlaModel } from '../model/sla';
import { lengthOf } from '../scalars/lengths';
import { isDuration, type Duration, type Quantity } from '../scalars/quantity';
import { add, compare, divide, integer, multiply, rational, subtract, type Rational } from '../scalars/rational';
import { microsecondsOf } from '../scalars/units';

/** A duration with the calendar that is named beside it. */
export interface Timed {
  readonly quantity: Quantity;
  readonly calendar: string | undefined;
}

/** How long a duration lasts on the clock on the wall: `most` is undefined where nothing bounds it. */
interface Elapsed {
  readonly least: Rational;
  readonly most: Rational | undefined;
}

/** Whether one duration certainly lasts longer than another, whenever both begin. The second may stand in another agreement. */
export function isLonger(model: SlaModel, a: Timed, b: Timed, modelOfB = model): boolean {
  const [first, second] = [a.quantity, b.quantity];
  if (!isDuration(first) || !isDuration(second)) return false;
  const [one, other] = [calendarFor(model, a), calendarFor(modelOfB, b)];
  if (one === 'unknown' || other === 'unknown') return false;
  // Two that tick in the same hours compare as they are written.
  if (one === other) {
    const compared = compareTicking(first, second, one);
    if (compared !== undefined) return compared > 0;
  }
  const [longer, shorter] = [elapsedOf(first, one), elapsedOf(second, other)];
  return longer !== undefined && shorter?.most !== undefined && compare(longer.least, shorter.most) > 0;
}

/** Whether a duration ticks at all hours. */
export function ticksAlways(model: SlaModel, timed: Timed): boolean {
  return !timed.quantity.business && calendarFor(model, timed) === undefined;
}

/** The calendar with closed hours in which a duration ticks; undefined for none, `unknown` where it cannot be told. */
function calendarFor(model: SlaModel, { quantity, calendar: id }: Timed): Calendar | undefined | 'unknown' {
  if (id === undefined) return quantity.business ? (defaultCalendar(model) ?? 'unknown') : undefined;
  const named = calendarOf(model, id);
  if (named?.hours === undefined) return 'unknown';
  return isClosedAtTimes(named) ? named : undefined;
}

/** Two durations that tick in one calendar, or at all hours; undefined where days of different length stand against hours. */
function compareTicking(a: Duration, b: Duration, calendar: Calendar | undefined): number | undefined {
  if (a.unit === b.unit && a.business === b.business) return compare(a.value, b.value);
  const [one, other] = [ticks(a, calendar), ticks(b, calendar)];
  return one === undefined || other === undefined ? undefined : compare(one, other);
}

/** Seconds of open time. */
function ticks(duration: Duration, calendar: Calendar | undefined): Rational | undefined {
  const { unit, value, business } = duration;
  const isShort = unit === 'us' || unit === 'ms' || unit === 's' || unit === 'min' || unit === 'h';
  if (isShort) return secondsOf(duration);
  if (calendar === undefined) return undefined;
  if (!business || unit !== 'd') return undefined;
  // A business day is worth its hours only where all days have the same ones.
  const days = openingsByDay(calendar);
  const [first] = days;
  const isEven = first !== undefined && days.every((each) => each.openings === first.openings);
  return isEven ? multiply(value, integer(first.minutes * 60)) : undefined;
}

function secondsOf({ unit, value }: Duration): Rational | undefined {
  const length = microsecondsOf(unit);
  return length === undefined ? undefined : divide(multiply(value, length), integer(1_000_000));
}

interface Day {
  readonly openings: string;
  readonly minutes: number;
  readonly close: number;
}

/** What a calendar has open on the days of a week on which it opens at all. */
function openingsByDay({ hours }: Calendar): readonly Day[] {
  if (hours === undefined || hours === '24x7') return [];
  const days = new Map<number, Day>();
  for (const { day, openings } of hours) {
    const before = days.get(day);
    const text = openings.map(({ from, to }) => `${from}-${to}`).join();
    const minutes = openings.reduce((sum, { from, to }) => sum + to - from, 0);
    const close = Math.max(...openings.map(({ to }) => to));
    days.set(day, {
      openings: `${before?.openings ?? ''} ${text}`,
      minutes: minutes + (before?.minutes ?? 0),
      close: Math.max(close, before?.close ?? 0),
    });
  }
  return [...days.values()];
}

const dayLength = integer(86_400);
const clockChange = integer(3_600);

/** The shortest and the longest time on the wall that a duration can take. */
function elapsedOf(duration: Duration, calendar: Calendar | undefined): Elapsed | undefined {
  const { unit, value, business } = duration;
  if (calendar === undefined) {
    const length = lengthOf({ ...duration, business: false });
    // Days and longer are counted by the date, and a clock change makes one of them an hour shorter or longer.
    const slack =
      unit === 'h' || (microsecondsOf(unit) !== undefined && unit !== 'd' && unit !== 'w') ? undefined : clockChange;
    if (length === undefined || slack === undefined) return length;
    return { least: subtract(length.least, slack), most: add(length.most, slack) };
  }
  const days = openingsByDay(calendar);
  if (unit === 'd' && business) {
    const closes = new Set(days.map(({ close }) => close));
    // At the latest at that day's close: a day that closes earlier than the others shortens the last one.
    const whole = closes.size === 1 ? value : rational(value.num - value.den, value.den);
    return { least: subtract(multiply(whole, dayLength), clockChange), most: undefined };
  }
  const open = ticks(duration, calendar);
  if (open === undefined) return undefined;
  return { least: open, most: longestHolding(open, days, calendar) };
}

/** At most so many weeks: each holds the hours of a week but for its holidays; one more for a start at any time. */
function longestHolding(
  open: Rational,
  days: readonly Day[],
  { holidays, holidayRegion }: Calendar,
): Rational | undefined {
  const minutes = days.reduce((sum, day) => sum + day.minutes, 0);
  if (holidayRegion !== undefined || minutes === 0) return undefined;
  const weeks = divide(open, integer(minutes * 60));
  const whole = weeks.num / weeks.den + 2n;
  return multiply(rational(whole * 7n + BigInt(holidays.length) * 7n), dayLength);
}
