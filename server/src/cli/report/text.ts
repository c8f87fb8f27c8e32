// The report that a person reads in a terminal: problems with their line and caret, and a table of compliance.
// It must never pass a control character of a file on, and uses colour only where the caller says that it is a terminal.

import { explanationOf } from '../../core/compliance/explanation';
import { newest, type ObjectiveResult, type Verdict } from '../../core/compliance/result';
import type { Objective } from '../../core/model/sla';
import { lineTable, positionAt, type LineTable } from '../../core/text/lines';
import { zoneOf, type Zone } from '../../core/time/zones';
import type { Measured, Severity } from '../../core/project';
import { contributorWords } from '../../core/show/contributors';
import { forTerminal } from '../../core/show/escape';
import { counted, showLocal, showWindow } from '../../core/show/words';
import type { Finding } from '../../core/rules/rule';
import type { CheckedFile, CheckReport } from './report';
import { standingOf, valueText } from './standing';
import { displayWidth, shortened, table, type Column, type Row } from './table';

export type Style = keyof typeof styles;
export type Paint = (text: string, style: Style) => string;

const styles = { red: 31, green: 32, yellow: 33, blue: 34, cyan: 36, bold: 1, dim: 2 } as const;

export interface TextOptions {
  readonly hasColour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** What colours a text, where the terminal shows colours. */
export function painter({ hasColour }: TextOptions): Paint {
  return (text, style) => (hasColour ? `\u001b[${styles[style]}m${text}\u001b[0m` : text);
}

/** The report as text. */
export function textReport(report: CheckReport, options: TextOptions): string {
  const paint = painter(options);
  const parts = report.files.map((checked) => fileText(checked, paint, options));
  return `${parts.join('\n')}\n${closing(report, paint)}\n`;
}

function fileText(checked: CheckedFile, paint: Paint, options: TextOptions): string {
  const title = checked.file.model.title?.value;
  const head = `${paint(forTerminal(checked.path), 'bold')}${title === undefined ? '' : `  ${forTerminal(title)}`}\n`;
  const lines = lineTable(checked.file.snapshot.text);
  const problems = checked.findings.map((finding) => problemText(checked, finding, lines, paint, options));
  return [head, ...problems, complianceText(checked, paint, options)].join('\n');
}

const severityStyle: Readonly<Record<Severity, Style>> = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
  hint: 'dim',
};

function problemText(
  checked: CheckedFile,
  finding: Finding,
  lines: LineTable,
  paint: Paint,
  { width }: TextOptions,
): string {
  const { text } = checked.file.snapshot;
  const start = positionAt(lines, finding.span.start);
  const lineStart = lines.starts[start.line] ?? 0;
  const next = lines.starts[start.line + 1];
  const source = text.slice(lineStart, next ?? text.length).replace(/[\r\n]+$/, '');
  const style = severityStyle[finding.severity];
  const number = String(start.line + 1);
  const margin = ' '.repeat(number.length);
  const end = Math.min(finding.span.end - lineStart, source.length);
  const { shown, from, to } = excerpt(
    source,
    start.character,
    Math.max(end, start.character + 1),
    Math.max(40, width - number.length - 8),
  );
  const caret =
    ' '.repeat(displayWidth(shown.slice(0, from))) + '^'.repeat(Math.max(1, displayWidth(shown.slice(from, to))));
  const rows = [
    `  ${paint(finding.severity, style)}${paint(`[${finding.rule}]`, 'dim')} ${paint(forTerminal(finding.message), 'bold')}`,
    `  ${margin} ${paint('┌─', 'dim')} ${forTerminal(checked.path)}:${number}:${start.character + 1}`,
    `  ${paint(`${number} │`, 'dim')} ${shown}`,
    `  ${margin} ${paint('│', 'dim')} ${paint(caret, style)}`,
  ];
  for (const related of finding.related)
    rows.push(
      `  ${margin} ${paint('=', 'dim')} line ${positionAt(lines, related.span.start).line + 1}: ${forTerminal(related.message)}`,
    );
  if (finding.fixes[0] !== undefined)
    rows.push(`  ${margin} ${paint('=', 'dim')} fix: ${forTerminal(finding.fixes[0].title)}`);
  return `${rows.join('\n')}\n`;
}

/** The part of a line around a span that fits the width, made safe; spans are moved with it. */
function excerpt(line: string, start: number, end: number, width: number): { shown: string; from: number; to: number } {
  // The halves of a sign that are escaped one by one would pass, and be whole again side by side.
  const whole = (at: number): number => (/^[\udc00-\udfff]/.test(line.slice(at, at + 1)) ? at - 1 : at);
  const begin = whole(line.length <= width ? 0 : Math.max(0, Math.min(start - 20, line.length - width)));
  const stop = whole(begin + width);
  const [from, to] = [whole(start), whole(Math.max(start, end))];
  const before = forTerminal(line.slice(begin, Math.min(from, stop)));
  const inside = forTerminal(line.slice(Math.min(from, stop), Math.min(to, stop)));
  const after = forTerminal(line.slice(Math.min(to, stop), stop));
  const prefix = begin > 0 ? '…' : '';
  return {
    shown: prefix + before + inside + after + (stop < line.length ? '…' : ''),
    from: prefix.length + before.length,
    to: prefix.length + before.length + inside.length,
  };
}

