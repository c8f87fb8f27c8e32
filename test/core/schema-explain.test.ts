// Fixes of shape problems, what other rules speak of, and hostile or unfinished texts.
// It must never depend on one message: the table of mistakes holds those.
import assert from 'node:assert/strict';
import test from 'node:test';
import { problemsOf, sound } from './schema-sound';

test('a sound agreement has no shape problem', () => {
  assert.deepEqual(problemsOf(sound), []);
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

test('a trap in one place does not hide what is missing in another', () => {
  const text = sound.replace('title: Shop\n', '').replace('per: region', 'when: >= 3');
  assert.deepEqual(
    problemsOf(text).map(({ message }) => message),
    ['An agreement needs "title"'],
  );
});

test('thousands of mutations are explained without a throw, with spans inside the text', () => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const pieces = [
    '\n',
    ': ',
    '- ',
    '{',
    '}',
    '[',
    ']',
    '"',
    '#',
    '&a ',
    '*a',
    '~',
    '  ',
    '<<: *a',
    '%',
    '\t',
    '__proto__: 1',
    '\u{1F600}',
  ];
  for (let round = 0; round < 2000; round++) {
    const at = random(sound.length);
    const text = sound.slice(0, at) + (pieces[random(pieces.length)] ?? '') + sound.slice(at + random(6));
    for (const { span, message, fixes } of problemsOf(text)) {
      assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
      assert.ok(message.length <= 100 && !message.includes('\n'), message);
      for (const edit of fixes?.flatMap((fix) => fix.edits) ?? [])
        assert.ok(edit.span.start <= edit.span.end && edit.span.end <= text.length);
    }
  }
});
