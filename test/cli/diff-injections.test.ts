// Shows every report of a comparison, the sheet and the outputs of the action texts that try to be more, one after the other.
// It must never look for single payloads: what no report may hold is said once for all of them.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { diffQualityReport, qualityReport } from '../../server/src/cli/report/code-quality';
import type { Comparison, DiffReport } from '../../server/src/cli/report/comparison';
import { diffGithubReport } from '../../server/src/cli/report/diff-github';
import { diffJsonReport } from '../../server/src/cli/report/diff-json';
import { diffSheet } from '../../server/src/cli/report/diff-markdown';
import { diffTextReport } from '../../server/src/cli/report/diff-text';
import type { AgreementChange, ChangeKind } from '../../server/src/core/diff/agreement-change';
import type { Direction } from '../../server/src/core/diff/change';
import { open } from '../../server/src/core/model/file';
import { defaultSettings } from '../../server/src/core/project';
import { runRules } from '../../server/src/core/rules/run';
import { forLog } from '../../server/src/core/show/escape';
import { slaIn } from '../kit/command-line';
import { injections } from '../kit/injections';
import { plainGit } from '../kit/traps';

const forbidden =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e007f}]/u;
const command = /^\s*(?:::|##)/;
const inner = /##\w*\[/;

function textOf(payload: string): string {
  const text = JSON.stringify(payload);
  return `sla: 1
id: ${text}
title: ${text}
version: ${text}
parties:
  ${text}: { name: ${text}, role: customer }
  host: { name: ${text}, role: provider }
objectives:
  availability: { metric: ${text}, atLeast: 99 %, window: month, owedTo: ${text}, owedBy: host }
`;
}

/** Reports that hold a payload at every place of a comparison, whatever the comparison itself would make of it. */
function reportOf(payload: string): DiffReport {
  const file = open({ uri: 'file:///w/a.sla.yaml', version: 1, text: textOf(payload) });
  const project = {
    files: new Map([[file.snapshot.uri, file]]),
    settings: defaultSettings,
    facts: { today: '2026-11-25', theme: 'dark' as const, agreements: new Set<string>() },
    data: new Map(),
  };
  const change = (kind: ChangeKind, direction: Direction | undefined, many: boolean): AgreementChange => ({
    ...{ kind, path: `objectives.${payload}.x`, oldPath: many ? `objectives.old ${payload}` : undefined },
    ...{ from: many ? payload : undefined, to: many ? payload : undefined },
    ...{ span: { start: 3, end: 8 }, place: many ? { start: 0, end: 20 } : { start: 3, end: 8 } },
    directions:
      direction === undefined
        ? new Map()
        : new Map<string, Direction>([
            [payload, direction],
            ['host', 'stronger'],
          ]),
    ...{ owed: [payload], reason: payload, objectives: [payload] },
  });
  const changes = [
    change('changed', 'weaker', true),
    change('renamed', undefined, true),
    change('added', 'stronger', false),
    change('removed', 'unclear', true),
    change('moved', undefined, false),
  ];
  const [first] = changes;
  const cost = { credits: payload, windows: 3, missed: 1, decides: undefined };
  const diff = { changes, weaker: [payload], stronger: ['host', payload], unclear: [payload] };
  const none = { changes: [], weaker: [payload], stronger: [payload], unclear: [] };
  const version = { path: `${payload}.sla.yaml`, file, unread: payload };
  const base = { costs: new Map(), findings: [], measured: undefined, unavailable: undefined };
  const comparisons: readonly Comparison[] = [
    {
      ...{ old: { ...version, path: `old ${payload}` }, now: version, diff, findings: runRules(project, file) },
      ...{
        costs: first === undefined ? new Map() : new Map([[first, cost]]),
        measured: undefined,
        unavailable: payload,
      },
    },
    { ...base, old: version, now: undefined, diff: none },
    { ...base, old: undefined, now: version, diff: none },
  ];
  return { base: payload, isSingle: false, comparisons, failures: [payload] };
}

const checked = ({ comparisons }: DiffReport): string =>
  qualityReport({
    ...{ version: '0.1.0', timeZoneData: '2025c', failures: [] },
    files: comparisons.flatMap(({ now, findings }) =>
      now === undefined
        ? []
        : [{ path: now.path, file: now.file, findings, measured: undefined, unavailable: undefined, mended: 0 }],
    ),
  });

const reports: Readonly<Record<string, (report: DiffReport) => string>> = {
  text: (report) => forLog(diffTextReport(report, { hasColour: false, width: 100 })),
  json: diffJsonReport,
  markdown: diffSheet,
  github: diffGithubReport,
  gitlab: diffQualityReport,
  'gitlab of a check': checked,
};

const cases = injections.map((payload) => ({ payload, report: reportOf(payload) }));

function harmed(format: string, isClean: (text: string, report: DiffReport) => boolean): readonly string[] {
  const write = reports[format];
  assert.ok(write !== undefined);
  return cases.flatMap(({ payload, report }) =>
    isClean(write(report), report) ? [] : [JSON.stringify(payload.slice(0, 60))],
  );
}

for (const format of Object.keys(reports))
  describe(`${format}: hostile text stays text`, () => {
    test('no control character, nothing that hides', () =>
      assert.deepEqual(
        harmed(format, (text) => !forbidden.test(text)),
        [],
      ));
    test('no command to a runner but its own', () => {
      const isCommand = (line: string): boolean =>
        command.test(line) && !(format === 'github' && /^::(?:warning|notice) file=/.test(line));
      assert.deepEqual(
        harmed(format, (text) => !inner.test(text) && !text.split('\n').some(isCommand)),
        [],
      );
    });
  });

test('workflow commands: one line for each change and fate, whose properties end where they have to', () => {
  const property = '[^,:\\r\\n]*';
  const whole = new RegExp(
    `^::(?:warning|notice) file=${property},line=\\d+(?:,endLine=\\d+)?(?:,col=\\d+,endColumn=\\d+)?,title=${property}::`,
  );
  assert.deepEqual(
    harmed('github', (text) => {
      const lines = text.split('\n').filter((line) => line.startsWith('::'));
      return (
        lines.length === 8 && lines.every((line) => whole.test(line)) && text.split('\n').length === lines.length + 2
      );
    }),
    [],
  );
});

test('JSON and code quality can be read, and hold what they were given', () => {
  const lines = (text: string): readonly { readonly fingerprint: string; readonly severity: string }[] =>
    JSON.parse(text) as readonly { readonly fingerprint: string; readonly severity: string }[];
  assert.deepEqual(
    harmed('json', (text) => (JSON.parse(text) as { agreements: unknown[] }).agreements.length === 3),
    [],
  );
  for (const format of ['gitlab', 'gitlab of a check'])
    assert.deepEqual(
      harmed(format, (text, { comparisons }) => {
        const issues = lines(text);
        const count = format === 'gitlab' ? 8 : comparisons.reduce((sum, { findings }) => sum + findings.length, 0);
        const isWhole = issues.every(({ severity }) => ['info', 'minor', 'major', 'critical'].includes(severity));
        return (
          issues.length === count && isWhole && new Set(issues.map(({ fingerprint }) => fingerprint)).size === count
        );
      }),
      [],
    );
});

test('the sheet holds no link, no mention, no element and no cell of a file', () =>
  assert.deepEqual(
    harmed('markdown', (text) => {
      const own = text.replaceAll('<br>', '').replaceAll('<!-- -->', '\u0001');
      const outside = own
        .replace(/(?<![`\\])(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, '')
        .replace(/^\*\*(?:For|Neither weaker nor stronger|Problems that are new)\*\*/gm, '')
        .replace(/\*fix:\*/g, '');
      const cells = own
        .split('\n')
        .filter((line) => line.startsWith('| '))
        .map((line) => line.replace(/\\\|/g, '').split('|').length - 2);
      return (
        !/(?<!\\)[<>[\]*_~$]/.test(outside) &&
        !/https?:\/\/|www\.\w|(?<=^|\W)@\w|#\d/i.test(outside) &&
        cells.every((count) => count >= 3 && count <= 5)
      );
    }),
    [],
  ));

test('a sheet that would be too long is cut at a line, and says so', () => {
  const report = reportOf('a'.repeat(900));
  const sheet = diffSheet({ ...report, comparisons: Array.from({ length: 40 }, () => report.comparisons).flat() });
  assert.ok(sheet.length <= 60_000 && sheet.length > 50_000, String(sheet.length));
  assert.match(
    sheet,
    /\n\n?✂ [\d,]+ more lines left out: a comment takes no longer page\. `sla diff` tells all of it\.\n$/,
  );
  assert.match(sheet, /^# Changes of service level agreements\n/);
});

describe('the action writes nothing of a file where a runner reads commands', () => {
  const root = mkdtempSync(join(tmpdir(), 'sla-outputs-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  plainGit(root, ['init', '-q', '-b', 'main']);
  const agreement = (party: string, target: string): string =>
    textOf(party)
      .replace('99 %', target)
      .replace(/^id: .*/m, 'id: a')
      .replace(/metric: "[^\n]*?", atLeast/, 'metric: m, atLeast');
  const hostile = [
    'a\nweaker=none',
    'a%0Aweaker=none',
    'a<<EOF',
    'EOF',
    '::set-output name=a::b',
    '$(id)',
    'a b',
    'Ünï',
    '__proto__',
    'a'.repeat(200),
    '-a',
    'a,b',
    'a=b',
  ];
  for (const party of hostile)
    test(JSON.stringify(party.slice(0, 30)), async () => {
      writeFileSync(join(root, 'a.sla.yaml'), agreement(party, '99.9 %'));
      plainGit(root, ['add', '.']);
      plainGit(root, ['commit', '-q', '--allow-empty', '-m', 'x']);
      writeFileSync(join(root, 'a.sla.yaml'), agreement(party, '99 %'));
      const [outputs, summary] = [join(root, 'outputs'), join(root, 'summary')];
      for (const path of [outputs, summary]) writeFileSync(path, '');
      const runner = {
        GITHUB_OUTPUT: outputs,
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_EVENT_NAME: 'pull_request',
        INPUT_BASE: 'HEAD',
      };
      const { code } = await slaIn(root, ['action'], { ...runner, INPUT_DATA: 'false' });
      assert.notEqual(code, undefined);
      assert.match(readFileSync(outputs, 'utf8'), /^changes=\d+\nweaker=(?:(?:host|\?),?)*\n$/);
      assert.doesNotMatch(readFileSync(summary, 'utf8'), forbidden);
      assert.match(readFileSync(summary, 'utf8'), /^# Changes of service level agreements\n/);
    });
  test('a summary that is full is left as it is, and that is said', async () => {
    const summary = join(root, 'summary');
    writeFileSync(summary, 'x'.repeat(1_048_570));
    const { error } = await slaIn(root, ['action'], {
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_EVENT_NAME: 'pull_request',
      INPUT_BASE: 'HEAD',
      INPUT_DATA: 'false',
    });
    assert.match(error, /the summary of the step is full/);
    assert.equal(readFileSync(summary, 'utf8').length, 1_048_570);
  });
});
