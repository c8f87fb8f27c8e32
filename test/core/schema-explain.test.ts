// One mistake is one problem: each case changes one place of a sound agreement and names rule, token and message.
import assert from 'node:assert/strict';
import test from 'node:test';
import { shapeProblems, type ShapeProblem } from '../../server/src/core/schema/explain';
import { parse } from '../../server/src/core/syntax/parse';

const sound = `sla: 1
id: shop
title: Shop
kind: customer
status: active
version: 1.0.0
term: { from: 2026-01-01, to: 2026-12-31 }
timeZone: Europe/Berlin
parties:
  provider: { name: Host, role: provider, type: team, contacts: { noc: noc@host.example } }
  customer: { name: Shop, role: customer }
services:
  web: { name: Web, owner: provider, parameters: { tier: gold } }
goals:
  sell:
    statement: Shoppers can buy.
    objectives: [availability]
    derivation:
      orders: 100 orders
      double: { of: orders * 2, equals: 200 orders }
calendars:
  office: { hours: { mon-fri: "08:00-18:00" }, holidays: [2026-12-25] }
  always: { hours: 24x7 }
data:
  probes: { file: probes.csv, columns: { at: checked, ok: ok }, covers: { from: 2026-01-01 }, every: 5 min }
metrics:
  uptime:
    type: probe-availability
    data: probes
    measuredBy: provider
    noData: unknown
    rounding: { digits: 3, mode: down }
    baseline: { value: 99.97 %, window: month, windows: 6 }
  repair: { type: mttr, clock: restore }
  speed: { type: latency, statistic: p95, timeouts: bad }
objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    per: region
    owedBy: provider
    owedTo: customer
    excludes: [work]
    remedies: [credits, notice]
    tighten: { atLeast: 99.95 %, afterWindows: 6 }
  support:
    metric: repair
    window: { every: year, anchor: 2026-01-01 }
    targets:
      P1: { atMost: 1 h, calendar: always }
exclusions:
  work: { kind: scheduled-maintenance, notice: 5 d, slot: { sun: "02:00-06:00" }, limit: 4 h per month, decidedBy: [customer] }
  storm:
    kind: force-majeure
    intervals:
      - { from: 2026-02-01, to: 2026-02-02 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
    cap: 100 % per month
  notice: { kind: report, what: Cause, by: provider, within: 5 d }
fees:
  Monthly Fee: 5000 EUR per month
priorities:
  levels: { P1: down }
  decidedBy: [customer]
claims: { by: customer, to: provider, within: 30 d, after: window-end, automatic: true }
responsibilities:
  measure: { responsible: provider, informed: [customer], every: month }
dependencies:
  cloud: { party: provider, agreement: cloud.sla.yaml, objective: availability, topology: serial, for: [availability] }
references:
  terms: { kind: terms, title: Terms, version: 2026-01 }
glossary:
  Outage: Time without service.
reporting: { every: month, by: provider, to: [customer] }
review: { every: year, next: 2026-12-01 }
changes: { procedure: written, noAdverseChange: true }
disputes: { measurementOfRecord: provider }
approvals:
  provider: { name: A, date: 2025-12-01 }
  customer: { name: B, date: 2025-12-01 }
history:
  1.0.0: { date: 2025-12-01, summary: First. }
`;

function problemsOf(text: string): readonly ShapeProblem[] {
  return shapeProblems(parse(text));
}

function printed(text: string, problem: ShapeProblem): string {
  return `${problem.rule} | ${text.slice(problem.span.start, problem.span.end)} | ${problem.message}`;
}

/** A place of the sound agreement, what stands there instead, and the one problem that follows. */
type Case = readonly [from: string, to: string, expected: string];

