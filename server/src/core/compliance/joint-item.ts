// The item of a composite that is made of results: it gathers its members, metrics or objectives, and lets them be joined.
// It must never answer for members of another window, nor go round in a circle.

import { isIndicator, metricOf, objectiveOf } from '../model/queries';
import type { Metric, Objective, SlaModel } from '../model/sla';
import { metricType } from '../vocabulary/metrics/index';
import type { MetricType } from '../vocabulary/metrics/metric';
import { jointWindows, readsValues, type JointMember } from './joint';
import type { ItemPart, UnusableRows } from './partials';
import { windowDefinition, type PlannedObjective } from './plan';
import { asksVerdicts } from './plan-members';
import type { ObjectiveResult } from './result';

export interface Composite {
  readonly model: SlaModel;
  readonly planned: PlannedObjective;
  readonly objective: Objective;
  readonly metric: Metric;
  readonly type: MetricType;
  readonly unit: string;
  readonly items: ReadonlyMap<string, ItemPart>;
  /** The result of another objective, or of a metric as if an objective without a promise asked for it. */
  resultOf(objective: Objective, planned: PlannedObjective | undefined): ObjectiveResult;
  /** What was read for an objective. */
  itemsOf(objective: Objective): readonly ItemPart[];
}

/** The item that the results of the members make; a text says why there is none. */
export function jointItem(composite: Composite): ItemPart | string {
  const { metric, type, unit } = composite;
  const members: JointMember[] = [];
  for (const { value: name } of metric.members) {
    const member = memberOf(composite, name);
    if (typeof member === 'string') return `its member "${name}": ${member}`;
    members.push(member);
  }
  const known = members.filter(({ result }) => result.unavailable === undefined);
  const [first] = members;
  if (first === undefined) return 'it has no members';
  if (known.length === 0) return `its member "${first.name}": ${first.result.unavailable ?? ''}`;
  const windows = jointWindows({ metric, type, unit, members });
  if (typeof windows === 'string') return windows;
  const asOf = Math.min(...known.flatMap(({ result }) => result.asOf ?? []));
  return {
    item: '',
    nature: 'event',
    input: '',
    asOf: Number.isFinite(asOf) ? asOf : undefined,
    coveredTo: Number.isFinite(asOf) ? asOf : undefined,
    openExclusionFrom: undefined,
    groups: [{ group: undefined, windows }],
    unusable: unusableOf(composite, members),
    unavailable: undefined,
  };
}

/** Rows that could not be used and may hide another value. The verdict of a member has taken its own into account, its value has not. */
function unusableOf(
  { metric, planned, type, items, itemsOf }: Composite,
  members: readonly JointMember[],
): UnusableRows[] {
  const own = [...planned.members.values()].flatMap((id) => items.get(id) ?? []);
  const read = readsValues(type, metric)
    ? members.flatMap(({ objective }) => (objective === undefined ? [] : itemsOf(objective)))
    : [];
  return [...own, ...read].flatMap(({ unusable }) => unusable);
}

function memberOf(composite: Composite, name: string): JointMember | string {
  const { model, objective, planned, resultOf } = composite;
  const own = objectiveOf(model, name);
  const metric = metricOf(model, own === undefined ? name : own.metric?.value);
  const type = metricType(metric?.type?.value);
  if (metric === undefined || type === undefined) return 'there is no such metric or objective';
  if (own !== undefined) {
    if (windowText(model, own) !== windowText(model, objective)) return 'it has another window';
    if (asksVerdicts(composite.type) && isIndicator(own)) return 'it is an indicator, which is neither met nor missed';
    return { name, metric, type, objective: own, result: resultOf(own, undefined) };
  }
  const asked: Objective = {
    ...objective,
    metric: objective.metric === undefined ? undefined : { ...objective.metric, value: name },
    status: { value: 'indicator', span: objective.span },
    ...{ bounds: [], targets: undefined, share: undefined, holds: undefined, when: undefined, remedies: [], per: [] },
  };
  const item = planned.members.get(name);
  const none: ReadonlyMap<string, string> = new Map();
  return {
    name,
    metric,
    type,
    objective: undefined,
    result: resultOf(asked, { objective: objective.id, item, reason: undefined, conditions: none, members: none }),
  };
}

function windowText(model: SlaModel, { window }: Objective): string | undefined {
  return window === undefined ? undefined : JSON.stringify(windowDefinition(model, window.value));
}
