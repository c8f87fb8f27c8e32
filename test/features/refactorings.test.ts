// Refactorings and fixes at once: what they leave parses, keeps every comment and means the same.
// It must never accept a form that reads otherwise: values are compared as the YAML package reads them.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse as parseYaml } from 'yaml';
import { applied } from '../../server/src/core/features/edits';
import { fixAll, quickFixes, suppression } from '../../server/src/core/features/fixes';
import { refactorings, type Refactoring } from '../../server/src/core/features/refactorings';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { defaultSettings, type Project } from '../../server/src/core/project';
import { runRules } from '../../server/src/core/rules/run';

/** Everything is tried with SLA_FULL=1; the first and the middle of each clause otherwise. */
const isFull = process.env['SLA_FULL'] === '1';

function fileOf(text: string): SlaFile {
  return open({ uri: 'file:///a.sla.yaml', version: 1, text });
}

function projectOf(file: SlaFile): Project {
  return {
    files: new Map([[file.snapshot.uri, file]]),
    settings: defaultSettings,
    facts: { today: '2026-11-25', theme: 'dark' },
    data: new Map(),
  };
}

function at(text: string): { readonly plain: string; readonly found: readonly Refactoring[] } {
  const offset = text.indexOf('|');
  const plain = text.replace('|', '');
  const file = fileOf(plain);
  return { plain, found: refactorings(projectOf(file), file, { start: offset, end: offset }) };
}

describe('rewrites', () => {
  const cases: readonly (readonly [name: string, text: string, title: RegExp, wanted: string])[] = [
    [
      'braces as lines',
      'parties:\n  a: { role: pro|vider, name: "A, B" } # who\n',
      /several lines/,
      'parties:\n  a: # who\n    role: provider\n    name: "A, B"\n',
    ],
    [
      'braces with an anchor',
      'parties:\n  a: &x { role: pro|vider }\n  b: *x\n',
      /several lines/,
      'parties:\n  a: &x\n    role: provider\n  b: *x\n',
    ],
    [
      'lines as braces',
      'parties:\n  a:\n    ro|le: provider\n    name: A, B [c]\nservices: {}\n',
      /one line/,
      "parties:\n  a: { role: provider, name: 'A, B [c]' }\nservices: {}\n".replaceAll("'", '"'),
    ],
    [
      'tiers with two bounds',
      'remedies:\n  r:\n    kind: service-credit\n    tiers:\n      - { atLeast: 99 %, below: 99.9 %, cre|dit: 10 % }\n      - { below: 99 %, credit: 20 % }\n',
      /one bound per tier/,
      'remedies:\n  r:\n    kind: service-credit\n    tiers:\n      - { below: 99.9 %, credit: 10 % }\n      - { below: 99 %, credit: 20 % }\n',
    ],
    [
      'tiers in order',
      'remedies:\n  r:\n    kind: service-credit\n    tiers:\n      - { below: 99 %, cre|dit: 20 % }\n      - { below: 99.9 %, credit: 10 % }\n',
      /^Sort/,
      'remedies:\n  r:\n    kind: service-credit\n    tiers:\n      - { below: 99.9 %, credit: 10 % }\n      - { below: 99 %, credit: 20 % }\n',
    ],
    [
      'percent as down time of a rolling window',
      'metrics:\n  u: { type: availability }\nobjectives:\n  o:\n    metric: u\n    atLe|ast: 99.9 %\n    window: rolling 30 d\n',
      /43 min 12 s/,
      'metrics:\n  u: { type: availability }\nobjectives:\n  o:\n    metric: u\n    atLeast: 99.9 %\n    alsoAs: 43 min 12 s\n    window: rolling 30 d\n',
    ],
    [
      'down time as percent',
      'metrics:\n  u: { type: downtime }\nobjectives:\n  o: { metric: u, atM|ost: 72 min, window: rolling 30 d }\n',
      /99\.833333|also/,
      '',
    ],
    [
      'a baseline that moves to its objective',
      'metrics:\n  u:\n    type: availability\n    base|line: { value: 99.9 % }\nobjectives:\n  o:\n    metric: u\n    atLeast: 99 %\n',
      /to objective "o"/,
      'metrics:\n  u:\n    type: availability\nobjectives:\n  o:\n    metric: u\n    atLeast: 99 %\n    baseline: { value: 99.9 % }\n',
    ],
    [
      'a remedy that was written where its name belongs',
      'objectives:\n  o:\n    metric: u\n    remedies: [{ kind: re|port, what: Why }]\nremedies:\n  exit: { kind: termination, holder: a }\n',
      /Name this remedy "report"/,
      'objectives:\n  o:\n    metric: u\n    remedies: [report]\nremedies:\n  exit: { kind: termination, holder: a }\n  report: { kind: report, what: Why }\n',
    ],
    [
      'a calendar without a section',
      'objectives:\n  o:\n    metric: u\n    calendar: { hours: 24|x7 }\n',
      /Name this calendar/,
      'objectives:\n  o:\n    metric: u\n    calendar: o-calendar\ncalendars:\n  o-calendar: { hours: 24x7 }\n',
    ],
  ];
  for (const [name, text, title, wanted] of cases)
    test(name, () => {
      const { plain, found } = at(text);
      const refactoring = found.find((each) => title.test(each.title));
      if (wanted === '') assert.equal(refactoring, undefined, 'what is not exact is not offered');
      else {
        assert.ok(refactoring, found.map((each) => each.title).join(', '));
        assert.equal(applied(plain, refactoring.edits), wanted);
      }
    });

  test('nothing about a month, whose length is not certain', () => {
    const { found } = at(
      'metrics:\n  u: { type: availability }\nobjectives:\n  o: { metric: u, atL|east: 99.9 %, window: month }\n',
    );
    assert.ok(found.every(({ title }) => !title.includes('also')));
  });

  test('nothing that would part a comment from what it is about', () => {
    const { found } = at('parties:\n  a:\n    ro|le: provider # why\n');
    assert.deepEqual(found, []);
  });
});

