// The shape problems of a file, found once and shared by the rules that report them.
// It must never report a missing key beside a misspelled one that was meant to be it.

import type { SlaFile } from '../model/file';
import { shapeProblems, type ShapeProblem, type ShapeRule } from '../schema/explain';
import { agreementShape } from '../schema/shapes';
import { nearestKey } from '../schema/suggest';
import { findAt } from '../syntax/find';
import { resolved } from '../syntax/nodes';
import type { Yield } from './rule';
import { message } from './say';

const found = new WeakMap<SlaFile, readonly ShapeProblem[]>();
const meant = new WeakMap<SlaFile, ReadonlyMap<number, readonly string[]>>();

function problemsOf(file: SlaFile): readonly ShapeProblem[] {
  let problems = found.get(file);
  if (problems === undefined) {
    problems = shapeProblems(file.tree);
    found.set(file, problems);
  }
  return problems;
}

/** The shape problems that belong to one rule. */
export function* shapeYields(file: SlaFile, rule: ShapeRule): Generator<Yield> {
  for (const problem of problemsOf(file)) {
    if (problem.rule !== rule || (rule === 'missing-key' && isMisspelled(file, problem))) continue;
    yield { span: problem.span, message: message(problem.message), fixes: problem.fixes ?? [] };
  }
}

/** Whether some value has another shape than the language takes, so that it was not read. */
export function hasWrongShape(file: SlaFile): boolean {
  return problemsOf(file).some(({ rule }) => rule === 'wrong-shape');
}

/** Whether a key that is missing stands in its map under a name that was meant to be it. */
function isMisspelled(file: SlaFile, problem: ShapeProblem): boolean {
  const key = /needs "([^"]+)"$/.exec(problem.message)?.[1];
  const words = misspelledAt(file);
  if (key === undefined || words.size === 0) return false;
  const { entry } = findAt(file.tree, problem.span.start);
  const inside = resolved(entry?.value);
  const entries = [...(entry?.parent.entries ?? []), ...(inside?.kind === 'map' ? inside.entries : [])];
  return entries.some((each) => words.get(each.key.span.start)?.includes(key) === true);
}

/** Where keys stand that the language does not know, and which of its keys each may have been meant to be. */
export function misspelledAt(file: SlaFile): ReadonlyMap<number, readonly string[]> {
  const before = meant.get(file);
  if (before !== undefined) return before;
  const keys = new Map<number, readonly string[]>();
  for (const { rule, span, fixes } of problemsOf(file)) {
    if (rule !== 'unknown-key') continue;
    const offered = (fixes ?? []).flatMap(({ edits }) => edits.map(({ newText }) => newText));
    const word = file.tree.text.slice(span.start, span.end);
    const section = nearestKey(word, [...(agreementShape.map?.keys.keys() ?? [])]);
    keys.set(span.start, section === undefined ? offered : [...offered, section]);
  }
  meant.set(file, keys);
  return keys;
}
