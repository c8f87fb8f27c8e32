// Tests the parser: traps, conflicts, unfinished text, and the bombs of security.md F1 to F10 in one process.
// Every bomb is answered by one problem, quickly, after a hundred good files.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parse } from '../../server/src/core/syntax/parse';

const good = readFileSync('examples/orders-api.sla.yaml', 'utf8');

let counter = 0;

describe('problems of the text', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['a: >= 3\nb: 1', 'trap', '>= 3'],
    ['a: "x" == y\nb: 1', 'trap', '"x" == y'],
    ['a: b: c\nd: 1', 'trap', 'b: c'],
    ['desc\nb: 1', 'syntax', 'desc'],
    ['a: 1\ndesc\nb: 1', 'syntax', 'desc'],
    ['a: "x\nb: 1', 'syntax', '"'],
    ['a: [1, 2\nb: 1', 'syntax', '['],
    ['a: {x: 1\nb: 1', 'syntax', '{'],
    ['a:\n\tb: 1\nc: 2', 'trap', '\t'],
    ['a: *.csv', 'trap', '*.csv'],
    ['a: @x', 'trap', '@x'],
    ['a: !ok 3', 'trap', '!ok 3'],
    ['a: *q', 'syntax', '*q'],
    ['x:\n<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\nb: 1', 'conflict', '<<<<<<<'],
    ['%YAML 1.1\n---\nsla: 1', 'trap', '%YAML 1.1'],
    ['a: 1\na: 2', 'duplicate-key', 'a'],
    ['a: {b: >= 3}', 'trap', '>= 3'],
    ['---\na: 1\n---\nb: 2', 'syntax', '---'],
    ['a: ]', 'syntax', ']'],
    ['a:\n\tb: 1\n\tc: 2\nd:\n\te: 3\n', 'trap', '\t'],
    ['a:\n  b: 1\n\tc:\n    d: 1\n    e: 2\n  f: 1\nb: 3', 'trap', '\t'],
    ['a:\n  b: 1\n c: 2\n  d: 3\n  e: 4\nf: 1', 'syntax', ' '],
    ['a: { x: 99,972 %, y: 1 }', 'trap', '99,972 %'],
    ['a: { x: 1 y: 2 }\nb: 1', 'syntax', 'y'],
    ['a: 1\rb: [1\rc: 2', 'syntax', '['],
  ];
  for (const [text, kind, token] of cases) {
    test(JSON.stringify(text), () => {
      const { problems } = parse(text);
      assert.deepEqual(
        problems.map((problem) => [problem.kind, text.slice(problem.span.start, problem.span.end)]),
        [[kind, token]],
      );
    });
  }
  for (const text of [
    'a: >-\n  b: c: d\n  "x\nb: 2',
    'a: [\n  1,\n  2\n]\nb: "x\n  y"',
    'a: 1\r\nb:\r\nc: 2',
    '{"a": 1,\n\t"b": [2]}',
    '\ufeffa: 1',
    'a: { x: 99, y: 972 }',
    'b: |\n  x\n  \ty: 1',
    'a: b\r'.repeat(200).replace(/a/g, () => `k${counter++}`),
    good.replaceAll('\n', '\r'),
    good,
  ]) {
    test(`nothing wrong with ${JSON.stringify(text.slice(0, 30))}`, () => assert.deepEqual(parse(text).problems, []));
  }
});

