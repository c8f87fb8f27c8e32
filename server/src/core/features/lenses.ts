// Lines above objectives: how each stands now.
// A number that is not a problem belongs here and never among the problems.

import type { SlaFile } from '../model/file';
import { dataOf, type Project } from '../project';
import type { Span } from '../text/span';
import { zoneOf } from '../time/zones';
import { forLine } from '../show/escape';
import { editLine, editReplay } from './baselines/edited';
import { resultsById, standingLine } from './standing';

export interface Lens {
  readonly span: Span;
  readonly objective: string;
  readonly title: string;
}

/** One lens for each objective whose result is known, or that is being computed. */
export function lenses(project: Project, file: SlaFile): readonly Lens[] {
  if (!project.settings.showsCodeLens) return [];
  const data = dataOf(project, file);
  const zone = zoneOf(file.model.timeZone?.value ?? 'UTC') ?? zoneOf('UTC');
  if (zone === undefined) return [];
  const results = resultsById(data);
  return file.model.objectives.flatMap((objective) => {
    const result = results.get(objective.id);
    const place = { span: objective.idSpan, objective: objective.id };
    if (result !== undefined) {
      const replay = editReplay(data, objective.id);
      const edited = replay === undefined ? '' : ` · as edited ${forLine(editLine(replay))}`;
      return [{ ...place, title: `${standingLine(result, zone)}${edited}` }];
    }
    return data.isReading ? [{ ...place, title: 'computing…' }] : [];
  });
}
