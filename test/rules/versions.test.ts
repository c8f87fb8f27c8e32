// Tests the order of versions against the example of Semantic Versioning, section 11.
// It must never compare versions as texts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareVersions, versionOf } from '../../server/src/core/rules/versions';

const inOrder = [
  ...['0.9.9', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2', '1.0.0-beta.11'],
  ...['1.0.0-rc.1', '1.0.0', '1.0.1', '1.9.0', '1.10.0', '2.0.0'],
];

test('versions in their order', () => {
  for (const [i, first] of inOrder.entries())
    for (const [j, second] of inOrder.entries()) {
      const [a, b] = [versionOf(first), versionOf(second)];
      assert.ok(a !== undefined && b !== undefined);
      assert.equal(Math.sign(compareVersions(a, b)), Math.sign(i - j), `${first} and ${second}`);
    }
});

test('what is no version', () => {
  for (const text of ['1.0', 'v1.0.0', '1.0.0.0', 'latest', '', undefined]) assert.equal(versionOf(text), undefined);
});
