// Applies every fix of every finding: in the bad cases, in the table of mistakes, and after random single mistakes in the examples.
// It must never let a fix pass that leaves its problem or brings another one.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { applied } from '../../server/src/core/features/edits';
import { fixAll, quickFixes, suppression } from '../../server/src/core/features/fixes';
import { rules } from '../../server/src/core/rules/index';
import type { Finding, Fix } from '../../server/src/core/rules/rule';
import type { FileData } from '../../server/src/core/project';
import { casesOf, completed, fileOf, findings, projectOf } from './example';
import type { DataOf } from './rows';
import { tables } from './mistakes-table';

function counts(found: readonly Finding[]): Map<string, number> {
  const all = new Map<string, number>();
  for (const { rule, message } of found) all.set(`${rule}: ${message}`, (all.get(`${rule}: ${message}`) ?? 0) + 1);
  return all;
}

/** What is wrong with a fix: its problem is still there, or there is one that was not there before. */
function wrongWith(
  text: string,
  found: readonly Finding[],
  finding: Finding,
  fix: Fix,
  data?: FileData | DataOf,
): readonly string[] {
  for (const { span } of fix.edits)
    if (span.start < 0 || span.end < span.start || span.end > text.length)
      return [`"${fix.title}" edits outside the text`];
  const after = findings(applied(text, fix.edits), undefined, data);
  const [before, left] = [counts(found), counts(after)];
  const key = `${finding.rule}: ${finding.message}`;
  const wrong: string[] = [];
  if ((left.get(key) ?? 0) >= (before.get(key) ?? 0)) wrong.push(`"${fix.title}" leaves ${key}`);
  // What only a person can replace is reported in its turn: by its name, or as many as there are empty places.
  let allowed = fix.edits.reduce((sum, { newText }) => sum + (newText.match(/TODO|\[\]|\{\}/g)?.length ?? 0), 0);
  for (const [each, count] of left) {
    const more = count - (before.get(each) ?? 0);
    if (more <= 0 || each.includes('TODO')) continue;
    if (allowed >= more) allowed -= more;
    else wrong.push(`"${fix.title}" of ${key} brings ${each}`);
  }
  return wrong;
}

function wrongFixes(
  text: string,
  data?: FileData | DataOf,
): { readonly wrong: readonly string[]; readonly count: number; readonly all: number } {
  const found = findings(text, undefined, data);
  const file = fileOf(text);
  const project = projectOf(file, data);
  let count = 0;
  const wrong = found.flatMap((finding) =>
    quickFixes(project, file, finding, found).flatMap((fix) => {
      count++;
      return wrongWith(text, found, finding, fix, data);
    }),
  );
  return { wrong, count, all: found.reduce((sum, { fixes }) => sum + fixes.length, 0) };
}

describe('in the bad cases of rules', () => {
  for (const rule of rules)
    test(rule.id, () => {
      for (const { name, text, data } of casesOf(rule).bad)
        assert.deepEqual(wrongFixes(completed(text), data).wrong, [], name);
    });
});

for (const [path, mistakes] of tables)
  test(`after the mistakes in ${path}`, () => {
    const original = readFileSync(`examples/${path}.sla.yaml`, 'utf8');
    const wrong = mistakes.flatMap(([from, to]) => {
      const text = original.replace(from, () => to);
      return wrongFixes(text).wrong.map((each) => `${JSON.stringify(to)}: ${each}`);
    });
    assert.deepEqual(wrong, []);
  });

