// Finds the aggregates that answer an objective, and puts those of the members of a composite together.
// It must never answer for a composite of which a member is missing.

import { metricOf, resultUnit } from '../model/queries';
import type { Objective, SlaModel } from '../model/sla';
import { hundred, zero } from '../scalars/rational';
import { metricType } from '../vocabulary/metrics/index';
import { composed, type Member } from './composite';
import { customItem } from './custom';
import { measuringOf } from './judging';
import { measure } from './measure';
import { boundsOfMissing } from './missing';
import type { ItemPart } from './partials';
import type { Planned, PlannedObjective } from './plan';
import { memberMetric } from './plan-members';

/** The item of an objective, made of its members where its type is a composite; a text says why there is none. */
export function objectiveItem(
  model: SlaModel,
  planned: Planned,
  { item, members }: PlannedObjective,
  objective: Objective,
  items: ReadonlyMap<string, ItemPart>,
): ItemPart | string | undefined {
  if (members.size === 0) return item === undefined ? undefined : items.get(item);
  const metric = metricOf(model, objective.metric?.value);
  if (metricType(metric?.type?.value)?.fold.kind === 'custom')
    return metric === undefined ? undefined : customItem(metric, members, items);
  const parts: Member[] = [];
  for (const [id, itemId] of members) {
    const own = memberMetric(model, id);
    const type = metricType(own?.type?.value);
    const part = items.get(itemId);
    if (own === undefined || type === undefined || part === undefined) return undefined;
    if (part.unavailable !== undefined) return `its member "${id}": ${part.unavailable}`;
    parts.push({ id, item: part, metric: own, type });
  }
  if (metric === undefined) return undefined;
  return composed({
    metric,
    members: parts,
    rangeOf: ({ item: part, metric: own, type }, _, window) => {
      const unit = resultUnit(model, own) ?? type.unit;
      const asOf = part.asOf ?? 0;
      const conditions = new Map<never, never>();
      const judging = { model, planned, objective, metric: own, type, unit, item: part, asOf, conditions };
      const measured = measure(window, { ...measuringOf(judging, []), share: undefined });
      const { worst = measured.value, best = measured.value } = boundsOfMissing(judging, measured);
      return {
        low: worst ?? zero,
        value: measured.value,
        high: best ?? hundred,
        isProvisional: measured.isProvisional === true,
      };
    },
  });
}
