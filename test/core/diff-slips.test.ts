// Edits of deadlines, hours and half-written clauses, each told in its true direction, and the other way round.
// It must never take the code's own word for what is weaker.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diffOf } from '../../server/src/core/diff/agreement-diff';
import { open, type SlaFile } from '../../server/src/core/model/file';

const promise = `objectives:
  up: { metric: uptime, atLeast: 99.9 %, WINDOW, excludes: [works], remedies: [credits, account] }`;

const agreement = `sla: 1
id: parcels
timeZone: Europe/Berlin
parties:
  host: { name: Host, role: provider, contacts: { noc: a } }
  shop: { name: Shop, role: customer, contacts: { finance: b } }
  net: { name: Net, role: third-party, engagedBy: host }
calendars:
  office: { hours: { mon-fri: "08:00-18:00", SAT } }
data:
  probes: { file: FILE }
metrics:
  uptime: { type: availability, data: probes, METRIC }
  speed: { type: latency, data: probes, statistic: p95 }
${promise}
  quick: { metric: speed, atMost: 300 ms, window: month, note: QUICK }
exclusions: { works: { kind: scheduled-maintenance, data: probes, WORKS } }
remedies:
  credits: { kind: service-credit, of: Fee, tiers: [{ below: 99 %, credit: 10 % }], CAP }
  account: { kind: report, by: host, what: root cause, ACCOUNT }
fees: { Fee: 5000 EUR per month }
TERMS
`;

const plain: Readonly<Record<string, string>> = {
  SAT: 'x-day: none',
  FILE: 'a.csv',
  METRIC: 'x-plain: so',
  WINDOW: 'window: month',
  QUICK: 'so',
  WORKS: 'x-plain: so',
  CAP: 'x-plain: so',
  ACCOUNT: 'x-plain: so',
  TERMS: 'x-plain: so',
};

let version = 0;
function fileOf(parts: Readonly<Record<string, string>>): SlaFile {
  const text = Object.entries({ ...plain, ...parts }).reduce(
    (done, [part, said]) => done.replace(part, said),
    agreement.replace(', SAT', parts['SAT'] === undefined ? '' : ', SAT'),
  );
  return open({ uri: 'file:///a.sla.yaml', version: version++, text });
}

type Parts = Readonly<Record<string, string>>;

/** What each change says for a party, in the order of the text; nothing of those that say nothing for it. */
const told = (before: Parts, now: Parts, party: string): string =>
  diffOf(fileOf(before), fileOf(now))
    .changes.flatMap(({ directions }) => directions.get(party) ?? [])
    .join(', ');

const turned = (words: string): string =>
  words.replace(/weaker|stronger/g, (word) => (word === 'weaker' ? 'stronger' : 'weaker'));

