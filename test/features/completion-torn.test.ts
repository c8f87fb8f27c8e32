// Completion between braces where a comma is not there yet: nothing that is written may be written over.
// It must never look at what is offered alone: each item is accepted, and all keys of the text are still there.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { complete, type Completion } from '../../server/src/core/features/completion';
import { expanded } from '../../server/src/core/features/completion/item';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { defaultSettings, type Project } from '../../server/src/core/project';
import { cursorContext } from '../../server/src/core/syntax/cursor';
import { numbers } from '../kit/edits';

function fileOf(text: string): SlaFile {
  return open({ uri: 'file:///w/a.sla.yaml', version: 1, text });
}

function completions(file: SlaFile, offset: number): readonly Completion[] {
  const project: Project = {
    files: new Map([[file.snapshot.uri, file]]),
    settings: defaultSettings,
    facts: { today: '2026-11-29', theme: 'dark' },
    data: new Map(),
  };
  return complete(project, file, offset, { snippets: true });
}

function applied(text: string, { replace, newText, isSnippet }: Completion): string {
  return text.slice(0, replace.start) + (isSnippet ? expanded(newText) : newText) + text.slice(replace.end);
}

describe('an entry that follows without a comma stays', () => {
  const head = `parties: { us: { role: provider }, them: { role: customer } }
metrics: { uptime: { type: availability }, speed: { type: latency } }
remedies: { r: { kind: report }, r2: { kind: report } }
objectives:
  a: `;
  const cases: readonly (readonly [marked: string, label: string, after: string | undefined])[] = [
    ['{ metric: uptime, window: | atLeast: 99.9 % }', 'month', '{ metric: uptime, window: month, atLeast: 99.9 % }'],
    ['{ window: m| atLeast: 99.9 %, metric: uptime }', 'month', '{ window: month, atLeast: 99.9 %, metric: uptime }'],
    ['{ metric: |uptime atLeast: 99.9 % }', 'speed', '{ metric: speed, atLeast: 99.9 % }'],
    ['{ | metric: uptime }', 'window', '{ window: , metric: uptime }'],
    ['{ metric: uptime, wi| atLeast: 99 % }', 'window', '{ metric: uptime, window: , atLeast: 99 % }'],
    ['{ metric: uptime, | atLeast: 99 % }', 'window', '{ metric: uptime, window: , atLeast: 99 % }'],
    ['{ remedies: [r | r2] }', 'r', undefined],
    ['{ remedies: [| r2] }', 'r', undefined],
    ['{ remedies: [r, |] }', 'r2', '{ remedies: [r, r2] }'],
    ['{ window: mo|nth, metric: uptime }', 'month', '{ window: month, metric: uptime }'],
  ];
  for (const [marked, label, after] of cases)
    test(marked, () => {
      const text = `${head}${marked.replace('|', '')}\n`;
      const item = completions(fileOf(text), head.length + marked.indexOf('|')).find((each) => each.label === label);
      assert.equal(
        item === undefined ? undefined : applied(text, item),
        after === undefined ? undefined : `${head}${after}\n`,
      );
    });
});