/** Random numbers that are the same in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** One mistake of a kind that a person makes: a slip of the pen, a doubled or a lost line, another word. */
function mistaken(text: string, random: (below: number) => number): string {
  const words = [...text.matchAll(/[A-Za-z][\w-]{2,}/g)];
  const word = words[random(words.length)];
  const other = words[random(words.length)];
  const lines = text.split('\n');
  const line = random(lines.length);
  const numbers = [...text.matchAll(/\d+(?:\.\d+)?(?: %| h| d| ms)?/g)];
  const number = numbers[random(numbers.length)];
  const put = (match: RegExpExecArray | undefined, by: string): string =>
    match === undefined ? text : text.slice(0, match.index) + by + text.slice(match.index + match[0].length);
  const inside = word === undefined ? 0 : word.index + random(word[0].length);
  switch (random(12)) {
    case 0:
      return text.slice(0, inside) + text.slice(inside + 1);
    case 1:
      return text.slice(0, inside) + (text[inside + 1] ?? '') + (text[inside] ?? '') + text.slice(inside + 2);
    case 2:
      return put(word, other?.[0] ?? '');
    case 3:
      return put(word, (word?.[0] ?? '').toUpperCase());
    case 4:
      return [...lines.slice(0, line), ...lines.slice(line + 1)].join('\n');
    case 5:
      return [...lines.slice(0, line), lines[line] ?? '', ...lines.slice(line)].join('\n');
    case 6:
      return put(number, (number?.[0] ?? '').replace(/ .*/, ''));
    case 7:
      return put(number, (number?.[0] ?? '').replace('.', ','));
    case 8:
      return put(number, `${random(200)} ${['%', 'h', 'EUR', 'ms', ''][random(5)] ?? ''}`);
    case 9: {
      const signs = [...text.matchAll(/[:,{}[\]"']/g)];
      return put(signs[random(signs.length)], '');
    }
    case 10:
      return put(word, `${word?.[0] ?? ''}: `);
    default: {
      const indented = [...lines];
      indented[line] = `${random(2) === 0 ? ' ' : '\t'}${lines[line] ?? ''}`;
      return indented.join('\n');
    }
  }
}

test('after random single mistakes', () => {
  const random = randomFrom(11);
  const times = process.env['SLA_FULL'] === '1' ? 6_000 : 400;
  const texts = readdirSync('examples', { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.sla.yaml'))
    .map((path) => readFileSync(join('examples', path), 'utf8'));
  const wrong: string[] = [];
  let count = 0;
  let all = 0;
  for (let index = 0; index < times; index++) {
    // The short ones hold as much to be mistaken, and are checked in a fraction of the time.
    const text = texts.sort((a, b) => a.length - b.length)[index % 10 === 0 ? random(texts.length) : random(3)] ?? '';
    const spoilt = mistaken(text, random);
    if (spoilt === text) continue;
    const result = wrongFixes(spoilt);
    count += result.count;
    all += result.all;
    if (result.wrong.length > 0) {
      let from = 0;
      while (spoilt[from] === text[from]) from++;
      const around = JSON.stringify(spoilt.slice(Math.max(0, from - 40), from + 40));
      wrong.push(...result.wrong.map((each) => `${index} ${around}: ${each}`));
    }
    if (result.count === 0 || index % 4 > 0) continue;
    const file = fileOf(spoilt);
    const found = findings(spoilt);
    const after = findings(applied(spoilt, fixAll(projectOf(file), file, found)));
    if (after.length > found.length)
      wrong.push(`${index}: all fixes at once bring ${after.map(({ message }) => message).join('; ')}`);
  }
  console.log(`${count} of ${all} fixes are offered, the others would bring something new`);
  // A rule whose fixes are seldom offered is to be mended itself.
  assert.ok(count > all * 0.75, `${count} of ${all} fixes are offered`);
  assert.ok(count > times / 3, `${count} fixes were tried`);
  assert.deepEqual(wrong, []);
});

test('a finding is silenced only where a comment can stand', () => {
  const text = 'a: |\n  one\n  two\nb: "x\n  y"\nc: [1,\n  2]\nd: one\n  two\n';
  const file = fileOf(text);
  const lines = [...text.matchAll(/^/gm)].map(({ index }) => index);
  const isOffered = (start: number): boolean =>
    suppression(file, {
      rule: 'unknown-key',
      lane: 'static',
      severity: 'error',
      span: { start, end: start },
      message: '',
      fixes: [],
      related: [],
    }) !== undefined;
  const offered = lines
    .filter((start) => start < text.length && isOffered(start))
    .map((start) => text.slice(start).split('\n')[0]);
  assert.deepEqual(offered, ['a: |', 'b: "x', 'c: [1,', '  2]', 'd: one']);
});
