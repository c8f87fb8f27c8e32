// Holds cells of CSV to what a spreadsheet must not do with them, and to what a reader of CSV gets back.
// It must never read CSV with the code that writes it: another program does.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { forCsv } from '../../server/src/core/show/escape';

const cells: readonly (readonly [string, string])[] = [
  ['plain', 'plain'],
  ['', ''],
  ['=1+1', "'=1+1"],
  ['+cmd', "'+cmd"],
  ['-cmd', "'-cmd"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\uff1d1+1', "'\uff1d1+1"],
  ['\uff0b1+A1', "'\uff0b1+A1"],
  ['\uff0dA1', "'\uff0dA1"],
  ['\uff20SUM(A1)', "'\uff20SUM(A1)"],
  [' =1+1', "' =1+1"],
  ['-5', '-5'],
  ['+5.25', '+5.25'],
  ['-1e-9', '-1e-9'],
  ['-5 EUR', "'-5 EUR"],
  ['a;=1+1', '"a;\'=1+1"'],
  ['a,@x', '"a,\'@x"'],
  ['1,-2', '"1,-2"'],
  ['\t=1', "'\\u{9}=1"],
  ['\rx', "'\\u{d}x"],
  ['say "hi"', '"say ""hi"""'],
  ['a\nb', 'a b'],
  ['a\n=1', 'a =1'],
  ['-1,x', `"'-1,x"`],
  [' a', '" a"'],
  ['a ', '"a "'],
  ['::set-env name=A::b', '"::set-env name=A::b"'],
  ['a: b', 'a: b'],
];

describe('cells', () => {
  for (const [text, expected] of cells) test(JSON.stringify(text), () => assert.equal(forCsv(text), expected));
});

/** What a spreadsheet may take for the beginning of a formula. */
const formula = /^[\s\u00a0\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b]/;
const plainNumber = /^\s*[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\s*$/;

const signs = [...'=+-@;,|"\'\t\r\n 019.eAx\uff1d\uff0b\uff20\u00a0é🙂:#\\{}'];
const text = fc.oneof(fc.string({ unit: fc.constantFrom(...signs), maxLength: 24 }), fc.string({ unit: 'binary' }));

test('a reader gets every cell back but for apostrophes and what cannot be seen, and none is a formula', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (row) => {
      const line = `${['first', ...row].map(forCsv).join(',')}\r\n`;
      const read: unknown = parse(line, { recordDelimiter: '\r\n' });
      assert.ok(Array.isArray(read) && read.length === 1);
      const [back] = read as string[][];
      assert.equal(back?.length, row.length + 1);
      for (const [index, cell] of (back ?? []).slice(1).entries()) {
        const bare = (each: string): string => each.replaceAll("'", '');
        assert.equal(bare(cell), bare(visible(row[index] ?? '')));
        assert.ok(!formula.test(cell) || plainNumber.test(cell), JSON.stringify(cell));
        // A program may cut at other signs than commas, whatever stands in quotes.
        for (const piece of cell.split(/[,;|\t]/)) assert.ok(!formula.test(piece) || plainNumber.test(piece), cell);
      }
    }),
    { numRuns: 2_000 },
  );
});

/** The text as it may be shown: what cannot be seen is written out, and line feeds are blanks. */
function visible(cell: string): string {
  const invisible =
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e007f}]/gu;
  return cell.replace(invisible, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`).replaceAll('\n', ' ');
}
