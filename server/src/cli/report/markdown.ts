// The report as Markdown for a pull request or the summary of a step: problems as a table, and what was kept.
// Nothing of a file may form a link, a mention or a cell of its own, and the page stays below the size that forges take.

import type { Severity } from '../../core/project';
import { forPage, forPageCode } from '../../core/show/escape';
import { counted, showLocal } from '../../core/show/words';
import { lineTable, positionAt } from '../../core/text/lines';
import { zoneOf } from '../../core/time/zones';
import { standingOf, type StandingWindow } from './standing';
import type { CheckedFile, CheckReport } from './report';

/** The summary of a step takes 1 MiB (security.md, T23); what is behind is left out, and said to be. */
const mostBytes = 1_000_000;

/** Most problems of one file that the page lists. */
const mostProblems = 200;

const signs: Readonly<Record<Severity, string>> = {
  error: '❌ error',
  warning: '⚠️ warning',
  information: 'ℹ️ information',
  hint: '💡 hint',
};

/** The report as a page of Markdown with a line feed at its end. */
export function markdownReport(report: CheckReport): string {
  const findings = report.files.flatMap((checked) => checked.findings);
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const notes = count('information') + count('hint');
  const closing = [counted(count('error'), 'error'), counted(count('warning'), 'warning'), counted(notes, 'note')];
  const head = `# Service level agreements\n\n${counted(report.files.length, 'file')}: ${closing.join(', ')}.\n`;
  const failures = report.failures.map((failure) => `\n❌ Could not be checked: ${forPage(failure)}\n`);
  const parts = [head, ...failures, ...report.files.map(filePart)];
  let page = '';
  let bytes = 0;
  for (const [index, part] of parts.entries()) {
    bytes += Buffer.byteLength(part);
    if (bytes > mostBytes)
      return `${page}\n${counted(parts.length - index, 'more part')} of this report left out: the page would be too long.\n`;
    page += part;
  }
  return page;
}

function filePart(checked: CheckedFile): string {
  const title = checked.file.model.title?.value;
  // A line that begins with two hashes would be a command to some runners; this heading is the same.
  const head = `\n${forPageCode(checked.path)}${title === undefined ? '' : ` ${forPage(title)}`}\n---\n`;
  return [head, problems(checked), compliance(checked)].filter((part) => part !== '').join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** A table of cells that are Markdown already. */
export function tableOf(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  return row(titles) + row(titles.map(() => '---')) + rows.map(row).join('');
}

/** The problems of one agreement as a table. */
export function problems({ findings, file }: CheckedFile): string {
  if (findings.length === 0) return 'No problems.\n';
  const lines = lineTable(file.snapshot.text);
  const rows = findings.slice(0, mostProblems).map((finding) => {
    const fix = finding.fixes[0]?.title;
    const message = forPage(finding.message) + (fix === undefined ? '' : `<br>*fix:* ${forPage(fix)}`);
    return [
      signs[finding.severity],
      String(positionAt(lines, finding.span.start).line + 1),
      forPageCode(finding.rule),
      message,
    ];
  });
  const left = findings.length - rows.length;
  return tableOf(['', 'line', 'rule', 'problem'], rows) + (left > 0 ? `\n${counted(left, 'more problem')}.\n` : '');
}

const verdictSigns: Readonly<Record<StandingWindow['verdict'], string>> = {
  met: '✅',
  breached: '❌',
  running: '⏳',
  unknown: '❔',
  'not-applicable': '–',
  indicator: '📊',
};

/** How the objectives of one agreement stand, as a table; empty where nothing was asked of its data. A small one has no empty columns. */
export function compliance(checked: CheckedFile, isSmall = false): string {
  const { model } = checked.file;
  if (model.objectives.length === 0) return '';
  if (checked.measured === undefined)
    return checked.unavailable === undefined ? '' : `Compliance: ${forPage(checked.unavailable)}\n`;
  const zone = zoneOf(model.timeZone?.value ?? 'UTC') ?? zoneOf('UTC');
  if (zone === undefined) return '';
  const objectives = new Map(model.objectives.map((objective) => [objective.id, objective]));
  const { results } = checked.measured;
  const rows = results.flatMap((result) => {
    const name = forPageCode(result.objective);
    const { windows, hidden, reason } = standingOf(objectives.get(result.objective), result, zone);
    if (windows.length === 0) return [[name, '❔ unknown', '', '', forPage(reason)]];
    const shown = windows.map((each, index) => [
      index === 0 ? name : '',
      `${verdictSigns[each.verdict]} ${each.verdictWords}`,
      forPage(each.window),
      forPage(each.group),
      ...(each.reason === ''
        ? [each.value, each.target, each.kept, each.budget].map(forPage)
        : [forPage(each.reason), '', '', '']),
    ]);
    return hidden === '' ? shown : [...shown, ['', hidden]];
  });
  const titles = ['objective', 'verdict', 'window', 'group', 'value', 'target', 'met', 'budget used'];
  const asOf = results.reduce((latest, result) => Math.max(latest, result.asOf ?? -Infinity), -Infinity);
  const when = Number.isFinite(asOf) ? `Compliance as of ${forPage(`${showLocal(asOf, zone)} (${zone.id})`)}\n\n` : '';
  const whole = rows.map((cells) => [...cells, ...titles.slice(cells.length).map(() => '')]);
  const shown = titles.map((_, at) => !isSmall || at === 0 || whole.some((cells) => cells[at] !== ''));
  const kept = (cells: readonly string[]): readonly string[] => cells.filter((_, at) => shown[at]);
  return when + tableOf(kept(titles), whole.map(kept));
}
