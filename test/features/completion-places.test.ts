// Completion in the places that only a careful tool serves: fresh ids, expressions, comments, other files, wrong indentation.
// It must never accept an answer by its count: what is offered first, and what it leaves behind, is compared.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { complete, resolveCompletion, type Completion } from '../../server/src/core/features/completion';
import { expanded } from '../../server/src/core/features/completion/item';
import { open } from '../../server/src/core/model/file';
import { defaultSettings, noData, type Project } from '../../server/src/core/project';
import { runRules } from '../../server/src/core/rules/run';
import { parse } from '../../server/src/core/syntax/parse';

const head = `sla: 1
id: a
title: A
kind: customer
status: draft
version: 1.0.0
timeZone: UTC
parties:
  provider: { name: P, role: provider, contacts: { noc: noc@p.example } }
  customer: { name: C, role: customer }
  monitor: { name: M, role: third-party }
priorities:
  levels: { P1: down, P2: slow }
data:
  requests: { file: r.csv, columns: { at: ts, value: ms } }
metrics:
  uptime: { type: availability }
  speed: { type: latency, data: requests, unit: ms, statistic: p95 }
  load: { type: throughput, data: requests }
objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
`;

const supplier = `sla: 1\nobjectives:\n  speed-of-line: { metric: m }\n`;

function at(
  text: string,
  snippets = true,
): { items: readonly Completion[]; labels: string[]; project: Project; plain: string } {
  const offset = text.indexOf('|');
  const plain = text.slice(0, offset) + text.slice(offset + 1);
  const file = open({ uri: 'file:///w/a/a.sla.yaml', version: 1, text: plain });
  const other = open({ uri: 'file:///w/suppliers/x.sla.yaml', version: 1, text: supplier });
  const project: Project = {
    files: new Map([file, other].map((each) => [each.snapshot.uri, each])),
    settings: defaultSettings,
    facts: {
      today: '2026-11-25',
      theme: 'dark',
      roots: ['file:///w'],
      paths: ['data/r-2026-01.csv', 'data/r-2026-02.csv', '../suppliers/x.sla.yaml', 'notes.md'],
    },
    data: new Map([
      [file.snapshot.uri, { ...noData, columns: new Map([['requests', ['ts', 'ms', 'status', 'first region']]]) }],
    ]),
  };
  const items = complete(project, file, offset, { snippets });
  return { items, labels: items.map(({ label }) => label), project, plain };
}

function accepted(text: string, label: string): string {
  const { items, plain } = at(text);
  const item = items.find((each) => each.label === label);
  assert.ok(item, `${label} is not among ${items.map((each) => each.label).join(', ')}`);
  const newText = item.isSnippet ? expanded(item.newText) : item.newText;
  return plain.slice(0, item.replace.start) + newText + plain.slice(item.replace.end);
}

