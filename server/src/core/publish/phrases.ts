// Phrases that clauses are made of: lists, lengths of time, bounds, windows, limits, dates, in plain English.
// It must never say more than the value that it is given, and never use a word of the language itself, such as `atLeast`.

import type { Bound, BoundWord, Calendar } from '../model/sla';
import type { Quantity } from '../scalars/quantity';
import { compare, integer, toDecimal, type Rational } from '../scalars/rational';
import { dayNames, type Limit, type Opening, type Statistic, type Trigger, type WindowSpec } from '../scalars/words';
import { promised, showValue } from '../show/words';
import { holdsUnit } from '../compliance/result';

/** `a`, `a and b`, `a, b and c`. */
export function joined(items: readonly string[], word = 'and'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** Steps that follow each other: `service desk, then management`; short names of the language as people would write them. */
export function stepsWords(steps: readonly string[]): string {
  const words = steps.map((step) => (/^[a-z][a-z0-9-]*$/.test(step) ? inSentence(humanised(step)) : step.trim()));
  return words.join(', then ');
}

/** A text with a capital at its beginning. */
export function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** A text that ends as a sentence does; an empty one stays empty. */
export function ended(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?…]["”)]?$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** A short name of the language as people would write it: `support-response` and `downWhen` are "Support response" and "Down when". */
export function humanised(id: string): string {
  const words = id.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
  return capitalised(words.replace(/(?<=\w)[-_](?=\w)/g, ' ').replace(/\b[a-z]{2,5}\b/g, abbreviation));
}

/** A word that nobody could speak stands for several words: `mtbf` is "MTBF". */
function abbreviation(word: string): string {
  return word === 'noc' || !/[aeiouy]/.test(word) ? word.toUpperCase() : word;
}

/** A noun that begins with a small letter, unless it is an abbreviation: `Availability` is "availability", `IP service` stays. */
export function inSentence(noun: string): string {
  return /^[A-Z](?:[a-z\s-]|$)/.test(noun) ? noun.slice(0, 1).toLowerCase() + noun.slice(1) : noun;
}

const timeWords: Readonly<Record<string, string>> = {
  min: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  month: 'month',
  quarter: 'quarter',
  'half-year': 'half-year',
  year: 'year',
};

/** A quantity as people write it: `99.9 %`, `4 business hours`, `300 ms`, `5,000 EUR`, `240 leads`. */
export function quantityWords(quantity: Quantity): string {
  if (quantity.unit === holdsUnit) return showValue(quantity.value, holdsUnit);
  if (quantity.dimension === 'money') return `${grouped(toDecimal(quantity.value, 6))} ${quantity.unit}`;
  const word = quantity.dimension === 'duration' ? timeWords[quantity.unit] : undefined;
  if (word === undefined) return promised(quantity);
  const business = quantity.business ? 'business ' : '';
  return `${grouped(toDecimal(quantity.value, 6))} ${business}${word}${isOne(quantity.value) ? '' : 's'}`;
}

function isOne(value: Rational): boolean {
  return compare(value, integer(1)) === 0;
}

/** A decimal with commas between thousands. */
export function grouped(number: string): string {
  const [whole = '', fraction] = number.split('.');
  const digits = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

const boundPhrases: Readonly<Record<BoundWord, string>> = {
  atLeast: 'at least',
  atMost: 'at most',
  above: 'more than',
  below: 'less than',
};

/** `at least 99.9 %`, or both bounds of a band. */
export function boundWords(bounds: readonly Bound[]): string {
  return joined(bounds.map(({ word, quantity }) => `${boundPhrases[word]} ${quantityWords(quantity)}`));
}

/** The name of a window: `calendar month`, `90 days`; several of them with `isMany`. */
export function windowNoun(spec: WindowSpec, isMany = false): string {
  if (spec.kind === 'event') return isMany ? 'cases' : 'case';
  if (spec.kind === 'rolling') return `${isMany ? 'spans' : 'span'} of ${quantityWords(spec.length)}`;
  const { unit, anchor } = spec;
  if (unit === 'term') return 'whole term';
  const plural = isMany ? 's' : '';
  if (unit === 'hour') return `clock hour${plural}`;
  if (unit === 'billing-month') return `billing month${plural}`;
  return `${anchor === undefined ? 'calendar' : 'contract'} ${unit}${plural}`;
}

/** When a promise is judged: `in every calendar month`, `in the 90 days before any midnight`. */
export function windowPhrase(spec: WindowSpec): string {
  if (spec.kind === 'event') return 'in every single case';
  if (spec.kind === 'rolling') return `in the ${quantityWords(spec.length)} before every midnight`;
  if (spec.unit === 'term') return 'over the whole term';
  if (spec.unit === 'billing-month') return 'in every month counted from the day on which the term begins';
  if (spec.anchor !== undefined) return `in every ${spec.unit} counted from ${dateWords(spec.anchor)}`;
  return `in every ${windowNoun(spec)}`;
}

/** `4 hours per calendar month`. */
export function limitWords({ amount, per }: Limit): string {
  if (per === undefined) return quantityWords(amount);
  const every = per.kind === 'rolling' ? `in any ${quantityWords(per.length)}` : `per ${windowNoun(per)}`;
  return `${quantityWords(amount)} ${every}`;
}

/** When something follows: `at every miss`, `when 2 windows in a row were missed`. */
export function triggerWords(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'every-miss':
      return 'at every miss';
    case 'in-a-row':
      return trigger.count === 1 ? 'at every miss' : `when ${trigger.count} windows in a row were missed`;
    case 'of-windows':
      return `when ${trigger.count} of the last ${trigger.of} windows were missed`;
  }
}

/** What stands before a noun where many values are judged by one: `the 95th percentile of the`. */
export function statisticWords(statistic: Statistic): string {
  if (statistic.kind !== 'percentile') {
    const words = { mean: 'mean', min: 'lowest value', max: 'highest value', sum: 'sum', last: 'last value' } as const;
    return words[statistic.kind];
  }
  const percent = toDecimal({ num: statistic.share.num * 100n, den: statistic.share.den }, 6);
  return percent === '50' ? 'median' : `${percent}${ordinalEnding(percent)} percentile`;
}

function ordinalEnding(number: string): string {
  if (number.includes('.') || /1[123]$/.test(number)) return 'th';
  return { '1': 'st', '2': 'nd', '3': 'rd' }[number.at(-1) ?? ''] ?? 'th';
}

export const monthNames = (
  'January February March April May June July August September October November ' + 'December'
).split(' ');

/** `1 October 2026`; a text that is no plain date stays as it is. */
export function dateWords(text: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  const month = monthNames[Number(match?.[2]) - 1];
  return match === null || month === undefined ? text.trim() : `${Number(match[3])} ${month} ${match[1]}`;
}

/** A span of days: `from 1 January 2026 to 31 December 2026`; empty where neither end is written. */
export function spanWords(from: string | undefined, to: string | undefined): string {
  const parts = [
    from === undefined ? [] : [`from ${dateWords(from)}`],
    to === undefined ? [] : [`${from === undefined ? 'until' : 'to'} ${dateWords(to)}`],
  ];
  return parts.flat().join(' ');
}

const dayWords = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Opening hours by runs of days that are alike: `Monday to Thursday 08:00–18:00, Friday 08:00–16:00`. */
export function hoursWords(hours: NonNullable<Calendar['hours']>): string {
  if (hours === '24x7') return 'around the clock, every day';
  const byTimes = new Map<string, number[]>();
  for (const { day, openings } of hours) {
    const times = joined(openings.map(openingWords));
    byTimes.set(times, [...(byTimes.get(times) ?? []), day]);
  }
  return [...byTimes].map(([times, days]) => `${daysWords(days)} ${times}`).join(', ');
}

function daysWords(days: readonly number[]): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  const runs: { from: number; to: number }[] = [];
  for (const day of sorted) {
    const last = runs.at(-1);
    if (last?.to === day - 1) last.to = day;
    else runs.push({ from: day, to: day });
  }
  const name = (day: number): string => dayWords[day - 1] ?? dayNames[day - 1] ?? '';
  return joined(runs.map(({ from, to }) => (from === to ? name(from) : `${name(from)} to ${name(to)}`)));
}

function openingWords({ from, to }: Opening): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return `${time(from)}–${time(to)}`;
}
