// Makes one mistake at a time in the golden agreements: each has to give exactly one finding, on the token that is wrong.
// It must never be tuned to a rule: a mistake stands here because a person makes it.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { rules } from '../../server/src/core/rules/index';
import { goldenFindings, goldenPaths, goldenText } from './golden';
import { mistakes } from './mistakes';

for (const path of goldenPaths)
  describe(`single mistakes in ${path}`, () => {
    const original = goldenText(path);
    test('untouched it has none', () => assert.deepEqual(goldenFindings(path, original), []));
    for (const { from, to, rule, token } of mistakes.filter((mistake) => mistake.path === path))
      test(`${JSON.stringify(to.slice(0, 60))} is ${rule}`, () => {
        assert.ok(original.includes(from), 'the example has changed');
        const text = original.replace(from, () => to);
        const found = goldenFindings(path, text).map(
          (each) => `${each.rule}: ${text.slice(each.span.start, each.span.end)}: ${each.message}`,
        );
        assert.equal(found.length, 1, found.join('\n'));
        assert.ok(found[0]?.startsWith(`${rule}: ${token}: `), found[0]);
      });
  });

test('there are 200 of them at least, of every category that a text can be wrong in', () => {
  assert.ok(mistakes.length >= 200, String(mistakes.length));
  const categories = new Map(rules.map(({ id, category }) => [id, category]));
  const used = new Set(mistakes.map(({ rule }) => categories.get(rule)));
  const all = new Set(rules.filter(({ lane }) => lane !== 'measured').map(({ category }) => category));
  assert.deepEqual(
    [...all].filter((category) => !used.has(category)),
    [],
  );
});
