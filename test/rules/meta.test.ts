// Holds every rule against its own examples, the golden agreements, and single mistakes made in one of them.
// It must never need a change when a rule is added: the list and the folders decide.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { defaultSettings } from '../../server/src/core/project';
import { rules } from '../../server/src/core/rules/index';
import { bareYields, inputOf, runRules } from '../../server/src/core/rules/run';
import type { Finding, Rule } from '../../server/src/core/rules/rule';
import { asMarks, casesOf, cloud, markLines, completed, fileOf, findings, marked, projectOf } from './example';

const folder = 'server/src/core/rules';
const files = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? readdirSync(join(folder, entry.name)).map((name) => basename(name, '.ts')) : [],
);

test('every rule file is in the list', () => assert.deepEqual([...files].sort(), rules.map((rule) => rule.id).sort()));

test('every file of cases belongs to a rule', () => {
  const ids = new Set(rules.map((rule) => rule.id));
  const orphans = readdirSync('test/rules/cases').filter((name) => !ids.has(basename(name, '.txt')));
  assert.deepEqual(orphans, []);
});

function applied(text: string, finding: Finding | undefined, fix = 0): string {
  const edits = finding?.fixes[fix]?.edits;
  assert.ok(edits, 'there is no fix');
  let result = text;
  for (const edit of [...edits].sort((a, b) => b.span.start - a.span.start))
    result = result.slice(0, edit.span.start) + edit.newText + result.slice(edit.span.end);
  return result;
}

/** The text with a comment above every line on which the rule has found something. */
function suppressed(text: string, found: readonly Finding[], rule: Rule): string {
  const lines = text.split('\n');
  const at = new Set(found.map(({ span }) => text.slice(0, span.start).split('\n').length - 1));
  for (const line of [...at].sort((a, b) => b - a)) {
    const indent = /^ */.exec(lines[line] ?? '')?.[0] ?? '';
    lines.splice(line, 0, `${indent}# sla-ignore ${rule.id}: kept as it was signed`);
  }
  return lines.join('\n');
}

for (const rule of rules) {
  describe(rule.id, () => {
    const { bad, good } = casesOf(rule);
    test(`${rule.id}: says what and why in sentences`, () => {
      assert.match(rule.summary, /^[A-Z].*\.$/);
      assert.match(rule.why, /^[A-Z].*\.$/);
      assert.ok(rule.lane === 'measured' || bad.every(({ marks }) => marks.length > 0), 'a bad example has no carets');
    });
    test(`${rule.id}: has two bad examples at least`, () => assert.ok(bad.length >= 2));
    for (const { name, text, marks, data } of bad) {
      const whole = completed(text);
      test(`${rule.id}: bad, ${name}: exactly what the carets mark, and nothing else`, () => {
        const found = findings(whole, undefined, data, rule);
        assert.equal(markLines(asMarks(whole, found)), markLines(marks));
        for (const finding of found) {
          assert.equal(finding.rule, rule.id);
          assert.ok(finding.message.length <= 100, finding.message);
          assert.doesNotMatch(finding.message, /\bshould\b/);
        }
      });
      test(`${rule.id}: bad, ${name}: found by the rule alone, bare of any guard`, () => {
        const file = fileOf(whole);
        const found = [...bareYields(rule, inputOf(projectOf(file, data), file))];
        assert.ok(found.length >= marks.length);
      });
      test(`${rule.id}: bad, ${name}: silent where a reason is given`, () => {
        // A comment cannot be silenced by another one on its line.
        if (rule.id.startsWith('suppression-')) {
          assert.deepEqual(findings(`# sla-ignore-file ${rule.id}: an old file\n${whole}`, rule, data), []);
          return;
        }
        const reasoned = suppressed(whole, findings(whole, rule, data), rule);
        assert.deepEqual(findings(reasoned, rule, data), []);
        assert.deepEqual(findings(`# sla-ignore-file ${rule.id}: as signed\n${whole}`, rule, data), []);
      });
      test(`${rule.id}: bad, ${name}: the first fix mends it and breaks nothing, others mend it`, () => {
        for (const finding of findings(whole, rule, data)) {
          const others = findings(whole, rule, data).length - 1;
          for (const [index, fix] of finding.fixes.entries()) {
            const mended = applied(whole, finding, index);
            // A placeholder that only a person can replace is reported in its turn.
            const allowed = others + (fix.edits.some(({ newText }) => newText.includes('TODO')) ? 1 : 0);
            const left = findings(mended, index === 0 ? undefined : rule, data, rule);
            assert.ok(
              left.length <= allowed,
              `"${fix.title}" leaves: ${left.map(({ message }) => message).join('; ')}`,
            );
            if (allowed > others) assert.ok(left.length > others, 'the placeholder is not reported');
          }
        }
      });
    }
    for (const { name, text, data } of good)
      test(`${rule.id}: good, ${name}: nothing to say`, () =>
        assert.deepEqual(
          findings(completed(text), undefined, data, rule).map(({ rule: id, message }) => `${id}: ${message}`),
          [],
        ));
    const { fixed } = rule;
    test(`${rule.id}: shows what it mends, where it mends anything`, () => {
      const mends = bad.some(({ text, data }) =>
        findings(completed(text), rule, data, rule).some(({ fixes }) => fixes.length > 0),
      );
      assert.equal(fixed !== undefined, mends);
    });
    if (fixed !== undefined)
      test(`${rule.id}: its first fix gives the fixed example`, () => {
        const { text } = marked(rule.bad);
        const { data } = bad[0] ?? {};
        const [finding] = findings(completed(text), rule, data);
        assert.equal(applied(completed(text), finding), completed(fixed));
      });
  });
}

test('the agreement beside the examples has nothing wrong', () =>
  assert.deepEqual(
    runRules(projectOf(fileOf(completed(''))), cloud).map(({ rule, message }) => `${rule}: ${message}`),
    [],
  ));

test('a severity that the user sets wins, and off is off', () => {
  const text = completed('kind: custommer\n');
  const file = fileOf(text);
  const run = (severity: 'off' | 'hint'): readonly Finding[] =>
    runRules(
      { ...projectOf(file), settings: { ...defaultSettings, rules: new Map([['unknown-value', severity]]) } },
      file,
    );
  assert.deepEqual(run('off'), []);
  assert.deepEqual(
    run('hint').map(({ severity }) => severity),
    ['hint'],
  );
});

test('a static rule that does not say that it asks for today answers the same on every day', () => {
  for (const rule of rules.filter(({ lane, asksToday }) => lane === 'static' && asksToday !== true))
    for (const { text, data } of casesOf(rule).bad) {
      const file = fileOf(completed(text));
      const on = (today: string): unknown =>
        [
          ...bareYields(rule, {
            ...inputOf(projectOf(file, data), file),
            project: { ...projectOf(file), facts: { today, theme: 'dark' } },
          }),
        ].map(({ message }) => message);
      assert.deepEqual(on('1999-01-01'), on('2099-01-01'), rule.id);
    }
});

test('a rule of the text is run once for a text', () => {
  let runs = 0;
  const counting = {
    ...rules.find(({ id }) => id === 'unknown-value')!,
    *check() {
      runs++;
    },
  };
  const file = fileOf(completed('kind: internal\n'));
  for (let times = 0; times < 3; times++) runRules(projectOf(file), file, { rules: [counting] });
  assert.equal(runs, 1);
});
