// Offers quantities: units behind a number, usual amounts of the right dimension where there is none, limits, dates.
// It must never offer a unit of another dimension where the dimension is known.

import { currencyCodes, dataRateUnits } from '../../scalars/units';
import type { MetricType } from '../../vocabulary/metrics/metric';
import type { ScalarKind } from '../../schema/schema-node';
import { plainly, typeAt, metricAt, type Ask } from './ask';
import type { Draft } from './item';

const durations = [
  'ms',
  's',
  'min',
  'h',
  'd',
  'w',
  'business min',
  'business hours',
  'business days',
  'months',
  'quarters',
  'years',
];
const usualCurrencies = ['EUR', 'USD', 'GBP', 'CHF'];
const currencies = [...usualCurrencies, ...currencyCodes.filter((code) => !usualCurrencies.includes(code))];
const limitWindows = ['month', 'quarter', 'year', 'week', 'day', 'term'];

/** What stands before the cursor as a number, with what follows it. */
const started = /^([+-]?\d[\d_]*(?:\.\d*)?)(\s*)([\p{L}%/ ]*)$/u;

/** The values worth offering where a quantity of some kind is written; undefined for kinds that are none. */
export function quantitiesAt(ask: Ask, kind: ScalarKind, examples: readonly string[]): readonly Draft[] | undefined {
  const { before } = ask.place;
  const number = started.exec(before);
  const amounts = amountsFor(ask, kind);
  if (amounts === undefined) return undefined;
  if (number === null) {
    if (before.trim() !== '') return [];
    const usual = amounts.usual.length > 0 ? amounts.usual : examples;
    return plainly(usual, 'value');
  }
  const digits = number[1] ?? '';
  const limit = /^\s*(\S+?(?: \S+?)??)\s+(?:p|pe|per\s*\w*)?$/.exec(before.slice(digits.length));
  if (kind === 'limit') {
    const unit = limit?.[1];
    const units = unit !== undefined && amounts.units.includes(unit) ? [unit] : amounts.units;
    const windows = units.length === 1 ? limitWindows : limitWindows.slice(0, 1);
    return units.flatMap((each) =>
      windows.map((window): Draft => ({ label: `${digits} ${each} per ${window}`, kind: 'unit' })),
    );
  }
  return amounts.units.map((unit) => ({ label: unit === '' ? digits : `${digits} ${unit}`, kind: 'unit' }));
}

interface Amounts {
  readonly units: readonly string[];
  readonly usual: readonly string[];
}

function amountsFor(ask: Ask, kind: ScalarKind): Amounts | undefined {
  const key = String(ask.place.path.findLast((step) => typeof step === 'string'));
  switch (kind) {
    case 'percent':
      return { units: ['%'], usual: [] };
    case 'share':
      return { units: ['%'], usual: ['all', '90 %', '95 %', '99 %', '99.9 %'] };
    case 'duration':
      return { units: durations, usual: usualDurations[key] ?? ['15 min', '4 h', '24 h', '5 business days', '30 d'] };
    case 'every':
      return { units: durations, usual: [] };
    case 'money':
      return { units: currencies, usual: ['100 EUR', '5000 EUR'] };
    case 'rate':
      return { units: rates, usual: ['50 requests/s'] };
    case 'credit':
      return { units: ['%', ...currencies], usual: ['5 %', '10 %', '25 %', '50 %', '100 %'] };
    case 'limit':
      return limitAmounts(ask, key);
    case 'quantity':
      return key === 'resetAfter'
        ? { units: ['months', 'windows', 'd'], usual: ['12 months', '6 months'] }
        : ofMetric(ask, key);
    default:
      return undefined;
  }
}

const rates = ['requests/s', 'requests/min', 'requests/h'];

const usualDurations: Readonly<Record<string, readonly string[]>> = {
  notice: ['5 business days', '30 d', '90 d', '24 h', '3 months'],
  ahead: ['5 business days', '7 d', '48 h'],
  decision: ['15 business days', '30 d'],
  within: ['15 min', '4 h', '24 h', '5 business days', '30 d'],
  each: ['30 min', '1 h', '15 min'],
  cure: ['2 h', '24 h'],
  maturity: ['14 d', '7 d', '30 d'],
};

