// Holds the directions of changes to a slow and obvious way: which of many values meet a promise before, and which now.
// It must never take the code's own word for what is weaker.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { joined, type Direction } from '../../server/src/core/diff/change';
import { promiseChanges } from '../../server/src/core/diff/promises';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { completed } from '../rules/example';

let version = 0;
function fileOf(text: string): SlaFile {
  return open({ uri: 'file:///a.sla.yaml', version: version++, text: completed(text) });
}

/** What all changes of a clause say together, for each party. */
function directions(before: string, now: string): readonly string[] {
  const found = new Map<string, Direction[]>();
  for (const { id, direction, party } of promiseChanges(fileOf(before), fileOf(now)))
    found.set(`${id} ${party}`, [...(found.get(`${id} ${party}`) ?? []), direction]);
  return [...found].map(([clause, all]) => clause.replace(' ', ` ${joined(all) ?? ''} `));
}

const agreement = (bounds: string, more = ''): string =>
  `objectives:\n  availability: { metric: uptime, ${bounds}, window: month, remedies: [report], reason: Kept${more} }\n`;

type Word = 'atLeast' | 'atMost' | 'above' | 'below';
const words: readonly Word[] = ['atLeast', 'atMost', 'above', 'below'];
const passes: Readonly<Record<Word, (value: number, bound: number) => boolean>> = {
  atLeast: (value, bound) => value >= bound,
  atMost: (value, bound) => value <= bound,
  above: (value, bound) => value > bound,
  below: (value, bound) => value < bound,
};

const bound = fc.record({ word: fc.constantFrom(...words), value: fc.integer({ min: 0, max: 20 }) });
/** One bound, or two of different words. */
const promise = fc.oneof(
  fc.tuple(bound),
  fc.tuple(bound, bound).filter(([a, b]) => a.word !== b.word),
);

test('bounds: weaker where more values meet them, stronger where fewer do, unclear where both', () => {
  const values = Array.from({ length: 85 }, (_, at) => at / 4 - 0.5);
  fc.assert(
    fc.property(promise, promise, (before, now) => {
      const isMet = (bounds: typeof before, value: number): boolean =>
        bounds.every((each) => passes[each.word](value, each.value));
      const grew = values.some((value) => isMet(now, value) && !isMet(before, value));
      const shrank = values.some((value) => isMet(before, value) && !isMet(now, value));
      const expected = grew && shrank ? ['unclear'] : grew ? ['weaker'] : shrank ? ['stronger'] : [];
      const write = (bounds: typeof before): string =>
        bounds.map(({ word, value }) => `${word}: ${value} %`).join(', ');
      assert.deepEqual(
        directions(agreement(write(before)), agreement(write(now))),
        expected.map((each) => `availability ${each} customer`),
      );
    }),
    { numRuns: 2_000 },
  );
});

test('credits: weaker where some value pays less and none pays more', () => {
  const tier = fc.record({ below: fc.integer({ min: 1, max: 19 }), credit: fc.integer({ min: 0, max: 9 }) });
  const table = fc.uniqueArray(tier, { minLength: 1, maxLength: 4, selector: ({ below }) => below });
  const write = (tiers: readonly { below: number; credit: number }[]): string =>
    `${agreement('atLeast: 20 %').replace('[report]', '[credits]')}remedies:\n  credits: { kind: service-credit, of: Monthly Fee, tiers: [${tiers.map(({ below, credit }) => `{ below: ${below} %, credit: ${credit} % }`).join(', ')}] }\n`;
  const paid = (tiers: readonly { below: number; credit: number }[], value: number): number =>
    Math.max(0, ...tiers.filter(({ below }) => value < below).map(({ credit }) => credit));
  fc.assert(
    fc.property(table, table, (before, now) => {
      const values = Array.from({ length: 81 }, (_, at) => at / 4);
      const less = values.some((value) => paid(now, value) < paid(before, value));
      const more = values.some((value) => paid(now, value) > paid(before, value));
      const expected = less && more ? ['unclear'] : less ? ['weaker'] : more ? ['stronger'] : [];
      assert.deepEqual(
        directions(write(before), write(now)),
        expected.map((each) => `credits ${each} customer`),
      );
    }),
    { numRuns: 1_000 },
  );
});

for (const [name, before, now, expected] of [
  ['the same text', agreement('atLeast: 99.9 %'), agreement('atLeast: 99.9 %'), []],
  ['another unit', agreement('atLeast: 99.9 %', ', for: 95 %'), agreement('atLeast: 99.90 %', ', for: 95.0 %'), []],
  [
    'a comment and another order',
    agreement('atLeast: 99.9 %'),
    `# so\n${agreement('atLeast: 99.9 %').replace('metric: uptime, atLeast: 99.9 %', 'atLeast: 99.9 %, metric: uptime')}`,
    [],
  ],
  [
    'a share that falls',
    agreement('for: 99 %, atMost: 4 h'),
    agreement('for: 95 %, atMost: 4 h'),
    ['availability weaker customer'],
  ],
  [
    'every event',
    agreement('for: 99 %, atMost: 4 h'),
    agreement('for: all, atMost: 4 h'),
    ['availability stronger customer'],
  ],
  [
    'a longer window',
    agreement('atLeast: 99.9 %'),
    agreement('atLeast: 99.9 %').replace('month', 'quarter'),
    ['availability weaker customer'],
  ],
  [
    'a rolling window',
    agreement('atLeast: 99.9 %'),
    agreement('atLeast: 99.9 %').replace('month', 'rolling 30 d'),
    ['availability unclear customer'],
  ],
  [
    'an exclusion more',
    agreement('atLeast: 99.9 %'),
    agreement('atLeast: 99.9 %', ', excludes: [work]'),
    ['availability weaker customer'],
  ],
  [
    'a remedy less',
    agreement('atLeast: 99.9 %'),
    agreement('atLeast: 99.9 %').replace('[report]', '[]'),
    ['availability weaker customer'],
  ],
  [
    'a slip in the value',
    agreement('atLeast: 99.9 %'),
    agreement('atLeast: about 99.9 %'),
    ['availability unclear customer'],
  ],
  [
    'an objective that is gone',
    `${agreement('atLeast: 99.9 %')}  second: { metric: uptime, atLeast: 99 %, window: year }\n`,
    agreement('atLeast: 99.9 %'),
    ['second weaker customer'],
  ],
  [
    'a new objective',
    agreement('atLeast: 99.9 %'),
    `${agreement('atLeast: 99.9 %')}  second: { metric: uptime, atLeast: 99 %, window: year }\n`,
    ['second stronger customer'],
  ],
  [
    'another name',
    agreement('atLeast: 99.9 %'),
    agreement('atLeast: 99.9 %').replace('availability:', 'uptime-promise:'),
    [],
  ],
] as const)
  test(`${name}: ${expected.join() || 'nothing'}`, () => assert.deepEqual(directions(before, now), expected));