describe('offers first', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['amounts of the dimension of a share', head.replace('99.9 %', '|'), ['99.9 %', '99.5 %']],
    ['amounts of a latency', `${head}  s:\n    metric: speed\n    atMost: |\n`, ['300 ms', '200 ms']],
    [
      'units behind a number and a blank',
      `${head}  s:\n    metric: speed\n    atMost: 4 |\n`,
      ['4 ms', '4 s', '4 min', '4 h'],
    ],
    ['limits', `${head}exclusions:\n  m: { kind: force-majeure, limit: 4 | }\n`, ['4 min per month', '4 h per month']],
    [
      'windows of a limit',
      `${head}exclusions:\n  m: { kind: force-majeure, limit: 4 h per | }\n`,
      ['4 h per month', '4 h per quarter'],
    ],
    ['currencies', `${head}remedies:\n  r: { kind: fixed-amount, amount: 50 | }\n`, ['50 EUR', '50 USD']],
    ['who owes', `${head}    owedBy: |\n`, ['provider']],
    ['who is owed', `${head}    owedTo: |\n`, ['customer']],
    ['who measures', head.replace('type: latency', 'type: latency, measuredBy: |'), ['monitor', 'provider']],
    ['levels as keys of targets', `${head}    targets:\n      |\n`, ['P1', 'P2']],
    ['levels in braces', `${head}    targets: { P1: { atMost: 1 h }, | }\n`, ['P2']],
    ['a metric type that fits the unit that is written', head.replace('type: latency, ', 'type: |, '), ['latency']],
    ['columns for a role by their usual names', head.replace('value: ms', 'value: |'), ['ms', 'ts']],
    ['columns in a condition', head.replace('statistic: p95', 'where: |'), ['ts', 'ms', 'status']],
    ['operators behind a column', head.replace('statistic: p95', 'where: status |'), ['==', '!=', '<']],
    ['joins behind a comparison', head.replace('statistic: p95', 'where: status < 500 |'), ['&&', '||']],
    ['units in a condition', `${head}    when: load <= 50 |\n`, ['requests/s', 'requests/min']],
    ['metrics in a condition', `${head}    when: load <= 50 requests/s && |\n`, ['uptime', 'speed', 'load']],
    [
      'triggers',
      `${head}remedies:\n  r: { kind: termination, when: | }\n`,
      ['every miss', 'missed 2 windows in a row'],
    ],
    [
      'triggers with the number that is typed',
      `${head}remedies:\n  r:\n    kind: termination\n    when: missed 4 |\n`,
      ['every miss', 'missed 4 windows in a row', 'missed 4 of 8 windows'],
    ],
    ['files and patterns of data', head.replace('file: r.csv', 'file: |'), ['data/r-*.csv', 'data/r-2026-01.csv']],
    ['agreements', `${head}dependencies:\n  d: { party: monitor, agreement: | }\n`, ['../suppliers/x.sla.yaml']],
    [
      'objectives of the other agreement',
      `${head}dependencies:\n  d: { party: monitor, agreement: ../suppliers/x.sla.yaml, objective: | }\n`,
      ['speed-of-line'],
    ],
    [
      'anchors that are closed',
      head.replace('kind: customer', 'x-a: &one { a: 1 }\nkind: customer') + '    baseline: *|\n',
      ['*one'],
    ],
    [
      'the time zone of the agreement',
      `${head}calendars:\n  c: { hours: 24x7, timeZone: | }\n`,
      ['UTC', 'Europe/Berlin'],
    ],
    ['today', `${head}term: { from: | }\n`, ['2026-11-25', '2026-12-01', '2027-01-01']],
    ['the end of the year', `${head}term: { from: 2026-01-01, to: | }\n`, ['2026-12-31', '2027-12-31']],
    ['a clause for what no objective judges yet', `${head}  |\n`, ['speed …', 'load …', 'objective …']],
    ['a clause for what was typed', `${head}  quick|\n`, ['quick', 'quick', 'quick']],
    [
      'ids that the list does not hold yet',
      `${head}goals:\n  g: { statement: s, objectives: [|] }\n`,
      ['availability'],
    ],
    [
      'approving parties with all that they sign',
      `${head}approvals:\n  |\n`,
      ['provider', 'customer', 'monitor', 'provider …'],
    ],
    ['words that steer', `# |\n${head}`, ['sla-ignore', 'sla-ignore-file']],
    ['contacts of a path', `${head}remedies:\n  e: { kind: escalation, path: [|] }\n`, ['provider.noc']],
    ['contacts', `${head}claims:\n  to: |\n`, ['provider', 'customer', 'monitor', 'provider.noc']],
    [
      'whole agreements in an empty file',
      '|',
      ['agreement with a customer', 'agreement between departments', 'agreement with a supplier', 'sla'],
    ],
  ];
  for (const [name, text, wanted] of cases)
    test(name, () => assert.deepEqual(at(text).labels.slice(0, wanted.length), wanted));

  test('terms of the glossary in a text', () => {
    const text = `${head}    reason: As the Mon|\nglossary:\n  Monthly Fee: Net fee.\n`;
    assert.deepEqual(at(text).labels, ['Monthly Fee']);
    assert.match(accepted(text, 'Monthly Fee'), /reason: As the Monthly Fee\n/);
  });

  test('terms of the glossary in a folded text, once a word was begun', () => {
    const text = (word: string): string =>
      `${head}purpose: >-\n  As the ${word}|\nglossary:\n  Monthly Fee: Net fee.\n`;
    assert.deepEqual(at(text('Mon')).labels, ['Monthly Fee']);
    assert.match(accepted(text('Mon'), 'Monthly Fee'), /As the Monthly Fee\n/);
    assert.deepEqual(at(text('')).labels, []);
  });

  test('no unit of another dimension', () => {
    assert.deepEqual(at(head.replace('99.9 %', '99 |')).labels, ['99 %']);
  });

  test('ids of rules in a comment that silences them', () => {
    const { labels } = at(`${head}    # sla-ignore rem|\n`);
    assert.ok(labels.includes('remedy-missing'));
    assert.match(accepted(`${head}    # sla-ignore rem|\n`, 'remedy-missing'), /# sla-ignore remedy-missing: \n$/);
  });
});

