// Proves that no verdict stands on text that was not read as it was meant, and that other mistakes withhold nothing.
// It must never accept a result with windows where a bound, a filter or an exclusion is broken.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { ObjectiveResult } from '../../server/src/core/compliance/result';
import { withheld } from '../../server/src/core/rules/doubt';
import { fileOf } from './example';

const original = readFileSync('examples/orders-api.sla.yaml', 'utf8');

/** The objectives whose results are withheld from a text, with the reason. */
function withheldFrom(text: string): Readonly<Record<string, string>> {
  const file = fileOf(text);
  const results = file.model.objectives.map(
    ({ id }) =>
      ({
        objective: id,
        metric: '',
        type: '',
        unit: '',
        windows: [{}],
        unavailable: undefined,
      }) as unknown as ObjectiveResult,
  );
  return Object.fromEntries(
    withheld(file, results).flatMap(({ objective, windows, unavailable }) =>
      windows.length === 0 ? [[objective, unavailable ?? '']] : [],
    ),
  );
}

const all = ['availability', 'latency', 'slow-requests', 'restore', 'repair-mean', 'support-response'];

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ['    atLeast: 99.9 %\n', '    atLeast: 99,9 %\n', ['availability']],
  ['    atLeast: 99.9 %\n', '    atleast: 99.9 %\n', ['availability']],
  ['    atLeast: 99.9 %\n', '    atMost: 99.9 %\n', ['availability']],
  ['    for: 99 %', '    for: 99', ['slow-requests']],
  ['    type: availability\n', '    type: availability\n    <<: { noData: good }\n', ['availability']],
  // A share of events is no lower target of a type that yields one value.
  ['    atLeast: 99.9 %\n', '    for: 95 %\n    atLeast: 99.9 %\n', ['availability']],
  ['    type: availability\n', '    type: availability\n    statistic: p95\n', ['availability']],
  ['    minimumCoverage: 95 %', '    minimumCoverage: 95', ['availability']],
  ['    minimumCoverage: 95 %', '    minimumCoverge: 95 %', ['availability']],
  ['    noData: skip', '    noData: gud', ['availability']],
  // The minutes feed availability, and the load on which latency depends.
  ['    every: 1 min', '    every: 1', ['availability', 'latency']],
  ['    every: 5 min', '    evry: 5 min', ['latency', 'slow-requests']],
  ['limit: 4 h per month', 'limit: 4 h', ['availability', 'latency', 'slow-requests']],
  ['notice: 24 h, evidence', 'notice: 24, evidence', ['availability']],
  ['excludes: [maintenance, customer-caused', 'excludes: [maintenence, customer-caused', ['availability']],
  [
    'hours: { mon-thu: "08:00-18:00"',
    'hours: { mon-thu: "8-18"',
    ['availability', 'latency', 'slow-requests', 'restore', 'support-response'],
  ],
  ['timeZone: Europe/Berlin\npurpose', 'timeZone: Berlin\npurpose', all],
  ['to: 2026-12-31 }\ntime', 'to: 2026-12-32 }\ntime', all],
  ['P3: { atMost: 4 business hours', 'P3: { atMost: 4 busines hours', ['support-response']],
  ['  duration:\n', '  uptime: { type: availability }\n  duration:\n', ['availability']],
  // A line that a tab or a wrong depth loses may have held anything.
  ['    excludes: [maintenance, c', '\texcludes: [maintenance, c', ['availability']],
  ['    remedies: [credits, root-cause, exit]', '\tremedies: [credits, root-cause, exit]', ['availability']],
  ['  maintenance: { kind', '\tmaintenance: { kind', all],
  ['    noData: skip\n', '   noData: skip\n', all],
  ['\npriorities:', '\n\tpriorities:', ['support-response']],
  ['timeZone: Europe/Berlin\npurpose', 'timezone: Europe/Berlin\npurpose', all],
  ['    downWhen: bad / total > 5 %', '    downWhen: bad / total > 5', ['availability']],
  ['limit: 4 h per month', 'limit: 4 per month', ['availability', 'latency', 'slow-requests']],
  ['      P3: { atMost', '      p3: { atMost', ['support-response']],
  // What changes no number withholds nothing.
  ['    owedBy: provider', '    owedBy: provdier', []],
  ['    remedies: [latency-credit]', '    remedeis: [latency-credit]', []],
  ['title: Orders API', 'title: @Orders API', []],
  ['evidence: gateway log', 'evidence: { log: gateway }', []],
  ['within: 24 h }', 'within: 24 }', []],
  ['next: 2027-01-12', 'next: 2027-13-12', []],
];

