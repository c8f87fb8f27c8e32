// Open documents against those of the library that language servers commonly use: the same text after any changes.
// It must never compare with an own reading of the protocol.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { lineTable } from '../../server/src/core/text/lines';
import { createText, updateText } from '../../server/src/lsp/document';

const position = fc.record({ line: fc.nat({ max: 9 }), character: fc.nat({ max: 12 }) });
const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '\n', '\r\n', '\r', 'é', '😀'), maxLength: 30 });
const isBefore = (a: { line: number; character: number }, b: typeof a): boolean =>
  a.line < b.line || (a.line === b.line && a.character <= b.character);
const change = fc.oneof(
  { weight: 9, arbitrary: fc.record({ start: position, end: position, text }) },
  { weight: 1, arbitrary: fc.record({ text }) },
);

test('a document equals that of the library after any changes', () => {
  fc.assert(
    fc.property(text, fc.array(change, { maxLength: 12 }), (original, edits) => {
      let library = TextDocument.create('file:///a', 'sla', 0, original);
      let ours = createText('file:///a', 'sla', 0, original);
      for (const [index, one] of edits.entries()) {
        const changeOf = (): TextDocumentContentChangeEvent => {
          if (!('start' in one)) return one;
          // The library loses count of the lines when a change begins behind the last one.
          const within = (at: typeof one.start): typeof at => ({ ...at, line: at.line % library.lineCount });
          const [start, end] = [within(one.start), within(one.end)];
          return { range: isBefore(start, end) ? { start, end } : { start: end, end: start }, text: one.text };
        };
        const change = changeOf();
        library = TextDocument.update(library, [change], index + 1);
        ours = updateText(ours, [change], index + 1);
        assert.equal(ours.text, library.getText());
        assert.equal(ours.version, index + 1);
        // The table that was amended is the one of the text.
        const fresh = [0, ...[...ours.text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];
        assert.deepEqual([...ours.lines.starts], fresh);
        assert.equal(lineTable(ours.text).length, ours.text.length);
      }
    }),
    { numRuns: 3_000 },
  );
});

test('each change of one message is told in the text that the one before it left', () => {
  const before = createText('file:///a', 'sla', 1, 'one\ntwo\n');
  const line = (at: number, from: number, to: number): { start: object; end: object } => ({
    start: { line: at, character: from },
    end: { line: at, character: to },
  });
  const changes = [
    { range: line(0, 3, 3), text: '\nand' },
    { range: line(1, 0, 3), text: 'AND' },
    { range: line(2, 9, 9), text: '!' },
  ] as unknown as TextDocumentContentChangeEvent[];
  const after = updateText(before, changes, 2);
  assert.equal(after.text, 'one\nAND\ntwo!\n');
  assert.deepEqual([...after.lines.starts], [0, 4, 8, 13]);
});
