// Asks a question, lets its file grow, asks it again, and holds the answer against one that reads everything.
// It must never accept that everything was read again where only the new lines had to be.

import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Partials } from '../../server/src/core/compliance/partials';
import type { ComputePlan } from '../../server/src/core/compliance/plan-types';
import { KeptRuns } from '../../server/src/engine/kept-runs';
import { readRuns, runPlan } from '../../server/src/engine/run';
import { runOptions } from '../kit/run-options';

/** Whether reading on may give what reading anew does: no window ends at the last row, and no row is replaced by a later one. */
function mayReadOn({ items, sources, exclusions }: ComputePlan): boolean {
  const isBeside = (id: string): boolean =>
    exclusions.some(({ source }) => source === id) ||
    items.some(({ parameters }) => Object.values(parameters).includes(id));
  return (
    items.every(({ window, source }) => window.kind !== 'rolling' && !isBeside(source)) &&
    sources.every(({ key }) => key === undefined)
  );
}

/**
 * Writes a file with its first lines, asks, adds the others and asks again; `parts` are texts of whole lines. Fails with `why` where
 * an answer differs. Answers whether only the new lines were read.
 */
export function checkGrowth(
  plan: ComputePlan,
  folder: string,
  name: string,
  parts: readonly string[],
  why: string,
): boolean {
  const options = runOptions(folder, { growsFrom: 0 });
  const kept = new KeptRuns();
  const [first = '', ...others] = parts;
  writeFileSync(join(folder, name), first);
  let [run] = readRuns([{ plan, options }]);
  assert.ok(run);
  kept.keep('q', run, run.answer());
  let hasReadOn = false;
  for (const part of others) {
    appendFileSync(join(folder, name), part);
    const anew = runPlan(plan, options);
    const answer = kept.answer('q');
    if (answer === undefined) {
      const isRead = anew.sources.every(({ problems }) => problems.length === 0) && run.sources.length > 0;
      assert.ok(!mayReadOn(plan) || !isRead, `everything was read again: ${why}`);
      [run] = readRuns([{ plan, options }]);
      assert.ok(run);
      kept.keep('q', run, run.answer());
      continue;
    }
    hasReadOn = true;
    assert.deepEqual(plain(answer), plain(anew), why);
  }
  return hasReadOn;
}

/** As it is sent to whoever asked. */
function plain(partials: Partials): unknown {
  return structuredClone(partials);
}
