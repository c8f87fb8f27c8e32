// Completion in agreements of JSON: every item at every position of every example leaves JSON, and keys stand where they belong.
// It must never count an item that was not applied; by default a spread sample of positions and items, all of them with SLA_FULL=1.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { complete, type Completion } from '../../server/src/core/features/completion';
import { expanded } from '../../server/src/core/features/completion/item';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { defaultSettings, noData, type Project } from '../../server/src/core/project';
import { jsonCursor } from '../../server/src/core/syntax/json-cursor';
import { numbers } from '../kit/edits';

const isFull = process.env['SLA_FULL'] === '1';
const columns = ['at', 'value', 'status', 'checked at', 'odd "name"'];

const uri = 'file:///w/a.sla.json';

function completions(text: string, offset: number): readonly Completion[] {
  return completionsIn(open({ uri, version: 1, text }), offset);
}

function completionsIn(file: SlaFile, offset: number): readonly Completion[] {
  const data = { ...noData, columns: new Map(file.model.data.map(({ id }) => [id, columns])) };
  const project: Project = {
    files: new Map([[uri, file]]),
    settings: defaultSettings,
    facts: { today: '2026-11-25', theme: 'dark', paths: ['data/a.csv'] },
    data: new Map([[uri, data]]),
  };
  return complete(project, file, offset, { snippets: true });
}

/** A text with the item of a label accepted at the `|` in it, its tab stops taken. */
function accepted(marked: string, label: string): string {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const items = completions(text, offset);
  const item = items.find((each) => each.label === label);
  assert.ok(item !== undefined, `there is no ${label} among ${items.map((each) => each.label).join(', ')}`);
  return applied(text, item);
}

function applied(text: string, { replace, newText, isSnippet, comma }: Completion): string {
  const written = text.slice(0, replace.start) + (isSnippet ? expanded(newText) : newText) + text.slice(replace.end);
  if (comma === undefined) return written;
  assert.ok(comma <= replace.start);
  return `${written.slice(0, comma)},${written.slice(comma)}`;
}

