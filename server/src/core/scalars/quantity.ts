// Reads quantities: a number with a unit, such as `99.9 %`, `4 business hours`, `50 requests/s` or `5000 EUR`.
// It must never round and never read a unit that is not written; a text that does not fit comes back with what fails.

import { distance } from 'fastest-levenshtein';
import { add, divide, fromDecimal, multiply, rational, zero, type Rational } from './rational';
import {
  bitsPerSecond,
  isCurrency,
  microsecondsOf,
  timeUnit,
  timeUnitWords,
  type Dimension,
  type TimeUnit,
} from './units';

export interface Quantity {
  readonly dimension: Dimension;
  /** The number as written, in `unit`. */
  readonly value: Rational;
  /** `%`, a unit of time, `bit/s` and its like, `requests/s`, a currency code, the noun of a count, or empty. */
  readonly unit: string;
  /** Only for durations: whether the unit ticks only inside a calendar. */
  readonly business: boolean;
}

/** A duration is a quantity whose unit is a unit of time. */
export interface Duration extends Quantity {
  readonly dimension: 'duration';
  readonly unit: TimeUnit;
}

export interface ScalarProblem {
  /** What fails, to follow `"x" is not a duration: `. */
  readonly reason: string;
  /** A text that would be read and is probably meant. */
  readonly suggestion?: string;
}

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: ScalarProblem };

export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function failed(reason: string, suggestion?: string): { readonly ok: false; readonly problem: ScalarProblem } {
  return { ok: false, problem: suggestion === undefined ? { reason } : { reason, suggestion } };
}

const numberPart = /^([+-]?(?:\d[\d_]*)?(?:\.\d[\d_]*)?(?:[eE][+-]?\d+(?![A-Za-z]))?)/;

/** Reads any quantity of the language. A word that is no unit is taken as the noun of a count. */
export function parseQuantity(source: string): Parsed<Quantity> {
  const text = source.trim();
  if (text === '') return failed('nothing is written');
  const iso = /^P/.test(text) ? parseIsoDuration(text) : undefined;
  if (iso !== undefined) return parsed(iso);
  const prefixed = /^([A-Z]{3})\s+(.+)$/.exec(text);
  if (prefixed !== null && isCurrency(prefixed[1] ?? '')) return money(prefixed[2] ?? '', prefixed[1] ?? '');
  const comma = /^[+-]?(\d[\d_]*)((?:,\d+)+)/.exec(text);
  if (comma !== null) return withComma(text, comma[1] ?? '', comma[2] ?? '');
  const sign = /^(?:[<>]=?|=|≥|≤)\s*([+-]?\d.*)$/.exec(text);
  if (sign !== null) return failed('the key says at least or at most; write the value alone', sign[1]);
  const currency = currencySigns[text[0] ?? ''];
  if (currency !== undefined) return failed(`"${text[0]}" is not a currency`, `${text.slice(1).trim()} ${currency}`);
  const grouped = /^(\d{1,3}(?:\.\d{3}){2,})(?![\d.])/.exec(text)?.[1];
  if (grouped !== undefined)
    return failed('thousands are written without dots', text.replace(grouped, grouped.replaceAll('.', '')));
  const digits = numberPart.exec(text)?.[1] ?? '';
  const value = fromDecimal(digits);
  if (value === undefined) return failed(/\d/.test(text) ? 'it has to begin with a number' : 'it holds no number');
  const unit = text.slice(digits.length).trim();
  return withUnit(value, unit, digits);
}

/** A comma may stand for a decimal point or between thousands; where both can be meant, nothing is offered. */
function withComma(text: string, whole: string, rest: string): Parsed<Quantity> {
  const isMany = rest.lastIndexOf(',') > 0;
  const mayBeThousands = /^\d{1,3}$/.test(whole) && whole !== '0' && /^(?:,\d{3})+$/.test(rest);
  if (isMany) return failed('thousands are written without a comma', text.replaceAll(/,(?=\d{3})/g, ''));
  if (mayBeThousands && !/%\s*$/.test(text)) return failed('a comma may mean thousands or decimals; write 1000 or 1.0');
  return failed('a decimal point is needed, not a comma', text.replace(',', '.'));
}

const currencySigns: Readonly<Record<string, string | undefined>> = { '€': 'EUR', '£': 'GBP' };

