// What is no difference, what is a rename or a move, and that no difference gets lost: every value of the golden agreements is changed once.
// It must never compare texts that the comparison itself has made.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diffOf } from '../../server/src/core/diff/agreement-diff';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { plainOf, type Plain } from '../../server/src/core/schema/plain';
import { walk } from '../../server/src/core/schema/walk';
import { otherText, plainText, randomOf, type Data } from '../kit/agreement-text';
import { goldenPaths, goldenText } from '../rules/golden';

let version = 0;
const fileOf = (text: string): SlaFile => open({ uri: 'file:///a.sla.yaml', version: version++, text });
const lines = (before: string, now: string): readonly string[] =>
  diffOf(fileOf(before), fileOf(now)).changes.map(({ kind, path, oldPath, from, to, directions }) =>
    [
      kind,
      path,
      oldPath === path ? '' : `<- ${oldPath ?? ''}`,
      from ?? '',
      '→',
      to ?? '',
      ...[...directions].map((each) => each.join('=')),
    ]
      .filter((part) => part !== '')
      .join(' '),
  );

describe('no difference', () => {
  for (const path of goldenPaths) {
    const text = goldenText(path);
    const data = dataOf(plainOf(fileOf(text).tree.root));
    test(`${path.split('/').at(-1)}: itself, as JSON, in other orders and styles, with comments`, () => {
      assert.deepEqual(lines(text, text), []);
      assert.deepEqual(lines(text, `# so\n${text.replace(/^(\S+:)$/gm, '$1  # why')}\n# and so\n`), []);
      assert.deepEqual(lines(text, JSON.stringify(data, undefined, 2)), []);
      assert.deepEqual(lines(text, plainText(data)), []);
      for (let run = 0; run < 20; run++) assert.deepEqual(lines(text, otherText(data, randomOf(run))), []);
    });
  }

  const agreement = (bounds: string): string => `sla: 1
id: a
parties: { ops: { role: provider }, desk: { role: customer } }
metrics: { uptime: { type: availability } }
objectives:
  one: { metric: uptime, ${bounds}, window: month }
  two: { metric: uptime, ${bounds}, window: month }
`;
  test('anchors and aliases written out', () => {
    const anchored = agreement('atLeast: 99 %')
      .replace('one: {', 'one: &same {')
      .replace(/two: .*/, 'two: *same');
    assert.deepEqual(lines(anchored, agreement('atLeast: 99 %')), []);
    assert.deepEqual(lines(agreement('atLeast: 99 %'), anchored), []);
    // An anchor that changes, changes wherever it is named.
    assert.deepEqual(lines(anchored, anchored.replace('99 %', '98 %')), [
      'changed objectives.one.atLeast 99 % → 98 % desk=weaker ops=stronger',
      'changed objectives.two.atLeast 99 % → 98 % desk=weaker ops=stronger',
    ]);
  });
  test('an alias that points to another anchor is a difference, although its words stay', () => {
    const text = (first: string, second: string): string =>
      `sla: 1\nid: a\nparties: { ops: { role: provider }, desk: { role: customer } }\nx-a: ${first}\nx-b: ${second}\n` +
      'metrics: { uptime: { type: availability } }\nobjectives:\n  one: { metric: uptime, atLeast: *t, window: month }\n';
    assert.deepEqual(lines(text('&t 99 %', '&s 98 %'), text('&s 99 %', '&t 98 %')), [
      'changed objectives.one.atLeast 99 % → 98 % desk=weaker ops=stronger',
    ]);
  });
  for (const [name, before, now] of [
    ['units', 'for: 95 %, atMost: 4 h', 'for: 95.0 %, atMost: 240 min'],
    ['ISO durations', 'for: 95 %, atMost: 4 h', 'for: 95 %, atMost: PT4H'],
    ['money either way round', 'alsoAs: 5 EUR', 'alsoAs: EUR 5.00'],
    ['a default that is written down', 'atLeast: 99 %', 'atLeast: 99 %, owedBy: ops, owedTo: desk'],
    ['a list of one', 'atLeast: 99 %, per: region', 'atLeast: 99 %, per: [region]'],
    ['the order of a list', 'atLeast: 99 %, excludes: [a, b]', 'atLeast: 99 %, excludes: [b, a]'],
    ['blanks in an expression', "atLeast: 99 %, when: 'uptime<5 %'", 'atLeast: 99 %, when: uptime < 5.0 %'],
    ['a free key', 'atLeast: 99 %', 'atLeast: 99 %, x-note: hello'],
    ['an empty value', 'atLeast: 99 %', 'atLeast: 99 %, remedies: []'],
  ] as const)
    test(name, () => {
      assert.deepEqual(lines(agreement(before), agreement(now)), []);
      assert.deepEqual(lines(agreement(now), agreement(before)), []);
    });
  for (const [name, before, now] of [
    ['business days are no days', 'atMost: 2 d', 'atMost: 2 business days'],
    ['a month is no 30 days', 'atMost: 30 d', 'atMost: 1 month'],
    ['a text in quotes is no number less', 'atLeast: 99 %', 'atLeast: 99'],
  ] as const)
    test(name, () => assert.equal(lines(agreement(before), agreement(now)).length, 2));
});