test('whatever is taken away in the examples, no accepted item takes another key with it', () => {
  const keysIn = (text: string): readonly string[] =>
    [...text.matchAll(/(?<=[\s{])[A-Za-z][\w-]*:(?=\s)/g)].map(([key]) => key);
  const random = numbers(20_261_129);
  let count = 0;
  for (const path of readdirSync('examples', { recursive: true, encoding: 'utf8' }).sort()) {
    if (!path.endsWith('.sla.yaml')) continue;
    const whole = readFileSync(join('examples', path), 'utf8');
    const commas = [...whole.matchAll(/,(?= [A-Za-z][\w-]*: )/g)].map(({ index }) => index);
    for (let round = 0; round < 25; round++) {
      const at = commas[Math.floor(random(commas.length))] ?? 0;
      const text = whole.slice(0, at) + whole.slice(at + 1);
      const file = fileOf(text);
      for (let offset = at - 8; offset < at + 12; offset++) {
        for (const item of completions(file, offset)) {
          count++;
          const taken = text.slice(item.replace.start, item.replace.end);
          // The key at the cursor may get another name; its colon stays where it is.
          assert.deepEqual(keysIn(` ${taken} `), [], `${JSON.stringify(text.slice(at - 40, at + 40))}: ${item.label}`);
        }
      }
    }
  }
  assert.ok(count > 2_000, `${count} items`);
});

describe('lists, maps and texts over several lines', () => {
  const labelsAt = (marked: string): readonly string[] =>
    completions(fileOf(marked.replace('|', '')), marked.indexOf('|')).map(({ label }) => label);
  const accepted = (marked: string, label: string): string => {
    const text = marked.replace('|', '');
    const item = completions(fileOf(text), marked.indexOf('|')).find((each) => each.label === label);
    assert.ok(item, `${label} is offered`);
    return applied(text, item);
  };

  test('a key that stands on a later line of the braces is not offered again', () => {
    const labels = labelsAt('term: { |from: 2026-01-01,\n  to: 2026-12-31 }\nid: x\n');
    assert.ok(!labels.includes('to'), labels.join());
    const party = labelsAt('parties:\n  p: { |name: A,\n    role: provider }\n  q: { engagedBy: p }\n');
    assert.ok(!party.includes('role') && party.includes('engagedBy'), party.join());
  });

  test('a brace that is not closed yet does not take in what follows outside', () => {
    const text = 'parties:\n  p: { name: A, \n    engagedBy: q,\n  role: { name: B }\n';
    const siblings = cursorContext(text, text.indexOf('A, ') + 3)?.siblings;
    assert.deepEqual([...(siblings?.keys() ?? [])].sort(), ['engagedBy', 'name']);
  });

  test('behind braces that close, the keys are those around them', () => {
    const behind = labelsAt('term: { from: 2026-01-01,\n  to: 2026-12-31 }\n  |\nid: x\n');
    assert.ok(!behind.includes('from') && !behind.includes('name') && behind.includes('title'), behind.join());
    assert.equal(
      accepted('term: { from: 2026-01-01,\n  to: 2026-12-31 }\n  |\nid: x\n', 'title'),
      'term: { from: 2026-01-01,\n  to: 2026-12-31 }\ntitle: \nid: x\n',
    );
    const party = labelsAt('parties:\n  p: { name: A,\n    role: provider }\n    |\n');
    assert.ok(!party.includes('name') && !party.includes('contacts'), party.join());
  });

  test('inside a text that goes on, there is no key', () => {
    for (const value of [
      '"quay\n      |\n      seven"',
      "'quay\n      |\n      seven'",
      'quay\n      |\n      seven',
      '"quay\n      s|\n      seven"',
    ])
      assert.deepEqual(
        labelsAt(`metrics:\n  m:\n    type: availability\n    measuredAt: ${value}\n    noData: good\n`),
        [],
        value,
      );
  });

  test('hours between braces are quoted, as older YAML reads their colon as that of a key', () => {
    assert.equal(
      accepted('calendars:\n  c: { hours: { mon-fri: | } }\n', '08:00-18:00'),
      'calendars:\n  c: { hours: { mon-fri: "08:00-18:00" } }\n',
    );
    assert.equal(
      accepted('calendars:\n  c:\n    hours:\n      mon-fri: |\n', '08:00-18:00'),
      'calendars:\n  c:\n    hours:\n      mon-fri: 08:00-18:00\n',
    );
    assert.equal(
      accepted('exclusions:\n  e: { slot: { sun: |"02:00-05:00" } }\n', '08:00-18:00'),
      'exclusions:\n  e: { slot: { sun: "08:00-18:00" } }\n',
    );
  });
});
