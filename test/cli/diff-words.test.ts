// Holds what reports of a comparison say and where they point: removed clauses, costs, colours, several parties, nothing at all.
// It must never need a repository: test/cli/diff.test.ts has those.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { costText } from '../../server/src/core/features/review/cost-text';
import {
  isWeaker,
  meaningText,
  nothingText,
  signs,
  standingOf,
  type Comparison,
} from '../../server/src/cli/report/comparison';
import { diffGithubReport } from '../../server/src/cli/report/diff-github';
import { diffSheet } from '../../server/src/cli/report/diff-markdown';
import { diffTextReport } from '../../server/src/cli/report/diff-text';
import { diffOf } from '../../server/src/core/diff/agreement-diff';
import type { AgreementChange } from '../../server/src/core/diff/agreement-change';
import type { Direction } from '../../server/src/core/diff/change';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { slaIn } from '../kit/command-line';

const before = `sla: 1
id: shop
title: Hosting of the shop
kind: customer
status: draft
version: 0.1.0
timeZone: Europe/Berlin
parties:
  host: { name: Example Hosting, role: provider }
  shop: { name: Example Shop, role: customer }
metrics:
  uptime: { type: availability, measuredBy: host, controlledBy: host }
objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [report]
remedies:
  report: { kind: report, what: Cause of the outage., by: host, within: 10 d }
`;
const now = before
  .replace('    remedies: [report]\n', '')
  .replace(/remedies:\n.*\n/, '')
  .replace('99.9 %', '99.95 %');

const fileOf = (text: string): SlaFile => open({ uri: 'file:///w/a.sla.yaml', version: 0, text });

function comparisonOf(old: string, fresh: string, more: Partial<Comparison> = {}): Comparison {
  const [first, second] = [fileOf(old), fileOf(fresh)];
  const version = { path: 'a.sla.yaml', unread: undefined };
  const nothing = { costs: new Map(), findings: [], measured: undefined, unavailable: undefined };
  return {
    old: { ...version, file: first },
    now: { ...version, file: second },
    diff: diffOf(first, second),
    ...nothing,
    ...more,
  };
}

const reportOf = (...comparisons: readonly Comparison[]) => ({
  base: 'main',
  isSingle: false,
  comparisons,
  failures: [],
});

describe('what is gone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sla-words-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'a.sla.yaml'), before);
  writeFileSync(join(folder, 'b.sla.yaml'), now);
  const lineOf = (text: string, part: string): number => text.split('\n').findIndex((line) => line.includes(part)) + 1;
  test('has the range of the old text in JSON', async () => {
    const { out } = await slaIn(folder, ['diff', 'a.sla.yaml', 'b.sla.yaml', '--format', 'json']);
    const { changes } = JSON.parse(out) as {
      changes: { kind: string; path: string; to?: string; range: { start: { line: number } } }[];
    };
    const gone = changes.filter(({ kind }) => kind === 'removed');
    assert.ok(gone.length > 0, out);
    for (const { to, path, range } of gone) {
      assert.equal(to, undefined);
      const expected = path.startsWith('remedies') ? lineOf(before, 'report: {') : lineOf(before, 'remedies: [report]');
      assert.equal(range.start.line, expected, path);
    }
  });
  test('is annotated within the new text', () => {
    const report = diffGithubReport(reportOf(comparisonOf(before, now)));
    const lines = [...report.matchAll(/line=(\d+),endLine=(\d+)/g)].flatMap(([, first, last]) => [
      Number(first),
      Number(last),
    ]);
    assert.ok(lines.length >= 4);
    assert.ok(lines.every((line) => line >= 1 && line <= now.split('\n').length));
    // What got weaker comes first, also where it stands behind what got stronger.
    const kinds = report.split('\n').flatMap((line) => /^::(\w+)/.exec(line)?.[1] ?? []);
    assert.deepEqual(kinds, [...kinds].sort().reverse());
    assert.ok(kinds.includes('warning') && kinds.includes('notice'));
  });
});