test('every refactoring at every clause of every example means the same, and keeps comments', () => {
  let count = 0;
  for (const path of readdirSync('examples', { recursive: true })
    .map(String)
    .filter((each) => each.endsWith('.sla.yaml'))) {
    const text = readFileSync(join('examples', path), 'utf8');
    for (const ending of path.startsWith('ip') ? ['\n', '\r\n'] : ['\n']) {
      const file = fileOf(text.replaceAll('\n', ending));
      const source = file.snapshot.text;
      const meant: unknown = parseYaml(source);
      const seen = new Set<string>();
      // Every line at its key, and what stands in the middle of long ones.
      const offsets = [...source.matchAll(isFull ? /^ *(?:- )?\S|.{60}/gm : /^ {0,3}\S|^ {6}- \S/gm)].map(
        (match) => match.index + match[0].length,
      );
      for (const offset of offsets)
        for (const { title, kind, edits } of refactorings(projectOf(file), file, { start: offset, end: offset })) {
          const after = applied(source, edits);
          if (seen.has(after)) continue;
          seen.add(after);
          count++;
          const result = fileOf(after);
          assert.deepEqual(result.tree.problems, [], title);
          const comments = (each: SlaFile): string[] => each.tree.comments.map((comment) => comment.text).sort();
          assert.deepEqual(comments(result), comments(file), title);
          if (kind === 'rewrite' && !/also/.test(title)) assert.deepEqual(parseYaml(after), meant, title);
          const rules = (each: SlaFile): string[] =>
            runRules(projectOf(each), each).map(({ rule, message }) => `${rule}: ${message}`);
          if (count % 5 === 0) assert.deepEqual(rules(result), rules(file), title);
        }
    }
  }
  assert.ok(count > (isFull ? 200 : 60), `${count} refactorings were tried`);
});

