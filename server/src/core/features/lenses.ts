// Lines above objectives and hints beside targets: how each stands now.
// A number that is not a problem belongs here and never among the problems.

import type { SlaFile } from '../model/file';
import { dataOf, type Project } from '../project';
import type { Span } from '../text/span';
import { zoneOf } from '../time/zones';
import { newest, standing } from '../compliance/result';
import { showMeasured, verdictWord } from '../show/words';
import { standingLine } from './standing';

export interface Lens {
  readonly span: Span;
  readonly title: string;
}

/** One lens for each objective whose result is known, or that is being computed. */
export function lenses(project: Project, file: SlaFile): readonly Lens[] {
  if (!project.settings.showsCodeLens) return [];
  const data = dataOf(project, file);
  const zone = zoneOf(file.model.timeZone?.value ?? 'UTC') ?? zoneOf('UTC');
  if (zone === undefined) return [];
  return file.model.objectives.flatMap((objective) => {
    const result = data.measured?.results.find((each) => each.objective === objective.id);
    if (result !== undefined) return [{ span: objective.idSpan, title: standingLine(result, zone) }];
    return data.isReading ? [{ span: objective.idSpan, title: 'computing…' }] : [];
  });
}

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
}

/** The current value behind the bound of each objective. */
export function inlayHints(project: Project, file: SlaFile, range: Span): readonly InlayHint[] {
  if (!project.settings.showsCurrentValue) return [];
  const results = dataOf(project, file).measured?.results ?? [];
  return file.model.objectives.flatMap((objective) => {
    const bound = objective.bounds[0];
    const result = results.find((each) => each.objective === objective.id);
    if (bound === undefined || result === undefined || bound.span.end < range.start || bound.span.end > range.end)
      return [];
    const window = newest(result)[0];
    if (window === undefined) return [];
    const many = newest(result).length > 1;
    const value =
      many || window.value === undefined ? '' : ` ${showMeasured(window.value, result.unit, window.bounds)}`;
    return [{ offset: bound.span.end, label: `${verdictWord(standing(result))}${value}` }];
  });
}