describe('words', () => {
  const change = (directions: Readonly<Record<string, Direction>>, owed: readonly string[]): AgreementChange => ({
    ...{ kind: 'changed', path: 'a.b', oldPath: 'a.b', from: '1', to: '2', reason: 'so it is', objectives: [] },
    ...{
      span: { start: 0, end: 1 },
      place: { start: 0, end: 1 },
      directions: new Map(Object.entries(directions)),
      owed,
    },
  });
  test('a change is told by the worst that it is for those to whom something is owed', () => {
    for (const [directions, owed, standing, weaker, text] of [
      [{ customer: 'weaker', host: 'stronger' }, ['customer'], 'weaker', true, 'weaker for customer, so it is'],
      [{ customer: 'stronger', host: 'weaker' }, ['customer'], 'stronger', false, 'stronger for customer, so it is'],
      [{ a: 'stronger', b: 'weaker' }, ['a', 'b'], 'weaker', true, 'weaker for b, stronger for a, so it is'],
      [{ a: 'stronger', b: 'unclear' }, ['a', 'b'], 'unclear', false, 'unclear for b, stronger for a, so it is'],
      [{ host: 'weaker' }, [], 'weaker', false, 'weaker for host, so it is'],
      [{}, [], 'neutral', false, 'so it is'],
    ] as const) {
      const each = change(directions, owed);
      assert.deepEqual([standingOf(each), isWeaker(each), meaningText(each)], [standing, weaker, text]);
    }
  });
  test('signs differ from each other', () => assert.equal(new Set(Object.values(signs)).size, 4));
  const same = { before: undefined, decides: undefined };
  test('costs are told in windows, and in credits where some are promised', () => {
    assert.equal(
      costText({ credits: '300 EUR', windows: 12, missed: 2, ...same }),
      '300 EUR in credits, 2 misses more in 12 past windows',
    );
    assert.equal(
      costText({ credits: '-300 EUR', windows: 12, missed: -1, ...same }),
      '-300 EUR in credits, 1 miss fewer in 12 past windows',
    );
    assert.equal(
      costText({ credits: undefined, windows: 1, missed: 0, ...same }),
      'no miss more or fewer in 1 past window',
    );
    assert.equal(
      costText({ credits: '-40 EUR', windows: 4, missed: -2, before: { windows: 12, missed: 3 }, decides: undefined }),
      '-40 EUR in credits, 1 of 4 past windows missed, 3 of 12 before',
    );
  });
  test('a cost stands in every report for people', () => {
    const plain = comparisonOf(before, now);
    const [first] = plain.diff.changes;
    assert.ok(first !== undefined);
    const report = reportOf({
      ...plain,
      costs: new Map([[first, { credits: '7 EUR', windows: 3, missed: 1, ...same }]]),
    });
    for (const text of [
      diffGithubReport(report),
      diffSheet(report),
      diffTextReport(report, { hasColour: false, width: 200 }),
    ])
      assert.match(text.replace(/\s+/g, ' '), /7 EUR in credits, 1 miss more in 3 past windows/);
  });
  test('that nothing changed is only said where all could be compared', () => {
    const same = comparisonOf(before, before);
    assert.equal(nothingText(reportOf(same)), 'Nothing changed in what is meant');
    const broken = { ...same, now: { path: 'a.sla.yaml', file: fileOf(before), unread: 'line 1' } };
    const failed = { ...reportOf(), failures: ['x'] };
    for (const report of [reportOf(broken), failed])
      for (const text of [
        nothingText(report),
        diffSheet(report),
        diffTextReport(report, { hasColour: false, width: 100 }),
      ]) {
        assert.match(text, /No change was found, but not everything could be compared/);
        assert.doesNotMatch(text, /Nothing changed/);
      }
  });
});

test('colours are for terminals alone, and no line is wider than the terminal', () => {
  const report = reportOf(comparisonOf(before, now));
  const [coloured, plain] = [true, false].map((hasColour) => diffTextReport(report, { hasColour, width: 80 }));
  assert.match(coloured ?? '', /\u001b\[31m▼ weaker/);
  assert.equal(coloured?.replace(/\u001b\[\d+m/g, ''), plain);
  for (const width of [60, 80, 100, 160])
    for (const line of diffTextReport(report, { hasColour: false, width }).split('\n').slice(3, -2))
      assert.ok(line.length <= width, `${width}: ${line}`);
});
