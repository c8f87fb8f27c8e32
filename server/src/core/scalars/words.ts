// The small closed grammars inside a value: windows, statistics, hours, limits, remedy triggers, dates.
// Each function takes text and gives a value or what fails; none may know where in a document the text stands.

import {
  failed,
  isDuration,
  parsed,
  parseQuantity,
  type Duration,
  type Parsed,
  type Quantity,
  type ScalarProblem,
} from './quantity';
import { fromDecimal, type Rational } from './rational';

export const windowWords = [
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'half-year',
  'year',
  'term',
  'billing-month',
  'event',
] as const;
export type WindowWord = (typeof windowWords)[number];

export type WindowSpec =
  | { readonly kind: 'calendar'; readonly unit: Exclude<WindowWord, 'event'>; readonly anchor: string | undefined }
  | { readonly kind: 'rolling'; readonly length: Duration }
  | { readonly kind: 'event' };

/** Reads `month`, `rolling 30 d`, `event` and their like; the map form with an anchor is joined in the model. */
export function parseWindow(text: string): Parsed<WindowSpec> {
  const word = text.trim();
  if (word === 'event') return parsed({ kind: 'event' });
  const calendar = windowWords.find((known) => known === word);
  if (calendar !== undefined && calendar !== 'event')
    return parsed({ kind: 'calendar', unit: calendar, anchor: undefined });
  const rolling = /^rolling\s+(.+)$/.exec(word);
  if (rolling !== null) {
    const length = parseDuration(rolling[1] ?? '');
    if (!length.ok && length.problem.reason === belowZero) return failed('a rolling window is longer than nothing');
    if (!length.ok) return failed(`"rolling" takes a duration, such as rolling 30 d`);
    if (length.value.business) return failed('a rolling window takes no business time');
    if (length.value.value.num <= 0n) return failed('a rolling window is longer than nothing');
    return parsed({ kind: 'rolling', length: length.value });
  }
  const one = /^1\s+(hour|day|week|month|quarter|year)$/.exec(word)?.[1];
  if (one !== undefined) return failed(`a length alone is not a window; say ${one}, or rolling ${word}`, one);
  if (/^\d/.test(word)) return failed('a length alone is not a window; say rolling', `rolling ${word}`);
  return failed('hour, day, week, month, quarter, year, term or rolling 30 d is meant', nearestWord(word, windowWords));
}

/** Reads a duration such as `4 h`, `5 business days`, `PT4H`. */
export function parseDuration(text: string): Parsed<Duration> {
  const quantity = parseQuantity(text);
  if (!quantity.ok) return quantity;
  if (!isDuration(quantity.value))
    return failed(
      quantity.value.unit === '' ? 'the unit of time is missing' : `"${quantity.value.unit}" is not a unit of time`,
    );
  return quantity.value.value.num < 0n ? failed(belowZero) : parsed(quantity.value);
}

const belowZero = 'it is below zero';

/** Reads a percentage such as `99.9 %`. */
export function parsePercent(text: string): Parsed<Quantity> {
  const quantity = parseQuantity(text);
  if (!quantity.ok) return quantity;
  if (quantity.value.dimension === 'number') return failed('the sign % is missing', `${text.trim()} %`);
  if (quantity.value.dimension !== 'percent') return failed('a percentage is meant, such as 99.9 %');
  return quantity;
}

/** Reads a share: a percentage or `all`, which is 100 % without a single exception. */
export function parseShare(text: string): Parsed<Quantity | 'all'> {
  return text.trim() === 'all' ? parsed('all' as const) : parsePart(text);
}

/** Reads a percentage of a whole, which is none below nothing and none above all. */
export function parsePart(text: string): Parsed<Quantity> {
  const percent = parsePercent(text);
  if (!percent.ok) return percent;
  const { num, den } = percent.value.value;
  return num < 0n || num > 100n * den ? failed('a share lies between 0 % and 100 %') : percent;
}

/** Reads an amount of money, `5000 EUR` or `EUR 5000`. */
export function parseMoney(text: string): Parsed<Quantity> {
  const quantity = parseQuantity(text);
  if (quantity.ok && quantity.value.dimension !== 'money')
    return failed('a currency of ISO 4217 is missing, such as EUR');
  return quantity;
}

/** Reads a bare number. */
export function parseNumber(text: string): Parsed<Rational> {
  const value = fromDecimal(text.trim());
  return value === undefined ? failed('a number is meant') : parsed(value);
}

