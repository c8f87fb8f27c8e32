// The report that a person reads in a terminal: problems with their line and caret, and a table of compliance.
// It must never pass a control character of a file on, and uses colour only where the caller says that it is a terminal.

import { newest, type ObjectiveResult, type WindowResult } from '../../core/compliance/result';
import type { SlaModel } from '../../core/model/sla';
import { toNumber } from '../../core/scalars/rational';
import { lineTable, positionAt } from '../../core/text/lines';
import { zoneOf, type Zone } from '../../core/time/zones';
import type { Severity } from '../../core/project';
import { forTerminal } from '../../core/show/escape';
import {
  counted,
  showBounds,
  showLocal,
  showMeasured,
  showQuantity,
  showSeconds,
  showShare,
  showValue,
  showWindow,
  sparkline,
  verdictWord,
} from '../../core/show/words';
import type { Finding } from '../../core/rules/rule';
import type { CheckedFile, CheckReport } from './report';

type Paint = (text: string, style: keyof typeof styles) => string;

const styles = { red: 31, green: 32, yellow: 33, blue: 34, cyan: 36, bold: 1, dim: 2 } as const;

export interface TextOptions {
  readonly hasColour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** The report as text. */
export function textReport(report: CheckReport, options: TextOptions): string {
  const paint: Paint = (text, style) => (options.hasColour ? `\u001b[${styles[style]}m${text}\u001b[0m` : text);
  const parts = report.files.map((checked) => fileText(checked, paint, options));
  return `${parts.join('\n')}\n${closing(report, paint)}\n`;
}

function fileText(checked: CheckedFile, paint: Paint, options: TextOptions): string {
  const title = checked.file.model.title?.value;
  const head = `${paint(forTerminal(checked.path), 'bold')}${title === undefined ? '' : `  ${forTerminal(title)}`}\n`;
  const problems = checked.findings.map((finding) => problemText(checked, finding, paint, options));
  return [head, ...problems, complianceText(checked, paint)].join('\n');
}

const severityStyle: Readonly<Record<Severity, keyof typeof styles>> = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
  hint: 'dim',
};

function problemText(checked: CheckedFile, finding: Finding, paint: Paint, { width }: TextOptions): string {
  const { text } = checked.file.snapshot;
  const lines = lineTable(text);
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
  const begin = line.length <= width ? 0 : Math.max(0, Math.min(start - 20, line.length - width));
  const cut = line.slice(begin, begin + width);
  const before = forTerminal(cut.slice(0, start - begin));
  const inside = forTerminal(cut.slice(start - begin, Math.max(start - begin, end - begin)));
  const after = forTerminal(cut.slice(Math.max(start - begin, end - begin)));
  const prefix = begin > 0 ? '…' : '';
  return {
    shown: prefix + before + inside + after + (begin + width < line.length ? '…' : ''),
    from: prefix.length + before.length,
    to: prefix.length + before.length + inside.length,
  };
}

