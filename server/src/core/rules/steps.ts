// The tiers of a table as steps from the nearest to the target to the furthest, whose credits have to rise.
// It must never order tiers whose credits cannot be compared.

import type { SlaFile } from '../model/file';
import type { Remedy, SlaModel } from '../model/sla';
import { inOrder, isEmptyRange, isUpper, overlapsOf, type Band, type TierTable } from '../model/tiers';
import { compare } from '../scalars/rational';
import { possibleTable } from './facts';
import { kindsPaying } from './judged';

type Form = TierTable['form'];

/** The tiers from the nearest to the target to the furthest; undefined where their order or their credits cannot be compared. */
export function fromBest(model: SlaModel, remedy: Remedy, table: TierTable): readonly Band[] | undefined {
  const units = new Set(table.bands.map(({ tier: { credit } }) => credit?.value.unit));
  if (units.size !== 1 || units.has(undefined) || remedy.apply?.value === 'unstated') return undefined;
  const isHigherBetter = betterIsHigher(model, remedy, table);
  if (isHigherBetter === undefined || (table.form === 'exact' && overlapsOf(table, 1).length > 0)) return undefined;
  // A tier that holds no value has a rule of its own.
  const ordered = inOrder(table.bands.filter((band) => !isEmptyRange(band)));
  return isHigherBetter ? [...ordered].reverse() : ordered;
}

/** In a nested table the bounds tell the direction; in any other one the metrics that are paid by it do. */
function betterIsHigher(model: SlaModel, remedy: Remedy, { form, bands, unit }: TierTable): boolean | undefined {
  const bound = bands[0]?.tier.bounds[0];
  if (form === 'nested') return bound === undefined ? undefined : isUpper(bound);
  if (remedy.basis !== undefined && remedy.basis.value !== 'value') return false;
  const directions = new Set(
    kindsPaying(model, remedy).map(({ objective, better, inverted }) => {
      if (inverted.length > 0) return undefined;
      return objective.share !== undefined && unit === '%' ? 'higher' : better;
    }),
  );
  const [only] = directions;
  return directions.size === 1 && only !== undefined ? only === 'higher' : undefined;
}

/** Whether the second of two steps pays as a further one has to. */
export function isBelow(nearer: Band, further: Band, form: Form): boolean {
  const [a, b] = [nearer.tier.credit, further.tier.credit];
  const order = a === undefined || b === undefined ? 1 : compare(b.value.value, a.value.value);
  return order > 0 || (order === 0 && form === 'exact');
}

/** The longest row of steps whose credits rise: what stands outside of it is what somebody wrote wrong. Of rows of one length the first counts. */
export function risingSteps(steps: readonly Band[], form: Form): ReadonlySet<Band> {
  const best: { readonly length: number; readonly before: number | undefined }[] = [];
  for (const [index, step] of steps.entries()) {
    let found: (typeof best)[number] = { length: 1, before: undefined };
    for (const [at, each] of best.entries()) {
      const before = steps[at];
      if (before === undefined || !isBelow(before, step, form)) continue;
      if (each.length + 1 > found.length) found = { length: each.length + 1, before: at };
    }
    best[index] = found;
  }
  const row = new Set<Band>();
  const longest = Math.max(0, ...best.map(({ length }) => length));
  for (let at: number | undefined = best.findIndex(({ length }) => length === longest); at !== undefined && at >= 0;) {
    const step = steps[at];
    if (step !== undefined) row.add(step);
    at = best[at]?.before;
  }
  return row;
}

/** Whether a credit stands out of the row of the others, which is told where it stands. */
export function standsOut(file: SlaFile, remedy: Remedy): boolean {
  const table = possibleTable(file.model, remedy);
  const steps = table === undefined ? undefined : fromBest(file.model, remedy, table);
  return table !== undefined && steps !== undefined && risingSteps(steps, table.form).size < steps.length;
}
