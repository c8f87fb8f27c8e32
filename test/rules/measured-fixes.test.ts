// Fixes of what only the data and the workspace show: files that are not there, columns that are called otherwise, zones.
// It must never take an offer for granted: what a fix leaves is read again, and its finding is gone.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applied } from '../../server/src/core/features/edits';
import { quickFixes } from '../../server/src/core/features/fixes';
import { open } from '../../server/src/core/model/file';
import { noData, type FileData, type Project } from '../../server/src/core/project';
import type { Finding } from '../../server/src/core/rules/rule';
import { runRules } from '../../server/src/core/rules/run';
import { completed, dataFrom, projectOf } from './example';

interface Offered {
  readonly titles: readonly string[];
  /** The text after a fix, and the findings of its rule that are left. */
  after(index: number): { readonly text: string; readonly left: readonly string[] };
}

function offered(sections: string, rule: string, data: FileData, facts: Partial<Project['facts']> = {}): Offered {
  const found = (text: string): { project: Project; file: ReturnType<typeof open>; findings: readonly Finding[] } => {
    const file = open({ uri: 'file:///w/a.sla.yaml', version: 1, text });
    const base = projectOf(file, data);
    const project = { ...base, facts: { ...base.facts, ...facts } };
    return { project, file, findings: runRules(project, file) };
  };
  const text = completed(sections);
  const { project, file, findings } = found(text);
  const finding = findings.find((each) => each.rule === rule);
  assert.ok(finding !== undefined, `nothing was found by ${rule}`);
  const fixes = quickFixes(project, file, finding, findings);
  return {
    titles: fixes.map(({ title }) => title),
    after(index) {
      const left = applied(text, fixes[index]?.edits ?? []);
      return {
        text: left,
        left: found(left)
          .findings.filter((each) => each.rule === rule)
          .map(({ message }) => message),
      };
    },
  };
}

describe('a file that is not there', () => {
  const missing = dataFrom(
    '{ "sources": [{ "source": "minutes", "problems": [{ "kind": "missing", "message": "no such file" }] }] }',
  );
  const cases: readonly (readonly [
    name: string,
    written: string,
    paths: readonly string[],
    titles: readonly string[],
  ])[] = [
    ['with a slip', 'data/minuts.csv', ['data/minutes.csv', 'data/outages.csv'], ['data/minutes.csv']],
    ['in another folder', 'minutes.csv', ['data/2026/minutes.csv', 'README.md'], ['data/2026/minutes.csv']],
    ['of another form', 'minutes.json', ['minutes.ndjson', 'minutes.png'], ['minutes.ndjson']],
    ['with nothing near', 'minutes.csv', ['tickets-of-the-year.csv'], []],
    [
      'of which there are many',
      'p-1.csv',
      ['p-2.csv', 'p-3.csv', 'p-4.csv', 'p-5.csv'],
      ['p-2.csv', 'p-3.csv', 'p-4.csv'],
    ],
    ['in a workspace that is not known', 'minutes.csv', [], []],
  ];
  for (const [name, written, paths, titles] of cases)
    test(name, () => {
      const sections = `data:\n  minutes: { file: ${written} }\nmetrics:\n  uptime: { type: availability, data: minutes }\n`;
      const fixes = offered(sections, 'data-missing', missing, { paths });
      assert.deepEqual(
        fixes.titles,
        titles.map((path) => `Replace by "${path}"`),
      );
      if (titles[0] !== undefined) assert.ok(fixes.after(0).text.includes(`file: ${titles[0]} }`));
    });
});