function limitAmounts({ place }: Ask, key: string): Amounts {
  if (place.path[0] === 'fees')
    return { units: currencies, usual: ['5000 EUR per month', '10000 EUR per quarter', '100 EUR per year'] };
  if (place.path[0] === 'exclusions')
    return {
      units: ['min', 'h', 'd', 'business hours', '%'],
      usual: ['4 h per month', '8 h per month', '3 d per year'],
    };
  const usual = ['100 % per month', '25 % per year', '10 % per month'];
  return { units: ['%', ...currencies], usual: key === 'cap' || key === 'limit' ? usual : [] };
}

/** Amounts of what the metric measures; a promise about a share reads its share in percent. */
function ofMetric(ask: Ask, key: string): Amounts {
  const type = typeAt(ask);
  const unit = metricAt(ask)?.unit?.value;
  const isCredit = ask.place.path[0] === 'remedies';
  const judgesShare =
    isCredit &&
    ask.file.model.objectives.some(
      ({ share, remedies }) => share !== undefined && remedies.some(({ value }) => value === ask.place.path[1]),
    );
  const dimension: MetricType['dimension'] | undefined = judgesShare ? 'percent' : type?.dimension;
  if (key === 'alsoAs') return { units: ['%', ...durations], usual: [] };
  switch (dimension) {
    case 'percent':
      return { units: ['%'], usual: usualPercent(type, key) };
    case 'duration':
      return { units: durations, usual: usualTimes(type, unit) };
    case 'data-rate':
      return { units: dataRateUnits, usual: ['100 Mbit/s', '500 Mbit/s', '1 Gbit/s'] };
    case 'rate':
      return { units: rates, usual: ['50 requests/s', '100 requests/s'] };
    case 'money':
      return { units: unit === undefined ? currencies : [unit], usual: [`100_000 ${unit ?? 'EUR'}`] };
    case 'count': {
      const noun = type?.unit ?? '';
      return {
        units: [noun, ''].filter((word, index, all) => all.indexOf(word) === index),
        usual: [noun === '' ? '100' : `2 ${noun}`],
      };
    }
    case 'declared':
      return { units: unit === undefined ? ['%', ...durations] : [unit], usual: [] };
    default:
      return { units: ['%', ...durations], usual: [] };
  }
}

function usualPercent(type: MetricType | undefined, key: string): readonly string[] {
  const isFailure = type?.better === 'lower' || ['atMost', 'above'].includes(key);
  if (isFailure) return ['0.1 %', '0.5 %', '1 %', '5 %'];
  return type?.family === 'availability'
    ? ['99.9 %', '99.5 %', '99.95 %', '99.99 %', '99 %']
    : ['95 %', '90 %', '99 %', '99.9 %'];
}

function usualTimes(type: MetricType | undefined, unit: string | undefined): readonly string[] {
  if (type?.id === 'mtbf') return ['2000 h', '8000 h'];
  const own = unit ?? type?.unit;
  if (own === 'ms') return ['300 ms', '200 ms', '500 ms', '1 s'];
  if (own === 's') return ['1 s', '2 s', '10 s'];
  return ['15 min', '1 h', '4 h', '8 h', '4 business hours', '1 business days'];
}

/** The units in which values of a metric type are written. */
export function unitWordsOf(type: MetricType): readonly string[] {
  if (type.dimension === 'percent') return ['%'];
  if (type.dimension === 'duration') return durations;
  if (type.dimension === 'data-rate') return dataRateUnits;
  if (type.dimension === 'rate') return rates;
  if (type.dimension === 'money') return usualCurrencies;
  return type.unit === '' ? [] : [type.unit];
}

/** Today, and the days on which terms and reviews usually begin and end. */
export function datesFrom(today: string, key: string): readonly Draft[] {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(today);
  if (match === null) return [];
  const [year, month] = [Number(match[1]), Number(match[2])];
  const day = (y: number, m: number, d: number): string =>
    `${y + Math.floor((m - 1) / 12)}-${String(((m - 1) % 12) + 1).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  const quarter = Math.floor((month - 1) / 3) * 3 + 4;
  const all: readonly (readonly [string, string])[] = [
    [today.slice(0, 10), 'today'],
    [day(year, month + 1, 1), 'the first of next month'],
    [day(year, quarter, 1), 'the first of next quarter'],
    [`${year + 1}-01-01`, 'the first of next year'],
    [`${year}-01-01`, 'the first of this year'],
    [`${year}-12-31`, 'the end of this year'],
    [`${year + 1}-12-31`, 'the end of next year'],
  ];
  const ends = key === 'to' ? all.filter(([, why]) => why.includes('end')) : [];
  const ordered = [...ends, ...all.filter((each) => !ends.includes(each))];
  return ordered.map(([label, detail]) => ({ label, kind: 'value', detail }));
}
