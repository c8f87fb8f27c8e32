// The units of the language, in one table: what they are called, what they measure, and what they are worth.
// It must never guess a unit: an unknown word is the noun of a count, or a problem where a unit was needed.

import { rational, type Rational } from './rational';

export type Dimension = 'percent' | 'duration' | 'count' | 'rate' | 'data-rate' | 'money' | 'number';

export type TimeUnit = 'us' | 'ms' | 's' | 'min' | 'h' | 'd' | 'w' | 'month' | 'quarter' | 'half-year' | 'year';

const timeWords: Readonly<Record<string, TimeUnit>> = {
  us: 'us',
  ms: 'ms',
  millisecond: 'ms',
  milliseconds: 'ms',
  s: 's',
  second: 's',
  seconds: 's',
  min: 'min',
  minute: 'min',
  minutes: 'min',
  h: 'h',
  hour: 'h',
  hours: 'h',
  d: 'd',
  day: 'd',
  days: 'd',
  w: 'w',
  week: 'w',
  weeks: 'w',
  month: 'month',
  months: 'month',
  quarter: 'quarter',
  quarters: 'quarter',
  year: 'year',
  years: 'year',
};

const dataRates: Readonly<Record<string, bigint>> = {
  'bit/s': 1n,
  'kbit/s': 1_000n,
  'Mbit/s': 1_000_000n,
  'Gbit/s': 1_000_000_000n,
  'B/s': 8n,
  'kB/s': 8_000n,
  'MB/s': 8_000_000n,
  'GB/s': 8_000_000_000n,
};

const microseconds: Readonly<Record<TimeUnit, bigint | undefined>> = {
  us: 1n,
  ms: 1_000n,
  s: 1_000_000n,
  min: 60_000_000n,
  h: 3_600_000_000n,
  d: 86_400_000_000n,
  w: 604_800_000_000n,
  month: undefined,
  quarter: undefined,
  'half-year': undefined,
  year: undefined,
};

/** The unit of time that a word names, or undefined. */
export function timeUnit(word: string): TimeUnit | undefined {
  return Object.hasOwn(timeWords, word) ? timeWords[word] : undefined;
}

/** All words that name a unit of time, for suggestions. */
export const timeUnitWords: readonly string[] = Object.keys(timeWords);

/** All names of data rates, for completion and suggestions. */
export const dataRateUnits: readonly string[] = Object.keys(dataRates);

/** Bits per second of one unit, or undefined for another kind of unit. */
export function bitsPerSecond(unit: string): Rational | undefined {
  const bits = Object.hasOwn(dataRates, unit) ? dataRates[unit] : undefined;
  return bits === undefined ? undefined : rational(bits);
}

/** Elapsed microseconds of one unit; a day counts 24 hours. Undefined for months and longer, which have no fixed length. */
export function microsecondsOf(unit: TimeUnit): Rational | undefined {
  const length = microseconds[unit];
  return length === undefined ? undefined : rational(length);
}

/** Whether the length of the unit depends on the calendar, as a day with a clock change does. */
export function isCalendarUnit(unit: TimeUnit): boolean {
  return unit === 'd' || unit === 'w' || microseconds[unit] === undefined;
}

/** Months in a calendar unit of a month or longer; undefined for shorter ones. */
export function monthsOf(unit: TimeUnit): number | undefined {
  if (unit === 'month') return 1;
  if (unit === 'quarter') return 3;
  if (unit === 'half-year') return 6;
  return unit === 'year' ? 12 : undefined;
}

// ISO 4217, the codes in use; a text such as `20 ABC` is then a count of something, not money.
const currencies = new Set(
  (
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK ' +
    'DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF ' +
    'KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK ' +
    'PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX ' +
    'USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG'
  ).split(' '),
);

/** Whether the text is a currency code of ISO 4217 in use. */
export function isCurrency(text: string): boolean {
  return currencies.has(text);
}

/** All currency codes, sorted, for completion. */
export const currencyCodes: readonly string[] = [...currencies];