describe('what an accepted item leaves', () => {
  const cases: readonly (readonly [name: string, text: string, label: string, left: RegExp])[] = [
    ['a unit in place of the whole quantity', head.replace('99.9 %', '99.|9 %'), '99. %', /atLeast: 99\. %\n/],
    ['an id in place of the old one', head.replace('metric: uptime', 'metric: up|time'), 'speed', /metric: speed\n/],
    ['a blank behind the colon', head.replace('metric: uptime', 'metric:|'), 'speed', /metric: speed\n/],
    [
      'a key at the level of the others',
      `${head}  |  \n    owedBy: provider\n`.replace('|  \n', '|\n'),
      'owedTo',
      /\n {4}owedTo: \n {4}owedBy/,
    ],
    ['a key that was indented too far', `${head}      |\n`, 'owedTo', /\n {4}owedTo: \n$/],
    [
      'a key that was indented by one',
      head.replace('    atLeast', '   |\n    atLeast'),
      'owedTo',
      /\n {4}owedTo: \n {4}atLeast/,
    ],
    [
      'the next item of a list',
      `${head}remedies:\n  r:\n    kind: service-credit\n    tiers:\n      - { below: 99 %, credit: 5 % }\n      |\n`,
      '{ below, credit }',
      /\n {6}- \{ below: 99\.9 %, credit: 10 % \}\n$/,
    ],
    ['an old name of a key replaced', head.replace('atLeast:', 'atL|east:'), 'atMost', /\n {4}atMost: 99\.9 %\n/],
    [
      'an odd column in a condition',
      head
        .replace('unit: ms, statistic: p95 }', 'unit: ms }')
        .replace('  load:', '  slow:\n    type: latency\n    data: requests\n    where: |\n  load:'),
      'row["first region"]',
      /where: row\["first region"\]\n/,
    ],
    [
      'an odd column inside quotes',
      head.replace('statistic: p95', "where: 'status < 500 && |'"),
      'row["first region"]',
      /where: 'status < 500 && row\["first region"\]' /,
    ],
    [
      'a word that YAML would misread in quotes',
      head.replace('{ P1: down, P2: slow }', '{ "no": down }') + '    targets:\n      |\n',
      'no',
      /\n {6}"no":\n/,
    ],
    [
      'a list in brackets',
      `${head}    excludes: |\nexclusions:\n  night: { kind: out-of-scope }\n`,
      'night',
      /excludes: \[night\]\n/,
    ],
  ];
  for (const [name, text, label, left] of cases) test(name, () => assert.match(accepted(text, label), left));

  test('an operator right behind a quote', () => {
    const text = head.replace('statistic: p95', 'where: status == "not found"|');
    assert.match(accepted(text, '&&'), /where: status == "not found" && \}/);
  });

  test('a skeleton is an agreement of which no rule says anything but what is still open', () => {
    for (const kind of ['agreement with a customer', 'agreement between departments', 'agreement with a supplier']) {
      const text = accepted('|', kind);
      const file = open({ uri: 'file:///w/b.sla.yaml', version: 1, text });
      const project: Project = {
        files: new Map(),
        settings: defaultSettings,
        facts: { today: '2026-11-25', theme: 'dark' },
        data: new Map(),
      };
      const found = runRules(project, file).map(({ rule, message }) => `${rule}: ${message}`);
      assert.deepEqual(found, [], kind);
    }
  });

  test('every clause, with its defaults taken, is read without a problem of shape', () => {
    for (const section of [
      'parties',
      'services',
      'goals',
      'calendars',
      'data',
      'metrics',
      'objectives',
      'exclusions',
      'remedies',
      'dependencies',
      'references',
      'responsibilities',
    ]) {
      const whole = `${head}fees:\n  Monthly Fee: 5000 EUR per month\n`;
      const text = whole.includes(`\n${section}:\n`)
        ? whole.replace(`\n${section}:\n`, `\n${section}:\n  |\n`)
        : `${whole}${section}:\n  |\n`;
      const clauses = at(text).items.filter(({ kind }) => kind === 'clause');
      assert.ok(clauses.length > 0, section);
      for (const clause of clauses) {
        const { plain } = at(text);
        const after = plain.slice(0, clause.replace.start) + expanded(clause.newText) + plain.slice(clause.replace.end);
        const file = open({ uri: 'file:///w/a/a.sla.yaml', version: 1, text: after });
        const project = {
          files: new Map(),
          settings: defaultSettings,
          facts: { today: '2026-11-25', theme: 'dark' },
          data: new Map(),
        } as const;
        const wrong = runRules(project, file).filter(({ rule }) =>
          /^(?:yaml|wrong-shape|unknown|missing-key|invalid|unit-|target-|metric-type|window)/.test(rule),
        );
        assert.deepEqual(
          wrong.map(({ rule, message }) => `${rule}: ${message}`),
          [],
          clause.label,
        );
      }
    }
  });

  test('a client without tab stops gets plain text', () => {
    const { items } = at(`${head}  |\n`, false);
    assert.ok(items.every(({ isSnippet, newText }) => !isSnippet && !newText.includes('${')));
  });
});