const unknownKeys: readonly Case[] = [
  ['kind: customer\n', 'kind: customer\nkidn: x\n', 'unknown-key | kidn | "kidn" is not a key of an agreement'],
  [
    'title: Shop\n',
    'title: Shop\npurpse: x\n',
    'unknown-key | purpse | "purpse" is not a key of an agreement; did you mean "purpose"?',
  ],
  [
    'owedBy: provider',
    'owdBy: provider',
    'unknown-key | owdBy | "owdBy" is not a key of an objective; did you mean "owedBy"?',
  ],
  [
    'owedBy: provider',
    'obligor: provider',
    'unknown-key | obligor | "obligor" is not a key of an objective; did you mean "owedBy"?',
  ],
  [
    'owedTo: customer',
    'beneficiary: customer',
    'unknown-key | beneficiary | "beneficiary" is not a key of an objective; did you mean "owedTo"?',
  ],
  [
    'atLeast: 99.9 %',
    'target: 99.9 %',
    'unknown-key | target | "target" is not a key of an objective; did you mean "atLeast"?',
  ],
  [
    'per: region',
    'at_most: 1',
    'unknown-key | at_most | "at_most" is not a key of an objective; did you mean "atMost"?',
  ],
  ['name: Host, role', 'nam: Host, role', 'unknown-key | nam | "nam" is not a key of a party; did you mean "name"?'],
  [
    'owner: provider, parameters',
    'ownr: provider, parameters',
    'unknown-key | ownr | "ownr" is not a key of a service; did you mean "owner"?',
  ],
  ['to: 2026-12-31', 'until: 2026-12-31', 'unknown-key | until | "until" is not a key of the term'],
  ['every: 5 min', 'evry: 5 min', 'unknown-key | evry | "evry" is not a key of a data source; did you mean "every"?'],
  [
    'measuredBy: provider\n',
    'measuredby: provider\n',
    'unknown-key | measuredby | "measuredby" is not a key of a metric of type "probe-availability"; did you mean "measuredBy"?',
  ],
  [
    'data: probes\n',
    'data: probes\n    definition: rfc3393\n',
    'unknown-key | definition | "definition" is not a key of a metric of type "probe-availability"',
  ],
  ['mode: down', 'mod: down', 'unknown-key | mod | "mod" is not a key of rounding; did you mean "mode"?'],
  ['windows: 6', 'window_count: 6', 'unknown-key | window_count | "window_count" is not a key of a baseline'],
  ['afterWindows: 6', 'after: 6', 'unknown-key | after | "after" is not a key of tighten'],
  ['anchor: 2026-01-01', 'anker: 2026-01-01', 'unknown-key | anker | "anker" is not a key of a window'],
  [
    'atMost: 1 h, calendar',
    'atmost: 1 h, calendar',
    'unknown-key | atmost | "atmost" is not a key of a target; did you mean "atMost"?',
  ],
  [
    'notice: 5 d',
    'notices: 5 d',
    'unknown-key | notices | "notices" is not a key of an exclusion; did you mean "notice"?',
  ],
  [
    'cap: 100 % per month',
    'path: [a]',
    'unknown-key | path | "path" is not a key of a remedy of kind "service-credit"',
  ],
  ['credit: 10 %', 'creditt: 10 %', 'unknown-key | creditt | "creditt" is not a key of a tier; did you mean "credit"?'],
  [
    'decidedBy: [customer]\nclaims',
    'decided: [customer]\nclaims',
    'unknown-key | decided | "decided" is not a key of the priorities; did you mean "decidedBy"?',
  ],
  [
    'within: 30 d',
    'deadline: 30 d',
    'unknown-key | deadline | "deadline" is not a key of the claims; did you mean "within"?',
  ],
  [
    'informed: [customer]',
    'informs: [customer]',
    'unknown-key | informs | "informs" is not a key of a duty; did you mean "informed"?',
  ],
  [
    'topology: serial',
    'topologi: serial',
    'unknown-key | topologi | "topologi" is not a key of a dependency; did you mean "topology"?',
  ],
  ['title: Terms', 'title: Terms, link: x', 'unknown-key | link | "link" is not a key of a reference'],
  ['next: 2026-12-01', 'nxt: 2026-12-01', 'unknown-key | nxt | "nxt" is not a key of the review; did you mean "next"?'],
  [
    'procedure: written',
    'procedur: written',
    'unknown-key | procedur | "procedur" is not a key of the changes; did you mean "procedure"?',
  ],
  [
    'summary: First.',
    'sumary: First.',
    'unknown-key | sumary | "sumary" is not a key of an entry of the history; did you mean "summary"?',
  ],
  [
    'measurementOfRecord: provider',
    'measurementOfRecords: provider',
    'unknown-key | measurementOfRecords | "measurementOfRecords" is not a key of the disputes; did you mean "measurementOfRecord"?',
  ],
];

