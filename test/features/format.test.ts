// Formats every example and thousands of disturbed ones: the result means the same, and formatting it again changes nothing.
// It must never trust the formatter's own comparison: values are read by the YAML package as well.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { applied } from '../../server/src/core/features/edits';
import { format, formatOnType, formatRange } from '../../server/src/core/features/format';
import { open, type SlaFile } from '../../server/src/core/model/file';

let latest: SlaFile | undefined;

/** A text that is asked about several times in a row is read once. */
function fileOf(text: string): SlaFile {
  if (latest?.snapshot.text !== text) latest = open({ uri: 'file:///a.sla.yaml', version: 1, text });
  return latest;
}

function formatted(text: string): string {
  return applied(text, format(fileOf(text)));
}

/** What the YAML package reads, with comments in their order. */
function meaning(text: string): unknown {
  const documents = parseAllDocuments(text.replace(/(\d) ?%/g, '$1 %'), {
    merge: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const values = Array.isArray(documents) ? documents.map((each) => each.toJS({ maxAliasCount: -1 }) as unknown) : [];
  const comments = fileOf(text).tree.comments.map((comment) => comment.text.trimEnd());
  return { values, comments };
}

const texts = readdirSync('examples', { recursive: true })
  .map(String)
  .filter((path) => path.endsWith('.sla.yaml'))
  .map((path) => ({ path, text: readFileSync(join('examples', path), 'utf8') }));

/** Random numbers that are the same in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

type Disturb = (text: string, random: (below: number) => number) => string;

/** Replaces one of the places that a pattern finds. */
function atOne(pattern: RegExp, by: (match: string) => string): Disturb {
  return (text, random) => {
    const matches = [...text.matchAll(pattern)];
    const match = matches[random(matches.length)];
    if (match === undefined) return text;
    return text.slice(0, match.index) + by(match[0]) + text.slice(match.index + match[0].length);
  };
}

/** Indents a line and those that are deeper than it, by one to three. */
const indentBlock: Disturb = (text, random) => {
  const lines = text.split('\n');
  const first = random(lines.length);
  const indent = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;
  const own = indent(lines[first] ?? '');
  const by = ' '.repeat(1 + random(3));
  let last = first;
  while (last + 1 < lines.length && (lines[last + 1] === '' || indent(lines[last + 1] ?? '') > own)) last++;
  const from = random(2) === 0 ? first + 1 : first;
  for (let index = from; index <= last; index++) if (lines[index] !== '') lines[index] = by + (lines[index] ?? '');
  return lines.join('\n');
};

const disturbances: readonly Disturb[] = [
  indentBlock,
  indentBlock,
  atOne(/: (?=\S)/g, () => ':   '),
  atOne(/, (?=\S)/g, () => ','),
  atOne(/, (?=\S)/g, () => '  ,   '),
  atOne(/\{ /g, () => '{'),
  atOne(/ \}/g, () => '}'),
  atOne(/\[(?=\S)/g, () => '[  '),
  atOne(/\](?=\r?\n)/g, () => '  ]   '),
  atOne(/\r?\n/g, (end) => `  ${end}`),
  atOne(/\r?\n/g, (end) => end + end + end),
  atOne(/\r?\n/g, (end) => `${end}# a comment${end}`),
  atOne(/\r?\n(?= )/g, (end) => `${end}     # a deep comment${end}`),
  atOne(/\r?\n/g, (end) => ` # behind${end}`),
  atOne(/ %/g, () => '%'),
  atOne(/(?<=: )\w+(?=\r?\n)/g, (word) => `"${word}"`),
  atOne(/(?<=: )\w+(?=\r?\n)/g, (word) => `'${word}'  # quoted`),
  atOne(/(?<=: )\w+(?=\r?\n)/g, (word) => `&anchor ${word}`),
  atOne(/(?<=: )\w+(?=\r?\n)/g, (word) => `|\n        ${word}\n\n          deeper  \n`),
  atOne(/(?<=: )\w+(?=\r?\n)/g, (word) => `"${word}\n     goes on\n\n     and on"`),
  atOne(/(?<=: )\w+(?=\r?\n)/g, (word) => `${word}\n           goes on`),
  atOne(/, (?=\S)/g, () => ',\n            '),
  atOne(/, (?=\S)/g, () => ', # why\n            '),
  atOne(/- \{/g, () => '-    {'),
  atOne(/:(?=\r?\n)/g, () => ' :   '),
  atOne(/.(?=.)/g, () => ''),
  atOne(/[,:{}[\]"']/g, () => ''),
  atOne(/\S/g, (sign) => `${sign}{`),
  atOne(/\n +/g, () => '\n'),
  (text) => `\uFEFF${text}`,
  (text) => text.replace(/\r?\n/g, '\r\n'),
  (text) => text.trimEnd(),
  (text) => `${text}\n\n\n`,
];

describe('examples', () => {
  for (const { path, text } of texts) test(`${path} is laid out already`, () => assert.equal(formatted(text), text));
});

test('2,000 disturbed examples mean the same, and stay as they are the second time', () => {
  const random = randomFrom(42);
  let changed = 0;
  let refused = 0;
  for (let times = 0; times < 2_000; times++) {
    // Half of them are short, which is enough for most disturbances and keeps the run short.
    const { text: whole } = texts[random(texts.length)]!;
    let text =
      times % 40 === 0
        ? whole
        : whole
            .split(/\n(?=[a-z])/)
            .filter((_, index) => index < 2 || random(7) === 0)
            .join('\n');
    for (let count = 1 + random(4); count > 0; count--) text = disturbances[random(disturbances.length)]!(text, random);
    const once = formatted(text);
    if (once === text) refused += fileOf(text).tree.problems.length > 0 ? 1 : 0;
    else {
      changed++;
      assert.deepEqual(meaning(once), meaning(text), text);
      assert.equal(formatted(once), once, text);
    }
    if (times % 3 > 0) continue;
    const start = random(text.length);
    const ranged = applied(text, formatRange(fileOf(text), { start, end: Math.min(text.length, start + random(400)) }));
    if (ranged !== text) assert.deepEqual(meaning(ranged), meaning(text), text);
  }
  // Most disturbances are mere layout; if nothing were edited, nothing would have been tried.
  assert.ok(changed > 900, `${changed} were changed, ${refused} could not be read`);
});

describe('lays out', () => {
  const cases: readonly (readonly [name: string, text: string, wanted: string])[] = [
    ['indentation by two', 'a:\n    b:\n         c: 1\n', 'a:\n  b:\n    c: 1\n'],
    ['lists below their key', 'a:\n- x: 1\n  y: 2\n-   3\n', 'a:\n  - x: 1\n    y: 2\n  - 3\n'],
    ['blanks behind a colon and a comma', 'a:    { b:   1,c: 2 ,  d: [ 1,2 ]}\n', 'a: { b: 1, c: 2, d: [1, 2] }\n'],
    ['empty brackets', 'a: { }\nb: [  ]\n', 'a: {}\nb: []\n'],
    ['trailing blanks and empty lines', 'a: 1   \n\n\n  \nb: 2', 'a: 1\n\nb: 2\n'],
    ['the end', 'a: 1\n\n\n', 'a: 1\n'],
    ['percent in a quantity', 'objectives: { a: { atLeast: 99.9% } }\n', 'objectives: { a: { atLeast: 99.9 % } }\n'],
    [
      'percent in a limit',
      'remedies:\n  a: { kind: service-credit, cap: 10% per month }\n',
      'remedies:\n  a: { kind: service-credit, cap: 10 % per month }\n',
    ],
    ['no percent in a text', 'title: 99.9% of all\n', 'title: 99.9% of all\n'],
    [
      'comments with what they are about',
      'a:\n    # of b\n    b: 1\n    # at the end\nc: 1\n',
      'a:\n  # of b\n  b: 1\n  # at the end\nc: 1\n',
    ],
    ['aligned comments stay', 'a: 1        # one\nbcd: 22     # two\n', 'a: 1        # one\nbcd: 22     # two\n'],
    [
      'block texts as a whole',
      'a:\n    b: |\n        x\n          y  \n\n        z\n    c: 1\n',
      'a:\n  b: |\n      x\n        y  \n\n      z\n  c: 1\n',
    ],
    [
      'brackets of several lines as a whole',
      'a:\n    b: [\n        1,\n        2\n    ]\n',
      'a:\n  b: [\n      1,\n      2\n  ]\n',
    ],
    ['ends of lines as they are', 'a:\r\n    b: 1\r\n\r\n\r\nc: 2\r\n', 'a:\r\n  b: 1\r\n\r\nc: 2\r\n'],
    ['a mark of the byte order', '\uFEFFa:\n    b: 1\n', '\uFEFFa:\n  b: 1\n'],
    ['anchors and aliases', 'a: &x   { b: 1 }\nc:    *x\n', 'a: &x   { b: 1 }\nc: *x\n'],
    ['quotes as they are', `a:   'x'\nb:  "y"\n`, `a: 'x'\nb: "y"\n`],
    ['nothing in a text that cannot be read', 'a:    [1,\nb:   2\n', 'a:    [1,\nb:   2\n'],
    ['nothing in an empty text', '', ''],
  ];
  for (const [name, text, wanted] of cases) test(name, () => assert.equal(formatted(text), wanted));

  test('a range alone', () => {
    const text = 'a:   1\nb:   2\nc:   3\n';
    assert.equal(applied(text, formatRange(fileOf(text), { start: 8, end: 9 })), 'a:   1\nb: 2\nc:   3\n');
  });

  test('a range beside a problem elsewhere', () => {
    const text = 'a:   1\nb:   2\nc:   "3\n';
    assert.equal(applied(text, formatRange(fileOf(text), { start: 0, end: 3 })), 'a: 1\nb:   2\nc:   "3\n');
    assert.deepEqual(formatRange(fileOf(text), { start: 16, end: 18 }), []);
  });
});

describe('JSON', () => {
  const formattedJson = (text: string): string =>
    applied(text, format(open({ uri: 'file:///a.sla.json', version: 1, text })));
  const cases: readonly (readonly [text: string, wanted: string])[] = [
    ['{"a":1,"b":[1,{"c":"x: y, {"}]}', '{ "a": 1, "b": [1, { "c": "x: y, {" }] }\n'],
    ['{"a":\n1,"b":[ ],"c":{ \n }}\n\n', '{\n  "a": 1,\n  "b": [],\n  "c": {}\n}\n'],
    ['{\r\n"a": [1,\r\n2]}', '{\r\n  "a": [\r\n    1,\r\n    2\r\n  ]\r\n}\r\n'],
    [
      `{"a":{"long":"${'x'.repeat(100)}"},"n":1.50}`,
      `{\n  "a": {\n    "long": "${'x'.repeat(100)}"\n  },\n  "n": 1.50\n}\n`,
    ],
    // What is YAML in a file of JSON is laid out as such.
    ['a:    1\n', 'a: 1\n'],
    ['{"a": 1,,}', '{"a": 1,,}'],
  ];
  for (const [text, wanted] of cases) test(JSON.stringify(text), () => assert.equal(formattedJson(text), wanted));

  test('means the same however it was laid out, and stays as it is the second time', () => {
    const random = randomFrom(29);
    for (const { text } of texts) {
      const [agreement] = parseAllDocuments(text);
      const value: unknown = agreement?.toJS();
      for (let round = 0; round < 12; round++) {
        const disturbed = JSON.stringify(value, undefined, round % 5).replace(
          /"(?:[^"\\]|\\.)*"|[{}[\],:]/g,
          (token) =>
            token.length === 1 && random(4) === 0 ? `${' '.repeat(random(3))}${token}${'\n'.repeat(random(2))}` : token,
        );
        const once = formattedJson(disturbed);
        assert.deepEqual(JSON.parse(once), value);
        assert.equal(formattedJson(once), once);
        for (const line of once.split('\n'))
          assert.ok(line.length <= 100 || !/[[{].*,/.test(line.replace(/"(?:[^"\\]|\\.)*"/g, '')), line);
      }
    }
  });
});

describe('while typing', () => {
  const cases: readonly (readonly [name: string, text: string, wanted: string])[] = [
    ['below a key that opens a map', 'objectives:\n|', 'objectives:\n  |'],
    ['below an id', 'objectives:\n  a:\n  |', 'objectives:\n  a:\n    |'],
    [
      'below the first key of an item',
      'remedies:\n  a:\n    tiers:\n      - below: 1 %\n      |',
      'remedies:\n  a:\n    tiers:\n      - below: 1 %\n        |',
    ],
    ['below a value nothing', 'title: x\n|', 'title: x\n|'],
    ['below a key whose value is single', 'title:\n|', 'title:\n|'],
    ['below a block text', 'purpose: >-\n|', 'purpose: >-\n  |'],
    ['inside brackets nothing', 'a: {\n|', 'a: {\n|'],
    ['before text nothing', 'objectives:\n|a: 1', 'objectives:\n|a: 1'],
    ['in a comment nothing', '# a:\n|', '# a:\n|'],
  ];
  for (const [name, text, wanted] of cases)
    test(name, () => {
      const offset = text.indexOf('|');
      const plain = text.replace('|', '');
      const edits = formatOnType(fileOf(plain), offset, '\n');
      assert.equal(applied(plain, edits), wanted.replace('|', ''));
    });
});

test('never throws, and stays inside the text, at every prefix', () => {
  const { text } = texts.find(({ path }) => path.startsWith('orders'))!;
  for (let end = 0; end <= text.length; end += 61) {
    const file = fileOf(text.slice(0, end));
    for (const { span } of [...format(file), ...formatOnType(file, end, '\n')])
      assert.ok(span.start <= span.end && span.end <= end);
  }
});
