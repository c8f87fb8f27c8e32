// A comparison as workflow commands of GitHub: each change becomes an annotation at its line.
// Nothing of a file may end a command, begin another, or stand at the beginning of a line of its own.

import { costText } from '../../core/features/review/cost-text';
import { forLine, forLog, forWorkflowData, forWorkflowProperty } from '../../core/show/escape';
import { lineTable, positionAt } from '../../core/text/lines';
import {
  changeLine,
  closingText,
  fateText,
  meaningText,
  standingOf,
  type Comparison,
  type DiffReport,
  type Standing,
} from './comparison';

/** The comparison as lines of commands, and a closing line for the log. */
export function diffGithubReport(report: DiffReport): string {
  // A runner shows the first ten of a step: what is weaker stands before all else.
  const all = report.comparisons.flatMap((comparison) => [...fateAnnotation(comparison), ...annotations(comparison)]);
  const lines = order.flatMap((standing) => all.filter((each) => each.standing === standing)).map(({ line }) => line);
  return `${[...lines, forLog(forLine(closingText(report)))].join('\n')}\n`;
}

const order: readonly Standing[] = ['weaker', 'unclear', 'stronger', 'neutral'];

interface Annotation {
  readonly standing: Standing;
  readonly line: string;
}

function annotation(standing: Standing, place: readonly string[], title: string, words: readonly string[]): Annotation {
  const message = forWorkflowData(forLine(words.filter((text) => text !== '').join('; ')));
  const line = `::${kinds[standing]} ${place.join(',')},title=${forWorkflowProperty(`sla: ${title}`)}::${message}`;
  return { standing, line };
}

/** That an agreement is new, gone or renamed. */
function fateAnnotation(comparison: Comparison): readonly Annotation[] {
  const { old, now, diff } = comparison;
  const fate = fateText(comparison);
  if (fate === '') return [];
  const place = [`file=${forWorkflowProperty((now ?? old)?.path ?? '')}`, 'line=1'];
  const [weaker, stronger] = [diff.weaker, diff.stronger].map((parties) => parties.join(', '));
  if (now === undefined)
    return [annotation('weaker', place, 'agreement', [fate, weaker === '' ? '' : `weaker for ${weaker}`])];
  const isStronger = old === undefined && stronger !== '';
  return [annotation('neutral', place, 'agreement', [fate, isStronger ? `stronger for ${stronger}` : ''])];
}

function annotations({ now, diff, costs }: Comparison): readonly Annotation[] {
  if (now === undefined) return [];
  const file = forWorkflowProperty(now.path);
  const lines = lineTable(now.file.snapshot.text);
  return diff.changes.map((change) => {
    const [start, end] = [positionAt(lines, change.place.start), positionAt(lines, change.place.end)];
    const place = [`file=${file}`, `line=${start.line + 1}`, `endLine=${end.line + 1}`];
    // Columns mean something to it within one line only.
    if (start.line === end.line) place.push(`col=${start.character + 1}`, `endColumn=${end.character + 1}`);
    const standing = standingOf(change);
    const cost = costs.get(change);
    const words = [changeLine(change), meaningText(change), cost === undefined ? '' : costText(cost)];
    return annotation(standing, place, titles[standing], words);
  });
}

const kinds: Readonly<Record<Standing, 'notice' | 'warning'>> = {
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