const missingKeys: readonly Case[] = [
  ['title: Shop\n', '', 'missing-key | sla | An agreement needs "title"'],
  ['version: 1.0.0\n', '', 'missing-key | sla | An agreement needs "version"'],
  ['term: { from: 2026-01-01, to: 2026-12-31 }\n', '', 'missing-key | sla | An agreement needs "term"'],
  [
    'approvals:\n  provider: { name: A, date: 2025-12-01 }\n  customer: { name: B, date: 2025-12-01 }\n',
    '',
    'missing-key | sla | An agreement needs "approvals"',
  ],
  ['    metric: uptime\n', '', 'missing-key | availability | An objective needs "metric"'],
  ['    type: probe-availability\n', '', 'missing-key | uptime | A metric needs "type"'],
  ['role: customer', 'type: team', 'missing-key | customer | A party needs "role"'],
  ['from: 2026-01-01, to: 2026-12-31', 'to: 2026-12-31', 'missing-key | term | The term needs "from"'],
  ['statement: Shoppers can buy.', 'owner: customer', 'missing-key | sell | A goal needs "statement"'],
  ['hours: 24x7', 'timeZone: UTC', 'missing-key | always | A calendar needs "hours"'],
  ['file: probes.csv, ', '', 'missing-key | probes | A data source needs "file"'],
  ['kind: scheduled-maintenance, ', '', 'missing-key | work | An exclusion needs "kind"'],
  ['kind: report, ', '', 'missing-key | notice | A remedy needs "kind"'],
  [
    'kind: report, what: Cause, by: provider, within: 5 d',
    'kind: termination',
    'missing-key | notice | A remedy of kind "termination" needs "holder"',
  ],
  ['from: 2026-02-01, to: 2026-02-02', 'from: 2026-02-01', 'missing-key | from | An interval needs "to"'],
  ['party: provider, ', '', 'missing-key | cloud | A dependency needs "party"'],
  ['title: Terms, ', '', 'missing-key | terms | A reference needs "title"'],
  ['name: B, ', '', 'missing-key | customer | An approval needs "name"'],
  ['value: 99.97 %, ', '', 'missing-key | baseline | A baseline needs "value"'],
];

const wrongShapes: readonly Case[] = [
  ['parties:\n', 'parties: nobody\nx-old:\n', 'wrong-shape | nobody | parties takes a map, not "nobody"'],
  ['title: Shop\n', 'title: [Shop]\n', 'wrong-shape | title | title takes text, not a list'],
  [
    '  customer: { name: Shop, role: customer }',
    '  customer: Shop',
    'wrong-shape | Shop | "customer" takes a map, not "Shop"',
  ],
  ['term: { from: 2026-01-01, to: 2026-12-31 }', 'term: 2026', 'wrong-shape | 2026 | term takes a map, not "2026"'],
  [
    'objectives: [availability]',
    'objectives: availability',
    'wrong-shape | availability | objectives takes a list, not "availability"',
  ],
  [
    'double: { of: orders * 2, equals: 200 orders }',
    'double: [orders, 2]',
    'wrong-shape | double | "double" takes a single value or a map, not a list',
  ],
  ['hours: 24x7', 'hours: [24x7]', 'wrong-shape | hours | hours takes a single value or a map, not a list'],
  ['columns: { at: checked, ok: ok }', 'columns: [at, ok]', 'wrong-shape | columns | columns takes a map, not a list'],
  ['rounding: { digits: 3, mode: down }', 'rounding: 3', 'wrong-shape | 3 | rounding takes a map, not "3"'],
  [
    'atLeast: 99.9 %\n',
    'atLeast: { value: 99.9 }\n',
    'wrong-shape | atLeast | atLeast takes a single value, not a map',
  ],
  ['window: month\n', 'window: [month]\n', 'wrong-shape | window | window takes a single value or a map, not a list'],
  ['remedies: [credits, notice]', 'remedies: credits', 'wrong-shape | credits | remedies takes a list, not "credits"'],
  ['limit: 4 h per month', 'limit: [4 h per month]', 'wrong-shape | limit | limit takes a single value, not a list'],
  ['- { below: 99.9 %, credit: 10 % }', '- 10 %', 'wrong-shape | 10 % | An item of tiers takes a map, not "10 %"'],
  [
    'automatic: true',
    'automatic: always',
    'wrong-shape | always | automatic takes true or false or a list, not "always"',
  ],
  [
    'noAdverseChange: true',
    'noAdverseChange: maybe',
    'wrong-shape | maybe | noAdverseChange takes true or false, not "maybe"',
  ],
  [
    'responsible: provider, informed',
    'responsible: [[provider]], informed',
    'wrong-shape | [provider] | An item of responsible takes text, not a list',
  ],
  ['window: month\n    per', 'window:\n    per', 'wrong-shape | window | window has no value'],
  ['Outage: Time without service.', 'Outage:', 'wrong-shape | Outage | "Outage" has no value'],
  ['metric: uptime', 'metric: ~', 'wrong-shape | metric | metric has no value'],
  ['type: probe-availability', 'type: [availability]', 'wrong-shape | type | type takes text, not a list'],
  ['kind: report, what: Cause', 'kind: { a: b }, what: Cause', 'wrong-shape | kind | kind takes text, not a map'],
  [
    '  repair: { type: mttr, clock: restore }',
    '  repair: mttr',
    'wrong-shape | mttr | "repair" takes a map, not "mttr"',
  ],
  [
    'Monthly Fee: 5000 EUR per month',
    'Monthly Fee: [5000 EUR]',
    'wrong-shape | Monthly Fee | "Monthly Fee" takes a single value or a map, not a list',
  ],
];