test('documentation comes when it is asked for', () => {
  const docs = (text: string, label: string): string => {
    const { items, project } = at(text);
    const file = [...project.files.values()][0]!;
    const item = items.find((each) => each.label === label);
    return item === undefined ? 'no such item' : (resolveCompletion(project, file, item) ?? '');
  };
  assert.match(docs(head.replace('metric: uptime', 'metric: |'), 'speed'), /```yaml\nspeed: \{ type: latency/);
  assert.match(docs(head.replace('status: draft', 'status: |'), 'active'), /In force/);
  assert.match(docs(`${head}    |\n`, 'reason'), /\w/);
  assert.match(docs(`${head}responsibilities:\n  |\n`, 'verify'), /Checks/);
  assert.match(docs(`# sla-ignore |\n${head}`, 'expired'), /\w/);
});

describe('is robust and quick', () => {
  const text = readFileSync('examples/orders-api.sla.yaml', 'utf8');
  const ask = (snapshot: string, offset: number): readonly Completion[] => {
    const file = open({ uri: 'file:///w/a.sla.yaml', version: 1, text: snapshot });
    const project: Project = {
      files: new Map(),
      settings: defaultSettings,
      facts: { today: '2026-11-25', theme: 'dark' },
      data: new Map(),
    };
    return complete(project, file, offset, { snippets: true });
  };

  test('at the end of every prefix of an example, and in mutated ones', () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    const signs = [
      '"',
      "'",
      '{',
      '}',
      '[',
      ']',
      ':',
      ' ',
      '\n',
      '\t',
      '#',
      '&a',
      '*a',
      '- ',
      '|',
      '>',
      '\r',
      '\u{1F600}',
      '%',
    ];
    for (let end = 0; end <= text.length; end += 41) ask(text.slice(0, end), end);
    for (let times = 0; times < 400; times++) {
      const cut = random(text.length);
      const sign = signs[random(signs.length)] ?? '';
      const mutated = text.slice(0, cut) + sign + text.slice(cut + random(4));
      const offset = Math.min(mutated.length, Math.max(0, cut + random(9) - 4));
      for (const { replace } of ask(mutated, offset))
        assert.ok(
          0 <= replace.start && replace.start <= offset && offset <= replace.end && replace.end <= mutated.length,
        );
    }
  });

  test('in 20,000 lines', () => {
    const many = Array.from(
      { length: 5_000 },
      (_, index) => `  o${index}:\n    metric: uptime\n    atLeast: 99.9 %\n    window: month\n`,
    );
    const long = `${head}${many.join('')}`;
    const file = open({ uri: 'file:///w/a.sla.yaml', version: 1, text: `${long}    owedBy: \n` });
    const project: Project = {
      files: new Map(),
      settings: defaultSettings,
      facts: { today: '2026-11-25', theme: 'dark' },
      data: new Map(),
    };
    const times: number[] = [];
    for (const offset of [file.snapshot.text.length - 1, long.length, long.length - 8, Math.floor(long.length / 2)])
      for (let run = 0; run < 5; run++) {
        const begun = performance.now();
        complete(project, file, offset);
        times.push(performance.now() - begun);
      }
    const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    assert.ok(median < 25, `half of the answers took ${median} ms or more`);
  });
});

test('what snippets expand to', () => {
  assert.equal(expanded('a: ${1:b \\} c}, $2${3} \\$5$0'), 'a: b } c,  $5');
  assert.deepEqual(parse('a: 1').problems, []);
});