describe('results that rest on unreadable text', () => {
  test('nothing is withheld from the original', () => assert.deepEqual(withheldFrom(original), {}));
  for (const [from, to, objectives] of cases)
    test(`${JSON.stringify(to.slice(0, 50))} withholds ${objectives.join(', ') || 'nothing'}`, () => {
      assert.ok(original.includes(from), 'the example has changed');
      assert.deepEqual(Object.keys(withheldFrom(original.replace(from, () => to))), objectives);
    });
  test('the reason names line and rule', () => {
    const text = original.replace('    atLeast: 99.9 %\n', '    atLeast: 99,9 %\n');
    const line = text.slice(0, text.indexOf('99,9 %')).split('\n').length;
    assert.equal(withheldFrom(text)['availability'], `line ${line} has an error (invalid-scalar)`);
  });
  test('a suppressed mistake withholds as well, but for a key that is kept on purpose', () => {
    const value = original.replace(
      '    atLeast: 99.9 %\n',
      '    atLeast: 99,9 % # sla-ignore invalid-scalar: as signed\n',
    );
    assert.deepEqual(Object.keys(withheldFrom(value)), ['availability']);
    const key = original.replace(
      '    noData: skip\n',
      '    noData: skip\n    color: red # sla-ignore unknown-key: ours\n',
    );
    assert.deepEqual(withheldFrom(key), {});
  });
});

describe('what an objective reads besides', () => {
  const text = (broken: string, fixed: string): string =>
    `sla: 1
id: a
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data:
  log: { file: log.csv }
  people: { file: people.csv, every: 1 d }
  stops: { file: stops.csv, every: 1 d }
metrics:
  up: { type: availability, data: log, noData: skip }
  weighted: { type: user-weighted-availability, data: log, users: people }
  repair: { type: time-to-restore, data: log, pauses: stops, statistic: max }
  own: { type: custom, data: log, expression: 'sum(x) / sum(y, people)', unit: points, better: lower, noData: skip }
  all: { type: composite-all-met, members: [o-up] }
  chain: { type: composite-availability, members: [up], topology: serial }
objectives:
  o-up: { metric: up, atLeast: 99 %, window: month }
  o-weighted: { metric: weighted, atLeast: 99 %, window: month }
  o-repair: { metric: repair, atMost: 4 h, window: month }
  o-own: { metric: own, atMost: 4 points, window: month }
  o-all: { metric: all, holds: true, window: month }
  o-chain: { metric: chain, atLeast: 99 %, window: month }
`.replace(fixed, broken);

  for (const [fixed, broken, wanted] of [
    ['people.csv, every: 1 d', 'people.csv, every: 1', ['o-weighted', 'o-own']],
    ['stops.csv, every: 1 d', 'stops.csv, every: 1', ['o-repair']],
    ['metric: up, atLeast: 99 %', 'metric: up, atLeast: 99,5 %', ['o-up', 'o-all']],
    ['data: log, noData: skip }\n  weighted', 'data: log, noData: skp }\n  weighted', ['o-up', 'o-all', 'o-chain']],
  ] as const)
    test(`${broken} withholds ${wanted.join(', ')}`, () => {
      assert.deepEqual(Object.keys(withheldFrom(text(broken, fixed))), wanted);
    });

  test('withholds nothing where all is well', () => {
    assert.deepEqual(withheldFrom(text('', '')), {});
  });
});
