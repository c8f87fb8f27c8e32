// What YAML reads in a file that is called .json and other programs do not: told once each, with what JSON has there.
// It must never take a text for JSON that the parser of JSON refuses.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fixAll } from '../../server/src/core/features/fixes';
import { applied } from '../../server/src/core/features/edits';
import { open } from '../../server/src/core/model/file';
import { runRules } from '../../server/src/core/rules/run';
import { jsonSlips } from '../../server/src/core/syntax/json-slips';
import { projectOf } from './example';

describe('a slip', () => {
  const cases: readonly (readonly [text: string, token: string, message: RegExp, fixed: string | undefined])[] = [
    ['{ "a": 1 # note\n}', '# note', /no comments/, '{ "a": 1 \n}'],
    ['{ "a": 1, }', ',', /no comma/, '{ "a": 1 }'],
    ['{ "a": [1,\n] }', ',', /no comma/, '{ "a": [1\n] }'],
    ['{ a: 1 }', 'a', /double quotes/, '{ "a": 1 }'],
    ["{ 'it''s': 1 }", "'it''s'", /double quotes/, '{ "it\'s": 1 }'],
    ['{ "a": 99.9 % }', '99.9 %', /double quotes/, '{ "a": "99.9 %" }'],
    ['{ "a": 08:00-18:00 }', '08:00-18:00', /double quotes/, '{ "a": "08:00-18:00" }'],
    ['{ "a": True }', 'True', /double quotes/, '{ "a": "True" }'],
    ['{ "a": "x\n  y" }', '"', /one line/, undefined],
    ['{ "a": &x 1 }', '&x 1', /anchors/, undefined],
    ['a: 1\n', 'a', /called \.json/, undefined],
    ['{ "a": 1 } }', '{', /called \.json/, undefined],
  ];
  for (const [text, token, message, fixed] of cases)
    test(JSON.stringify(text), () => {
      const [slip] = jsonSlips(text);
      assert.ok(slip !== undefined);
      assert.equal(text.slice(slip.span.start, slip.span.end), token);
      assert.match(slip.message, message);
      if (fixed === undefined) assert.equal(slip.text, undefined);
      else assert.equal(applied(text, [{ span: slip.span, newText: slip.text ?? '?' }]), fixed);
    });

  test('is none in JSON, nor in a file that is not called so', () => {
    for (const text of ['{}', '\uFEFF{ "a": [1, -2.5e3, true, null, "x"] }\n', '{"a":"b: c, # d"}'])
      assert.deepEqual(jsonSlips(text), []);
    const file = open({ uri: 'file:///w/a.sla.yaml', version: 1, text: '{ sla: 1, }' });
    assert.ok(runRules(projectOf(file), file).every(({ rule }) => rule !== 'yaml-syntax'));
  });
});

test('fixing all of them leaves JSON', () => {
  const text = `{ # signed
  sla: 1, 'id': a, "title": Orders API,
  "kind": "customer", "status": draft, "version": 1.0.0,
  parties: { "p": { "role": "provider" }, "c": { "role": "customer", } }, "metrics": { "m": { "type": "count-deliverd" } },
  "objectives": {},
}
`;
  const file = open({ uri: 'file:///w/a.sla.json', version: 1, text });
  const project = projectOf(file);
  const found = runRules(project, file);
  const slips = found.filter(({ rule }) => rule === 'yaml-syntax');
  assert.deepEqual([slips.length, new Set(slips.map(({ severity }) => severity))], [10, new Set(['warning'])]);
  // Another mistake on the line of a slip is told as well.
  assert.ok(found.some(({ rule }) => rule === 'metric-type-unknown'));
  const after = applied(text, fixAll(project, file, found));
  const read = JSON.parse(after) as Record<string, unknown>;
  assert.deepEqual([read['sla'], read['title'], read['version']], [1, 'Orders API', '1.0.0']);
  assert.deepEqual(read['metrics'], { m: { type: 'count-delivered' } });
});
