// Completion at a caret, in whole and in torn texts: what is offered first, what is not, and what an accepted item leaves behind.
// It must never need a tree: half of these texts cannot be parsed.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { complete, resolveCompletion } from '../../server/src/core/features/completion';
import { open } from '../../server/src/core/model/file';
import { defaultSettings, noData, type Project } from '../../server/src/core/project';
import { cursorContext } from '../../server/src/core/syntax/cursor';
import { parse } from '../../server/src/core/syntax/parse';

const head = `sla: 1
id: a
title: A
kind: customer
status: draft
version: 1.0.0
timeZone: UTC
parties:
  provider: { name: P, role: provider }
  customer: { name: C, role: customer }
data:
  outages: { file: o.csv, columns: { start: began, end: ended } }
  requests: { file: r.csv, columns: { at: ts, value: ms } }
metrics:
  uptime: { type: availability, data: outages }
  speed:
    type: latency
    data: requests
objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
`;

function at(text: string): {
  labels: string[];
  items: ReturnType<typeof complete>;
  plain: string;
  docs: (label: string) => string;
} {
  const offset = text.indexOf('|');
  const plain = text.slice(0, offset) + text.slice(offset + 1);
  const file = open({ uri: 'file:///a.sla.yaml', version: 1, text: plain });
  const project: Project = {
    files: new Map([[file.snapshot.uri, file]]),
    settings: defaultSettings,
    facts: { today: '2026-11-25', theme: 'dark' },
    data: new Map([
      [
        file.snapshot.uri,
        {
          ...noData,
          columns: new Map([
            ['requests', ['ts', 'ms', 'status', 'region']],
            ['outages', ['began', 'ended', 'service']],
          ]),
          samples: new Map([['outages', [['2026-01-01'], ['2026-01-02'], ['search', 'P1', 'long…', '']]]]),
        },
      ],
    ]),
  };
  const items = complete(project, file, offset);
  const docs = (label: string): string => {
    const item = items.find((each) => each.label === label);
    return item === undefined ? '' : (resolveCompletion(project, file, item) ?? '');
  };
  return { labels: items.map((item) => item.label), items, plain, docs };
}

describe('offers', () => {
  const cases: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
    ['keys of an objective', `${head}    |\n`, ['remedies', 'owedBy', 'reason'], ['metric', 'window', 'atLeast']],
    [
      'keys of a metric in braces',
      head.replace('data: outages }', 'data: outages, | }'),
      ['measuredBy', 'downWhen'],
      ['type', 'data'],
    ],
    ['top-level keys', `${head}|`, ['responsibilities', 'remedies', 'exclusions'], ['metrics', 'parties']],
    ['closed values', head.replace('status: draft', 'status: |'), ['draft', 'active', 'agreed'], []],
    ['party roles in braces', head.replace('role: provider', 'role: |'), ['provider', 'customer', 'third-party'], []],
    ['metric ids', head.replace('metric: uptime', 'metric: |'), ['uptime', 'speed'], ['availability']],
    ['data ids', head.replace('data: requests', 'data: |'), ['outages', 'requests'], []],
    ['party ids', `${head}    owedBy: |\n`, ['provider', 'customer'], []],
    ['windows', head.replace('window: month', 'window: |'), ['month', 'quarter', 'rolling 30 d'], []],
    ['statistics', head.replace('type: latency\n', 'type: latency\n    statistic: |\n'), ['p95', 'mean'], []],
    ['units of the metric', head.replace('99.9 %', '99.9 |'), ['99.9 %'], ['99.9 ms']],
    [
      'units of time',
      `${head}    metric: speed\n  slow:\n    metric: speed\n    atMost: 300 |\n`,
      ['300 ms', '300 s'],
      ['300 %'],
    ],
    [
      'columns in an expression',
      head.replace('data: requests\nobj', 'data: requests\n    where: |\nobj'),
      ['region', 'status'],
      ['began'],
    ],
    ['columns for per', `${head}    per: |\n`, ['service'], ['region']],
    [
      'groups of the data as targets, those of the priorities first',
      `priorities: { levels: { P1: Down, P2: Slow } }\n${head}    per: service\n    targets:\n      P2: { atLeast: 99 % }\n      |\n`,
      ['P1', 'search'],
      ['P2', 'long…', '2026-01-01', ''],
    ],
    ['standard duties', `${head}responsibilities:\n  |\n`, ['measure', 'report-faults'], []],
    [
      'duties that are not there yet',
      `${head}responsibilities:\n  measure: { responsible: provider }\n  |\n`,
      ['verify'],
      ['measure'],
    ],
    ['fields of a duty', `${head}responsibilities:\n  measure:\n    |\n`, ['responsible', 'informed', 'within'], []],
    ['parties of a duty', `${head}responsibilities:\n  measure: { responsible: | }\n`, ['provider', 'customer'], []],
    ['remedy kinds', `${head}remedies:\n  r: { kind: | }\n`, ['service-credit', 'termination'], []],
    [
      'keys of a tier behind a dash',
      `${head}remedies:\n  r:\n    kind: service-credit\n    tiers:\n      - |\n`,
      ['credit', 'below'],
      [],
    ],
    ['in a torn text', `${head.replace('timeZone: UTC', 'timeZone: "UT')}    owedTo: |\n`, ['customer'], []],
    ['below brackets that never close', `${head}    excludes: [a, b\n    owedTo: |\n`, ['customer'], []],
    ['behind a tab', `${head}\texcludes: []\n    owedTo: |\n`, ['customer'], []],
    ['metrics of a condition', `${head}    when: |\n`, ['uptime', 'speed'], []],
    ['approving parties as keys', `${head}approvals:\n  |\n`, ['provider', 'customer'], []],
  ];
  for (const [name, text, wanted, unwanted] of cases) {
    test(name, () => {
      const { labels } = at(text);
      for (const label of wanted) assert.ok(labels.includes(label), `${label} is not among ${labels.join(', ')}`);
      for (const label of unwanted) assert.ok(!labels.includes(label), `${label} is offered`);
    });
  }

  test('metric types that the attached data can feed come first, with formula and needs', () => {
    const { labels, items, docs } = at(head.replace('type: availability, data: outages', 'type: |, data: outages'));
    assert.ok(labels.indexOf('mtbf') < labels.indexOf('latency'));
    const first = items[0];
    assert.match(first?.detail ?? '', /[↑↓↕]/);
    assert.match(docs(first?.label ?? ''), /Needs/);
  });

  test('nothing in a comment or a block text', () => {
    assert.deepEqual(at(`${head}# a |\n`).labels, []);
    assert.deepEqual(at(`${head}purpose: >-\n  some |\n`).labels, []);
    assert.deepEqual(at(`${head}purpose: >-\n  some text\n    re|\n`).labels, []);
    assert.deepEqual(at(`${head}purpose: >-\n  Note:\n    re|\n`).labels, []);
  });

  test('required keys come before the others', () => {
    const { labels } = at('sla: 1\n|');
    assert.ok(labels.indexOf('id') < labels.indexOf('purpose'));
  });
});

