// Finds the members of a composite and what answers each of them.
// It must never leave one out: a composite of fewer members than it names would promise more than the paper.

import { metricOf, objectiveOf } from '../model/queries';
import type { Metric, SlaModel } from '../model/sla';
import { parseAggregates } from '../scalars/aggregates';
import { metricType } from '../vocabulary/metrics/index';
import type { Fold, MetricType, Parameter } from '../vocabulary/metrics/metric';
import type { PlanItem } from './plan-types';

/** The metric that a composite means by a name: a metric, or that of an objective. */
export function memberMetric(model: SlaModel, name: string): Metric | undefined {
  return metricOf(model, name) ?? metricOf(model, objectiveOf(model, name)?.metric?.value);
}

/** Whether a composite is made of the results of its members, not of their aggregates. */
export function isJoint({ fold }: MetricType): boolean {
  return fold.kind === 'composite' && fold.of !== 'availability';
}

/** Whether a composite asks whether its members were met, which only objectives are. */
export function asksVerdicts({ fold }: MetricType): boolean {
  return fold.kind === 'composite' && (fold.of === 'verdicts' || fold.of === 'met' || fold.of === 'score');
}

/**
 * The items of all members by name, in the order of the text; a text says why there are none. Members of a composite of results
 * that are objectives have items of their own already, and none here.
 */
export function membersOf(
  model: SlaModel,
  composite: Metric,
  itemOf: (member: Metric) => PlanItem | string,
): ReadonlyMap<string, PlanItem> | string {
  const type = metricType(composite.type?.value);
  if (type === undefined) return 'its metric type is not known';
  const unstated = unstatedParameter(type, composite);
  if (unstated !== undefined) return unstated;
  const items = new Map<string, PlanItem>();
  if (composite.members.length === 0) return 'it has no members';
  for (const { value: name } of composite.members) {
    if (isJoint(type) && objectiveOf(model, name) !== undefined) continue;
    if (asksVerdicts(type)) return `its member "${name}" is no objective: only objectives are met or missed`;
    const metric = memberMetric(model, name);
    const item = metric === undefined ? 'there is no such metric' : itemOf(metric);
    if (typeof item === 'string') return `its member "${name}": ${item}`;
    items.set(name, item);
  }
  return items;
}

/** The ids of all data sources that a metric reads, for its rows or beside them. */
export function sourceIdsOf({ data, parameters }: Metric): readonly string[] {
  const parsed = parseAggregates(parameters.get('expression')?.value ?? '');
  const aggregates = parsed.ok ? parsed.aggregates.flatMap(({ source }) => source ?? []) : [];
  const beside = ['pauses', 'users'].flatMap((name) => parameters.get(name)?.value ?? []);
  return [data?.value ?? [], beside, aggregates].flat();
}

/** What an aggregate of an expression reads, in place of the columns of its metric. */
export interface Asked {
  readonly fold: Fold;
  readonly source: string | undefined;
  readonly columns: Readonly<Record<string, string>>;
}

/** The items of all aggregates of a custom metric, by the names under which they stand in its expression; a text says why there are none. */
export function aggregatesOf(
  metric: Metric,
  itemOf: (asked: Asked) => PlanItem | string,
): ReadonlyMap<string, PlanItem> | string {
  const type = metricType(metric.type?.value);
  const unstated = type === undefined ? undefined : unstatedParameter(type, metric);
  if (unstated !== undefined) return unstated;
  const parsed = parseAggregates(metric.parameters.get('expression')?.value ?? '');
  if (!parsed.ok) return `its expression: ${parsed.problem.message}`;
  const items = new Map<string, PlanItem>();
  for (const { name, function: of, argument, source } of parsed.aggregates) {
    const role = of === 'count' ? 'ok' : 'value';
    const columns: Record<string, string> = argument === undefined ? {} : { [role]: argument };
    const item = itemOf({ fold: { kind: 'aggregate', of }, source, columns });
    if (typeof item === 'string') return source === undefined ? item : `the data of "${source}": ${item}`;
    items.set(name, item);
  }
  return items;
}

/** Which parameter a type cannot do without and the metric does not state, in words. */
export function unstatedParameter({ parameters }: MetricType, metric: Metric): string | undefined {
  const isStated = ({ name, kind }: Parameter): boolean =>
    kind === 'members'
      ? metric.members.length > 0
      : kind === 'schedule' || kind === 'weights'
        ? [...metric.parameters.keys()].some((key) => key.startsWith(`${name}.`))
        : metric.parameters.has(name);
  const unstated = parameters.find((each) => each.mandatory === true && !isStated(each));
  return unstated === undefined ? undefined : `"${unstated.name}" is not stated`;
}
