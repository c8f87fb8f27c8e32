// The report as SARIF 2.1.0, for code scanning: rules with their pages, results with places, fingerprints and fixes.
// It must never hold an absolute path, nor a fingerprint that changes when lines above it move.

import { createHash } from 'node:crypto';
import { rules } from '../../core/rules/index';
import { rulePage } from '../../core/rules/page';
import type { Finding, Fix } from '../../core/rules/rule';
import type { Severity } from '../../core/project';
import { forLine } from '../../core/show/escape';
import { findAt, showPath } from '../../core/syntax/find';
import { lineTable, positionAt, type LineTable } from '../../core/text/lines';
import type { Span } from '../../core/text/span';
import { asLogged, type Json } from './as-json';
import type { CheckedFile, CheckReport } from './report';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const home = 'https://github.com/sla-as-code/sla-as-code';

/** The report as SARIF text with a line feed at its end. */
export function sarifReport(report: CheckReport): string {
  const results = report.files.flatMap(resultsOf);
  const log: Json = {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'sla',
            fullName: 'SLA as Code',
            semanticVersion: report.version,
            informationUri: home,
            rules: rules.map(ruleJson),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The folder in which the check was started.' } } },
        invocations: [
          {
            executionSuccessful: report.failures.length === 0,
            toolExecutionNotifications: report.failures.map((failure) => ({
              level: 'error',
              message: { text: forLine(failure) },
            })),
          },
        ],
        results,
      },
    ],
  };
  return asLogged(log);
}

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

const ruleIndex: ReadonlyMap<string, number> = new Map(rules.map(({ id }, index) => [id, index]));

function ruleJson(rule: (typeof rules)[number]): Json {
  const { id, summary, why, severity, category, lane } = rule;
  return {
    id,
    name: id
      .split('-')
      .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
      .join(''),
    shortDescription: { text: summary },
    fullDescription: { text: `${summary} ${why}` },
    helpUri: `${home}/blob/main/docs/rules/${id}.md`,
    help: { text: `${summary} ${why}`, markdown: rulePage(rule) },
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: [category, lane], 'problem.severity': problemSeverity(severity) },
  };
}

/** The words of code scanning for severities. */
function problemSeverity(severity: Severity): string {
  return severity === 'error' || severity === 'warning' ? severity : 'recommendation';
}

function resultsOf(checked: CheckedFile): readonly Json[] {
  const lines = lineTable(checked.file.snapshot.text);
  const seen = new Map<string, number>();
  return checked.findings.map((finding) => {
    const keyPath = showPath(findAt(checked.file.tree, finding.span.start).path);
    const token = checked.file.snapshot.text.slice(finding.span.start, finding.span.end);
    const what = `${finding.rule}\0${keyPath}\0${token}`;
    const before = seen.get(what) ?? 0;
    seen.set(what, before + 1);
    return {
      ruleId: finding.rule,
      ...(ruleIndex.has(finding.rule) ? { ruleIndex: ruleIndex.get(finding.rule) } : {}),
      level: levels[finding.severity],
      message: { text: forLine(finding.message) },
      locations: [
        {
          physicalLocation: placeJson(checked, finding.span, lines),
          ...(keyPath === '' ? {} : { logicalLocations: [{ fullyQualifiedName: forLine(keyPath), kind: 'member' }] }),
        },
      ],
      ...relatedJson(checked, finding, lines),
      partialFingerprints: { 'slaFinding/v1': fingerprint(`${what}\0${before}`) },
      ...fixesJson(checked, finding, lines),
    };
  });
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** A path as the relative reference of an address. */
function reference(path: string): string {
  // A first part with a colon would be read as a scheme; half of a pair of signs has no form as bytes.
  const whole = path.replace(/[\ud800-\udfff]/gu, '\ufffd');
  return whole.split('/').map(encodeURIComponent).join('/');
}

function placeJson({ path }: CheckedFile, span: Span, lines: LineTable): Json {
  return { artifactLocation: { uri: reference(path), uriBaseId: 'SRCROOT' }, region: regionJson(span, lines) };
}

function regionJson(span: Span, lines: LineTable): Json {
  const [start, end] = [positionAt(lines, span.start), positionAt(lines, span.end)];
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function relatedJson(checked: CheckedFile, { related }: Finding, lines: LineTable): { readonly [key: string]: Json } {
  if (related.length === 0) return {};
  return {
    relatedLocations: related.map((each, index) => ({
      id: index + 1,
      message: { text: forLine(each.message) },
      physicalLocation: placeJson(checked, each.span, lines),
    })),
  };
}

function fixesJson(checked: CheckedFile, { fixes }: Finding, lines: LineTable): { readonly [key: string]: Json } {
  const whole = fixes.filter(({ edits }) => edits.length > 0);
  return whole.length === 0 ? {} : { fixes: whole.map((fix) => fixJson(checked, fix, lines)) };
}

function fixJson({ path }: CheckedFile, { title, edits }: Fix, lines: LineTable): Json {
  return {
    description: { text: forLine(title) },
    artifactChanges: [
      {
        artifactLocation: { uri: reference(path), uriBaseId: 'SRCROOT' },
        replacements: edits.map(({ span, newText }) => ({
          deletedRegion: regionJson(span, lines),
          ...(newText === '' ? {} : { insertedContent: { text: newText } }),
        })),
      },
    ],
  };
}
