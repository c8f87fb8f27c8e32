// Writes documents about agreements that are cut off or damaged anywhere: none fails, and none says what nobody wrote.
// It must never check what a document says of a sound agreement; golden files do.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { csvOf } from '../../server/src/core/publish/csv';
import { htmlOf } from '../../server/src/core/publish/html';
import { markdownOf } from '../../server/src/core/publish/markdown';
import { opened, reportOf } from './kit';
import { whole } from './whole';

const folders = ['examples', 'examples/suppliers', 'media/sample', 'media/templates'];
const texts: readonly (readonly [string, string])[] = [
  ['whole', whole],
  ...folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.sla.yaml'))
      .map((name) => [`${folder}/${name}`, readFileSync(join(folder, name), 'utf8')] as const),
  ),
];

/** Words that no document may hold: they come of values that are not there. */
const leaks = /\bundefined\b|\bNaN\b|\[object |\bnull\b/;

function write(text: string): string {
  const made = opened(text);
  const document = reportOf(made);
  return `${markdownOf(document)}${htmlOf(document)}${csvOf(made.project, made.file)}`;
}

test('there are agreements to cut', () => assert.ok(texts.length >= 8, String(texts.length)));

describe('every beginning of an agreement', () => {
  for (const [name, text] of texts)
    test(name, () => {
      const step = Math.max(7, Math.floor(text.length / 60));
      for (let end = 0; end <= text.length; end += step) assert.doesNotMatch(write(text.slice(0, end)), leaks);
    });
});

test('lines taken away, doubled and exchanged', () => {
  const lines = whole.split('\n');
  const line = fc.nat({ max: lines.length - 1 });
  fc.assert(
    fc.property(line, line, fc.constantFrom('remove', 'double', 'exchange', 'indent'), (first, second, how) => {
      const [a = '', b = ''] = [lines[first], lines[second]];
      const changed = lines.flatMap((each, at) => {
        if (at === first)
          return how === 'remove' ? [] : how === 'double' ? [each, each] : how === 'exchange' ? [b] : [`  ${each}`];
        return at === second && how === 'exchange' ? [a] : [each];
      });
      assert.doesNotMatch(write(changed.join('\n')), leaks);
    }),
    { numRuns: 150 },
  );
});
