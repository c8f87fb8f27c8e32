// Holds targets in steps against the slow way: the target is written into the text, and the whole agreement is judged again.
// It must never compare a way with itself.

import assert from 'node:assert/strict';
import { historiesOf } from '../../server/src/core/compliance/history';
import type { Partials } from '../../server/src/core/compliance/partials';
import { planOf } from '../../server/src/core/compliance/plan';
import { replayOf } from '../../server/src/core/compliance/replay';
import type { ObjectiveResult, WindowResult } from '../../server/src/core/compliance/result';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { targetEdit } from '../../server/src/core/features/baselines/target-edit';
import { applied } from '../../server/src/core/features/edits';
import type { TargetSteps } from '../../server/src/core/features/preview/target-steps';
import { open, type SlaFile } from '../../server/src/core/model/file';

/** An agreement with what was read for it. */
export interface Read {
  readonly file: SlaFile;
  readonly partials: Partials;
  readonly results: readonly ObjectiveResult[];
}

/** The verdict of a window by the whole numbers that a preview gets. */
function verdictAt({ isLower, met, missed }: TargetSteps, at: number, index: number): 'met' | 'breached' | 'open' {
  const [low, high] = [met[at] ?? Number.NaN, missed[at] ?? Number.NaN];
  if (isLower) return index <= low ? 'met' : index > high ? 'breached' : 'open';
  return index >= low ? 'met' : index < high ? 'breached' : 'open';
}

/** Steps that matter: both ends, the written target, and those around the edges of windows. */
function interesting({ met, missed, at, least, greatest, suggested }: TargetSteps): readonly number[] {
  const edges = [...met, ...missed].flatMap((edge) => (edge === null ? [] : [edge - 1, edge, edge + 1]));
  const all = [least, greatest, at, suggested ?? at, ...edges].filter((each) => each >= least && each <= greatest);
  return [...new Set(all)].filter(Number.isInteger);
}

function targetText({ step, digits, unit }: TargetSteps, index: number): string {
  return `${(index * Number(step)).toFixed(digits)}${unit === '' ? '' : ` ${unit}`}`;
}

/** Judges steps that matter in both ways, so many at most; answers how many windows were compared. */
export function stepsAgree(
  { file, partials }: Read,
  result: ObjectiveResult,
  group: string | undefined,
  steps: TargetSteps,
  most = 120,
): number {
  const windows = result.windows.filter((window) => window.group === group);
  const sample = new Set<WindowResult>(historiesOf(result).flatMap((each) => each.windows));
  let compared = 0;
  for (const index of interesting(steps).slice(0, most)) {
    const change = targetEdit(file, result.objective, group, targetText(steps, index));
    assert.ok('edits' in change, 'refusal' in change ? change.refusal : '');
    const changed = open({ ...file.snapshot, text: applied(file.snapshot.text, change.edits) });
    const results = resultsOf(changed.model, planOf(changed.model), partials);
    const after = results.find(({ objective }) => objective === result.objective);
    assert.ok(after);
    const judged = after.windows.filter((window) => window.group === group);
    for (const [at, window] of windows.entries()) {
      if (!sample.has(window) || (window.verdict !== 'met' && window.verdict !== 'breached')) {
        assert.equal(steps.met[at], null);
        continue;
      }
      const verdict = judged[at]?.verdict;
      const expected = verdict === 'met' || verdict === 'breached' ? verdict : 'open';
      assert.equal(verdictAt(steps, at, index), expected, `${window.window} at ${targetText(steps, index)}`);
      compared++;
    }
    // As the page counts: of all windows that take part.
    const missed: number = windows.filter(
      (_, at) => steps.met[at] !== null && verdictAt(steps, at, index) === 'breached',
    ).length;
    assert.equal(missed, replayOf(result, after, (each) => each === group).after.missed);
  }
  return compared;
}