describe('other names and places', () => {
  const text = `sla: 1
id: a
parties:
  ops: { name: Operations, role: provider }
  desk: { name: Desk, role: customer }
calendars: { office: { hours: { mon-fri: "08:00-16:00" } } }
metrics:
  uptime: { type: availability, measuredBy: ops, baseline: { value: 99.9 %, window: month } }
  load: { type: throughput, measuredBy: desk }
objectives:
  one: { metric: uptime, atLeast: 99 %, window: month, owedBy: ops, owedTo: desk, when: load < 5 requests/s, excludes: [works], remedies: [report] }
exclusions: { works: { kind: scheduled-maintenance, limit: 4 h per month } }
remedies: { report: { kind: report, by: ops, within: 5 business days, calendar: office } }
responsibilities: { measure: { responsible: ops, informed: [desk] } }
approvals: { ops: { name: A, date: 2026-01-01 } }
history: { 1.0.0: { date: 2026-01-01, weakens: [desk] } }
`;
  const words = (from: string, to: string): string => text.replace(new RegExp(`\\b${from}\\b`, 'g'), to);
  test('a party, with all its uses, is one change', () =>
    assert.deepEqual(lines(text, words('ops', 'operations')), [
      'renamed parties.operations <- parties.ops ops → operations',
    ]));
  test('every kind of clause', () => {
    for (const [section, from, to] of [
      ['calendars', 'office', 'bureau'],
      ['metrics', 'load', 'traffic'],
      ['metrics', 'uptime', 'up'],
      ['objectives', 'one', 'first'],
      ['exclusions', 'works', 'maintenance'],
    ] as const)
      assert.deepEqual(
        lines(text, words(from, to)),
        [`renamed ${section}.${to} <- ${section}.${from} ${from} → ${to}`],
        from,
      );
  });
  test('a name that is not changed everywhere is a difference where it was left', () => {
    const now = words('ops', 'operations').replace('responsible: operations', 'responsible: ops');
    const found = lines(text, now);
    assert.equal(found.length, 2);
    assert.match(found[1] ?? '', /^changed responsibilities\.measure\.responsible ops → ops/);
  });
  test('an objective with another name and a weaker target is one, and weaker', () =>
    assert.deepEqual(lines(text, text.replace('one:', 'first:').replace('99 %,', '98 %,')), [
      'renamed objectives.first <- objectives.one one → first',
      'changed objectives.first.atLeast <- objectives.one.atLeast 99 % → 98 % desk=weaker ops=stronger',
    ]));
  test('another party of another name is no rename', () => {
    const found = lines(text, words('desk', 'store').replace('name: Desk', 'name: The store'));
    assert.ok(
      found.some((line) => line.startsWith('added parties.store')),
      found.join('\n'),
    );
    assert.ok(
      found.includes('changed objectives.one.owedTo desk → store desk=weaker store=stronger ops=unclear'),
      found.join('\n'),
    );
  });
  test('a promise to another party is nobody’s whose target stayed: what it says is unclear', () => {
    const now = text.replace('owedTo: desk', 'owedTo: ops').replace('99 %,', '98 %,');
    for (const line of lines(text, now)) assert.doesNotMatch(line, /atLeast.*stronger/);
  });
  test('a baseline that goes from the metric to its objective has moved', () => {
    const moved = text
      .replace(', baseline: { value: 99.9 %, window: month }', '')
      .replace('remedies: [report] }', 'remedies: [report], baseline: { value: 99.9 %, window: month } }');
    assert.deepEqual(lines(text, moved), [
      'moved objectives.one.baseline <- metrics.uptime.baseline { value: 99.9 %, window: month } → { value: 99.9 %, window: month }',
    ]);
  });
  test('the order of an escalation is a difference', () => {
    const path = (steps: string): string =>
      text.replace(
        '{ kind: report, by: ops, within: 5 business days, calendar: office }',
        `{ kind: escalation, path: [${steps}] }`,
      );
    assert.deepEqual(lines(path('ops, desk'), path('desk, ops')), [
      'moved remedies.report.path [ops, desk] → [desk, ops] desk=unclear ops=unclear',
    ]);
  });
  test('what is gone stands where it was, in the order of the new text', () => {
    const found = diffOf(
      fileOf(text),
      fileOf(
        text
          .replace(', when: load < 5 requests/s', '')
          .replace('title', '')
          .replace('window: month,', 'window: quarter,'),
      ),
    );
    assert.deepEqual(
      found.changes.map(({ kind, path }) => `${kind} ${path}`),
      ['changed objectives.one.window', 'removed objectives.one.when'],
    );
  });
  test('texts that cannot be read, and no texts at all, give what can be told', () => {
    for (const broken of [
      '',
      '}',
      'a: [',
      '- 1',
      'objectives: 5',
      text.slice(0, 400),
      text.replace('objectives:', 'objectives: ]['),
      `${text}\n<<<<<<< HEAD\n`,
    ])
      for (const [before, now] of [
        [text, broken],
        [broken, text],
        [broken, broken],
      ] as const)
        assert.ok(Array.isArray(lines(before, now)));
  });
  test('names of every object do no harm', () => {
    for (const id of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      assert.deepEqual(lines(text, words('works', id)), [`renamed exclusions.${id} <- exclusions.works works → ${id}`]);
      assert.equal(lines(text, `${text}glossary: { ${id}: said }\n`).length, 1);
      assert.equal(lines(text, text.replace('metric: uptime,', `metric: uptime, ${id}: 5,`)).length, 1);
    }
  });
});

