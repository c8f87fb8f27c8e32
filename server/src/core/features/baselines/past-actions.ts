// What can be done at a cursor with what past windows say: compute or refresh a baseline, promise what they show, tighten.
// It must never offer what would be refused, nor what the record does not show.

import { historiesOf } from '../../compliance/history';
import { judgedTarget, strictestTarget, writtenTarget } from '../../compliance/suggestion';
import type { ObjectiveResult } from '../../compliance/result';
import type { SlaFile } from '../../model/file';
import { isIndicator } from '../../model/queries';
import type { Objective } from '../../model/sla';
import { dataOf, type Project } from '../../project';
import { isOfTrials } from '../../rules/measured-objectives';
import type { Fix, TextEdit } from '../../rules/rule';
import { compare } from '../../scalars/rational';
import { touches, type Span } from '../../text/span';
import { inLanguageOf } from '../json-edits';
import { leavesReadable } from '../refactor/proof';
import { baselineEdit } from './baseline-entry';
import { targetEdit } from './target-edit';
import { tightenings } from './tighten';

/** Something to do: the edits are known, or the data has to be read for its fingerprint first. */
export interface PastAction {
  readonly title: string;
  readonly edits: readonly TextEdit[] | undefined;
  /** The objective whose baseline is asked for; undefined where the edits are known. */
  readonly baselineOf: string | undefined;
}

/** A fingerprint as long as a real one, to find out whether a baseline could be written. */
const anyFingerprint = `sha256-${'0'.repeat(64)}`;

/** What can be done for the objectives at a span: those of the clause itself, or those that judge the metric there. */
export function pastActions(project: Project, file: SlaFile, span: Span): readonly PastAction[] {
  if (file.tree.problems.some(({ kind }) => kind !== 'duplicate-key')) return [];
  const { objectives, metrics } = file.model;
  const metric = metrics.find((each) => touches(each.span, span.start));
  const asked = objectives.filter(
    (each) => touches(each.span, span.start) || (metric !== undefined && each.metric?.value === metric.id),
  );
  return asked.slice(0, mostObjectives).flatMap((objective) => actionsFor(project, file, objective));
}

/** Most objectives of a metric for which actions are offered at once. */
const mostObjectives = 4;

function actionsFor(project: Project, file: SlaFile, objective: Objective): readonly PastAction[] {
  const result = resultOf(project, file, objective.id);
  if (result === undefined || isIndicator(objective)) return [];
  const baseline = baselineEdit(file, objective, result, anyFingerprint);
  const computed: PastAction[] =
    'refusal' in baseline || !leavesReadable(file.tree, baseline.edits)
      ? []
      : [
          {
            title: `${baseline.isRefresh ? 'Refresh the baseline' : 'Compute a baseline'} of ${baseline.owner} from its data`,
            edits: undefined,
            baselineOf: objective.id,
          },
        ];
  const fixes = [...promises(file, objective, result), ...tightenings(project, file, objective)];
  const others = fixes
    .flatMap((fix) => inLanguageOf(file, fix) ?? [])
    .filter(({ edits }) => leavesReadable(file.tree, edits))
    .map(({ title, edits }): PastAction => ({ title, edits, baselineOf: undefined }));
  return [...computed, ...others];
}

/** The strictest target that the windows of a whole prove, where it is another one than the written one. */
function promises(file: SlaFile, objective: Objective, result: ObjectiveResult): readonly Fix[] {
  const [history, other] = historiesOf(result);
  if (history === undefined || other !== undefined || !isOfTrials(result) || objective.targets !== undefined) return [];
  const target = judgedTarget(objective, history.group);
  const found = target === undefined ? undefined : strictestTarget(history, result.unit, target);
  if (target === undefined || found?.proven === undefined) return [];
  if (compare(found.proven, target.quantity.value) === 0) return [];
  const text = writtenTarget(found.proven, target.quantity, found.digits);
  const change = targetEdit(file, objective.id, undefined, text);
  return 'refusal' in change ? [] : [{ title: `Promise ${text}, kept in 90 of 100 windows`, edits: change.edits }];
}

/** The edits of a baseline where the fingerprint of its data is known; undefined where it cannot be written any more. */
export function baselineEdits(project: Project, file: SlaFile, id: string): readonly TextEdit[] | undefined {
  const objective = file.model.objectives.find((each) => each.id === id);
  const result = resultOf(project, file, id);
  if (objective === undefined || result === undefined) return undefined;
  const source = dataOf(project, file).measured?.sources.find((each) => each.source === result.source);
  const edit = baselineEdit(file, objective, result, source?.fingerprint);
  return 'refusal' in edit ? undefined : edit.edits;
}

function resultOf(project: Project, file: SlaFile, id: string): ObjectiveResult | undefined {
  return dataOf(project, file).measured?.results.find((each) => each.objective === id);
}
