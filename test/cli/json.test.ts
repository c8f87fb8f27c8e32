// Holds the JSON of the command line to its documentation: a field that is not written down is not given.
// It must never list the fields itself: docs/json.md does.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';

const documented = new Set([...readFileSync('docs/json.md', 'utf8').matchAll(/`(\w+)`/g)].map((match) => match[1]));

/** Maps whose keys are chosen by the agreement. */
const free = new Set(['targets', 'conditions']);

function* keysIn(value: unknown, isFree = false): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* keysIn(item);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) {
      if (!isFree) yield key;
      yield* keysIn(inner, free.has(key));
    }
}

test('every field of the JSON is documented', () => {
  const { stdout } = spawnSync(
    process.execPath,
    [resolve('dist/cli.js'), 'check', 'examples', '--today', '2026-11-25', '--why', '--format', 'json'],
    { encoding: 'utf8', maxBuffer: 100_000_000 },
  );
  const found = new Set(keysIn(JSON.parse(stdout)));
  // Metrics that conditions of the examples read.
  for (const id of ['load', 'delivered']) found.delete(id);
  assert.ok(found.size > 60, String(found.size));
  assert.deepEqual(
    [...found].filter((key) => !documented.has(key)),
    [],
  );
});