describe('a role without a column', () => {
  const withColumns = (...columns: readonly string[]): FileData => ({
    ...noData,
    columns: new Map([['source', columns]]),
  });
  const cases: readonly (readonly [
    name: string,
    source: string,
    type: string,
    columns: readonly string[],
    titles: readonly string[],
    after: string | undefined,
  ])[] = [
    [
      'is mapped to the column that is usually called so',
      '{ file: a.csv }',
      'request-success',
      ['at', 'requests', 'errors'],
      ['Map total to "requests", bad to "errors"'],
      '{ file: a.csv, columns: { total: requests, bad: errors } }',
    ],
    [
      'that several inputs lack is mapped once',
      '{ file: a.csv }',
      'request-success',
      ['minute', 'total', 'bad', 'good'],
      ['Map at to "minute"'],
      '{ file: a.csv, columns: { at: minute } }',
    ],
    [
      'is mapped beside others',
      '{ file: a.csv, columns: { total: requests } }',
      'request-success',
      ['at', 'requests', 'failed', 'errors'],
      ['Map bad to "failed"', 'Map bad to "errors"'],
      '{ file: a.csv, columns: { total: requests, bad: failed } }',
    ],
    [
      'is mapped in lines',
      '\n    file: a.csv\n    columns:\n      at: minute',
      'request-success',
      ['minute', 'requests', 'errors'],
      ['Map total to "requests", bad to "errors"'],
      '\n    file: a.csv\n    columns:\n      at: minute\n      total: requests\n      bad: errors',
    ],
    [
      'is left alone where no column is called so',
      '{ file: a.csv }',
      'request-success',
      ['at', 'x', 'y'],
      [],
      undefined,
    ],
    [
      'is left alone below an alias',
      '{ file: a.csv, columns: *c }',
      'request-success',
      ['at', 'errors', 'requests'],
      [],
      undefined,
    ],
  ];
  for (const [name, source, type, columns, titles, after] of cases)
    test(name, () => {
      const sections = `data:\n  source: ${source}\nmetrics:\n  uptime: { type: ${type}, data: source }\nx-c: &c { at: at }\n`;
      const fixes = offered(sections, 'data-column-missing', withColumns(...columns));
      assert.deepEqual(fixes.titles, titles);
      if (after === undefined) return;
      const { text, left } = fixes.after(0);
      assert.ok(text.includes(`source: ${after}\n`), text);
      assert.deepEqual(left, []);
    });
});

describe('a time zone that is missing', () => {
  const objective = 'objectives:\n  a: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report] }\n';

  test('is that of the agreement, of the editor, or UTC', () => {
    const sections = `# without: timeZone\n${objective}data:\n  minutes: { connection: x, timeZone: Asia/Tokyo }\n  other: { connection: x, timeZone: Nowhere/City }\n`;
    const fixes = offered(sections, 'time-zone-missing', noData, { timeZone: 'Europe/Vienna' });
    assert.deepEqual(
      fixes.titles,
      ['Asia/Tokyo', 'Europe/Vienna', 'UTC'].map((zone) => `Insert "timeZone: ${zone}"`),
    );
    const { text, left } = fixes.after(1);
    assert.match(text, /\nterm: .*\ntimeZone: Europe\/Vienna\n/);
    assert.deepEqual(left, []);
  });

  test('is offered once', () =>
    assert.deepEqual(
      offered(`# without: timeZone\n${objective}`, 'time-zone-missing', noData, { timeZone: 'UTC' }).titles,
      ['Insert "timeZone: UTC"'],
    ));
});

describe('a merge key', () => {
  const titlesOf = (metrics: string): readonly string[] => offered(`metrics:\n${metrics}`, 'merge-key', noData).titles;

  test('is written out, in lines and in brackets', () => {
    const lines =
      'metrics:\n  base: &base\n    type: availability\n    measuredBy: provider\n  uptime:\n    <<: *base\n';
    assert.match(
      offered(lines, 'merge-key', noData).after(0).text,
      /\n {2}uptime:\n {4}type: availability\n {4}measuredBy: provider\n/,
    );
    assert.deepEqual(offered(lines, 'merge-key', noData).after(0).left, []);
  });

  test('that brings nothing is taken out', () =>
    assert.deepEqual(titlesOf('  base: &base { type: availability }\n  uptime: { <<: *base, type: availability }\n'), [
      'Remove "<<"',
    ]));

  test('is left alone where more than a line, an anchor or several maps would be written', () => {
    for (const metrics of [
      '  base: &base\n    type: availability\n    description: >-\n      Two\n      lines\n  uptime:\n    <<: *base\n',
      '  base: &base { type: &t availability }\n  uptime: { <<: *base }\n',
      '  base: &base { type: availability }\n  uptime: { <<: [*base, *base] }\n',
    ])
      assert.deepEqual(titlesOf(metrics), []);
  });
});
