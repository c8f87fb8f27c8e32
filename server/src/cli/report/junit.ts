// The report as JUnit XML, which most servers of builds can show: one suite for each agreement, one case for each problem.
// A case fails where the check does: for errors and warnings. What was missed is no failure of the text.

import type { Finding } from '../../core/rules/rule';
import { forLine, forXml } from '../../core/show/escape';
import { lineTable, positionAt, type LineTable } from '../../core/text/lines';
import type { CheckedFile, CheckReport } from './report';

/** The report as XML with a line feed at its end. */
export function junitReport(report: CheckReport): string {
  const suites = report.files.map(suite);
  const [tests, failures] = [sum(suites, 'tests'), sum(suites, 'failures')];
  const errors = report.failures.map(
    (failure) => `    <testcase name="could not be checked"><error message="${attribute(failure)}"/></testcase>`,
  );
  const unread =
    errors.length === 0
      ? []
      : [
          `  <testsuite name="sla" tests="${errors.length}" failures="0" errors="${errors.length}">`,
          ...errors,
          '  </testsuite>',
        ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sla check" tests="${tests + errors.length}" failures="${failures}" errors="${errors.length}">`,
    ...suites.flatMap(({ lines }) => lines),
    ...unread,
    '</testsuites>',
    '',
  ].join('\n');
}

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly lines: readonly string[];
}

function sum(suites: readonly Suite[], of: 'tests' | 'failures'): number {
  return suites.reduce((total, each) => total + each[of], 0);
}

const fails = ({ severity }: Finding): boolean => severity === 'error' || severity === 'warning';

function suite(checked: CheckedFile): Suite {
  const { findings, path } = checked;
  const lines = lineTable(checked.file.snapshot.text);
  const failing = findings.filter(fails);
  const tests = Math.max(1, failing.length);
  const cases =
    failing.length === 0
      ? [`    <testcase classname="${attribute(path)}" name="no errors, no warnings"/>`]
      : failing.map((finding) => testCase(checked, finding, lines));
  const notes = findings
    .filter((finding) => !fails(finding))
    .map((finding) => `${describe(checked, finding, lines)}\n`);
  return {
    tests,
    failures: failing.length,
    lines: [
      `  <testsuite name="${attribute(path)}" tests="${tests}" failures="${failing.length}" errors="0">`,
      ...cases,
      ...(notes.length === 0 ? [] : [`    <system-out>${forXml(notes.join(''))}</system-out>`]),
      '  </testsuite>',
    ],
  };
}

function testCase(checked: CheckedFile, finding: Finding, lines: LineTable): string {
  const { line } = positionAt(lines, finding.span.start);
  const name = `${finding.rule}, line ${line + 1}`;
  return [
    `    <testcase classname="${attribute(checked.path)}" name="${attribute(name)}" file="${attribute(checked.path)}" line="${line + 1}">`,
    `      <failure type="${finding.severity}" message="${attribute(finding.message)}">${forXml(describe(checked, finding, lines))}</failure>`,
    '    </testcase>',
  ].join('\n');
}

/** A finding in one line: where, how bad, what, which rule. */
function describe({ path }: CheckedFile, finding: Finding, lines: LineTable): string {
  const { line, character } = positionAt(lines, finding.span.start);
  return forLine(`${path}:${line + 1}:${character + 1}: ${finding.severity}: ${finding.message} [${finding.rule}]`);
}

function attribute(text: string): string {
  return forXml(forLine(text));
}