const columns: readonly Column[] = [
  { title: 'objective', fair: 12, least: 10 },
  { title: 'verdict', least: 7 },
  { title: 'window', least: 8 },
  { title: 'group', fair: 8, least: 8 },
  { title: 'value', isRight: true, least: 8 },
  { title: 'target', fair: 14, least: 8 },
  { title: 'met', isRight: true },
  { title: 'budget used', isRight: true, leftOut: 2 },
  { title: 'history', leftOut: 1 },
];

/** Longest name of an objective that is shown whole, however wide the terminal. */
const longestName = 40;
const longestGroup = 28;

function complianceText(checked: CheckedFile, paint: Paint, { width }: TextOptions): string {
  const { model } = checked.file;
  if (model.objectives.length === 0) return '';
  if (checked.measured === undefined)
    return checked.unavailable === undefined ? '' : `  Compliance: ${forTerminal(checked.unavailable)}\n`;
  const zone = zoneOf(model.timeZone?.value ?? 'UTC') ?? zoneOf('UTC');
  if (zone === undefined) return '';
  const objectives = new Map(model.objectives.map((objective) => [objective.id, objective]));
  const { results, sources } = checked.measured;
  const rows = results.flatMap((result) => objectiveRows(objectives.get(result.objective), result, zone));
  const notes = sources
    .filter((source) => source.badRows > 0)
    .map(
      (source) =>
        `  ${counted(source.badRows, 'row')} of ${source.rows.toLocaleString('en')} in "${forTerminal(source.source)}" could not be used`,
    );
  const asOf = results.reduce((latest, result) => Math.max(latest, result.asOf ?? -Infinity), -Infinity);
  const title = Number.isFinite(asOf) ? `Compliance as of ${showLocal(asOf, zone)} (${zone.id})` : 'Compliance';
  const why = whyTexts(checked.measured, zone, paint);
  return [`  ${paint(title, 'bold')}`, ...table(columns, rows, width, paint, 'dim'), ...notes, ...why, ''].join('\n');
}

/** What weighed most on each value, where that was asked. */
function whyTexts({ results, explanations = [] }: Measured, zone: Zone, paint: Paint): readonly string[] {
  const lines = results.flatMap((result) =>
    newest(result).flatMap((window) => {
      const found = explanationOf(explanations, result, window);
      const words = found === undefined ? [] : contributorWords(found, result, window, zone);
      if (words.length === 0 && found?.reason === undefined) return [];
      const group = window.group === undefined ? '' : ` ${shortened(window.group, longestGroup)}`;
      const name = `${result.objective}, ${showWindow(window.window, window.to, zone)}${group}`;
      const told = words.map(
        ({ what, file, line, without }) =>
          `    ${forTerminal(what)}${line === '' ? '' : paint(` ${forTerminal(`${file}, ${line}`)}`, 'dim')}: without it ${without}`,
      );
      return [`  ${forTerminal(name)}: ${found?.reason ?? valueText(window, result.unit)}`, ...told];
    }),
  );
  return lines.length === 0 ? [] : ['', `  ${paint('What weighed most', 'bold')}`, ...lines];
}

function objectiveRows(objective: Objective | undefined, result: ObjectiveResult, zone: Zone): Row<Style>[] {
  const name = { text: shortened(forTerminal(result.objective), longestName) };
  const { windows, hidden, reason } = standingOf(objective, result, zone);
  if (windows.length === 0) return [{ cells: [name, { text: 'unknown', style: 'yellow' }], rest: forTerminal(reason) }];
  const rows = windows.map((each, index): Row<Style> => {
    const cells = [
      index === 0 ? name : { text: '' },
      { text: each.verdictWords, style: verdictStyle(each.verdict) },
      { text: forTerminal(each.window) },
      { text: shortened(forTerminal(each.group), longestGroup) },
    ];
    if (each.reason !== '') return { cells, rest: forTerminal(each.reason) };
    const { value, target, kept, budget, history } = each;
    return { cells: [...cells, ...[value, target, kept, budget, history].map((text) => ({ text }))] };
  });
  if (hidden !== '') rows.push({ cells: [{ text: '' }], rest: hidden });
  return rows;
}

function verdictStyle(verdict: Verdict): Style {
  if (verdict === 'met') return 'green';
  if (verdict === 'breached') return 'red';
  return verdict === 'unknown' ? 'yellow' : verdict === 'running' ? 'cyan' : 'dim';
}

function closing(report: CheckReport, paint: Paint): string {
  const findings = report.files.flatMap((checked) => checked.findings);
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const rest = count('information') + count('hint');
  const parts = [
    errors === 0 ? paint('no errors', 'green') : paint(counted(errors, 'error'), 'red'),
    warnings === 0 ? 'no warnings' : paint(counted(warnings, 'warning'), 'yellow'),
    ...(rest === 0 ? [] : [`${counted(rest, 'note')}`]),
  ];
  return `${counted(report.files.length, 'file')}: ${parts.join(', ')}`;
}
