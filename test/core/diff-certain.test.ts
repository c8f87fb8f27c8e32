// Pairs of clauses in other units, over other windows or for other parties, of which one is certainly looser: told so, each way round.
// It must never hold a pair that somebody could read either way.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { diffOf } from '../../server/src/core/diff/agreement-diff';
import { compareLimits } from '../../server/src/core/diff/values';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { toNumber } from '../../server/src/core/scalars/rational';
import { parseLimit } from '../../server/src/core/scalars/words';

const agreement = `sla: 1
id: parcels
timeZone: Europe/Berlin
parties:
  host: { name: Host, role: provider }
  shop: { name: Shop, role: customer }
  store: { name: Store, role: customer }
calendars:
  office: { hours: { mon-fri: "08:00-18:00" } }
metrics:
  uptime: { type: availability }
objectives:
  up: { metric: uptime, atLeast: 99 %, per: region, window: month, excludes: [works], remedies: [credits, extra], owedTo: shop }
exclusions: { works: { kind: scheduled-maintenance, LIMIT } }
remedies:
  credits: { kind: service-credit, of: Fee, tiers: [{ below: 99 %, credit: 10 % }], CAP }
  extra: { kind: bonus, of: Fee, tiers: [BONUS] }
claims: { to: host, within: 30 d, CLAIM }
TERMS
fees: { Fee: 5000 EUR per month }
`;
const plain = {
  LIMIT: 'note: so',
  CAP: 'note: so',
  BONUS: '{ above: 99.99 %, credit: 5 % }',
  CLAIM: 'paidAs: money',
  TERMS: 'glossary: {}',
};

let version = 0;
function fileOf(parts: Readonly<Record<string, string>>): SlaFile {
  const text = Object.entries({ ...plain, ...parts }).reduce(
    (done, [part, said]) => done.replace(part, said),
    agreement,
  );
  return open({ uri: 'file:///a.sla.yaml', version: version++, text });
}

/** `shop weaker, store stronger: REASON` of each change that has a direction. */
const told = (before: SlaFile, now: SlaFile): readonly string[] =>
  diffOf(before, now).changes.flatMap(({ directions, reason }) =>
    directions.size === 0 ? [] : [`${[...directions].map((each) => each.join(' ')).join(', ')}: ${reason}`],
  );

