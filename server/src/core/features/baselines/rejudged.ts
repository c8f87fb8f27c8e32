// Judges a text by what was read for another one, where both ask the same of the data.
// It must never answer for a text that asks something else: then its data has to be read.

import { planOf, type PlanOptions } from '../../compliance/plan';
import type { ObjectiveResult } from '../../compliance/result';
import { resultsOf } from '../../compliance/verdict';
import type { SlaFile } from '../../model/file';
import type { Measured } from '../../project';
import { withheld } from '../../rules/doubt';

/** The results of a text from what was read for another, of all objectives or of those of some ids; undefined where it asks for what was not read. */
export function rejudged(
  file: SlaFile,
  { partials }: Measured,
  options: PlanOptions = {},
  wanted?: ReadonlySet<string>,
): readonly ObjectiveResult[] | undefined {
  if (partials === undefined) return undefined;
  const planned = planOf(file.model, options);
  const known = new Set(partials.items.map(({ item }) => item));
  if (planned.plan.items.some(({ id }) => !known.has(id))) return undefined;
  return withheld(file, resultsOf(file.model, planned, partials, wanted));
}