/** Each with what it is for the customer; the way back is the opposite. */
const pairs: readonly (readonly [name: string, before: Parts, now: Parts, shop: string])[] = [
  ['a deadline for a report that is taken away', { ACCOUNT: 'within: 5 d' }, {}, 'weaker'],
  ['a deadline for a report that cannot be read', { ACCOUNT: 'within: soon' }, {}, 'unclear'],
  [
    'a target that will be looser is no gain',
    {},
    { WINDOW: 'window: month, tighten: { atLeast: 99 %, afterWindows: 6 }' },
    'weaker',
  ],
  [
    'a target that will be stricter',
    {},
    { WINDOW: 'window: month, tighten: { atLeast: 99.95 %, afterWindows: 6 }' },
    'stronger',
  ],
  [
    'a target to come that cannot be read',
    {},
    { WINDOW: 'window: month, tighten: { atLeast: much, afterWindows: 6 }' },
    'unclear',
  ],
  ['months of the term in the place of those of the calendar', {}, { WINDOW: 'window: billing-month' }, 'unclear'],
  [
    'time to claim that is told in words instead',
    { TERMS: 'claims: { by: shop, to: host, within: 30 d }' },
    { TERMS: 'claims: { by: shop, to: host, until: the end of the week }' },
    'unclear, unclear',
  ],
  [
    'the last day of an interval is part of it',
    { WORKS: 'intervals: [{ from: 2026-10-01, to: 2026-10-02T12:00:00Z }]' },
    { WORKS: 'intervals: [{ from: 2026-10-01, to: 2026-10-02 }]' },
    'weaker',
  ],
  [
    'an interval in the zone of the agreement',
    { WORKS: 'intervals: [{ from: 2026-10-01, to: 2026-10-02T13:00 }]' },
    { WORKS: 'intervals: [{ from: 2026-10-01, to: 2026-10-02T12:00Z }]' },
    'weaker',
  ],
  [
    'an interval to the same instant',
    { WORKS: 'intervals: [{ from: 2026-10-01, to: 2026-10-02 }]' },
    { WORKS: 'intervals: [{ from: 2026-10-01, to: 2026-10-02T22:00:00Z }]' },
    '',
  ],
  [
    'a slot of which a day cannot be read',
    { WORKS: 'slot: { sat: "02:00-06:00", sun: "02:00-06:00" }' },
    { WORKS: 'slot: { sat: "02:00-06:00", sun: "22:00-02:00" }' },
    'unclear',
  ],
  [
    'caps for two windows, of which one falls',
    { CAP: 'cap: [1000 EUR per month, 5000 EUR per year]' },
    { CAP: 'cap: [2000 EUR per month, 4000 EUR per year]' },
    'stronger, weaker',
  ],
  ['blanks in quotes', { METRIC: `where: 'site == "A  B"'` }, { METRIC: `where: 'site == "A B"'` }, 'unclear'],
  [
    'an exclusion that is named twice',
    { QUICK: 'so, excludes: [works]' },
    { QUICK: 'so, excludes: [works, works]' },
    '',
  ],
  [
    'a check by the party that owes',
    { METRIC: 'measuredBy: host' },
    { METRIC: 'measuredBy: host, verifiedBy: host' },
    'unclear',
  ],
  [
    'a rhythm that cannot be read',
    { TERMS: 'responsibilities: { measure: { responsible: host } }' },
    { TERMS: 'responsibilities: { measure: { responsible: host, every: never } }' },
    'unclear',
  ],
  ['a notice that cannot be read', {}, { TERMS: 'changes: { notice: soon }' }, 'unclear'],
  ['a promise that adverse changes are allowed', {}, { TERMS: 'changes: { noAdverseChange: false }' }, ''],
];

describe('slips', () => {
  for (const [name, before, now, shop] of pairs)
    test(name, () => {
      assert.equal(told(before, now, 'shop'), shop);
      assert.equal(told(now, before, 'shop'), turned(shop));
    });

  test('another contact of the same party claims what it claimed', () => {
    const of = (by: string): Parts => ({ TERMS: `claims: { by: ${by}, to: host, within: 30 d }` });
    for (const party of ['shop', 'shop.finance']) assert.equal(told(of('shop'), of('shop.finance'), party), '');
    assert.equal(told(of('shop.finance'), of('host.noc'), 'shop'), 'weaker');
  });
});

/** Terms that count in business time, with what fewer hours are for the customer. */
const counting: readonly (readonly [name: string, terms: string, shop: string])[] = [
  [
    'a duty of the provider',
    'responsibilities: { restore: { responsible: host, within: 4 business hours } }',
    'weaker',
  ],
  [
    'a duty of the customer',
    'responsibilities: { restore: { responsible: shop, within: 4 business hours } }',
    'stronger',
  ],
  ['a notice ahead', 'responsibilities: { tell: { responsible: host, ahead: 5 business days } }', 'stronger'],
  ['a report', 'reporting: { every: month, by: host, to: [shop], within: 5 business days }', 'unclear'],
  ['a notice of changes', 'changes: { notice: 20 business days }', 'unclear'],
  ['a decision on claims', 'claims: { by: shop, to: host, within: 30 d, decision: 5 business days }', 'unclear'],
  ['a supplier', 'dependencies: { line: { party: net, atMost: 4 business hours, for: [up] } }', 'unclear'],
  ['nothing', 'changes: { notice: 20 d }', ''],
];