const pairs: readonly (readonly [
  part: keyof typeof plain,
  before: string,
  now: string,
  found: string,
  back: string,
])[] = [
  [
    'LIMIT',
    'limit: 4 h per month',
    'limit: 100 % per month',
    'shop weaker, host stronger: at most 100 % a month is left out, before 4 h a month',
    'shop stronger, host weaker: at most 4 h a month is left out, before 100 % a month',
  ],
  [
    'LIMIT',
    'limit: 3 d per year',
    'limit: 3 d per month',
    'shop weaker, host stronger: at most 3 d a month is left out, before 3 d a year',
    'shop stronger, host weaker: at most 3 d a year is left out, before 3 d a month',
  ],
  [
    'LIMIT',
    'limit: 1 h per month',
    'limit: 12 h per year',
    'shop weaker, host stronger: at most 12 h a year is left out, before 1 h a month',
    'shop stronger, host weaker: at most 1 h a month is left out, before 12 h a year',
  ],
  [
    'LIMIT',
    'limit: 1 h per month',
    'limit: 2 h per year',
    'shop unclear, host unclear: another limit to what is left out',
    'shop unclear, host unclear: another limit to what is left out',
  ],
  [
    'LIMIT',
    'limit: 4 h',
    'limit: 6 h per month',
    'shop weaker, host stronger: at most 6 h a month is left out, before 4 h',
    'shop stronger, host weaker: at most 4 h is left out, before 6 h a month',
  ],
  [
    'LIMIT',
    'limit: 4 h per week',
    'limit: 4 h per month',
    'shop unclear, host unclear: another limit to what is left out',
    'shop unclear, host unclear: another limit to what is left out',
  ],
  [
    'LIMIT',
    'intervals: [{ from: 2026-01-01, to: 2026-01-02, group: west }]',
    'intervals: [{ from: 2026-01-01, to: 2026-01-02 }]',
    'shop weaker, host stronger: left out for all groups',
    'shop stronger, host weaker: left out for one group only',
  ],
  [
    'CAP',
    'cap: 100 EUR per month',
    'cap: 300 EUR per quarter',
    'shop stronger, host weaker: at most 300 EUR a quarter is paid, before 100 EUR a month',
    'shop weaker, host stronger: at most 100 EUR a month is paid, before 300 EUR a quarter',
  ],
  [
    'CAP',
    'cap: 100 % per month',
    'cap: 100 % per year',
    'shop unclear, host unclear: another limit to what is paid',
    'shop unclear, host unclear: another limit to what is paid',
  ],
  [
    'BONUS',
    '{ above: 99.99 %, credit: 5 % }',
    '{ above: 99.99 %, credit: 3 % }',
    'shop stronger, host weaker: 3 % instead of 5 % above 99.99 %',
    'shop weaker, host stronger: 5 % instead of 3 % above 99.99 %',
  ],
  [
    'CLAIM',
    'by: shop',
    'by: store',
    'shop weaker, store stronger: credits are claimed by store',
    'store weaker, shop stronger: credits are claimed by shop',
  ],
  [
    'TERMS',
    'changes: { notice: 90 d }',
    'changes: { notice: 1 month }',
    'shop weaker, host stronger: 1 month in the place of 90 d',
    'shop stronger, host weaker: 90 d in the place of 1 month',
  ],
  [
    'TERMS',
    'changes: { notice: 30 d }',
    'changes: { notice: 1 month }',
    'shop unclear, host unclear: 1 month in the place of 30 d',
    'shop unclear, host unclear: 30 d in the place of 1 month',
  ],
  [
    'TERMS',
    'changes: { notice: 90 d, noAdverseChange: true }',
    'glossary: {}',
    'shop weaker, host stronger: no longer protected from changes',
    'shop stronger, host weaker: protected from changes',
  ],
  [
    'TERMS',
    'changes: { procedure: By letter, notice: 90 d }',
    'glossary: {}',
    'shop unclear, host unclear: changed in another way',
    'shop unclear, host unclear: changed in another way',
  ],
];

for (const [part, before, now, found, back] of pairs)
  test(`${before} → ${now}`, () => {
    const [old, fresh] = [fileOf({ [part]: before }), fileOf({ [part]: now })];
    assert.deepEqual(told(old, fresh), [found]);
    assert.deepEqual(told(fileOf({ [part]: now }), fileOf({ [part]: before })), [back]);
  });

test('the holidays of a country in the place of a list of days are one change', () => {
  const holidays = (written: string): SlaFile =>
    open({
      uri: 'file:///a.sla.yaml',
      version: version++,
      text: agreement
        .replace('"08:00-18:00" }', `"08:00-18:00" }, holidays: ${written}`)
        .replace('atLeast: 99 %', 'atMost: 4 business hours'),
    });
  const [days, country] = [holidays('[2026-01-01, 2026-05-01, 2026-12-25]'), holidays('{ country: DE }')];
  assert.deepEqual(told(days, country), ['shop unclear, host unclear: other public holidays']);
  assert.deepEqual(told(holidays('{ country: DE }'), holidays('[2026-01-01]')), [
    'shop unclear, host unclear: other public holidays',
  ]);
});

