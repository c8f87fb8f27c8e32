// What is known of an objective while its windows are judged, and what its qualifying condition says.
// It must never take a condition for true because a value is missing.

import { resultUnit, valueUnit } from '../model/queries';
import type { Bound, Metric, Objective, SlaModel } from '../model/sla';
import { evaluate } from '../scalars/evaluate';
import { parseExpression } from '../scalars/expression';
import type { Rational } from '../scalars/rational';
import type { Statistic } from '../scalars/words';
import type { MetricType } from '../vocabulary/metrics/metric';
import { measure } from './measure';
import type { Measuring } from './measured';
import type { ItemPart, WindowPart } from './partials';
import type { Planned } from './plan';

export interface Judging {
  readonly model: SlaModel;
  readonly planned: Planned;
  readonly objective: Objective;
  readonly metric: Metric;
  readonly type: MetricType;
  readonly unit: string;
  readonly item: ItemPart;
  readonly asOf: number;
  readonly conditions: ReadonlyMap<
    string,
    { readonly item: ItemPart; readonly metric: Metric; readonly type: MetricType }
  >;
}

/** What `measure` has to know of a metric and of the bounds of its objective. */
export function measuringOf(
  { model, objective, metric, type, unit }: Pick<Judging, 'model' | 'objective' | 'metric' | 'type' | 'unit'>,
  bounds: readonly Bound[],
  isRunning = false,
): Measuring {
  return {
    type,
    share: objective.share?.value,
    statistic: metric.statistic?.value ?? fixedStatistic(type) ?? defaultStatistic(metric),
    bounds,
    valueUnit: valueUnit(model, metric) ?? type.unit,
    unit,
    parameters: new Map([...metric.parameters].map(([name, text]) => [name, text.value])),
    noData: metric.noData?.value ?? 'unknown',
    isRunning,
  };
}

/** The statistic that a type fixes, where it is no mean. */
function fixedStatistic({ statistic }: MetricType): Statistic | undefined {
  return statistic === 'last' || statistic === 'min' || statistic === 'max' ? { kind: statistic } : undefined;
}

/** The statistic that a definition implies where none is written (metrics.md D12); others are means. */
function defaultStatistic(metric: Metric): Statistic | undefined {
  const definition = metric.parameters.get('definition')?.value;
  if (definition === 'y1540-ipdv') return { kind: 'max' };
  return definition === 'rfc3550' ? { kind: 'last' } : undefined;
}

/** The values of the metrics that the condition of an objective reads, in the same window. */
export function conditionValues(judging: Judging, part: WindowPart): ReadonlyMap<string, Rational | undefined> {
  const values = new Map<string, Rational | undefined>();
  for (const [id, condition] of judging.conditions) {
    const same = condition.item.groups[0]?.windows.find((window) => window.from === part.from && window.to === part.to);
    const unit = resultUnit(judging.model, condition.metric) ?? condition.type.unit;
    const measuring = {
      ...measuringOf({ ...judging, metric: condition.metric, type: condition.type, unit }, []),
      share: undefined,
    };
    values.set(id, same === undefined ? undefined : measure(same, measuring).value);
  }
  return values;
}

/** Whether the condition holds; undefined where that is not known. */
export function conditionHolds(
  judging: Judging,
  values: ReadonlyMap<string, Rational | undefined>,
): boolean | undefined {
  const when = judging.objective.when;
  if (when === undefined) return true;
  const parsed = parseExpression(when.value);
  if (!parsed.ok) return undefined;
  const result = evaluate(parsed.expression, {
    value: (name) => values.get(name),
    unit: (name) => {
      const condition = judging.conditions.get(name);
      return condition === undefined ? undefined : (resultUnit(judging.model, condition.metric) ?? condition.type.unit);
    },
  });
  return typeof result === 'boolean' ? result : undefined;
}