const unknownValues: readonly Case[] = [
  [
    'kind: customer\n',
    'kind: custommer\n',
    'unknown-value | custommer | "custommer" is not one of 3 values; did you mean "customer"?',
  ],
  [
    'status: active',
    'status: active2',
    'unknown-value | active2 | "active2" is not one of 6 values; did you mean "active"?',
  ],
  ['role: customer', 'role: buyer', 'unknown-value | buyer | "buyer" is not one of 3 values'],
  ['type: team', 'type: teams', 'unknown-value | teams | "teams" is not one of 3 values; did you mean "team"?'],
  ['noData: unknown', 'noData: ignore', 'unknown-value | ignore | "ignore" is not one of 4 values'],
  ['mode: down', 'mode: floor', 'unknown-value | floor | "floor" is not one of 4 values'],
  ['timeouts: bad', 'timeouts: badd', 'unknown-value | badd | "badd" is not one of 2 values; did you mean "bad"?'],
  [
    'kind: scheduled-maintenance',
    'kind: maintenance',
    'unknown-value | maintenance | "maintenance" is not one of 11 values',
  ],
  [
    'kind: service-credit',
    'kind: service-credits',
    'unknown-value | service-credits | "service-credits" is not one of 14 values; did you mean "service-credit"?',
  ],
  [
    'cap: 100 % per month',
    'stacking: added',
    'unknown-value | added | "added" is not one of 2 values; did you mean "add"?',
  ],
  ['after: window-end', 'after: the-end', 'unknown-value | the-end | "the-end" is not one of 6 values'],
  [
    'topology: serial',
    'topology: seriel',
    'unknown-value | seriel | "seriel" is not one of 4 values; did you mean "serial"?',
  ],
  ['kind: terms', 'kind: term', 'unknown-value | term | "term" is not one of 7 values; did you mean "terms"?'],
  ['per: region', 'status: owed', 'unknown-value | owed | "owed" is not "indicator", the only value'],
];

const invalidIds: readonly Case[] = [
  [
    'id: shop',
    'id: My Shop',
    'invalid-id | My Shop | "My Shop" must match a-z, 0-9 and hyphens, starting with a letter',
  ],
  [
    '  web: {',
    '  Web Site: {',
    'invalid-id | Web Site | "Web Site" must match a-z, 0-9 and hyphens, starting with a letter',
  ],
  [
    '  speed: {',
    '  speed_p95: {',
    'invalid-id | speed_p95 | "speed_p95" must match a-z, 0-9 and hyphens, starting with a letter',
  ],
  [
    '  support:\n',
    '  2nd-line:\n',
    'invalid-id | 2nd-line | "2nd-line" must match a-z, 0-9 and hyphens, starting with a letter',
  ],
  [
    '  measure: {',
    '  Measure: {',
    'invalid-id | Measure | "Measure" must match a-z, 0-9 and hyphens, starting with a letter',
  ],
];

