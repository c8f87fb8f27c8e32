// Edits that look harmless, or like a gain, and are none: each was once told wrongly.
// It must never take the code's own word for what is weaker.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgreementChange } from '../../server/src/core/diff/agreement-change';
import { diffOf } from '../../server/src/core/diff/agreement-diff';
import { open } from '../../server/src/core/model/file';

interface Parts {
  readonly customer?: string;
  readonly calendars?: string;
  readonly metric?: string;
  readonly more?: string;
  readonly objective?: string;
  readonly objectives?: string;
  readonly exclusion?: string;
  readonly remedies?: string;
  readonly fee?: string;
}

/** An agreement by its parts; the one before and the one now differ in few of them. */
function textOf(parts: Parts): string {
  const customer = parts.customer ?? 'customer';
  return `sla: 1
id: parcels
title: Parcels
kind: customer
status: draft
version: 1.0.0
term: { from: 2026-01-01, to: 2026-12-31 }
timeZone: Europe/Berlin
parties:
  provider: { name: Host, role: provider }
  ${customer}: { name: Shop, role: customer }
calendars:
  ${parts.calendars ?? 'office: { hours: { mon-fri: "08:00-18:00" } }'}
metrics:
  main: { ${parts.metric ?? 'type: availability'}, measuredBy: provider }
  ${parts.more ?? 'second: { type: throughput, statistic: mean }'}
objectives:
  promise: { metric: main, ${parts.objective ?? 'atLeast: 99.9 %'}, window: month, excludes: [work], reason: Kept }
  ${parts.objectives ?? ''}
exclusions:
  work: { kind: scheduled-maintenance, ${parts.exclusion ?? `decidedBy: [provider, ${customer}]`} }
remedies:
  ${parts.remedies ?? 'report: { kind: report, by: provider, within: 10 d }'}
fees:
  ${parts.fee ?? 'Monthly Fee'}: 5000 EUR per month
`;
}

let version = 0;
const fileOf = (parts: Parts) => open({ uri: 'file:///a.sla.yaml', version: version++, text: textOf(parts) });

const changesOf = (before: Parts, now: Parts): readonly AgreementChange[] =>
  diffOf(fileOf(before), fileOf(now)).changes;

/** `PATH: DIRECTION, REASON` for the customer, whatever it is called, of every change that has a direction for it. */
function told(before: Parts, now: Parts): readonly string[] {
  return changesOf(before, now).flatMap(({ path, directions, reason }) => {
    const direction = directions.get(now.customer ?? 'customer');
    return direction === undefined ? [] : [`${path}: ${direction}, ${reason}`];
  });
}

const credits = 'credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }] }';
const back = 'back: { kind: earn-back, share: 50 %, afterWindows: 3, within: 3 months }';
const leave = (holder: string): string => `leave: { kind: termination, holder: ${holder}, when: every miss }`;
const withRemedies = (names: string, ...all: readonly string[]): Parts => ({
  objective: `atLeast: 99.9 %, remedies: [${names}]`,
  remedies: all.join('\n  '),
});
const minutes = (key: string, value: string, type: string): Parts => ({
  metric: `type: ${type}${value === '' ? '' : `, ${key}: ${value}`}`,
  objective: type === 'availability' ? 'atLeast: 99 %' : 'atMost: 4 h',
});
const hours = (bound: string, calendar = ', calendar: office'): Parts => ({
  metric: 'type: first-response-time',
  objective: `for: 95 %, atMost: ${bound}${calendar}`,
});
const office = 'office: { hours: { mon-fri: "08:00-18:00" } }';
const always = `always: { hours: 24x7 }\n  ${office}`;
const byGroup = (calendar: string, targets: string): Parts => ({
  metric: 'type: first-response-time',
  objective: `for: 95 %, per: priority, targets: { ${targets} }${calendar}`,
});
const night = 'night: { hours: { mon-fri: "20:00-22:00" } }';