/** Columns that a text takes in a terminal: wide characters count two, combining ones none. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (/\p{M}/u.test(character)) continue;
    width +=
      (code >= 0x1100 && code <= 0x115f) ||
      (code >= 0x2e80 && code <= 0xa4cf) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xff00 && code <= 0xff60) ||
      code >= 0x1f300
        ? 2
        : 1;
  }
  return width;
}

interface Cell {
  readonly text: string;
  readonly style?: keyof typeof styles;
  readonly isRight?: boolean;
}

function complianceText(checked: CheckedFile, paint: Paint): string {
  const { model } = checked.file;
  if (model.objectives.length === 0) return '';
  if (checked.measured === undefined)
    return checked.unavailable === undefined ? '' : `  Compliance: ${forTerminal(checked.unavailable)}\n`;
  const zone = zoneOf(model.timeZone?.value ?? 'UTC') ?? zoneOf('UTC');
  if (zone === undefined) return '';
  const rows = checked.measured.results.flatMap((result) => objectiveRows(model, result, zone));
  const header = ['objective', 'verdict', 'window', 'value', 'target', 'budget used', 'history'].map((text): Cell => ({
    text,
    style: 'dim',
  }));
  const notes = checked.measured.sources
    .filter((source) => source.badRows > 0)
    .map(
      (source) =>
        `  ${counted(source.badRows, 'row')} of ${source.rows.toLocaleString('en')} in "${forTerminal(source.source)}" could not be used`,
    );
  const asOf = Math.max(...checked.measured.results.map((result) => result.asOf ?? -Infinity));
  const title = Number.isFinite(asOf) ? `Compliance as of ${showLocal(asOf, zone)} (${zone.id})` : 'Compliance';
  return [`  ${paint(title, 'bold')}`, ...table([header, ...rows], paint), ...notes, ''].join('\n');
}

const maximumGroups = 12;

function objectiveRows(model: SlaModel, result: ObjectiveResult, zone: Zone): Cell[][] {
  const name = { text: forTerminal(result.objective) };
  const standing = newest(result);
  if (standing.length === 0) {
    return [
      [
        name,
        { text: 'unknown', style: 'yellow' },
        { text: '' },
        { text: '' },
        { text: targetText(model, result, undefined) },
        { text: '' },
        { text: forTerminal(result.unavailable ?? 'no window') },
      ],
    ];
  }
  const rows = standing.slice(0, maximumGroups).map((window, index): Cell[] => {
    const history = result.windows
      .filter((each) => each.group === window.group && each.inTerm && each.to <= window.to)
      .slice(-12);
    const running =
      window.verdict === 'running' && window.soFar !== undefined ? `, ${verdictWord(window.soFar)} so far` : '';
    return [
      index === 0 ? name : { text: '' },
      { text: verdictWord(window.verdict) + running, style: verdictStyle(window) },
      {
        text:
          forTerminal(showWindow(window.window, window.to, zone)) +
          (window.group === undefined ? '' : `  ${forTerminal(short(window.group))}`),
      },
      {
        text:
          window.value === undefined
            ? window.lowerBound === undefined
              ? '–'
              : `> ${showMeasured(window.lowerBound, result.unit)}`
            : showMeasured(window.value, result.unit, window.bounds),
        isRight: true,
      },
      { text: targetText(model, result, window) },
      { text: budgetText(window), isRight: true },
      { text: sparkline(history.map((each) => (each.value === undefined ? undefined : toNumber(each.value)))) },
    ];
  });
  if (standing.length > maximumGroups)
    rows.push([{ text: '' }, { text: `${standing.length - maximumGroups} more groups`, style: 'dim' }]);
  return rows;
}

function short(text: string): string {
  return text.length > 28 ? `${text.slice(0, 27)}…` : text;
}

function verdictStyle(window: WindowResult): keyof typeof styles {
  if (window.verdict === 'met') return 'green';
  if (window.verdict === 'breached') return 'red';
  return window.verdict === 'unknown' ? 'yellow' : window.verdict === 'running' ? 'cyan' : 'dim';
}

function targetText(model: SlaModel, result: ObjectiveResult, window: WindowResult | undefined): string {
  const objective = model.objectives.find((candidate) => candidate.id === result.objective);
  const bounds = window?.bounds ?? objective?.bounds ?? [];
  const share = objective?.share?.value;
  const within = showBounds(bounds);
  if (share === undefined) return within;
  return `${share === 'all' ? 'all' : showQuantity(share)}${within === '' ? '' : ` ${within}`}`;
}

function budgetText(window: WindowResult): string {
  const { budget } = window;
  if (budget === undefined) return '';
  const used = budget.unit === 'seconds' ? showSeconds(budget.used) : showValue(budget.used, '');
  return budget.share === undefined ? used : `${used} (${showShare(budget.share)})`;
}

function table(rows: readonly Cell[][], paint: Paint): string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, displayWidth(cell.text))));
  return rows.map((row) => {
    const cells = row.map((cell, index) => {
      const padding = ' '.repeat(Math.max(0, (widths[index] ?? 0) - displayWidth(cell.text)));
      const text = cell.style === undefined ? cell.text : paint(cell.text, cell.style);
      return cell.isRight === true ? padding + text : text + padding;
    });
    return `  ${cells.join('  ')}`.trimEnd();
  });
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
