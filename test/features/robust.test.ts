// Every feature that reads a file, on torn and mutated texts and on a very long one: nothing throws, nothing points outside the text.
// Times are judged against each other and by a wide margin only: these machines are shared.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { definition } from '../../server/src/core/features/definition';
import { fileRename } from '../../server/src/core/features/file-rename';
import { foldingRanges } from '../../server/src/core/features/folding';
import { documentLinks } from '../../server/src/core/features/links';
import { namesOf } from '../../server/src/core/features/names';
import { highlights, references } from '../../server/src/core/features/references';
import { applied, prepareRename, rename } from '../../server/src/core/features/rename';
import { selectionRanges } from '../../server/src/core/features/selection';
import { semanticTokens } from '../../server/src/core/features/semantic-tokens';
import { outline, type OutlineSymbol } from '../../server/src/core/features/symbols';
import { workspaceSymbols } from '../../server/src/core/features/workspace-symbols';
import { open, type SlaFile } from '../../server/src/core/model/file';
import type { Span } from '../../server/src/core/text/span';
import { exampleTexts, projectOf } from './workspace';

const base = projectOf(exampleTexts());

function flat(symbols: readonly OutlineSymbol[]): readonly OutlineSymbol[] {
  return symbols.flatMap((symbol) => [symbol, ...flat(symbol.children)]);
}