function withUnit(value: Rational, unit: string, digits: string): Parsed<Quantity> {
  const make = (dimension: Dimension, shown: string, business = false): Parsed<Quantity> =>
    parsed({ dimension, value, unit: shown, business });
  if (unit === '') return make('number', '');
  if (unit === '%') return make('percent', '%');
  if (/^(?:percent|per cent|pct|prozent|pour ?cent)$/i.test(unit))
    return failed(`"${unit}" is not a unit`, `${digits} %`);
  const time = timeUnit(unit);
  if (time !== undefined) return make('duration', time);
  const business = /^business\s+(\w+)$/.exec(unit);
  if (business !== null) {
    const inner = timeUnit(business[1] ?? '');
    if (inner !== undefined && ['s', 'min', 'h', 'd', 'w'].includes(inner)) return make('duration', inner, true);
    return failed(`"${unit}" is not a unit of business time`, nearest(business[1] ?? '', `${digits} business `));
  }
  if (bitsPerSecond(unit) !== undefined) return make('data-rate', unit);
  if (isCurrency(unit)) return money(digits, unit);
  const compound = /^(\w+)\s+([+\d].*)$/.exec(unit);
  if (compound !== null && timeUnit(compound[1] ?? '') !== undefined) return compoundDuration(`${digits} ${unit}`);
  const rate = /^(?:([\p{L}\p{N}_.-]+(?: [\p{L}\p{N}_.-]+)*)?\s*)(?:\/\s*|per )(\w+)$/u.exec(unit);
  if (rate !== null) {
    const per = timeUnit(rate[2] ?? '');
    if (per === undefined)
      return failed(`"${rate[2]}" is not a unit of time`, nearest(rate[2] ?? '', `${digits} ${rate[1] ?? ''}/`));
    return make('rate', `${rate[1] ?? ''}/${per}`);
  }
  const sign = Object.hasOwn(currencySigns, unit) ? currencySigns[unit] : undefined;
  const currency = sign ?? (/^euros?$/i.test(unit) ? 'EUR' : undefined);
  if (currency !== undefined) return failed(`"${unit}" is not a currency`, `${digits} ${currency}`);
  // Degrees are measured, not counted: they have decimals of any number.
  if (/^°[\p{L}]{0,2}$/u.test(unit)) return make('count', unit);
  if (!/^[\p{L}][\p{L}\p{N}_.' -]*$/u.test(unit)) return failed(`"${short(unit)}" is not a unit`);
  const meant = misspelledTime(unit) ?? misspelledBusiness(unit);
  if (meant !== undefined) return failed(`"${unit}" is not a unit`, `${digits} ${meant}`);
  // A noun never begins with a unit of time: "4 h pro month" is a rate or a limit that went wrong.
  if (/ /.test(unit) && timeUnit(unit.slice(0, unit.indexOf(' '))) !== undefined)
    return failed(`"${short(unit)}" is not a unit`);
  // Of what is counted there are no thousandths.
  if (/^[1-9]\d{0,2}\.\d{3}$/.test(digits)) return failed(thousandsOrDecimals);
  return make('count', unit);
}

/** Time in business units under a word that is near to it, or that other papers use for it. */
function misspelledBusiness(unit: string): string | undefined {
  const match = /^(\p{L}+)[ -](\p{L}+)$/u.exec(unit);
  const [, word = '', time = ''] = match ?? [];
  if (timeUnit(time) === undefined) return undefined;
  if (['working', 'work', 'workday', 'office', 'banking', 'bank'].includes(word)) return `business ${time}`;
  if (['calendar', 'clock', 'elapsed'].includes(word)) return time;
  return distance(word, 'business') <= 2 ? `business ${time}` : undefined;
}

const thousandsOrDecimals = 'a dot may mean thousands or decimals; write 1000 or 1.0';

/** ISO 4217: the currencies of which the smallest coin is a thousandth. */
const inThousandths: ReadonlySet<string> = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

function money(amount: string, currency: string): Parsed<Quantity> {
  // Nobody writes a tenth of a cent as zero: such a dot stands between thousands in half of the world.
  if (/^[1-9]\d{0,2}\.\d\d0$/.test(amount.trim()) && !inThousandths.has(currency)) return failed(thousandsOrDecimals);
  const value = fromDecimal(amount.trim());
  if (value === undefined) return failed(`"${short(amount)}" is not an amount`);
  return parsed({ dimension: 'money', value, unit: currency, business: false });
}

function compoundDuration(text: string): Parsed<Quantity> {
  const parts = [...text.matchAll(/([\d._]+)\s*([A-Za-z]+)\s*/g)];
  let total = zero;
  let consumed = 0;
  let smallest: TimeUnit = 'w';
  for (const part of parts) {
    const value = fromDecimal(part[1] ?? '');
    const unit = timeUnit(part[2] ?? '');
    const length = unit === undefined ? undefined : microsecondsOf(unit);
    if (value === undefined || unit === undefined || length === undefined)
      return failed(`"${short(part[0].trim())}" is not a part of a duration`);
    total = add(total, multiply(value, length));
    consumed += part[0].length;
    smallest = unit;
  }
  const length = microsecondsOf(smallest);
  if (consumed !== text.length || length === undefined)
    return failed('it mixes numbers and words in another way than "4 min 19 s"');
  return parsed({ dimension: 'duration', value: divide(total, length), unit: smallest, business: false });
}

/** ISO 8601 durations; one with several parts is given in its smallest unit. Undefined where the text is none. */
function parseIsoDuration(text: string): Quantity | undefined {
  const match =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(
      text,
    );
  if (match === null) return undefined;
  const units: readonly TimeUnit[] = ['year', 'month', 'w', 'd', 'h', 'min', 's'];
  const parts = units.flatMap((unit, index) => {
    const value = fromDecimal(match[index + 1] ?? '');
    return value === undefined ? [] : [{ unit, value }];
  });
  const last = parts.at(-1);
  if (last === undefined) return undefined;
  if (parts.length === 1) return { dimension: 'duration', value: last.value, unit: last.unit, business: false };
  const lastLength = microsecondsOf(last.unit);
  let total = zero;
  for (const part of parts) {
    const length = microsecondsOf(part.unit);
    if (length === undefined || lastLength === undefined) return undefined;
    total = add(total, multiply(part.value, length));
  }
  return { dimension: 'duration', value: divide(total, lastLength ?? rational(1n)), unit: last.unit, business: false };
}

/** What papers and people call units of time, in small letters; only words that count nothing else. */
const otherTimeNames: Readonly<Record<string, string>> = {
  ...{ sec: 's', secs: 's', sek: 's', sekunde: 's', sekunden: 's', secondes: 's' },
  ...{ mins: 'min', minuten: 'min' },
  ...{ hr: 'h', hrs: 'h', 'hour(s)': 'h', std: 'h', stunde: 'h', stunden: 'h', heure: 'h', heures: 'h' },
  ...{ tage: 'd', tagen: 'd', jours: 'd', woche: 'w', wochen: 'w', semaines: 'w' },
  ...{ monat: 'month', monate: 'month', mois: 'month', jahr: 'year', jahre: 'year' },
};

function misspelledTime(word: string): string | undefined {
  const lower = word.toLowerCase();
  if (Object.hasOwn(otherTimeNames, lower)) return otherTimeNames[lower];
  if (/^(?:msecs?|millis|millisecs?|mss?ec)$/i.test(word)) return 'ms';
  // A unit in large letters; a single letter is left alone but for hours, as nouns of counts are.
  const small = timeUnit(lower);
  if (small !== undefined && (word.length > 1 || word === 'H')) return small;
  if (word.length < 5 || word.length > 9) return undefined;
  return timeUnitWords.find((known) => known.length >= 4 && distance(lower, known) <= 1);
}

function nearest(word: string, prefix: string): string | undefined {
  const meant = timeUnitWords.find((known) => distance(word.toLowerCase(), known) <= 1);
  return meant === undefined ? undefined : prefix + meant;
}

function short(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}

/** Whether the quantity is a duration; narrows its type. */
export function isDuration(quantity: Quantity): quantity is Duration {
  return quantity.dimension === 'duration';
}

/** Exact microseconds of a duration (a day counts 24 hours, business time its hours); undefined for months and longer. */
export function microsecondsIn(duration: Duration): Rational | undefined {
  const length = microsecondsOf(duration.unit);
  return length === undefined ? undefined : multiply(duration.value, length);
}

/**
 * The value of a quantity in another unit of its dimension; undefined where they do not convert
 * (different dimensions, currencies, calendar units beside hours, business beside elapsed time).
 */
export function convert(quantity: Quantity, unit: string): Rational | undefined {
  if (quantity.unit === unit) return quantity.value;
  if (isDuration(quantity)) {
    const target = timeUnit(unit.replace(/^business /, ''));
    const from = microsecondsOf(quantity.unit);
    const to = target === undefined ? undefined : microsecondsOf(target);
    return from === undefined || to === undefined ? undefined : divide(multiply(quantity.value, from), to);
  }
  if (quantity.dimension === 'data-rate') {
    const from = bitsPerSecond(quantity.unit);
    const to = bitsPerSecond(unit);
    return from === undefined || to === undefined ? undefined : divide(multiply(quantity.value, from), to);
  }
  if (quantity.dimension === 'rate') {
    const from = ratePeriod(quantity.unit);
    const to = ratePeriod(unit);
    return from === undefined || to === undefined ? undefined : divide(multiply(quantity.value, to), from);
  }
  if ((quantity.dimension === 'count' || quantity.dimension === 'number') && isNoun(unit)) return quantity.value;
  return undefined;
}

/** Whether a unit is none of time, share, rate or money: nothing, or the free noun of a count. */
export function isNoun(unit: string): boolean {
  const isTime = timeUnit(unit.replace(/^business /, '')) !== undefined;
  return unit !== '%' && !unit.includes('/') && !isTime && !isCurrency(unit);
}

function ratePeriod(unit: string): Rational | undefined {
  const slash = unit.lastIndexOf('/');
  const per = slash < 0 ? undefined : timeUnit(unit.slice(slash + 1));
  return per === undefined ? undefined : microsecondsOf(per);
}