describe('what the parser says, in words and with a fix where the text tells it', () => {
  const cases: readonly (readonly [text: string, message: string, fixed?: string])[] = [
    ['a: 1,\nb: { c: 1,, d: 2 }\n', 'A comma stands where an entry is expected'],
    ['a: { , b: 1 }\nb: 1\n', 'A comma stands where an entry is expected'],
    ['a: { b: 1 }}\nb: 1\n', '"}" closes no bracket'],
    ['a: [1] 2\nb: 1\n', '"2" stands behind a value that has ended already'],
    ['  a: 1\nb: 1\n', 'The indentation does not fit the lines around it'],
    ['a: - x\nb: 1\n', 'A list begins on the line below its key'],
    ['a: "x"# c\nb: 1\n', 'A blank is missing before the # of the comment'],
    ['a: |x\n  y\nb: 1\n', 'A text behind | or > begins on the line below'],
    [
      "a: 'Orders API's plan'\nb: 1\n",
      "YAML reads 'Orders API's plan' as a quoted text that ends early; quote it",
      `a: "Orders API's plan"\nb: 1\n`,
    ],
    ['a: “Orders: API”\nb: 1\n', 'YAML reads “Orders: API” as a key and a value; quote it', 'a: "Orders: API"\nb: 1\n'],
    ['a: { b: 1, window:month }\nb: 1\n', 'A blank is missing behind "window:"', 'a: { b: 1, window: month }\nb: 1\n'],
    [
      'a:\n  b: 1\n  window:\u00a0month\n  c: 1\nb: 1\n',
      'The blank behind the colon is a no-break space, which divides nothing',
      'a:\n  b: 1\n  window: month\n  c: 1\nb: 1\n',
    ],
    [
      '{\n  "sla": 1\n  "id": "a"\n}\n',
      'A comma is missing before "id" on the line below',
      '{\n  "sla": 1,\n  "id": "a"\n}\n',
    ],
    [
      'a: {\r\n    metric: uptime\r\n    atLeast: 99.9 %,\r\n  }\r\nb: 1\r\n',
      'A comma is missing before "atLeast" on the line below',
      'a: {\r\n    metric: uptime,\r\n    atLeast: 99.9 %,\r\n  }\r\nb: 1\r\n',
    ],
    ['{ "a": 1 "b": 2 }', 'A comma is missing before "b"', '{ "a": 1, "b": 2 }'],
    [
      'a: { what: Cause: root and more, b: 1 }\nb: 1\n',
      'YAML reads Cause: root and more as a key and a value; quote it',
      'a: { what: "Cause: root and more", b: 1 }\nb: 1\n',
    ],
    [
      'a: { b: row["it\'s"] == 1, c: 2 }\nb: 2\n',
      'YAML ends the text before "["; quote it',
      `a: { b: 'row["it''s"] == 1', c: 2 }\nb: 2\n`,
    ],
    [
      'a:\n  b: 1\n    c: 2\n      d: 3\n    e: 4\n  f: 5\ng: 1\n',
      '"c" is indented too far: the key above it has a value already',
    ],
    [
      'a:\r\n  b: 1\r\n    c: 2\r\n    e: 4\r\n  f: 5\r\ng: 1\r\n',
      '"c" is indented too far: the key above it has a value already',
      'a:\r\n  b: 1\r\n  c: 2\r\n  e: 4\r\n  f: 5\r\ng: 1\r\n',
    ],
    ['a: 1\n  b: 2', '"b" is indented too far: the key above it has a value already', 'a: 1\nb: 2'],
  ];
  for (const [text, message, fixed] of cases)
    test(JSON.stringify(text), () => {
      const [problem, ...others] = parse(text).problems;
      assert.deepEqual(others, []);
      assert.equal(problem?.message, message);
      if (fixed === undefined) return;
      const { span, text: newText } = problem.fix ?? { span: { start: 0, end: 0 }, text: '' };
      const after = text.slice(0, span.start) + newText + text.slice(span.end);
      assert.equal(after, fixed);
      assert.deepEqual(parse(after).problems, []);
    });
});

describe('bombs', () => {
  const bombs: Readonly<Record<string, () => string>> = {
    'nested lists': () => '['.repeat(100_000),
    'nested maps': () => '{a: '.repeat(100_000),
    'nested dashes': () => '- '.repeat(100_000),
    'nested blocks': () => Array.from({ length: 1_200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    'nested questions': () => '? '.repeat(100_000),
    anchors: () => `a: ${'&a '.repeat(100_000)}`,
    tags: () => `a: ${'!x '.repeat(100_000)}`,
    'key flood': () => Array.from({ length: 20_000 }, (_, index) => `key${index}: 1`).join('\n'),
    'anchors with aliases': () =>
      Array.from({ length: 20_000 }, (_, index) => `k${index}: &a${index} v\nl${index}: *a${index}`).join('\n'),
    'billion laughs': () =>
      `a0: &a0 x\n${Array.from({ length: 9 }, (_, index) => `a${index + 1}: &a${index + 1} [${Array(9).fill(`*a${index}`).join(', ')}]`).join('\n')}`,
    'a hundred aliases of one anchor': () => `a: &a x\nb: [${Array(100).fill('*a').join(', ')}]`,
    'merge chain': () =>
      `a0: &a0 {x: 1}\n${Array.from({ length: 2_000 }, (_, index) => `a${index + 1}: &a${index + 1} { <<: *a${index} }`).join('\n')}`,
    numbers: () => 'a: 1e999\nb: .nan\nc: 12345678901234567890',
    quotes: () => '"'.repeat(300_000),
    newlines: () => '\n'.repeat(900_000),
  };
  test('a hundred good files first', () => {
    for (let index = 0; index < 100; index++) assert.equal(parse(good).problems.length, 0);
  });
  for (const [name, make] of Object.entries(bombs)) {
    test(name, () => {
      const text = make();
      const tree = parse(text);
      for (const problem of tree.problems) assert.ok(problem.span.start >= 0 && problem.span.end <= text.length);
    });
  }
  test('every prefix of an example parses without throwing', () => {
    for (let length = 0; length < good.length; length += 37) parse(good.slice(0, length));
  });
});

test('errors of others keep their stacks after a broken text was read', () => {
  const before = Error.stackTraceLimit;
  assert.ok(before > 0);
  assert.ok(parse('sla: 1\nid: [a, b\ntitle: "x\nparties: { a: }}\n').problems.length > 0);
  assert.equal(Error.stackTraceLimit, before);
});

test('a stretch that leaves a bracket open inside a text is read as any other', () => {
  const texts = [
    'sla: 1\npurpose: we (and [ you) agree\nparties:\n  a: { name: "A } B" }\n  b: { name: it is 5 long }\n',
    'sla: 1\ntitle: "one\nparties:\n  a: { name: A }\nservices:\n  s: { name: S, x: ["1", 2 }\n',
  ];
  assert.deepEqual(
    texts.map((text) => parse(text).problems.length > 0),
    [false, true],
  );
});