const cases = [...unknownKeys, ...missingKeys, ...wrongShapes, ...unknownValues, ...invalidIds];

test('a sound agreement has no shape problem', () => {
  assert.deepEqual(problemsOf(sound), []);
});

test('one mistake is one problem, at the smallest token', () => {
  assert.ok(cases.length >= 60);
  for (const [from, to, expected] of cases) {
    assert.ok(sound.includes(from), `the sound agreement holds ${from}`);
    const text = sound.replace(from, to);
    assert.deepEqual(
      problemsOf(text).map((problem) => printed(text, problem)),
      [expected],
      to,
    );
  }
});

test('messages hold at most 100 signs and do not end with a full stop', () => {
  for (const [from, to] of cases) {
    for (const { message } of problemsOf(sound.replace(from, to))) {
      assert.ok(message.length <= 100, message);
      assert.doesNotMatch(message, /\.$/);
    }
  }
});

/** Applies the first fix of the only problem, or the one with this title. */
function mended(text: string, title?: string): string {
  const fixes = problemsOf(text).flatMap((problem) => problem.fixes ?? []);
  const fix = title === undefined ? fixes[0] : fixes.find((candidate) => candidate.title === title);
  assert.ok(fix, `a fix for ${text.slice(0, 40)}`);
  return [...fix.edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((result, { span, newText }) => result.slice(0, span.start) + newText + result.slice(span.end), text);
}

test('fixes rename, replace and insert, and the result is sound', () => {
  const changes: readonly (readonly [from: string, to: string])[] = [
    ['owedBy: provider', 'owdBy: provider'],
    ['owedTo: customer', 'beneficiary: customer'],
    ['status: active', 'status: active2'],
    ['timeouts: bad', 'timeouts: badd'],
    ['remedies: [credits, notice]', 'remedies: [credit-x]'],
    ['objectives: [availability]', 'objectives: availability'],
    ['noAdverseChange: true', 'noAdverseChange: yes'],
    ['title: Shop', 'title: [Shop]'],
    ['id: shop', 'id: Shöp 2'],
  ];
  for (const [from, to] of changes) {
    const text = sound.replace(from, to);
    if (problemsOf(text).length > 0) assert.deepEqual(problemsOf(mended(text)), [], to);
  }
  for (const [from, to] of missingKeys) {
    const text = sound.replace(from, to);
    assert.deepEqual(
      problemsOf(mended(text)).filter((problem) => problem.rule === 'missing-key' || problem.rule === 'unknown-key'),
      [],
      to,
    );
  }
});

test('a missing key is inserted at its place and indentation', () => {
  const text = sound.replace('    metric: uptime\n', '');
  assert.ok(mended(text).includes('  availability:\n    metric: TODO\n    atLeast: 99.9 %\n'));
  assert.ok(mended(sound.replace('title: Shop\n', '')).startsWith('sla: 1\nid: shop\ntitle: TODO\nkind: customer\n'));
  assert.ok(mended(sound.replace('role: customer', 'type: team')).includes('{ name: Shop, role: TODO, type: team }'));
});

test('an unknown key can be kept as an extension', () => {
  const text = sound.replace('title: Shop\n', 'title: Shop\nkidn: 1\n');
  assert.deepEqual(problemsOf(mended(text, 'Keep it as "x-kidn"')), []);
});

test('a list of maps with an id becomes a map', () => {
  const block = sound.replace(/services:\n.*\n/, 'services:\n  - id: web\n    name: Web\n  - { id: api, name: API }\n');
  assert.ok(mended(block).includes('services:\n  web:\n    name: Web\n  api: { name: API }\n'));
  assert.deepEqual(problemsOf(mended(block)), []);
  const shallow = sound.replace(/services:\n.*\n/, 'services:\n- id: web\n  name: Web\n  owner: provider\n');
  assert.ok(mended(shallow).includes('services:\n  web:\n    name: Web\n    owner: provider\n'));
});

test('an id is renamed with its uses', () => {
  const text = sound.replace('  speed: {', '  Speed: {').replace('metric: repair', 'metric: Speed');
  assert.ok(mended(text).includes('  speed: {') && mended(text).includes('metric: speed'));
});

test('keys that begin with x- are free, in maps by id too', () => {
  assert.deepEqual(problemsOf(`${sound}x-team: { a: [1, { b: ~ }] }\n`), []);
  assert.deepEqual(problemsOf(sound.replace('metric: uptime', 'metric: uptime\n    x-note: 1')), []);
  assert.deepEqual(problemsOf(sound.replace('services:\n', 'services:\n  x-Shared: 5\n')), []);
});

test('other rules speak of metric types, language versions, windows and single approvals', () => {
  assert.deepEqual(
    problemsOf(sound.replace('type: probe-availability', 'type: probe-availabilty\n    anything: 5')),
    [],
  );
  assert.deepEqual(problemsOf(sound.replace('sla: 1', 'sla: 7')), []);
  assert.deepEqual(problemsOf(sound.replace('    window: month\n    per', '    per')), []);
  assert.deepEqual(problemsOf(sound.replace('timeZone: Europe/Berlin\n', '')), []);
  assert.deepEqual(problemsOf(sound.replace('  customer: { name: B, date: 2025-12-01 }\n', '')), []);
  assert.deepEqual(problemsOf(sound.replace('clock: restore', 'clock: from the call to the handshake')), []);
  assert.deepEqual(
    problemsOf(sound.replace('responsible: provider, informed', 'responsible: [provider, customer], informed')),
    [],
  );
});

test('keys with names of the language below are harmless', () => {
  for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype']) {
    const text = sound.replace('title: Shop\n', `title: Shop\n${key}: { polluted: 1 }\n`);
    assert.deepEqual(
      problemsOf(text).map((problem) => `${problem.rule} ${text.slice(problem.span.start, problem.span.end)}`),
      [`unknown-key ${key}`],
    );
    const asId = sound.replace('services:\n', `services:\n  ${key}: { name: X }\n`);
    const rules = problemsOf(asId).map((problem) => problem.rule);
    assert.deepEqual(rules, /^[a-z]+$/.test(key) ? [] : ['invalid-id']);
    const asKind = sound.replace('kind: report', `kind: ${key}`);
    assert.deepEqual(
      problemsOf(asKind).map((problem) => problem.rule),
      ['unknown-value'],
    );
    assert.deepEqual(problemsOf(sound.replace('type: mttr', `type: ${key}`)), []);
    assert.deepEqual(problemsOf(sound.replace('Outage: Time', `${key}: Time`)), []);
  }
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
});

