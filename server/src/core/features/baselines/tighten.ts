// Reinforces a target: writes down when a stricter one takes its place, and puts it there when that day has come.
// It must never tighten to what the record does not show, nor before its condition holds.

import { strictestTarget, judgedTarget, writtenTarget } from '../../compliance/suggestion';
import { historiesOf } from '../../compliance/history';
import { isInside } from '../../compliance/credits';
import type { ObjectiveResult } from '../../compliance/result';
import type { SlaFile } from '../../model/file';
import { isIndicator } from '../../model/queries';
import type { Objective } from '../../model/sla';
import { dataOf, type Project } from '../../project';
import { insertEntry, removeEntry, boundEntry, isOwn } from '../../rules/edits';
import { ownMap } from '../../rules/facts';
import { completeInTerm, isOfTrials, startOfToday, zoneIn } from '../../rules/measured-objectives';
import type { Fix } from '../../rules/rule';
import { compare, toNumber, type Rational } from '../../scalars/rational';
import { parseDate } from '../../scalars/words';
import { showQuantity } from '../../show/words';
import { entryOf } from '../../syntax/nodes';
import { dayMs, parseDay } from '../../time/civil';
import { isJsonFile } from '../json-edits';

/** Windows in a row that a written step asks for, as in the examples of the language. */
const windowsInARow = 6;

/**
 * The fixes that reinforce an objective: `tighten` with the strictest target that its windows prove, or the worst of at least six of them,
 * where that is stricter than the written one; and the target of a `tighten` whose condition holds today.
 */
export function tightenings(project: Project, file: SlaFile, objective: Objective): readonly Fix[] {
  const result = dataOf(project, file).measured?.results.find((each) => each.objective === objective.id);
  if (result === undefined || isIndicator(objective)) return [];
  return objective.tighten === undefined
    ? stepOf(file, objective, result)
    : stepTaken(project, file, objective, result);
}

function stepOf(file: SlaFile, objective: Objective, result: ObjectiveResult): readonly Fix[] {
  const map = ownMap(objective);
  const [history, other] = historiesOf(result);
  if (map === undefined || history === undefined || other !== undefined || !isOfTrials(result)) return [];
  const target = objective.targets === undefined ? judgedTarget(objective, undefined) : undefined;
  const found = target === undefined ? undefined : strictestTarget(history, result.unit, target);
  if (target === undefined || found === undefined || target.word === 'above' || target.word === 'below') return [];
  const { proven, worst, of, digits } = found;
  const value = proven ?? (of >= windowsInARow ? worst : undefined);
  if (value === undefined || !isStricter(value, target.quantity.value, target)) return [];
  const text = writtenTarget(value, target.quantity, digits);
  const step = isJsonFile(file)
    ? JSON.stringify({ [target.word]: text, afterWindows: windowsInARow })
    : `{ ${target.word}: ${text}, afterWindows: ${windowsInARow} }`;
  const why = proven === undefined ? `which all ${of} windows have kept` : 'kept in 90 of 100 windows';
  const edit = insertEntry(file.snapshot.text, map, 'tighten', step, ['reason']);
  if (edit === undefined) return [];
  return [{ title: `Tighten to ${text} after ${windowsInARow} windows, ${why}`, edits: [edit] }];
}

function isStricter(value: Rational, written: Rational, target: NonNullable<ReturnType<typeof judgedTarget>>): boolean {
  return compare(value, written) !== 0 && isInside(value, target.quantity.unit, [target.bound]) === true;
}

/** Puts the target of `tighten` in the place of the one that stands, and takes the step away. */
function stepTaken(project: Project, file: SlaFile, objective: Objective, result: ObjectiveResult): readonly Fix[] {
  const { tighten, share } = objective;
  const map = ownMap(objective);
  const entry = map === undefined ? undefined : entryOf(map, 'tighten');
  if (tighten === undefined || map === undefined || entry === undefined || !isOwn(entry)) return [];
  if (objective.targets !== undefined || !isDue(project, file, objective, result)) return [];
  const [bound, second] = objective.bounds;
  const [next] = tighten.bounds;
  const removal = removeEntry(file.snapshot.text, entry);
  if (removal === undefined) return [];
  const replace = (span: { start: number; end: number }, newText: string): readonly Fix[] => [
    {
      title: `Tighten to ${newText} now`,
      edits: [{ span, newText }, removal].sort((a, b) => a.span.start - b.span.start),
    },
  ];
  if (tighten.share !== undefined && share !== undefined && next === undefined)
    return replace(share.span, tighten.share.value === 'all' ? 'all' : showQuantity(tighten.share.value, 9));
  if (next === undefined || bound === undefined || second !== undefined || next.word !== bound.word) return [];
  if (tighten.share !== undefined || !isOwn(boundEntry(map, bound.keySpan))) return [];
  return replace(bound.span, showQuantity(next.quantity, 9));
}

/** Whether the last windows of the term were met in a row, as many as are asked for, and the day has come. */
function isDue(project: Project, file: SlaFile, { tighten }: Objective, result: ObjectiveResult): boolean {
  const needed = tighten?.afterWindows;
  const zone = zoneIn(file.model);
  if (needed === undefined || zone === undefined || !isOfTrials(result)) return false;
  const today = startOfToday({ project, file });
  const notBefore = tighten?.notBefore?.value;
  if (notBefore !== undefined) {
    if (today === undefined || !parseDate(notBefore).ok) return false;
    if (zone.instantOf(parseDay(notBefore) * dayMs) > today) return false;
  }
  const count = toNumber(needed.value);
  const windows = completeInTerm(result);
  const groups = new Set(windows.map(({ group }) => group));
  if (!Number.isInteger(count) || count < 1 || groups.size === 0) return false;
  return [...groups].every((group) => {
    const last = windows.filter((window) => window.group === group).slice(-count);
    return last.length === count && last.every(({ verdict }) => verdict === 'met');
  });
}