/** What is left open for a person to write counts as nothing. */
function filled(text: string): string {
  return text.replace(/(":)\s*(?=[,}\n])/g, '$1 null');
}

describe('a key', () => {
  const cases: readonly (readonly [marked: string, label: string, after: string])[] = [
    ['{ "sla": 1, | }', 'title', '{ "sla": 1, "title":  }'],
    ['{ "sla": 1, ti| }', 'title', '{ "sla": 1, "title":  }'],
    ['{ "sla": 1, "ti|" }', 'title', '{ "sla": 1, "title":  }'],
    ['{ "sla": 1, "ti|', 'title', '{ "sla": 1, "title": '],
    ['{\n  "sla": 1,\n  "|"\n}\n', 'title', '{\n  "sla": 1,\n  "title": \n}\n'],
    ['{\n  "|"\n  "sla": 1\n}\n', 'title', '{\n  "title": ,\n  "sla": 1\n}\n'],
    ['{\n  "sla": 1\n  |\n}\n', 'title', '{\n  "sla": 1,\n  "title": \n}\n'],
    ['{ "sla": 1, "ti|" : "x" }', 'title', '{ "sla": 1, "title" : "x" }'],
    ['{ "sla": 1, "|tilte": "x" }', 'title', '{ "sla": 1, "title": "x" }'],
    ['{\n\t"sla": 1,\n\t|\n}', 'parties', '{\n\t"sla": 1,\n\t"parties": { }\n}'.replace('{ }', '{  }')],
    [
      '{ "sla": 1, "term": { "from": "2026-01-01", "|" } }',
      'to',
      '{ "sla": 1, "term": { "from": "2026-01-01", "to":  } }',
    ],
    ['{ "sla": 1, "|: "month" }', 'title', '{ "sla": 1, "title": "month" }'],
    ['|', 'title', '{\n  "title": \n}'],
    ['  ti|\n', 'title', '  {\n  "title": \n}\n'],
  ];
  for (const [marked, label, after] of cases)
    test(JSON.stringify(marked), () => assert.equal(accepted(marked, label), after));

  test('is offered once', () => {
    for (const marked of [
      '{ "title": "x", | }',
      '{ |, "title": "x" }',
      '{ "a": { "title": 1 }, "title": { "b": [1] }, | }',
    ]) {
      const labels = completions(marked.replace('|', ''), marked.indexOf('|')).map(({ label }) => label);
      assert.ok(!labels.includes('title') && labels.includes('version'), marked);
    }
  });
});

describe('a value', () => {
  const parties = '"parties": { "us": { "role": "provider" }, "them": { "role": "customer" } }';
  const cases: readonly (readonly [marked: string, label: string, after: string])[] = [
    ['{ "kind": | }', 'internal', '{ "kind": "internal" }'],
    ['{ "kind":| }', 'internal', '{ "kind": "internal" }'],
    ['{ "kind": "in|" }', 'internal', '{ "kind": "internal" }'],
    ['{ "kind": "in|', 'internal', '{ "kind": "internal"'],
    ['{ "kind": in| }', 'internal', '{ "kind": "internal" }'],
    ['{ "kind": |"customer" }', 'internal', '{ "kind": "internal" }'],
    ['{ "kind": "in|"\n  "id": "x" }', 'internal', '{ "kind": "internal",\n  "id": "x" }'],
    ['{ "sla": | }', '1', '{ "sla": 1 }'],
    ['{ "term": | }', '{ }', '{ "term": {  } }'],
    [
      '{ "remedies": { "r": { "kind": "service-credit", "tiers":| } } }',
      '[ ]',
      '{ "remedies": { "r": { "kind": "service-credit", "tiers": [] } } }',
    ],
    ['{ "kind": |\n  "id": "x" }', 'internal', '{ "kind": "internal",\n  "id": "x" }'],
    [
      `{ ${parties}, "services": { "a": { "owner": "|" } } }`,
      'us',
      `{ ${parties}, "services": { "a": { "owner": "us" } } }`,
    ],
    [
      `{ ${parties}, "responsibilities": { "x": { "responsible": "us", "informed": ["us", |] } } }`,
      'them',
      `{ ${parties}, "responsibilities": { "x": { "responsible": "us", "informed": ["us", "them"] } } }`,
    ],
    ['{ "data": { "d": { "file": "|" } } }', 'data/a.csv', '{ "data": { "d": { "file": "data/a.csv" } } }'],
    [
      '{ "data": { "d": { "file": "a.csv", "where": "st|" } } }',
      'status',
      '{ "data": { "d": { "file": "a.csv", "where": "status" } } }',
    ],
    [
      '{ "metrics": { "uptime": {} }, "objectives": { "a": { "metric": "u| "atLeast": "99 %" } } }',
      'uptime',
      '{ "metrics": { "uptime": {} }, "objectives": { "a": { "metric": "uptime", "atLeast": "99 %" } } }',
    ],
    [
      '{ "data": { "d": { "file": "a.csv", "where": "|" } } }',
      'row[\\"checked at\\"]',
      '{ "data": { "d": { "file": "a.csv", "where": "row[\\"checked at\\"]" } } }',
    ],
    [
      '{ "data": { "d": { "file": "a.csv", "columns": { "at": | } } } }',
      'row["checked at"]',
      '{ "data": { "d": { "file": "a.csv", "columns": { "at": "row[\\"checked at\\"]" } } } }',
    ],
  ];
  for (const [marked, label, after] of cases)
    test(JSON.stringify(marked), () => assert.equal(accepted(marked, label), after));

  test('that is true or false is no text, and a name that no expression can hold is not offered', () => {
    const labels = (marked: string): readonly string[] =>
      completions(marked.replace('|', ''), marked.indexOf('|')).map(({ label }) => label);
    assert.deepEqual(labels('{ "changes": { "noAdverseChange": | } }'), ['true', 'false']);
    assert.deepEqual(labels('{ "changes": { "noAdverseChange": "|" } }'), []);
    assert.ok(
      !labels('{ "data": { "d": { "file": "a.csv", "columns": { "at": | } } } }').some((label) =>
        label.includes('odd'),
      ),
    );
  });

  test('that stands in a list already is not offered again', () => {
    const marked = `{ ${parties}, "responsibilities": { "x": { "informed": ["us", "|"] } } }`;
    const labels = completions(marked.replace('|', ''), marked.indexOf('|')).map(({ label }) => label);
    assert.deepEqual(labels, ['them']);
  });
});

describe('a clause', () => {
  test('stands in its own lines, with numbers as numbers and texts as texts', () => {
    const after = accepted('{\n  "remedies": {\n    |\n  }\n}\n', 'credits …');
    const { remedies } = JSON.parse(after) as { remedies: { credits: { kind: string; tiers: readonly object[] } } };
    assert.equal(remedies.credits.kind, 'service-credit');
    assert.ok(remedies.credits.tiers.length > 1);
    assert.match(after, /^ {4}"credits": \{\n {6}"kind": "service-credit",$/m);
  });

  test('in one line where its neighbours stand in one', () => {
    const after = accepted('{ "remedies": { | } }', 'credits …');
    assert.doesNotMatch(after, /\n/);
    JSON.parse(after);
  });

  test('a whole agreement of each kind can be read', () => {
    for (const label of ['agreement with a customer', 'agreement between departments', 'agreement with a supplier']) {
      const after = accepted('|', label);
      const file = open({ uri: 'file:///w/a.sla.json', version: 1, text: after });
      assert.deepEqual(file.tree.problems, []);
      assert.equal((JSON.parse(after) as { sla: unknown }).sla, 1);
      assert.equal(file.model.objectives.length, 1);
    }
  });
});

describe('nothing', () => {
  const places = [
    '{ "kind" | }',
    '{ "kind": "internal"| }',
    '{ "kind": | "internal" }',
    '{ "kind": | { } }',
    '{ "term": { "noAdverseChange":| false } }',
    '{ "kind": "internal" |, "id": "x" }',
    '{} |',
    '"a|"',
    '{ "title": "x" # a note |\n}',
    '{ "reason": { "a": [[[ | ]]] } }',
  ];
  for (const marked of places)
    test(`is offered at ${JSON.stringify(marked)}`, () =>
      assert.deepEqual(completions(marked.replace('|', ''), marked.indexOf('|')), []));

  test('breaks on what is no JSON', () => {
    const random = numbers(20_261_129);
    const signs = '{}[],:"\\# \n\tab1é\u{1F600}'.split('');
    for (let round = 0; round < 20_000; round++) {
      const text = Array.from({ length: Math.floor(random(40)) }, () => signs[Math.floor(random(signs.length))]).join(
        '',
      );
      const offset = Math.floor(random(text.length + 1));
      const cursor = jsonCursor(text, offset);
      if (cursor?.token === undefined) continue;
      const { start, end } = cursor.token;
      assert.ok(start <= offset && offset <= end && end <= text.length, JSON.stringify(text));
    }
  });
});

test('a long word takes as much longer as it is longer', () => {
  const [short = 0, long = 0] = [4_000, 32_000].map((length) => {
    const before = `{ "data": { "d": { "file": "a.csv", "where": "${'a'.repeat(length)} == `;
    const file = open({ uri, version: 1, text: `${before}" } } }` });
    const begun = performance.now();
    completionsIn(file, before.length);
    completionsIn(file, before.length - 8);
    return performance.now() - begun;
  });
  // Eight times the word may take eight times as long; sixty-four times as long would be a square.
  assert.ok(long < Math.max(short, 5) * 20 + 100, `${short} ms, then ${long} ms`);
});

const paths = readdirSync('examples', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.sla.yaml'))
  .sort();

for (const path of paths)
  test(`every item at every position of ${path} as JSON leaves JSON`, () => {
    const agreement: unknown = parse(readFileSync(join('examples', path), 'utf8'));
    const text = `${JSON.stringify(agreement, undefined, 2)}\n`;
    const file = open({ uri, version: 1, text });
    const seen = new Set<string>();
    let done = 0;
    let roll = 0;
    for (let offset = 0; offset <= text.length; offset += isFull ? 1 : 5 + ((offset * 7) % 18)) {
      for (const item of completionsIn(file, offset)) {
        const { start, end } = item.replace;
        assert.ok(start <= offset && offset <= end, `${offset}: the edit is elsewhere`);
        const key = `${start}:${end}:${item.newText}`;
        if (seen.has(key)) continue;
        seen.add(key);
        if (!isFull && roll++ % 7 !== 0) continue;
        done++;
        const after = applied(text, item);
        let read: unknown;
        try {
          read = JSON.parse(filled(after));
        } catch (error) {
          assert.fail(`${item.label} at ${JSON.stringify(text.slice(offset - 40, offset))}: ${String(error)}`);
        }
        if (item.kind !== 'key' || item.docsOf?.of !== 'place') continue;
        for (const step of item.docsOf.path) {
          assert.ok(
            typeof read === 'object' && read !== null && step in read,
            `there is no ${item.docsOf.path.join('.')}`,
          );
          read = (read as Record<string | number, unknown>)[step];
        }
      }
    }
    console.log(`${path} as JSON: ${done} of ${seen.size} items applied`);
    assert.ok(done > 20);
  });