/** Asks everything of a file and of some offsets in it. */
function ask(file: SlaFile, offsets: readonly number[]): void {
  const { uri, text } = file.snapshot;
  const project = { ...base, files: new Map([...base.files, [uri, file]]) };
  const spans: Span[] = [
    ...namesOf(file).flatMap(({ span, written }) => [span, written]),
    ...foldingRanges(text).map(({ span }) => span),
    ...documentLinks(project, file).map(({ span }) => span),
    ...semanticTokens(file).map(({ span }) => span),
    ...flat(outline(file)).flatMap(({ span, nameSpan }) => [span, nameSpan]),
    ...selectionRanges(file, offsets).flat(),
  ];
  let end = 0;
  for (const { span } of semanticTokens(file)) {
    assert.ok(span.start >= end && span.end > span.start);
    assert.doesNotMatch(text.slice(span.start, span.end), /[\r\n]/);
    ({ end } = span);
  }
  for (const offset of offsets) {
    spans.push(...definition(project, file, offset).map(({ origin }) => origin));
    spans.push(...highlights(file, offset).map(({ span }) => span));
    spans.push(...references(project, file, offset, true).flatMap((each) => (each.uri === uri ? [each.span] : [])));
    prepareRename(project, file, offset);
    const edits = rename(project, file, offset, 'fresh-name');
    if (!('reason' in edits)) for (const edit of edits) if (edit.uri === uri) applied(text, edit.edits);
  }
  for (const { start, end: last } of spans) assert.ok(0 <= start && start <= last && last <= text.length);
  workspaceSymbols(project, 'a');
  fileRename(project, [{ oldUri: 'file:///w/examples/suppliers', newUri: 'file:///w/x' }]);
}

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('nothing throws', () => {
  for (const [uri, { snapshot }] of base.files) {
    const name = uri.replace(/^.*\//, '');
    test(`on prefixes of ${name}`, () => {
      const { text } = snapshot;
      for (let length = 0; length < text.length; length += 211)
        ask(open({ uri, version: 2, text: text.slice(0, length) }), [length, Math.floor(length / 2)]);
    });
    test(`on mutations of ${name}`, () => {
      const roll = dice(snapshot.text.length);
      const signs = [
        '\n',
        ' ',
        ':',
        '"',
        "'",
        '[',
        '{',
        '}',
        '- ',
        '&a ',
        '*a',
        '#',
        '\t',
        '|',
        '>',
        '@',
        '\u0000',
        '\ud800',
        '🎈',
        '',
      ];
      for (let round = 0; round < 30; round++) {
        let { text } = snapshot;
        for (let change = 0; change < 4; change++) {
          const at = roll(text.length);
          text = text.slice(0, at) + (signs[roll(signs.length)] ?? '') + text.slice(at + roll(3));
        }
        ask(open({ uri, version: 2, text }), [roll(text.length), roll(text.length)]);
      }
    });
  }
});

test('a text that is edited gives the names, tokens and outline that it gives when it is read afresh', () => {
  for (const [uri, { snapshot }] of base.files) {
    const roll = dice(snapshot.text.length + 1);
    const signs = ['\n', ' ', 'x', ':', '"', '[', '}', '# ', 'per ', '1', '&a ', '*a', "'", ''];
    let { text } = snapshot;
    let file = open({ uri, version: 1, text });
    for (let version = 2; version < 60; version++) {
      const at = roll(text.length);
      // Every few edits the text is whole again, so that not all of them fall into a broken one.
      text =
        version % 6 === 0
          ? snapshot.text
          : text.slice(0, at) + (signs[roll(signs.length)] ?? '') + text.slice(at + roll(3));
      file = open({ uri, version, text }, file);
      const fresh = open({ uri, version, text });
      const shown = (each: SlaFile): unknown => ({
        names: namesOf(each).map(({ kind, name, role, span, written }) => [
          kind,
          name,
          role,
          ...ends(span),
          ...ends(written),
        ]),
        tokens: semanticTokens(each).map(({ type, modifiers, span }) => [type, ...modifiers, ...ends(span)]),
        outline: flat(outline(each)).map(({ name, detail, span }) => [name, detail, ...ends(span)]),
      });
      assert.deepEqual(shown(file), shown(fresh));
    }
  }
});

function ends({ start, end }: Span): readonly number[] {
  return [start, end];
}

/** An agreement of so many objectives that refer to each other's metrics, with a glossary that is used. */
function long(objectives: number): string {
  const each = (make: (index: number) => string): string =>
    Array.from({ length: objectives }, (_, index) => make(index)).join('');
  return `sla: 1
id: long
parties: { p: { role: provider }, c: { role: customer } }
glossary:
${each((index) => `  Term ${index}: The Term ${index + 1} of the Term ${index}.\n`)}metrics:
${each((index) => `  m${index}: { type: latency, measuredBy: p, where: a > ${index} && b < 5 }\n`)}objectives:
${each((index) => `  o${index}:\n    metric: m${index}\n    atMost: 5 s\n    when: m${index} > 1 s\n    owedBy: p\n    reason: The Term ${index} of Term.\n`)}dependencies:
${each((index) => `  d${index}: { party: p, agreement: long.sla.yaml, objective: o${index}, for: [o${index}] }\n`)}`;
}

test('no feature takes more than its share of a file of 20,000 lines', (context) => {
  const times = [500, 2_000].map((count) => {
    const text = long(count);
    const file = open({ uri: 'file:///w/long.sla.yaml', version: 1, text });
    const project = { ...base, files: new Map([['file:///w/long.sla.yaml', file]]) };
    const at = text.indexOf('owedBy: p') + 8;
    const asked: Readonly<Record<string, () => unknown>> = {
      names: () => namesOf(file),
      folds: () => foldingRanges(text),
      links: () => documentLinks(project, file),
      tokens: () => semanticTokens(file),
      outline: () => outline(file),
      selections: () => selectionRanges(file, [at]),
      definition: () => definition(project, file, at),
      highlights: () => highlights(file, at),
      references: () => references(project, file, text.indexOf('\n  o5:') + 3, true),
      symbols: () => workspaceSymbols(project, 'o1'),
      moved: () => fileRename(project, [{ oldUri: 'file:///w/long.sla.yaml', newUri: 'file:///w/x/long.sla.yaml' }]),
      rename: () => assert.ok(Array.isArray(rename(project, file, at, 'seller'))),
    };
    return Object.entries(asked).map(([name, run]) => {
      const start = performance.now();
      run();
      return { name, ms: performance.now() - start, lines: text.split('\n').length };
    });
  });
  const [small = [], large = []] = times;
  for (const [index, { name, ms, lines }] of large.entries()) {
    const before = small[index]?.ms ?? 0;
    context.diagnostic(`${name}: ${before.toFixed(1)} ms, at ${lines} lines ${ms.toFixed(1)} ms`);
    // Four times the text may take four times as long; sixteen times as long would be a square.
    assert.ok(ms < Math.max(before, 5) * 12 + 100, `${name}: ${before} ms, then ${ms} ms`);
  }
});