describe('a window with the anchor at which it begins by itself', () => {
  const window = (written: string): SlaFile => {
    const text = agreement.replace('window: month', `window: ${written}`);
    return open({ uri: 'file:///a.sla.yaml', version: version++, text });
  };
  for (const [word, anchor] of [
    ['year', '2026-01-01'],
    ['half-year', '2025-07-01'],
    ['quarter', '2026-10-01'],
    ['month', '2026-02-01'],
  ] as const)
    test(`${word} from ${anchor} is a ${word}`, () => {
      assert.deepEqual(told(window(word), window(`{ every: ${word}, anchor: ${anchor} }`)), []);
      const later = anchor.replace(/01$/, '02');
      assert.equal(diffOf(window(word), window(`{ every: ${word}, anchor: ${later} }`)).changes.length, 1);
    });
  for (const [word, anchor, other] of [
    ['year', '2026-09-01', '2027-09-01'],
    ['quarter', '2026-02-15', '2025-11-15'],
    ['month', '2026-01-15', '2026-04-15'],
  ] as const)
    test(`${word} from ${anchor} and from ${other} are the same windows, which is told as neutral, and from another day others`, () => {
      const from = (day: string): SlaFile => window(`{ every: ${word}, anchor: ${day} }`);
      assert.equal(diffOf(from(anchor), from(other)).changes.length, 1);
      assert.deepEqual(told(from(anchor), from(other)), []);
      assert.deepEqual(told(from(anchor), from(other.replace(/\d$/, '6'))), [
        'shop unclear, host unclear: counted over another window',
      ]);
    });
  test('a month from the 31st drifts, so that another 31st is another one', () =>
    assert.deepEqual(
      told(window('{ every: month, anchor: 2026-01-31 }'), window('{ every: month, anchor: 2026-03-31 }')),
      ['shop unclear, host unclear: counted over another window'],
    ));
  test('a year from April is another one', () =>
    assert.equal(diffOf(window('year'), window('{ every: year, anchor: 2026-04-01 }')).changes.length, 1));
});

describe('limits over windows', () => {
  const windows = ['day', 'month', 'quarter', 'half-year', 'year'] as const;
  const days = Array.from({ length: 365 }, (_, at) => new Date(Date.UTC(2026, 0, 1 + at)));
  /** The window of each day of a year, as a number. */
  const windowOf: Readonly<Record<(typeof windows)[number], (day: Date, at: number) => number>> = {
    day: (_, at) => at,
    month: (day) => day.getUTCMonth(),
    quarter: (day) => Math.floor(day.getUTCMonth() / 3),
    'half-year': (day) => Math.floor(day.getUTCMonth() / 6),
    year: () => 0,
  };
  interface Limit {
    readonly hours: number;
    readonly window: (typeof windows)[number];
  }
  const passes = (used: readonly number[], { hours, window }: Limit): boolean => {
    const sums = new Map<number, number>();
    for (const [at, day] of days.entries()) {
      const key = windowOf[window](day, at);
      sums.set(key, (sums.get(key) ?? 0) + (used[at] ?? 0));
    }
    return [...sums.values()].every((sum) => sum <= hours);
  };
  const read = ({ hours, window }: Limit) => {
    const limit = parseLimit(`${hours} h per ${window}`);
    assert.ok(limit.ok);
    return limit.value;
  };
  const limit = fc.record({ hours: fc.integer({ min: 1, max: 24 }), window: fc.constantFrom(...windows) });

  test('one that is called more lets every use pass that the other one lets pass', () => {
    let told = 0;
    fc.assert(
      fc.property(limit, limit, fc.integer({ min: 0, max: 364 }), (one, other, start) => {
        const order = compareLimits(read(one), read(other));
        if (order === undefined) return;
        told++;
        const [more, less] = order >= 0 ? [one, other] : [other, one];
        // As much as the smaller one lets pass: at once from a day on, on the first day of each window, and evenly.
        const firsts = new Set<number>();
        const uses = [
          days.map((_, at) => (at === start ? Math.min(24, less.hours) : 0)),
          days.map((day, at) => {
            const key = windowOf[less.window](day, at);
            return firsts.has(key) ? 0 : (firsts.add(key), Math.min(24, less.hours));
          }),
          days.map(() => less.hours / 366),
        ];
        for (const used of uses) if (passes(used, less)) assert.ok(passes(used, more), JSON.stringify({ one, other }));
      }),
      { numRuns: 400 },
    );
    assert.ok(told > 100, String(told));
  });

  test('a part of a window beside a time of it', () => {
    const order = (one: string, other: string): number | undefined => {
      const [a, b] = [parseLimit(one), parseLimit(other)];
      assert.ok(a.ok && b.ok);
      return compareLimits(a.value, b.value);
    };
    // The shortest month has 672 hours.
    assert.equal(order('1 % per month', '6.7 h per month'), 1);
    assert.equal(order('6.7 h per month', '1 % per month'), -1);
    assert.equal(order('1 % per month', '6.8 h per month'), undefined);
    assert.equal(order('1 % per month', '100 EUR per month'), undefined);
    const even = parseLimit('2 % per month');
    assert.ok(even.ok);
    assert.equal(toNumber(even.value.amount.value), 2);
  });
});
