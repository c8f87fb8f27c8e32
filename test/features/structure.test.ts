// The shape of an agreement as editors show it: outline, folds, growing selections and tokens.
// It must show each answer as text, so that a person can read what is expected.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { foldingRanges } from '../../server/src/core/features/folding';
import { selectionRanges } from '../../server/src/core/features/selection';
import { semanticTokens } from '../../server/src/core/features/semantic-tokens';
import { outline, type OutlineSymbol } from '../../server/src/core/features/symbols';
import { open } from '../../server/src/core/model/file';

const orders = readFileSync('examples/orders-api.sla.yaml', 'utf8');
const fileOf = (text: string): ReturnType<typeof open> => open({ uri: 'file:///w/a.sla.yaml', version: 1, text });

function shown(symbols: readonly OutlineSymbol[], indent = ''): string[] {
  return symbols.flatMap(({ name, detail, children }) => [
    `${indent}${name}${detail === '' ? '' : ` | ${detail}`}`,
    ...shown(children, `${indent}  `),
  ]);
}

describe('outline', () => {
  const lines = shown(outline(fileOf(orders)));
  for (const line of [
    'title | Orders API, Business plan',
    'term | 2026-01-01 – 2026-12-31',
    '  provider | provider · Nordhafen Software GmbH',
    '  availability | ≥ 99.9 % per month',
    '  restore | 90 % ≤ 4 h per quarter',
    '  repair-mean | indicator · per quarter',
    '  support-response | 95 % 4 targets per month',
    '    P3 | ≤ 4 business hours',
    '  credits | service-credit',
    '    < 99.5 % | 20 %',
    '  minutes | data/orders-minutes-*.csv',
    '  compute | cloud · availability',
  ])
    test(line, () =>
      assert.ok(lines.includes(line), lines.filter((each) => each.includes(line.trim().slice(0, 4))).join('\n')),
    );

  test('keeps the order of the file, and every name inside its symbol', () => {
    const check = (symbols: readonly OutlineSymbol[], from: number, to: number): void => {
      let last = from;
      for (const { span, nameSpan, children } of symbols) {
        assert.ok(span.start >= last && span.end <= to);
        assert.ok(nameSpan.start >= span.start && nameSpan.end <= span.end);
        last = span.start;
        check(children, span.start, span.end);
      }
    };
    check(outline(fileOf(orders)), 0, orders.length);
  });

  test('is never longer than an editor can show', () => {
    const many = Array.from({ length: 6_000 }, (_, index) => `  s${index}: { name: S }`).join('\n');
    assert.equal(shown(outline(fileOf(`services:\n${many}\nmetrics:\n  a: {}\n`))).length, 5_000);
  });
});

describe('folds', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['maps and lists', 'a:\n  b:\n    c: 1\n  d: 2\n\ne: 1\n', ['a:…d: 2', 'b:…c: 1']],
    ['lists as deep as their key', 'a:\n- x: 1\n  y: 2\n- z\nb: 1\n', ['a:…- z', '- x: 1…y: 2']],
    ['block texts', 'a: >-\n  x\n\n  y\nb: 1', ['a: >-…y']],
    ['comments', '# a\n# b\nx: 1\n# c\ny:\n  # d\n  # e\n  z: 1\n', ['# a…# b', 'y:…z: 1', '# d…# e']],
    [
      'regions',
      '# region A\na: 1\n# endregion\n#region\nb: 1\n#endregion\n# endregion\n',
      ['# region A…# endregion', '#region…#endregion'],
    ],
    ['torn text', 'a:\n  b: [1,\n  c: {\n d\ne: "x\n  y', ['a:…d', 'e: "x…y']],
    ['ends of lines of all kinds', 'a:\r\n  b: 1\r\nc:\r  d: 1\r', ['a:…b: 1', 'c:…d: 1']],
    ['a flow map over lines', 'a: {\n  b: 1,\n}\nc: 1', ['a: {…b: 1,']],
    ['nothing', '', []],
  ];
  for (const [title, text, folds] of cases)
    test(title, () => {
      const found = foldingRanges(text).map(({ span }) => {
        const lines = text.slice(span.start, span.end).split(/\r\n|\r|\n/);
        return `${lines[0]?.trim()}…${lines.at(-1)?.trim()}`;
      });
      assert.deepEqual(found, folds);
    });
});