test('aliases, circles and merge keys give no false problem', () => {
  assert.deepEqual(
    problemsOf(
      sound
        .replace('{ name: B, date: 2025-12-01 }', '*a')
        .replace('{ name: A, date: 2025-12-01 }', '&a { name: A, date: 2025-12-01 }'),
    ),
    [],
  );
  assert.deepEqual(
    problemsOf(sound.replace('parameters: { tier: gold }', 'parameters: &p { tier: gold, self: *p }')),
    [],
  );
  assert.deepEqual(problemsOf(sound.replace('services:\n', 'services: &s\n  again: *s\n')), []);
  assert.deepEqual(
    problemsOf(
      sound
        .replace('  customer: { name: Shop, role: customer }', '  customer: { <<: *x, name: Shop }')
        .replace('{ name: Host', '&x { name: Host'),
    ),
    [],
  );
});

test('an empty or unfinished text gives at most one problem', () => {
  assert.equal(problemsOf('').length, 1);
  assert.deepEqual(
    problemsOf('own').map(({ rule }) => rule),
    ['wrong-shape'],
  );
  assert.deepEqual(
    problemsOf('- a\n- b').map(({ message }) => message),
    ['An agreement takes a map, not a list'],
  );
});

test('every prefix of a text is explained, with spans inside the text, at most 1,000 problems', () => {
  for (let end = 0; end < sound.length; end += 3) {
    const text = sound.slice(0, end);
    for (const { span, message } of problemsOf(text)) {
      assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
      assert.ok(message.length <= 100, message);
    }
  }
  const many = `services:\n${Array.from({ length: 3000 }, (_, index) => `  s${index}: { wrong: 1 }\n`).join('')}`;
  assert.equal(problemsOf(many).length, 1000);
});
