// A line on top of an agreement: how many changes there are since the version before, and for whom.
// It must never speak where nothing changed: a line on every agreement would be read by nobody.

import type { SlaFile } from '../../model/file';
import type { Project } from '../../project';
import { cut } from '../../rules/say';
import { forLabel } from '../../show/escape';
import { counted } from '../../show/words';
import type { Span } from '../../text/span';
import { comparisonOf, countsText } from './comparison';

export interface ChangeLens {
  readonly span: Span;
  readonly title: string;
}

/** Most characters of the line and of the name of a version in it. */
const [longestTitle, longestName] = [120, 40];

/** `3 changes since HEAD: 2 weaker for customer, 1 neutral`; undefined where nothing is compared or nothing changed. */
export function changeLens(project: Project, file: SlaFile, baseName: string): ChangeLens | undefined {
  if (!project.settings.showsCodeLens) return undefined;
  const changes = comparisonOf(project, file)?.diff.changes ?? [];
  if (changes.length === 0) return undefined;
  const title = `${counted(changes.length, 'change')} since ${cut(baseName, longestName)}: ${countsText(changes)}`;
  // An editor draws icons in the line where it finds their signs.
  return { span: topOf(file), title: forLabel(cut(title, longestTitle)) };
}

/** The first key, behind comments that stand before it. */
export function topOf({ tree }: SlaFile): Span {
  return { start: tree.root?.span.start ?? 0, end: tree.root?.span.start ?? 0 };
}
