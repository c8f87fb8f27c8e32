// Makes one mistake at a time in the golden agreements: each has to give exactly one finding, on the token that is wrong.
// It must never be tuned to a rule: a mistake stands here because a person makes it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { besideGolden, findings } from './example';
import { tables } from './mistakes-table';

for (const [path, mistakes] of tables)
  describe(`single mistakes in ${path}`, () => {
    const original = readFileSync(`examples/${path}.sla.yaml`, 'utf8');
    for (const [from, to, rule, token] of mistakes)
      test(`${JSON.stringify(to.slice(0, 60))} is ${rule}`, () => {
        assert.ok(original.includes(from), 'the example has changed');
        const text = original.replace(from, () => to);
        const found = findings(text, undefined, besideGolden(path)).map(
          (each) => `${each.rule}: ${text.slice(each.span.start, each.span.end)}: ${each.message}`,
        );
        assert.equal(found.length, 1, found.join('\n'));
        assert.ok(found[0]?.startsWith(`${rule}: ${token}: `), found[0]);
      });
  });