const cases: readonly (readonly [name: string, before: Parts, now: Parts, expected: readonly string[]])[] = [
  [
    'an earn-back is no gain for the one who is owed',
    withRemedies('credits', credits, back),
    withRemedies('credits, back', credits, back),
    ['objectives.promise.remedies[1]: weaker, a consequence that helps the party that owes'],
  ],
  [
    'an earn-back that is no longer named is one',
    withRemedies('credits, back', credits, back),
    withRemedies('credits', credits, back),
    ['objectives.promise.remedies[1]: stronger, no longer a consequence that helps the party that owes'],
  ],
  [
    'more time to earn credits back is a loss',
    withRemedies('back', back),
    withRemedies('back', back.replace('3 months', '6 months')),
    ['remedies.back.within: weaker, 3 months longer to earn it back'],
  ],
  [
    'a limit of time to earn credits back is a gain',
    withRemedies('back', back.replace(', within: 3 months', '')),
    withRemedies('back', back),
    ['remedies.back.within: stronger, earned back for some time only'],
  ],
  [
    'the right of the provider to leave is no gain for the customer',
    withRemedies('credits', credits),
    withRemedies('credits, leave', credits, leave('provider')),
    [
      'objectives.promise.remedies[1]: weaker, a consequence that helps the party that owes',
      'remedies.leave: weaker, another consequence of a miss',
    ],
  ],
  [
    'the right of the customer is one',
    withRemedies('credits', credits),
    withRemedies('credits, leave', credits, leave('customer')),
    [
      'objectives.promise.remedies[1]: stronger, follows a miss as well',
      'remedies.leave: stronger, another consequence of a miss',
    ],
  ],
  [
    'the provider may leave after fewer misses',
    withRemedies('leave', leave('provider').replace('every miss', 'missed 3 of 6 windows')),
    withRemedies('leave', leave('provider')),
    ['remedies.leave.when: weaker, it takes fewer misses'],
  ],
  [
    'a cap that is named is a limit',
    withRemedies('credits', credits),
    withRemedies('credits', credits, 'lid: { kind: cap, of: Monthly Fee, limit: 25 % per year }'),
    ['remedies.lid: weaker, another limit to what is paid'],
  ],
  [
    'of two limits one is left',
    withRemedies('credits', credits.replace(' }] }', ' }], cap: [100 % per month, 25 % per year] }')),
    withRemedies('credits', credits.replace(' }] }', ' }], cap: 25 % per year }')),
    ['remedies.credits.cap[0]: stronger, one limit less to what is paid'],
  ],
  [
    'the gap between outages that are one counts as down',
    minutes('mergeGap', '10 min', 'availability'),
    minutes('mergeGap', '1 min', 'availability'),
    ['metrics.main.mergeGap: weaker, 9 min less: outages that are so close are one'],
  ],
  [
    'a mean of repairs gets longer or shorter without short ones',
    minutes('minimumLength', '60 min', 'mttr, clock: restore'),
    minutes('minimumLength', '1 min', 'mttr, clock: restore'),
    ['metrics.main.minimumLength: unclear, measured otherwise, so that the numbers are others'],
  ],
  [
    'a metric that is only a condition makes the promise hold less often',
    {
      more: 'second: { type: latency, unit: ms, statistic: p95 }',
      objective: 'atLeast: 99.9 %, when: second <= 300 ms',
    },
    {
      more: 'second: { type: latency, unit: ms, statistic: p99 }',
      objective: 'atLeast: 99.9 %, when: second <= 300 ms',
    },
    ['metrics.second.statistic: unclear, measured otherwise, so that the numbers are others'],
  ],
  [
    'a bound below the value is on the other side',
    { metric: 'type: latency, unit: ms, statistic: p95', objective: 'atLeast: 10 ms' },
    { metric: 'type: latency, unit: ms, statistic: p99', objective: 'atLeast: 10 ms' },
    ['metrics.main.statistic: unclear, measured otherwise, so that the numbers are others'],
  ],
  [
    'a business day is as long as its calendar says',
    hours('1 business day'),
    hours('20 business hours'),
    ['objectives.promise.atMost: unclear, 20 business hours in the place of 1 business day'],
  ],
  [
    'hours and minutes of business compare',
    hours('2 business hours'),
    hours('150 business min'),
    ['objectives.promise.atMost: weaker, 30 business minutes more allowed'],
  ],
  [
    'one bound for all groups in the place of one for each',
    { metric: 'type: first-response-time', objective: 'for: 95 %, per: priority, targets: { P1: { atMost: 15 min } }' },
    { metric: 'type: first-response-time', objective: 'for: 95 %, per: priority, atMost: 8 h' },
    [
      'objectives.promise.targets: unclear, one target became one for each group, or the other way round',
      'objectives.promise.atMost: unclear, one target became one for each group, or the other way round',
    ],
  ],
  [
    'the same number on the other side',
    { metric: 'type: latency, unit: ms, statistic: p95', objective: 'atMost: 300 ms' },
    { metric: 'type: latency, unit: ms, statistic: p95', objective: 'atLeast: 300 ms' },
    ['objectives.promise.atLeast: unclear, other values meet it now'],
  ],
  [
    'a share in the place of a statistic',
    { metric: 'type: latency, unit: ms, statistic: p95', objective: 'atMost: 300 ms' },
    { metric: 'type: latency, unit: ms, statistic: p95', objective: 'for: 50 %, atMost: 200 ms' },
    [
      'objectives.promise.for: unclear, judged by a share on one side only',
      'objectives.promise.atMost: unclear, judged by a share on one side only',
    ],
  ],
  [
    'hours that are named for plain time, which ticks around the clock where none are',
    hours('4 h', ''),
    hours('4 h'),
    ['objectives.promise.calendar: weaker, 4 d 22 h less a week counts'],
  ],
  [
    'plain time ticks around the clock when its hours are not named any more',
    hours('4 h'),
    hours('4 h', ''),
    ['objectives.promise.calendar: stronger, 4 d 22 h more a week counts'],
  ],
  [
    'the default calendar that business time names or not',
    hours('4 business hours'),
    hours('4 business hours', ''),
    [],
  ],
  [
    'around the clock that is named',
    { ...hours('4 h', ''), calendars: always },
    { ...hours('4 h', ', calendar: always'), calendars: always },
    [],
  ],
  [
    'hours for one group',
    byGroup('', 'P2: { atMost: 8 h }'),
    byGroup('', 'P2: { atMost: 8 h, calendar: office }'),
    ['objectives.promise.targets.P2.calendar: weaker, 4 d 22 h less a week counts'],
  ],
  [
    'the hours of the objective hold for a group that names none',
    byGroup(', calendar: office', 'P2: { atMost: 8 h }'),
    byGroup(', calendar: office', 'P2: { atMost: 8 h, calendar: office }'),
    [],
  ],
  [
    'hours of an objective, all of whose groups name theirs',
    byGroup('', 'P2: { atMost: 8 h, calendar: office }'),
    byGroup(', calendar: office', 'P2: { atMost: 8 h, calendar: office }'),
    [],
  ],
  [
    'hours of an objective, for the groups that name none',
    byGroup('', 'P2: { atMost: 8 h }, P3: { atMost: 9 h, calendar: office }'),
    byGroup(', calendar: office', 'P2: { atMost: 8 h }, P3: { atMost: 9 h, calendar: office }'),
    ['objectives.promise.calendar: weaker, 4 d 22 h less a week counts'],
  ],
  [
    'a second calendar leaves business time without one',
    hours('4 business hours', ''),
    { ...hours('4 business hours', ''), calendars: `${office}\n  ${night}` },
    ['calendars.night: unclear, no calendar is left for business time that names none'],
  ],
  [
    'another calendar counts for business time that names none',
    hours('4 business hours', ''),
    {
      ...hours('4 business hours', ''),
      calendars: 'late: { hours: { mon-fri: "09:00-12:00" }, holidays: [2026-12-25] }',
    },
    ['calendars.late: weaker, 1 d 11 h less a week counts, closed on 1 more holiday'],
  ],
  [
    'a second calendar is nothing to those who name theirs',
    hours('4 business hours'),
    { ...hours('4 business hours'), calendars: `${office}\n  ${night}` },
    [],
  ],
  [
    'a metric that is gone, and is still judged',
    { more: 'other: { type: availability }', objectives: 'third: { metric: other, atLeast: 99 %, window: month }' },
    { objectives: 'third: { metric: other, atLeast: 99 %, window: month }' },
    ['metrics.other: unclear, still named, and no longer defined'],
  ],
  ['a metric that nobody judges', {}, { more: 'second: none', objective: 'atLeast: 99.9 %' }, []],
  [
    'a source that is no map any more, and a calendar that is gone',
    {
      calendars: `${office}\n  ${night}`,
      metric: 'type: availability, data: log',
      fee: 'Rent',
      more: 'x-a: 1\ndata:\n  log: { file: a.csv }',
      objective: 'atLeast: 99.9 %, calendar: night',
    },
    {
      calendars: office,
      metric: 'type: availability, data: log',
      fee: 'Rent',
      more: 'x-a: 1\ndata:\n  log: none',
      objective: 'atLeast: 99.9 %, calendar: night',
    },
    ['calendars.night: unclear, still named, and no longer defined', 'data.log: unclear, it cannot be read'],
  ],
  [
    'a party that is called otherwise decides no more',
    {},
    { customer: 'client', exclusion: 'decidedBy: [provider]' },
    ['exclusions.work.decidedBy[1]: weaker, client decides no more'],
  ],
  [
    'a smaller part of a fee that is called otherwise',
    withRemedies('credits', credits),
    { ...withRemedies('credits', credits.replace('Monthly Fee', 'Rent').replace('10 %', '9 %')), fee: 'Rent' },
    ['remedies.credits.tiers[0].credit: weaker, 9 % instead of 10 % below 99.9 %'],
  ],
  [
    'a time in the smaller of two units',
    { metric: 'type: first-response-time', objective: 'for: 95 %, atMost: 15 min' },
    { metric: 'type: first-response-time', objective: 'for: 95 %, atMost: 1 h' },
    ['objectives.promise.atMost: weaker, 45 min more allowed'],
  ],
];

