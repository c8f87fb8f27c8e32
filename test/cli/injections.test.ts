// Shows every report an agreement, a path and results that are made of hostile texts, one after the other.
// It must never look for single payloads: what no report may hold is said once for all of them.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { githubReport } from '../../server/src/cli/report/github';
import { jsonReport } from '../../server/src/cli/report/json';
import { junitReport } from '../../server/src/cli/report/junit';
import { markdownReport } from '../../server/src/cli/report/markdown';
import type { CheckReport } from '../../server/src/cli/report/report';
import { sarifReport } from '../../server/src/cli/report/sarif';
import { textReport } from '../../server/src/cli/report/text';
import type { ObjectiveResult, WindowResult } from '../../server/src/core/compliance/result';
import { open } from '../../server/src/core/model/file';
import { defaultSettings, type Measured } from '../../server/src/core/project';
import { runRules } from '../../server/src/core/rules/run';
import { forLog } from '../../server/src/core/show/escape';
import { injections } from '../kit/injections';

/** What no report may pass on: control characters, and what hides or reorders text. */
const forbidden =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e007f}]/u;
/** What runners of workflows take as a command. */
const command = /^\s*(?:::|##)/;
const inner = /##\w*\[/;

/** An agreement with a text wherever one can stand, and mistakes that make rules repeat it. */
function agreementOf(payload: string): string {
  const text = JSON.stringify(payload);
  return `sla: 1
id: ${text}
title: ${text}
kind: ${text}
status: draft
version: 1.0.0
${text}: 1
term: { from: 2026-01-01, to: 2026-12-31 }
timeZone: ${text}
purpose: ${text}
parties:
  provider: { name: ${text}, role: provider, engagedBy: ${text}, contacts: { noc: ${text} } }
  customer: { name: ${text}, role: ${text} }
  ${text}: { name: a, role: third-party }
data: { probes: { file: ${text}, where: ${text}, columns: { ok: ${text} } } }
metrics:
  uptime: { type: ${text}, data: ${text}, downWhen: ${text}, measuredBy: [${text}] }
  ${text}: { type: availability }
objectives:
  availability: { metric: ${text}, atLeast: ${text}, window: ${text}, remedies: [${text}] }
  other: { metric: uptime, atLeast: 99.9 %, per: ${text}, owedBy: ${text}, reason: ${text} }
dependencies: { compute: { party: ${text}, agreement: ${text}, objective: ${text} } }
glossary: { ${text}: ${text} } # sla-ignore ${payload.replace(/[\n\r]/g, ' ')}: x
`;
}

function windowOf(payload: string, verdict: WindowResult['verdict']): WindowResult {
  const from = Date.UTC(2026, 9, 1) * 1_000;
  return {
    window: payload,
    ...{ from, to: from + 31 * 86_400_000_000, group: payload, isRolling: false, inTerm: true, verdict },
    ...{ n: 1, bounds: [], isExact: true, conditions: new Map(), reason: payload, hasRounding: false },
  } as unknown as WindowResult;
}

function reportOf(payload: string): CheckReport {
  const file = open({ uri: 'file:///w/a.sla.yaml', version: 1, text: agreementOf(payload) });
  const project = {
    files: new Map([[file.snapshot.uri, file]]),
    settings: defaultSettings,
    facts: { today: '2026-11-25', theme: 'dark' as const, agreements: new Set<string>() },
    data: new Map(),
  };
  const result = (objective: string, verdict: WindowResult['verdict'], unavailable?: string): ObjectiveResult => ({
    ...{ objective, metric: payload, type: payload, unit: '%', source: payload, asOf: Date.UTC(2026, 10, 5) * 1_000 },
    windows: unavailable === undefined ? [windowOf(payload, verdict)] : [],
    unavailable,
  });
  const results = [result(payload, 'met'), result('other', 'unknown'), result('availability', 'unknown', payload)];
  const sources = [
    { source: payload, files: [payload], rows: 2, badRows: 1, badSamples: [{ file: payload, line: 2, why: payload }] },
  ];
  const measured = { results, sources, timeZoneData: '2025c', planned: undefined } as unknown as Measured;
  const base = { file, findings: runRules(project, file), unavailable: undefined, mended: 0 };
  return {
    ...{ version: '0.1.0', timeZoneData: '2025c', failures: [payload] },
    files: [
      { ...base, path: `${payload}.sla.yaml`, measured },
      { ...base, path: 'b.sla.yaml', measured: undefined, unavailable: payload },
    ],
  };
}

const reports: readonly (readonly [string, (report: CheckReport) => string])[] = [
  ['text', (report) => forLog(textReport(report, { hasColour: false, width: 100 }))],
  ['json', jsonReport],
  ['sarif', sarifReport],
  ['github', githubReport],
  ['junit', (report) => forLog(junitReport(report))],
  ['markdown', (report) => forLog(markdownReport(report))],
];

const cases = injections.map((payload) => ({ payload, report: reportOf(payload) }));

function harmed(check: (text: string, report: CheckReport) => boolean, format: string): readonly string[] {
  const write = reports.find(([name]) => name === format)?.[1];
  assert.ok(write !== undefined);
  return cases.flatMap(({ payload, report }) =>
    check(write(report), report) ? [] : [JSON.stringify(payload.slice(0, 60))],
  );
}

test('there are 300 payloads at least, and rules repeat most of them', () => {
  assert.ok(injections.length >= 300, String(injections.length));
  const repeated = cases.filter(({ payload, report }) =>
    report.files.some(({ findings }) => findings.some(({ message }) => message.includes(payload.slice(0, 3)))),
  );
  assert.ok(repeated.length > 150, String(repeated.length));
  for (const { report } of cases) assert.ok(report.files.every(({ findings }) => findings.length > 0));
});

for (const [format] of reports)
  describe(`${format}: hostile text stays text`, () => {
    test('no control character, nothing that hides', () =>
      assert.deepEqual(
        harmed((text) => !forbidden.test(text), format),
        [],
      ));
    test('no command to a runner but its own', () => {
      const isCommand = (line: string): boolean =>
        format === 'github'
          ? command.test(line) && !/^::(?:error|warning|notice) file=/.test(line)
          : command.test(line);
      const isClean = (text: string): boolean => !inner.test(text) && !text.split('\n').some(isCommand);
      assert.deepEqual(harmed(isClean, format), []);
    });
  });

test('workflow commands: one line for each finding, whose properties end where they have to', () =>
  assert.deepEqual(
    harmed((text, { files }) => {
      const lines = text.split('\n').filter((line) => line.startsWith('::'));
      const property = '[^,:\\r\\n]*';
      const whole = new RegExp(
        `^::(?:error|warning|notice) file=${property},line=\\d+,endLine=\\d+(?:,col=\\d+,endColumn=\\d+)?,title=${property}::`,
      );
      return (
        lines.length === files.reduce((sum, { findings }) => sum + findings.length, 0) &&
        lines.every((line) => whole.test(line)) &&
        text.split('\n').length === lines.length + 2
      );
    }, 'github'),
    [],
  ));

test('JSON and SARIF can be read, and say what the rules said', () => {
  for (const format of ['json', 'sarif'])
    assert.deepEqual(
      harmed((text, { files }) => {
        const answer = JSON.parse(text) as { files?: unknown[]; runs?: { results: unknown[] }[] };
        const count = files.reduce((sum, { findings }) => sum + findings.length, 0);
        return format === 'json' ? answer.files?.length === 2 : answer.runs?.[0]?.results.length === count;
      }, format),
      [],
    );
});

test('XML is well formed, and holds as many cases as there are problems', () =>
  assert.deepEqual(
    harmed((text, { files }) => {
      const tags = [...text.matchAll(/<(\/?)([A-Za-z][\w-]*)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>|<\?xml[^>]*\?>/g)];
      const open: string[] = [];
      for (const [, closes, name = '', , isEmpty] of tags) {
        if (closes === '/') {
          if (open.pop() !== name) return false;
        } else if (name !== '' && isEmpty !== '/') open.push(name);
      }
      // Whatever is no tag holds no sign of one, and no bare ampersand.
      const rest = text.replace(/<\/?[A-Za-z][\w-]*(?:\s+[\w-]+="[^"<]*")*\s*\/?>|<\?xml[^>]*\?>/g, '');
      const cases = tags.filter(([, closes, name]) => name === 'testcase' && closes !== '/').length;
      const failing = files.map(
        ({ findings }) => findings.filter(({ severity }) => severity === 'error' || severity === 'warning').length,
      );
      const expected = failing.reduce((sum, count) => sum + Math.max(1, count), 1);
      return open.length === 0 && !/[<>]|&(?!#\d+;)/.test(rest) && cases === expected;
    }, 'junit'),
    [],
  ));

test('Markdown holds no link, no mention, no element and no cell of a file', () =>
  assert.deepEqual(
    harmed((text) => {
      const own = text.replaceAll('<br>', '').replaceAll('<!-- -->', '\u0001');
      const outside = own.replace(/(?<![`\\])(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, '');
      const cells = own
        .split('\n')
        .filter((line) => line.startsWith('| '))
        .map((line) => line.replace(/\\\|/g, '').split('|').length - 2);
      return (
        !/(?<!\\)[<>[\]*_~$]/.test(outside.replace(/\*fix:\*/g, '')) &&
        !/https?:\/\/|www\.\w|(?<=^|\W)@\w|#\d/i.test(outside) &&
        cells.every((count) => count === 4 || count === 8)
      );
    }, 'markdown'),
    [],
  ));
