// data-missing: the attached data cannot be read.
// It must never speak of columns, which have a rule of their own.

import type { SlaFile } from '../../model/file';
import { sourceOf } from '../../model/queries';
import type { Text } from '../../model/sla';
import { leavesWorkspace } from '../../project-paths';
import { nearestPaths } from '../../schema/suggest';
import { findAt } from '../../syntax/find';
import { dataKind } from '../../vocabulary/data-formats';
import { replaceScalar } from '../edits';
import { withFixes } from '../fixes';
import { defineRule, type Fix, type Yield } from '../rule';
import { cut, message, quoted } from '../say';

/** The engine names the file of a glob that fails; where only one file is written, the message has its name already. */
function withoutName(text: string, file: string): string {
  return text.startsWith(`${file}: `) ? text.slice(file.length + 2) : text;
}

/** An agreement of JSON is no data. */
function isData(path: string): boolean {
  return dataKind(path) !== undefined && !/\.sla\.json$/i.test(path);
}

/** The data files of the workspace whose paths are nearest to the one that is missing. */
function picks(file: SlaFile, missing: Text | undefined, paths: readonly string[] = []): readonly Fix[] {
  const node = missing === undefined ? undefined : findAt(file.tree, missing.span.start).node;
  if (missing === undefined || node?.kind !== 'scalar') return [];
  const readable = paths.filter((path) => isData(path) && path !== missing.value);
  return nearestPaths(missing.value, readable).flatMap((path) => replaceScalar(node, path) ?? []);
}

export const dataMissing = defineRule({
  id: 'data-missing',
  category: 'data',
  lane: 'measured',
  severity: 'error',
  summary: 'The attached data cannot be read.',
  why: 'Without data every verdict is unknown, and an unknown month is easily taken for a kept one.',
  bad: `data:
  minutes: { file: minuts.csv }
#                  ^^^^^^^^^^ Cannot read "minuts.csv": no such file
metrics:
  uptime: { type: availability, data: minutes }
`,
  good: `data:
  minutes: { file: minutes.csv }
metrics:
  uptime: { type: availability, data: minutes }
`,
  yieldsTo: ['connection-address', 'connection-missing'],
  *check({ file, data, project }) {
    for (const source of data.measured?.sources ?? []) {
      const declared = sourceOf(file.model, source.source);
      const problem = source.problems.find((each) => each.kind !== 'columns');
      const place = declared?.file ?? declared?.connection;
      if (place === undefined || problem === undefined) continue;
      if (problem.kind === 'refused' && place === declared?.file && leavesWorkspace(project, file, place.value))
        continue;
      const isGone = problem.kind === 'missing' || problem.kind === 'refused';
      const { value, span } = place;
      const found: Yield = {
        span,
        message: message(`Cannot read ${quoted(value, 36)}: ${cut(withoutName(problem.message, value), 100)}`),
        severity: isGone ? 'warning' : 'error',
      };
      const { facts } = project;
      yield problem.kind === 'missing' ? withFixes(found, () => picks(file, declared?.file, facts.paths)) : found;
    }
  },
});