export type Statistic =
  | { readonly kind: 'mean' | 'min' | 'max' | 'sum' | 'last' }
  /** `share` is the quantile as a fraction, 0.95 for p95 and 0.5 for the median. */
  | { readonly kind: 'percentile'; readonly share: Rational };

export const statisticWords = ['mean', 'median', 'min', 'max', 'sum', 'last'] as const;

/** Reads `mean median min max sum last pNN[.N]`. */
export function parseStatistic(text: string): Parsed<Statistic> {
  const word = text.trim();
  if (word === 'median') return parsed({ kind: 'percentile', share: { num: 1n, den: 2n } });
  const known = statisticWords.find((candidate) => candidate === word);
  if (known !== undefined && known !== 'median') return parsed({ kind: known });
  const percentile = /^p(\d{1,2}(?:\.\d{1,6})?)$/i.exec(word);
  if (percentile !== null) {
    const digits = percentile[1] ?? '';
    const share = fromDecimal(`${digits}e-2`);
    if (share !== undefined && share.num > 0n) return parsed({ kind: 'percentile', share });
  }
  if (word === 'avg' || word === 'average') return failed('the average is called mean here', 'mean');
  return failed(
    'mean, median, min, max, sum, last or a percentile such as p95 is meant',
    nearestWord(word, statisticWords),
  );
}

/** An amount per window, as limits and caps are: `4 h per month`, `100 % per month`. */
export interface Limit {
  readonly amount: Quantity;
  readonly per: WindowSpec | undefined;
}

/** Reads `AMOUNT per WINDOW`; the window may be left out where the owner has one. */
export function parseLimit(text: string): Parsed<Limit> {
  const split = / per ([a-z][a-z -]*(?:\d.*)?)$/.exec(text);
  const other = split === null ? otherLimit(text) : undefined;
  if (other !== undefined) return failed('an amount and "per" are meant', other);
  const amount = parseQuantity(split === null ? text : text.slice(0, split.index));
  if (!amount.ok) return amountFailed(amount.problem, split?.[0] ?? '');
  if (amount.value.value.num < 0n) return failed(belowZero);
  if (split === null) return parsed({ amount: amount.value, per: undefined });
  const per = parseWindow(split[1] ?? '');
  if (per.ok) return parsed({ amount: amount.value, per: per.value });
  const meant = per.problem.suggestion;
  return failed(
    `"${split[1]}" is not a window`,
    meant === undefined ? undefined : `${text.slice(0, split.index)} per ${meant}`,
  );
}

/** A problem of the amount, whose suggestion keeps the window. */
function amountFailed({ reason, suggestion }: ScalarProblem, window: string): Parsed<Limit> {
  return failed(reason, suggestion === undefined ? undefined : suggestion + window);
}

const everyWindow: Readonly<Record<string, string>> = {
  hourly: 'hour',
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  yearly: 'year',
  annually: 'year',
};

/** `4 h / month`, `4 h a month` and `4 h monthly` as they are written here; undefined for anything else. */
function otherLimit(text: string): string | undefined {
  const words = /^(.*\S)(?:\s*\/\s*|\s+an?\s+|\s+each\s+|\s+every\s+)([a-z-]+)$/.exec(text.trim());
  const adverb = /^(.*\S)\s+([a-z]+)$/.exec(text.trim());
  const window = windowWords.find((word) => word === words?.[2]) ?? everyWindow[adverb?.[2] ?? ''];
  const amount = windowWords.some((word) => word === words?.[2]) ? words?.[1] : adverb?.[1];
  // A rate has a unit of time below its line as well: it begins with something that is counted.
  if (window === undefined || amount === undefined || !parseQuantity(amount).ok) return undefined;
  return `${amount} per ${window}`;
}

export const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Reads `mon`, `mon-thu` or `mon, wed`; gives days of the week, 1 for Monday to 7 for Sunday. */
export function parseDays(text: string): Parsed<readonly number[]> {
  const days: number[] = [];
  for (const part of text.toLowerCase().split(/\s*,\s*/)) {
    const range = /^([a-z]+)(?:\s*-\s*([a-z]+))?$/.exec(part.trim());
    const from = dayNames.findIndex((name) => name === range?.[1]) + 1;
    const to = range?.[2] === undefined ? from : dayNames.findIndex((name) => name === range[2]) + 1;
    if (from === 0 || to === 0) return failed('days are mon to sun, or a range such as mon-fri', daysMeant(text));
    for (let day = from; ; day = (day % 7) + 1) {
      days.push(day);
      if (day === to) break;
    }
  }
  return parsed(days);
}

