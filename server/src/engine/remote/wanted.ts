// Which columns of a table a plan may look at, so that no other column leaves its database.
// It must never leave out a name that an item, an exclusion or a role of its type could mean.

import type { ComputePlan, SourcePlan } from '../../core/compliance/plan-types';
import { namesIn, parseExpression } from '../../core/scalars/expression';
import { roleNames } from '../../core/vocabulary/metrics/choose';
import { metricType } from '../../core/vocabulary/metrics/index';

/** The names under which columns of a source may be asked for. */
export function wantedNames(plan: ComputePlan, source: SourcePlan): ReadonlySet<string> {
  const names = new Set<string>(roleNames);
  const add = (text: string | undefined): void => {
    if (text === undefined) return;
    names.add(text);
    const parsed = parseExpression(text);
    if (parsed.ok) for (const { name } of namesIn(parsed.expression)) names.add(name);
  };
  Object.values(source.columns).forEach(add);
  for (const item of plan.items) {
    // Exclusions and pauses of an item are grouped by its columns, and a filter of an exclusion reads the item's rows.
    item.per.forEach(add);
    for (const exclusion of plan.exclusions) if (item.exclusions.includes(exclusion.id)) add(exclusion.where);
    if (item.source !== source.id) continue;
    Object.values(item.columns).forEach(add);
    item.where.forEach(add);
    for (const { roles } of metricType(item.type)?.inputs ?? []) for (const { role } of roles) names.add(role);
    for (const parameter of Object.values(item.parameters)) add(parameter);
  }
  return names;
}
