// Holds the phrases of documents to what people would write: lengths, bounds, windows, dates, conditions, periods.
// It must never test a document as a whole; golden files do.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { conditionWords } from '../../server/src/core/publish/conditions';
import { parsePeriod, spanOf } from '../../server/src/core/publish/period';
import * as phrases from '../../server/src/core/publish/phrases';
import { parseQuantity } from '../../server/src/core/scalars/quantity';
import { parseLimit, parseStatistic, parseTrigger, parseWindow } from '../../server/src/core/scalars/words';
import { showInstant } from '../../server/src/core/time/civil';
import { zoneOf } from '../../server/src/core/time/zones';

function table(name: string, words: (text: string) => string, rows: readonly (readonly [string, string])[]): void {
  describe(name, () => {
    for (const [text, expected] of rows) test(text, () => assert.equal(words(text), expected));
  });
}

function read<T>(parsed: { readonly ok: boolean; readonly value?: T }): T {
  assert.ok(parsed.ok && parsed.value !== undefined);
  return parsed.value;
}

table('quantities', (text) => phrases.quantityWords(read(parseQuantity(text))), [
  ['99.9 %', '99.9 %'],
  ['1 h', '1 hour'],
  ['4 h', '4 hours'],
  ['0.5 h', '0.5 hours'],
  ['1 business day', '1 business day'],
  ['5 business days', '5 business days'],
  ['300 ms', '300 ms'],
  ['2 months', '2 months'],
  ['1_350_000 USD', '1,350,000 USD'],
  ['1 lead', '1 lead'],
  ['240 leads', '240 leads'],
  ['500 Mbit/s', '500 Mbit/s'],
  ['50 requests/s', '50 requests/s'],
  ['4.2', '4.2'],
]);

table('windows', (text) => phrases.windowPhrase(read(parseWindow(text))), [
  ['month', 'in every calendar month'],
  ['term', 'over the whole term'],
  ['rolling 30 d', 'in the 30 days before every midnight'],
  ['event', 'in every single case'],
  ['hour', 'in every clock hour'],
  ['billing-month', 'in every month counted from the day on which the term begins'],
]);

table('limits', (text) => phrases.limitWords(read(parseLimit(text))), [
  ['4 h per month', '4 hours per calendar month'],
  ['100 % per year', '100 % per calendar year'],
  ['2 d per rolling 90 d', '2 days in any 90 days'],
]);

table('triggers', (text) => phrases.triggerWords(parseTrigger(text) ?? { kind: 'every-miss' }), [
  ['every miss', 'at every miss'],
  ['missed 1 window in a row', 'at every miss'],
  ['missed 2 windows in a row', 'when 2 windows in a row were missed'],
  ['missed 3 of 6 windows', 'when 3 of the last 6 windows were missed'],
]);

table('statistics', (text) => phrases.statisticWords(read(parseStatistic(text))), [
  ['p95', '95th percentile'],
  ['p99.9', '99.9th percentile'],
  ['p91', '91st percentile'],
  ['p12', '12th percentile'],
  ['median', 'median'],
  ['max', 'highest value'],
]);

table('short names', phrases.humanised, [
  ['support-response', 'Support response'],
  ['downWhen', 'Down when'],
  ['mtbf', 'MTBF'],
  ['crm-outage', 'CRM outage'],
  ['noc', 'NOC'],
  ['a', 'A'],
]);

table('nouns inside a sentence', phrases.inSentence, [
  ['Availability', 'availability'],
  ['IP service availability', 'IP service availability'],
  ['First response time', 'first response time'],
]);

table('dates', phrases.dateWords, [
  ['2026-10-01', '1 October 2026'],
  ['2026-13-01', '2026-13-01'],
  ['2026-10-01T08:00:00Z', '2026-10-01T08:00:00Z'],
  ['soon', 'soon'],
]);

table('ends of sentences', phrases.ended, [
  ['as written', 'as written.'],
  ['as written.', 'as written.'],
  ['why?', 'why?'],
  ['', ''],
]);

table('steps', (text) => phrases.stepsWords(text.split('|')), [
  ['service-desk|management', 'service desk, then management'],
  ['A. Host', 'A. Host'],
]);

table('lists', (text) => phrases.joined(text.split('|')), [
  ['a', 'a'],
  ['a|b', 'a and b'],
  ['a|b|c', 'a, b and c'],
]);

table('conditions', (text) => conditionWords(text, (name) => (name === 'load' ? 'the load' : name)), [
  ['load <= 50 requests/s', 'the load is at most 50 requests/s'],
  ['bad / total > 5 %', 'bad / total is more than 5 %'],
  ['a == "x" && b != 2', 'a is “x” and b is not 2'],
  ['a == 1 || b == 2 && c == 3', 'a is 1 or b is 2 and c is 3'],
  ['(a == 1 || b == 2) && c == 3', '(a is 1 or b is 2) and c is 3'],
  ['a - (b - c) > 0', 'a − (b − c) is more than 0'],
  ['a / (b * c) < 1', 'a / (b × c) is less than 1'],
  ['service in ["a", "b"] || late', '(service is one of “a” or “b”) or late'],
  ['service in ["a"]', 'service is “a”'],
  ['!(a && b)', 'not (a and b)'],
  ['!has(end)', 'not (end is there)'],
  ['name.startsWith("x")', 'name begins with “x”'],
  ['has(end) && ok', 'end is there and ok'],
  ['a >= 1500', 'a is at least 1,500'],
  ['a ==', '“a ==”'],
]);

describe('periods', () => {
  const berlin = zoneOf('Europe/Berlin');
  assert.ok(berlin !== undefined);
  const span = (text: string): string => {
    const period = parsePeriod(text);
    if (!period.ok) return period.problem.reason;
    const { from, to } = spanOf(period.value, berlin);
    return `${period.value.name}: ${showInstant(from)} ${showInstant(to)}`;
  };
  const meant = 'a month, a quarter, a year or two days are meant: 2026-10, 2026-Q3, 2026 or 2026-10-01..2026-10-15';
  const rows: readonly (readonly [string, string])[] = [
    ['2026-10', 'October 2026: 2026-09-30T22:00:00Z 2026-10-31T23:00:00Z'],
    ['2026-Q3', 'the third quarter of 2026: 2026-06-30T22:00:00Z 2026-09-30T22:00:00Z'],
    ['2026', '2026: 2025-12-31T23:00:00Z 2026-12-31T23:00:00Z'],
    ['2028-02', 'February 2028: 2028-01-31T23:00:00Z 2028-02-29T23:00:00Z'],
    ['2026-10-01..2026-10-01', '1 October 2026 to 1 October 2026: 2026-09-30T22:00:00Z 2026-10-01T22:00:00Z'],
    ['2026-10-02..2026-10-01', 'the first day comes after the last one'],
    ['2026-13', meant],
    ['2026-Q5', meant],
    ['2026-10-01..2026-02-30', meant],
    ['2026-10-01..2026-10-02..2026-10-03', meant],
    ['October', meant],
    ['', meant],
  ];
  for (const [text, expected] of rows) test(text, () => assert.equal(span(text), expected));
});
