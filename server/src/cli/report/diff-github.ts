// A comparison as workflow commands of GitHub: each change becomes an annotation at its line.
// Nothing of a file may end a command, begin another, or stand at the beginning of a line of its own.

import type { AgreementChange } from '../../core/diff/agreement-change';
import { forLine, forLog, forWorkflowData, forWorkflowProperty } from '../../core/show/escape';
import { lineTable, positionAt } from '../../core/text/lines';
import {
  changeLine,
  closingText,
  costText,
  fateText,
  meaningText,
  standingOf,
  type Comparison,
  type DiffReport,
  type Standing,
} from './comparison';

/** The comparison as lines of commands, and a closing line for the log. */
export function diffGithubReport(report: DiffReport): string {
  const lines = report.comparisons.flatMap(annotations);
  return `${[...lines, forLog(forLine(closingText(report)))].join('\n')}\n`;
}

type Command = 'notice' | 'warning';

function command(kind: Command, place: readonly string[], title: string, message: string): string {
  return `::${kind} ${place.join(',')},title=${forWorkflowProperty(`sla: ${title}`)}::${forWorkflowData(forLine(message))}`;
}

function annotations(comparison: Comparison): readonly string[] {
  const { old, now, diff, costs } = comparison;
  const file = forWorkflowProperty((now ?? old)?.path ?? '');
  const fate = fateText(comparison);
  const isGone = now === undefined;
  const parties = isGone ? diff.weaker : diff.stronger;
  const meant = parties.length === 0 ? '' : `${isGone ? 'weaker' : 'stronger'} for ${parties.join(', ')}`;
  const whole = old !== undefined && now !== undefined ? [] : [meant];
  const head =
    fate === ''
      ? []
      : [
          command(
            isGone ? 'warning' : 'notice',
            [`file=${file}`, 'line=1'],
            'agreement',
            [fate, ...whole].filter((text) => text !== '').join(': '),
          ),
        ];
  if (now === undefined) return head;
  const lines = lineTable(now.file.snapshot.text);
  return [...head, ...diff.changes.map((change) => annotation(change))];

  function annotation(change: AgreementChange): string {
    const [start, end] = [positionAt(lines, change.place.start), positionAt(lines, change.place.end)];
    const place = [`file=${file}`, `line=${start.line + 1}`, `endLine=${end.line + 1}`];
    // Columns mean something to it within one line only.
    if (start.line === end.line) place.push(`col=${start.character + 1}`, `endColumn=${end.character + 1}`);
    const standing = standingOf(change);
    const cost = costs.get(change);
    const parts = [changeLine(change), meaningText(change), cost === undefined ? '' : costText(cost)];
    return command(kinds[standing], place, titles[standing], parts.filter((text) => text !== '').join('; '));
  }
}

const kinds: Readonly<Record<Standing, Command>> = {
  weaker: 'warning',
  unclear: 'warning',
  stronger: 'notice',
  neutral: 'notice',
};

const titles: Readonly<Record<Standing, string>> = {
  weaker: 'weaker',
  unclear: 'unclear',
  stronger: 'stronger',
  neutral: 'changed',
};
