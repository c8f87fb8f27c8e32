// Finds the members of a composite and what answers each of them.
// It must never leave one out: a composite of fewer members than it names would promise more than the paper.

import { metricOf, objectiveOf } from '../model/queries';
import type { Metric, SlaModel } from '../model/sla';
import { metricType } from '../vocabulary/metrics/index';
import type { MetricType, Parameter } from '../vocabulary/metrics/metric';
import type { PlanItem } from './plan-types';

/** The metric that a composite means by a name: a metric, or that of an objective. */
export function memberMetric(model: SlaModel, name: string): Metric | undefined {
  return metricOf(model, name) ?? metricOf(model, objectiveOf(model, name)?.metric?.value);
}

/** The items of all members by name, in the order of the text; a text says why there are none. */
export function membersOf(
  model: SlaModel,
  composite: Metric,
  itemOf: (member: Metric) => PlanItem | string,
): ReadonlyMap<string, PlanItem> | string {
  const type = metricType(composite.type?.value);
  const unstated = type === undefined ? undefined : unstatedParameter(type, composite);
  if (unstated !== undefined) return unstated;
  const items = new Map<string, PlanItem>();
  for (const { value: name } of composite.members) {
    const metric = memberMetric(model, name);
    const item = metric === undefined ? 'there is no such metric' : itemOf(metric);
    if (typeof item === 'string') return `its member "${name}": ${item}`;
    items.set(name, item);
  }
  return items.size === 0 ? 'it has no members' : items;
}

/** Which parameter a type cannot do without and the metric does not state, in words. */
export function unstatedParameter({ parameters }: MetricType, metric: Metric): string | undefined {
  const isStated = ({ name, kind }: Parameter): boolean =>
    kind === 'members' ? metric.members.length > 0 : metric.parameters.has(name);
  const unstated = parameters.find((each) => each.mandatory === true && !isStated(each));
  return unstated === undefined ? undefined : `"${unstated.name}" is not stated`;
}
