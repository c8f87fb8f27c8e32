// Numbers, durations, verdicts and windows in words, the same in hovers, lenses, tables and reports.
// Rounding for show must never cross a target: 99.9499 % is not shown as 99.95 % beside a promise of 99.95 %.

import { holdsUnit, type Verdict } from '../compliance/result';
import type { Bound, BoundWord } from '../model/sla';
import { convert, isNoun, microsecondsIn, type Quantity } from '../scalars/quantity';
import {
  compare,
  divide,
  integer,
  isZero,
  rational,
  round,
  toDecimal,
  toNumber,
  type Rational,
} from '../scalars/rational';
import { timeUnit } from '../scalars/units';
import { dayMs } from '../time/civil';
import { showDay } from '../time/civil';
import type { Zone } from '../time/zones';

const verdictWords: Readonly<Record<Verdict, string>> = {
  met: 'met',
  breached: 'missed',
  running: 'running',
  unknown: 'unknown',
  'not-applicable': 'not applicable',
  indicator: 'indicator',
};

/** The verdict as texts call it: `breached` is "missed". */
export function verdictWord(verdict: Verdict): string {
  return verdictWords[verdict];
}

export const boundSigns: Readonly<Record<BoundWord, string>> = { atLeast: '≥', atMost: '≤', above: '>', below: '<' };

/** A quantity with its unit: `99.9 %`, `4 business h`, `230 leads`. */
export function showQuantity(quantity: Quantity, digits = 6): string {
  const number = toDecimal(quantity.value, digits);
  const unit = quantity.business ? `business ${quantity.unit}` : quantity.unit;
  if (unit === '') return number;
  return unit.startsWith('/') ? `${number}${unit}` : `${number} ${unit}`;
}

/** A value in a unit, with as many digits as it takes not to cross a bound by rounding. */
export function showValue(value: Rational, unit: string, bounds: readonly Bound[] = []): string {
  if (unit === holdsUnit) return isZero(value) ? 'does not hold' : 'holds';
  const least = unit === '%' ? 2 : 1;
  let digits = Math.max(least, significantDigits(value));
  for (; digits < 12; digits++) if (!bounds.some((bound) => crosses(value, digits, bound, unit))) break;
  const number = toDecimal(value, digits);
  if (isNoun(unit)) return withNoun(number, unit);
  return unit === '' ? number : unit.startsWith('/') ? `${number}${unit}` : `${number} ${unit}`;
}

/** Digits behind the point by which two of a value below one are seen, at most twelve: what was measured is never shown as nothing. */
function significantDigits(value: Rational): number {
  const size = Math.abs(toNumber(value));
  return size === 0 || size >= 1 ? 0 : Math.min(12, Math.ceil(-Math.log10(size)) + 1);
}

function crosses(value: Rational, digits: number, bound: Bound, unit: string): boolean {
  const at = convert(bound.quantity, unit);
  return at !== undefined && compare(round(value, digits, 'half-up'), at) !== compare(value, at);
}

/** A count with its noun: `1 outage` of outages, `12,345 leads`; the noun may be lacking. */
function withNoun(number: string, noun: string): string {
  const [whole = '', fraction] = number.split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
  if (noun === '') return grouped;
  return `${grouped} ${number === '1' ? noun.replace(/([^s])s$/, '$1').replace(/ie$/, 'y') : noun}`;
}

/** Bounds as signs: `≥ 99.9 %`, or both of a band. */
export function showBounds(bounds: readonly Bound[]): string {
  return bounds
    .map(({ word, quantity }) =>
      quantity.unit === holdsUnit ? showValue(quantity.value, holdsUnit) : `${boundSigns[word]} ${promised(quantity)}`,
    )
    .join(' and ');
}

/** Units of business time as people write them, and the language reads them. */
export const businessUnits: Readonly<Record<string, string>> = { h: 'hours', d: 'days', min: 'minutes', w: 'weeks' };

/** As people read it; `showQuantity` is what the language reads. */
export function promised(quantity: Quantity): string {
  if (quantity.business)
    return withNoun(toDecimal(quantity.value, 6), `business ${businessUnits[quantity.unit] ?? quantity.unit}`);
  const isCount = quantity.dimension === 'count' || quantity.dimension === 'number';
  return isCount ? withNoun(toDecimal(quantity.value, 6), quantity.unit) : showQuantity(quantity);
}