const dayWords: Readonly<Record<string, string>> = {
  weekdays: 'mon-fri',
  weekday: 'mon-fri',
  weekend: 'sat-sun',
  weekends: 'sat-sun',
  daily: 'mon-sun',
  everyday: 'mon-sun',
  all: 'mon-sun',
};

/** Days that are written out, or short in another way; undefined where some of them are not certain. */
function daysMeant(text: string): string | undefined {
  const word = text.toLowerCase().trim();
  if (Object.hasOwn(dayWords, word)) return dayWords[word];
  const names = word.split(/\s*(?:-|–|\bto\b)\s*/).map((name) => {
    const found = dayNames.filter((day) =>
      name.length > 2 ? name.startsWith(day) : name.length === 2 && day.startsWith(name),
    );
    return found.length === 1 ? found[0] : undefined;
  });
  return names.length <= 2 && names.every((name) => name !== undefined) ? names.join('-') : undefined;
}

/** An opening from one minute of the day to another, 0 to 1440. */
export interface Opening {
  readonly from: number;
  readonly to: number;
}

/** Reads `08:00-18:00`, several of them separated by commas; `24:00` ends the day. */
export function parseOpenings(text: string): Parsed<readonly Opening[]> {
  const openings: Opening[] = [];
  for (const part of text.split(',')) {
    const match = /^\s*(\d{1,2}):(\d{2})\s*(?:-|–)\s*(\d{1,2}):(\d{2})\s*$/.exec(part);
    if (match === null) return failed('times of day are written as "08:00-18:00"');
    const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number);
    const from = fromHour * 60 + fromMinute;
    const to = toHour * 60 + toMinute;
    if (fromMinute > 59 || toMinute > 59 || from > 1440 || to > 1440) return failed('a day runs from 00:00 to 24:00');
    if (to <= from) return failed('it has to end later than it begins; a night is two ranges');
    openings.push({ from, to });
  }
  return parsed(openings);
}

/** When a remedy applies: on every miss, after misses in a row, or after k misses of n windows. */
export type Trigger =
  | { readonly kind: 'every-miss' }
  | { readonly kind: 'in-a-row'; readonly count: number }
  | { readonly kind: 'of-windows'; readonly count: number; readonly of: number };

/** Reads the worded triggers; undefined for anything else, which is then an expression. */
export function parseTrigger(text: string): Trigger | undefined {
  if (/^every miss$/.test(text.trim())) return { kind: 'every-miss' };
  const row = /^missed (\d{1,4}) windows? in a row$/.exec(text.trim());
  if (row !== null) return { kind: 'in-a-row', count: Number(row[1]) };
  const of = /^missed (\d{1,4}) of (\d{1,4}) windows?$/.exec(text.trim());
  return of === null ? undefined : { kind: 'of-windows', count: Number(of[1]), of: Number(of[2]) };
}

/** Reads an ISO 8601 date that exists, such as `2026-10-01`. */
export function parseDate(text: string): Parsed<string> {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text.trim());
  return isDate ? parseIsoDate(text) : failed('a date is written as 2026-10-01', dateMeant(text.trim()));
}

function parseIsoDate(text: string): Parsed<string> {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (match === null) return failed('a date is written as 2026-10-01');
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  const days = [
    31,
    (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  const length = days[month - 1];
  if (length === undefined) return failed(`there is no month ${month}`);
  if (day < 1 || day > length) return failed(`that month has ${length} days`);
  return parsed(text.trim());
}

/** The date that is written in another order, where only one can be meant: with dots the day comes first, with slashes nobody knows. */
function dateMeant(text: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text) ?? [];
  const [, otherYear, otherMonth, otherDay] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? [];
  const parts = [year ?? otherYear, month ?? otherMonth, day ?? otherDay];
  const meant = parts.map((part) => part?.padStart(2, '0')).join('-');
  return parseIsoDate(meant).ok ? meant : undefined;
}

/** Reads a date, or an instant with `Z` or an offset. */
export function parseInstant(text: string): Parsed<string> {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text.trim(),
  );
  if (match === null) return failed('an instant is written as 2026-10-01T08:00:00Z, or a date');
  const date = parseDate(match[1] ?? '');
  if (!date.ok) return date;
  if (match[2] === undefined) return parsed(text.trim());
  if (Number(match[2]) > 24 || Number(match[3]) > 59 || Number(match[4] ?? 0) > 60)
    return failed('that time of day does not exist');
  return parsed(text.trim());
}

function nearestWord(word: string, words: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  return words.find(
    (known) =>
      known === lower || known === lower.replace(/(ly|s)$/, '') || (lower.length > 3 && known.startsWith(lower)),
  );
}
