// The report as workflow commands of GitHub: each problem becomes an annotation at its line.
// Nothing of a file may end a command, begin another, or stand at the beginning of a line of its own.

import type { Severity } from '../../core/project';
import { forLine, forLog, forWorkflowData, forWorkflowProperty } from '../../core/show/escape';
import { counted } from '../../core/show/words';
import { lineTable, positionAt } from '../../core/text/lines';
import type { CheckedFile, CheckReport } from './report';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** The report as lines of commands, and a closing line for the log. */
export function githubReport(report: CheckReport): string {
  const lines = report.files.flatMap(annotations);
  const findings = report.files.flatMap((checked) => checked.findings);
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const closing = `${counted(report.files.length, 'file')}: ${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}, ${counted(count('information') + count('hint'), 'note')}`;
  return `${[...lines, forLog(closing)].join('\n')}\n`;
}

function annotations(checked: CheckedFile): readonly string[] {
  const lines = lineTable(checked.file.snapshot.text);
  const file = forWorkflowProperty(checked.path);
  return checked.findings.map((finding) => {
    const [start, end] = [positionAt(lines, finding.span.start), positionAt(lines, finding.span.end)];
    const place = [`file=${file}`, `line=${start.line + 1}`, `endLine=${end.line + 1}`];
    // Columns mean something to it within one line only.
    if (start.line === end.line) place.push(`col=${start.character + 1}`, `endColumn=${end.character + 1}`);
    const title = forWorkflowProperty(`sla: ${finding.rule}`);
    return `::${commands[finding.severity]} ${place.join(',')},title=${title}::${forWorkflowData(forLine(finding.message))}`;
  });
}