describe('no difference gets lost', () => {
  for (const path of goldenPaths)
    test(`every value of ${path.split('/').at(-1)} is told when it changes`, () => {
      const text = goldenText(path);
      const before = fileOf(text);
      let count = 0;
      for (const place of walk(before.tree)) {
        if (place.kind !== 'value' || place.span.start !== place.node.span.start || place.node.style === 'block')
          continue;
        const changed = otherValue(place.node.text);
        const now = `${text.slice(0, place.span.start)}${JSON.stringify(changed)}${text.slice(place.span.end)}`;
        const { changes } = diffOf(before, fileOf(now));
        count++;
        assert.ok(changes.length > 0, `${place.node.text} → ${changed} at ${place.span.start}`);
      }
      assert.ok(count > 60, `${count} values`);
    });
});

/** Another value that a reader would take for one of the same kind. */
function otherValue(text: string): string {
  const [number] = /\d+/.exec(text) ?? [];
  if (number === undefined) return `${text}-other`;
  return text.replace(number, String(Number(number) + 1));
}

function dataOf(plain: Plain): Data {
  if (plain === null) return '';
  if (typeof plain === 'string') return plain;
  if (isItems(plain)) return plain.map(dataOf);
  return Object.fromEntries(
    Object.keys(plain).map((key) => [key, dataOf((plain as Readonly<Record<string, Plain>>)[key] ?? null)]),
  );
}

function isItems(plain: Plain): plain is readonly Plain[] {
  return Array.isArray(plain);
}