describe('all at once', () => {
  const orders = readFileSync('examples/orders-api.sla.yaml', 'utf8');

  test('fixes what has one fix, and nothing is left to do the second time', () => {
    const text = orders
      .replace('status: active', 'status: activ')
      .replace('atLeast: 99.9 %\n', 'atLeast: 99,9 %\n')
      .replace('titel', 'title')
      .replace('    metric: uptime', '    metric: uptim')
      .replace('noData: skip', 'noData: Skip');
    let current = fileOf(text);
    const first = runRules(projectOf(current), current);
    assert.equal(first.length, 4);
    current = fileOf(applied(text, fixAll(projectOf(current), current, first)));
    const left = runRules(projectOf(current), current);
    assert.deepEqual(
      left.map(({ rule }) => rule),
      [],
    );
    assert.deepEqual(fixAll(projectOf(current), current, left), []);
  });

  test('leaves what a person has to fill in', () => {
    const text = orders.replace('version: 3.1.0\n', '');
    const file = fileOf(text);
    assert.deepEqual(fixAll(projectOf(file), file, runRules(projectOf(file), file)), []);
  });

  test('leaves what would change a promise, though it has one fix', () => {
    const changes: readonly (readonly [string, string])[] = [
      ['timeZone: Europe/Berlin\npurpose', 'timeZone: CET\npurpose'],
      ['limit: 4 h per month', 'limit: 4 h'],
      ['from: 2026-01-01, to: 2026-12-31 }\ntime', 'from: 2026-12-31, to: 2026-01-01 }\ntime'],
      ['    atLeast: 99.9 %\n', '    atMost: 99.9 %\n'],
      ['    atLeast: 99.9 %\n', '    for: 95 %\n    atLeast: 99.9 %\n'],
      ['below: 99.5 %, credit: 20 %', 'below: 99.5 %, credit: 5 %'],
      // What nobody reads any more promises nothing.
      ['    window: month\n    owedBy', '    onlyWhen: load\n    window: month\n    owedBy'],
      ['name: Bergland', 'name: Bergland, GmbH'],
      ['from: 2026-01-01, to: 2026-12-31 }\ntime', 'from: 1.2.2026, to: 2026-12-31 }\ntime'],
      ['    window: month\n    owedBy', '    window: 3 months\n    owedBy'],
      ['    window: month\n    owedBy', '    window: 1 month\n    owedBy'],
    ];
    for (const [from, to] of changes) {
      const file = fileOf(orders.replace(from, to));
      const found = runRules(projectOf(file), file);
      assert.ok(found.length > 0, to);
      assert.deepEqual(fixAll(projectOf(file), file, found), [], to);
    }
  });

  test('an agreement written in JSON stays JSON', () => {
    const value: unknown = parseYaml(
      orders
        .replace('status: active', 'status: activ')
        .replace('    atLeast: 99.9 %\n', '    atleast: 99.9 %\n')
        .replace('version: 3.1.0\n', 'version: 3.1\n'),
    );
    const text = JSON.stringify(value, undefined, 2);
    const file = open({ uri: 'file:///a.sla.json', version: 1, text });
    const found = runRules(projectOf(file), file);
    const offered = found.flatMap((finding) => quickFixes(projectOf(file), file, finding, found));
    assert.ok(offered.length > 0);
    for (const { edits } of offered) JSON.parse(applied(text, edits));
    JSON.parse(applied(text, fixAll(projectOf(file), file, found)));
    for (const finding of found) assert.equal(suppression(file, finding), undefined);
  });

  test('what is inserted into JSON stands as its neighbours do, in lines of their own or in one', () => {
    const indent = [2, 0];
    const agreement: unknown = parseYaml(orders.replace(/(metric: uptime\n(?: .*\n)*?) {4}window: month\n/, '$1'));
    const wanted = [/\n {6}"window": "month",?\n/, /, "window": "month"[,}]/];
    for (const [index, spaces] of indent.entries()) {
      const text = JSON.stringify(agreement, undefined, spaces);
      const file = open({ uri: 'file:///a.sla.json', version: 1, text });
      const found = runRules(projectOf(file), file);
      const missing = found.find(({ rule }) => rule === 'window-missing');
      assert.ok(missing !== undefined);
      const [fix] = quickFixes(projectOf(file), file, missing, found);
      const after = applied(text, fix?.edits ?? []);
      JSON.parse(after);
      assert.match(after, wanted[index] ?? /^$/);
    }
  });

  test('who has to approve is left to a person, and asked for until it is written', () => {
    const file = fileOf(orders.replace(/^approvals:\n(?: .*\n)+/m, ''));
    const found = runRules(projectOf(file), file);
    const fix = found.flatMap((finding) => quickFixes(projectOf(file), file, finding, found))[0];
    assert.equal(fix?.title, 'Insert "approvals"');
    const left = fileOf(applied(file.snapshot.text, fix.edits));
    assert.ok(runRules(projectOf(left), left).some(({ message }) => message.includes('TODO')));
  });

  test('silences a finding once a reason is written', () => {
    const text = orders.replace('next: 2027-01-12', 'next: 2026-11-12');
    const file = fileOf(text);
    const [finding] = runRules(projectOf(file), file);
    assert.ok(finding);
    const fix = suppression(file, finding);
    assert.ok(fix);
    const asked = fileOf(applied(text, fix.edits));
    const rules = runRules(projectOf(asked), asked).map(({ rule }) => rule);
    assert.deepEqual(rules, ['suppression-without-reason', 'review-overdue']);
    const reasoned = fileOf(asked.snapshot.text.replace('review-overdue: ', 'review-overdue: moved to spring'));
    assert.deepEqual(runRules(projectOf(reasoned), reasoned), []);
  });

  test('offers no comment inside a block text', () => {
    const text = `${orders.slice(0, 10)}`;
    const file = fileOf('title: |\n  one\n  two\n');
    assert.ok(text.length > 0);
    const finding = {
      rule: 'expired',
      span: { start: 17, end: 20 },
      message: '',
      lane: 'static',
      severity: 'error',
      fixes: [],
      related: [],
    } as const;
    assert.equal(suppression(file, finding), undefined);
  });
});
