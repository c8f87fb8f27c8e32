// The shape problems of a file, found once and shared by the rules that report them.
// It must never be asked for a file whose YAML is broken at the same place: those problems speak first.

import type { SlaFile } from '../model/file';
import { shapeProblems, type ShapeProblem, type ShapeRule } from '../schema/explain';
import type { Yield } from './rule';

const found = new WeakMap<SlaFile, readonly ShapeProblem[]>();

/** The shape problems that belong to one rule. */
export function* shapeYields(file: SlaFile, rule: ShapeRule): Generator<Yield> {
  let problems = found.get(file);
  if (problems === undefined) {
    problems = shapeProblems(file.tree);
    found.set(file, problems);
  }
  for (const problem of problems) {
    if (problem.rule !== rule || (rule === 'missing-key' && isMisspelled(problem, problems))) continue;
    yield { span: problem.span, message: problem.message, fixes: problem.fixes ?? [] };
  }
}

/** Whether the missing key stands there under a misspelled name, which is reported as such and is one mistake, not two. */
function isMisspelled(missing: ShapeProblem, problems: readonly ShapeProblem[]): boolean {
  const key = /needs "([^"]+)"$/.exec(missing.message)?.[1];
  return (
    key !== undefined &&
    problems.some((problem) => problem.rule === 'unknown-key' && problem.message.endsWith(`did you mean "${key}"?`))
  );
}