for (const [name, before, now, expected] of cases) test(name, () => assert.deepEqual(told(before, now), expected));

test('hours that are written in two parts are the same hours', () => {
  const [whole, parts] = ['"08:00-18:00"', '["08:00-12:00", "12:00-18:00"]'].map((day): Parts => ({
    calendars: `office: { hours: { mon-fri: ${day} } }`,
  }));
  assert.ok(whole !== undefined && parts !== undefined);
  assert.deepEqual(changesOf(whole, parts), []);
});

for (const text of ['', '# nothing but a comment\n', '- sla: 1\n', 'nothing'])
  test(`an agreement that became ${JSON.stringify(text)} promises nothing any more`, () => {
    const [full, emptied] = [fileOf({}), open({ uri: 'file:///a.sla.yaml', version: version++, text })];
    const { changes, weaker } = diffOf(full, emptied);
    assert.ok(weaker.includes('customer'));
    assert.ok(changes.some(({ path, kind }) => kind === 'removed' && path === 'objectives.promise'));
    assert.ok(diffOf(emptied, full).stronger.includes('customer'));
  });

test('a table of very many tiers is unclear, and holds nobody up', () => {
  const table = (credit: number): Parts => {
    const tiers = Array.from(
      { length: 1_000 },
      (_, at) => `{ below: ${99 - at / 1_000} %, credit: ${credit + at / 100} % }`,
    );
    return withRemedies('credits', `credits: { kind: service-credit, of: Monthly Fee, tiers: [${tiers.join(', ')}] }`);
  };
  const found = told(table(10), table(5));
  assert.equal(found.length, 1_000);
  assert.ok(found.every((text) => text.endsWith(': unclear, other credits for a miss')));
});