describe('a selection grows', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    [
      'a:\n  b: { c: "x |y z" }\nd: 1',
      [
        'y',
        'x y z',
        '"x y z"',
        'c: "x y z"',
        '{ c: "x y z" }',
        'b: { c: "x y z" }',
        'a:\n  b: { c: "x y z" }',
        'a:\n  b: { c: "x y z" }\nd: 1',
      ],
    ],
    ['a: [x, |y]', ['y', '[x, y]', 'a: [x, y]']],
    [
      'objectives:\n  o: { when: a <= lo|ad }',
      [
        'load',
        'a <= load',
        'when: a <= load',
        '{ when: a <= load }',
        'o: { when: a <= load }',
        'objectives:\n  o: { when: a <= load }',
      ],
    ],
    ['|', ['']],
  ];
  for (const [marked, ranges] of cases)
    test(marked, () => {
      const offset = marked.indexOf('|');
      const text = marked.replace('|', '');
      const [found = []] = selectionRanges(fileOf(text), [offset]);
      assert.deepEqual(
        found.map(({ start, end }) => text.slice(start, end)),
        ranges,
      );
    });
});

describe('tokens', () => {
  const tokensOf = (text: string): readonly string[] =>
    semanticTokens(fileOf(text)).map(
      ({ span, type, modifiers }) => `${text.slice(span.start, span.end)} ${[type, ...modifiers].join('.')}`,
    );
  test('tell names, numbers, units, operators, columns and words apart', () => {
    assert.deepEqual(
      tokensOf(`kind: customer
parties:
  a: { role: provider }
data:
  d: { file: x.csv, columns: { value: ms } }
metrics:
  m: { type: latency, data: d, where: 'ms > 5 && has(x)', statistic: p95, measuredBy: b }
objectives:
  o: { metric: m, atMost: 4 business hours, window: rolling 30 d, when: m <= 50 requests/s, owedBy: a }
exclusions:
  e: { kind: force-majeure, limit: 4 h per month }
`),
      [
        'customer enumMember',
        'a class.declaration',
        'provider enumMember',
        'd struct.declaration',
        'ms property',
        'm function.declaration',
        'latency type',
        'd struct',
        'ms property',
        '> operator',
        '5 number',
        '&& operator',
        'has keyword',
        'x property',
        'p95 enumMember',
        'b class.unresolved',
        'o method.declaration',
        'm function',
        '4 number',
        'business hours unit',
        'rolling enumMember',
        '30 number',
        'd enumMember',
        'm function',
        '<= operator',
        '50 number',
        'requests/s unit',
        'a class',
        'e decorator.declaration',
        'force-majeure enumMember',
        '4 number',
        'h unit',
        'per keyword',
        'month enumMember',
      ],
    );
  });
  test('stand on one line each, and a part of a file has those of the whole', () => {
    const text = 'purpose: >-\n  The Downtime\n  Minute of the Downtime\n  Minute.\nglossary:\n  Downtime Minute: x\n';
    assert.deepEqual(tokensOf(text), [
      'Downtime typeParameter',
      'Minute typeParameter',
      'Downtime typeParameter',
      'Minute typeParameter',
      'Downtime Minute typeParameter.declaration',
    ]);
    const file = fileOf(orders);
    const all = semanticTokens(file);
    const range = { start: 5_000, end: 6_000 };
    const part = semanticTokens(file, range);
    const inside = all.filter(({ span }) => span.start <= range.end && span.end >= range.start);
    assert.deepEqual(
      part.filter(({ span }) => span.start <= range.end && span.end >= range.start),
      inside,
    );
  });
});