/** A length of time in the two largest units that matter: `3 h 55 min`, `44 min 9 s`, `0 s`. */
export function showSeconds(seconds: Rational): string {
  const total = Number(seconds.num / seconds.den);
  const isNegative = seconds.num < 0n;
  const whole = Math.abs(total);
  const sign = isNegative ? '−' : '';
  if (whole === 0) {
    const exact = Math.abs(toNumber(seconds));
    return exact === 0
      ? '0 s'
      : `${sign}${toDecimal(rational(seconds.num < 0n ? -seconds.num : seconds.num, seconds.den), 3)} s`;
  }
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor((whole % 86_400) / 3_600), 'h'],
    [Math.floor((whole % 3_600) / 60), 'min'],
    [whole % 60, 's'],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  const shown = parts.slice(first, first + 2).filter(([amount]) => amount > 0);
  return sign + shown.map(([amount, unit]) => `${amount} ${unit}`).join(' ');
}

/** A value of a duration unit in words where that reads better: 5.5 h is `5 h 30 min`; others as `showValue`. */
export function showMeasured(value: Rational, unit: string, bounds: readonly Bound[] = []): string {
  const time = timeUnit(unit);
  if (time === undefined || time === 'ms' || time === 'us' || time === 's') return showValue(value, unit, bounds);
  const microseconds = microsecondsIn({ dimension: 'duration', value, unit: time, business: false });
  // Beside a promise in hours a value of days is harder to compare.
  if (microseconds === undefined || compare(microseconds, integer(172_800_000_000)) >= 0)
    return showValue(value, unit, bounds);
  return showSeconds(divide(microseconds, integer(1_000_000)));
}

/** A value that a window has reached; one that was read from a sketch says how far it may be off (metrics.md 1.4). */
export function showReached(value: Rational, unit: string, window: Reached): string {
  return `${showMeasured(value, unit, window.bounds)}${window.isExact ? '' : ' ± 0.4 %'}`;
}

interface Reached {
  readonly bounds: readonly Bound[];
  readonly isExact: boolean;
}

/** A share as whole percent: `532 %`. */
export function showShare(share: Rational): string {
  const percent = toNumber(share) * 100;
  return `${percent >= 10 || percent === 0 ? Math.round(percent) : percent.toFixed(1)} %`;
}

/** `2026-11-05 09:00` on the clock of a zone. */
export function showLocal(instant: number, zone: Zone): string {
  const local = zone.localOf(instant);
  const day = Math.floor(local / dayMs);
  const minutes = Math.floor((local - day * dayMs) / 60_000);
  return `${showDay(day)} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A window's name for people: `Oct 2026`, `Q3 2026`, `90 d to 5 Nov 2026`. */
export function showWindow(name: string, to: number, zone: Zone): string {
  const month = /^(\d{4})-(\d{2})$/.exec(name);
  if (month !== null) return `${months[Number(month[2]) - 1] ?? month[2]} ${month[1]}`;
  const part = /^(\d{4})-([QHW]\d{1,2})$/.exec(name);
  if (part !== null) return `${part[2]} ${part[1]}`;
  const rolling = /^(\d+ \w+) to /.exec(name);
  if (rolling !== null) return `${rolling[1]} to ${showDay(Math.floor(zone.localOf(to) / dayMs))}`;
  // A day is named by its date; a longer window with an anchor by the date of its start.
  const isAnchored = /^\d{4}-\d{2}-\d{2}$/.test(name) && showDay(Math.floor(zone.localOf(to - 1) / dayMs)) !== name;
  return isAnchored ? `from ${name}` : name;
}

/** The name of a window inside a sentence: `Oct 2026`, `the window from 2025-09-01`. */
export function inWindow(shown: string): string {
  return /^(?:from |\d+ \w+ to )/.test(shown) ? `the window ${shown.replace(/^(?=\d)/, 'of ')}` : shown;
}

/** A count with its noun: `1 row`, `2 rows`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

const bars = '▁▂▃▄▅▆▇█';

/** Values as a line of bars between their smallest and largest; `·` where there is none. */
export function sparkline(values: readonly (number | undefined)[]): string {
  const known = values.filter((value) => value !== undefined);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return values
    .map((value) => {
      if (value === undefined) return '·';
      const height = high === low ? bars.length - 1 : Math.round(((value - low) / (high - low)) * (bars.length - 1));
      return bars[height] ?? '·';
    })
    .join('');
}