describe('hours of a calendar', () => {
  for (const [name, terms, shop] of counting)
    test(`count for ${name}`, () => {
      const [more, less] = [{ TERMS: terms, SAT: 'sat: "08:00-18:00"' }, { TERMS: terms }];
      assert.equal(told(more, less, 'shop'), shop);
      assert.equal(told(less, more, 'shop'), turned(shop));
    });

  test('count for a target to come', () => {
    const terms = 'window: month, tighten: { atMost: 4 business hours, afterWindows: 3 }';
    const [more, less] = [{ WINDOW: terms, SAT: 'sat: "08:00-18:00"' }, { WINDOW: terms }];
    assert.equal(told(more, less, 'shop'), 'weaker');
    assert.equal(told(less, more, 'shop'), 'stronger');
  });

  test('are unclear where some of them cannot be read', () => {
    const terms = 'responsibilities: { restore: { responsible: host, within: 4 business hours } }';
    const [read, unread] = ['"08:00-18:00"', '"late"'].map((hours) => ({ TERMS: terms, SAT: `sat: ${hours}` }));
    assert.ok(read !== undefined && unread !== undefined);
    assert.equal(told(read, unread, 'shop'), 'unclear');
    assert.equal(told(unread, read, 'shop'), 'unclear');
  });
});

describe('a section', () => {
  const without = (written: string): SlaFile => {
    const { text } = fileOf({}).snapshot;
    const [start, end] = [text.indexOf('objectives:\n'), text.indexOf('exclusions:')];
    return open({
      uri: 'file:///a.sla.yaml',
      version: version++,
      text: text.slice(0, start) + written + text.slice(end),
    });
  };
  test('with nothing below its name promises nothing any more', () => {
    const { changes, weaker } = diffOf(fileOf({}), without('objectives:\n'));
    assert.deepEqual(
      changes.map(({ kind, path }) => `${kind} ${path}`),
      ['removed objectives.up', 'removed objectives.quick'],
    );
    assert.deepEqual(weaker, ['shop']);
    assert.deepEqual(diffOf(without('objectives:\n'), fileOf({})).stronger, ['shop']);
    assert.deepEqual(diffOf(without('objectives:\n'), without('')).changes, []);
  });
  test('that is no map of clauses is unclear', () => {
    assert.ok(diffOf(fileOf({}), without('objectives: [up, quick]\n')).unclear.includes('shop'));
    assert.ok(diffOf(without('objectives: [up, quick]\n'), fileOf({})).unclear.includes('shop'));
  });
});

describe('a metric under another name', () => {
  const named = (id: string, column: string): SlaFile => {
    const text = fileOf({ METRIC: `measuredAt: edge, downWhen: ${column} > 5` })
      .snapshot.text.replace('  uptime: {', `  ${id}: {`)
      .replace('metric: uptime', `metric: ${id}`);
    return open({ uri: 'file:///a.sla.yaml', version: version++, text });
  };
  const paths = (before: SlaFile, now: SlaFile): readonly string[] =>
    diffOf(before, now).changes.map(({ kind, path }) => `${kind} ${path}`);
  test('leaves columns that are called alike as they are', () => {
    assert.deepEqual(paths(named('uptime', 'uptime'), named('reach', 'uptime')), ['renamed metrics.reach']);
  });
  test('does not hide that another column is read', () => {
    assert.deepEqual(paths(named('uptime', 'uptime'), named('reach', 'reach')), [
      'renamed metrics.reach',
      'changed metrics.reach.downWhen',
    ]);
  });
});