test('every item for an objective, accepted, parses', () => {
  const { items, plain } = at(`${head}    |\n`);
  for (const item of items) {
    const text = plain.slice(0, item.replace.start) + item.newText + plain.slice(item.replace.end);
    assert.deepEqual(parse(text).problems, [], item.label);
  }
});

test('of thousands of ids those are offered that fit what was typed, and the list is asked for again', () => {
  const ids = Array.from({ length: 1_000 }, (_, index) => `uptime-${String(index).padStart(4, '0')}`);
  const many = ids.map((id) => `  ${id}: { type: availability }`).join('\n');
  const text = (typed: string): string =>
    `metrics:\n  other: { type: mttr }\n${many}\nobjectives:\n  a:\n    metric: ${typed}|\n`;
  const all = at(text(''));
  assert.equal(all.labels.length, 100);
  assert.deepEqual(all.labels.slice(0, 2), ['other', 'uptime-0000']);
  assert.ok(all.items.every(({ followsTyping }) => followsTyping));
  const { labels, items } = at(text('uptime-071'));
  assert.deepEqual(labels.slice(0, 10), ids.slice(710, 720));
  assert.ok(items.every(({ followsTyping }) => followsTyping));
  assert.ok(labels.includes('uptime-0701'), 'what holds the letters in their order is offered too');
  assert.ok(!labels.includes('other'));
  assert.deepEqual(at(text('UPTIME-0999')).labels, ['uptime-0999']);
  assert.ok(at(`${head.replace('metric: uptime', 'metric: |')}`).items.every(({ followsTyping }) => !followsTyping));
});

test('the path of a cursor is read by indentation', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['a:\n  b:\n    |', 'a b'],
    ['a:\n  b: |', 'a b'],
    ['a:\n  - x: 1\n    |', 'a 0'],
    ['a:\n  - x: 1\n  - y: |', 'a 1 y'],
    ['a:\n- x: 1\n- |', 'a 1'],
    ['a: { b: { c: | } }', 'a b c'],
    ['a: [1, |]', 'a 1'],
    ['a: [{ x: 1 }, { y: | }]', 'a 1 y'],
    ['a:\n  b: {\n    c: |', 'a b c'],
    ['a:\n  b: 1\nc: |', 'c'],
    ['a:\n  b: 1\n|', ''],
  ];
  for (const [text, path] of cases) {
    const offset = text.indexOf('|');
    const context = cursorContext(text.slice(0, offset) + text.slice(offset + 1), offset);
    assert.equal(context?.path.join(' '), path, JSON.stringify(text));
  }
});
