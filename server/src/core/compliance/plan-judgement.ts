// What of an objective's judgement decides what has to be counted: statistics, thresholds, clocks.
// It must never put a target into what an item is hashed by: thresholds are exact counters beside it.

import type { Bound, Metric, Objective } from '../model/sla';
import { convert, isDuration, microsecondsIn } from '../scalars/quantity';
import { toNumber } from '../scalars/rational';
import type { Fold, MetricType } from '../vocabulary/metrics/metric';
import { levelThresholds } from './measure-levels';
import { scoreThresholds } from './measure-scores';
import type { PlanItem } from './plan-types';

/** Folds whose values are microseconds of a clock. */
const timed: ReadonlySet<Fold['kind']> = new Set(['spans', 'open-ages', 'lags', 'days-left']);

/** Folds that count time on a calendar, or days of one. */
const clocks: ReadonlySet<Fold['kind']> = new Set([
  'spans',
  'cohort',
  'dues',
  'age',
  'open-ages',
  'plans',
  'slots',
  'attempts',
]);

/** Whether time of a type ticks on the calendar of its objective. */
export function isClock({ kind }: Fold): boolean {
  return clocks.has(kind);
}

/** Whether an item reads a source, for its rows or beside them. */
export function isRead({ source, parameters }: Pick<PlanItem, 'source' | 'parameters'>, id: string): boolean {
  return id === source || id === parameters['pauses'] || id === parameters['users'];
}

/** The statistic where it decides what is counted; a histogram serves every statistic and share, so there it is left out. */
export function foldStatistic({ kind }: Fold, objective: Objective, metric: Metric): string | undefined {
  const written = metric.statistic === undefined ? undefined : metricStatistic(metric);
  if (kind === 'throughput') return written === 'mean' ? undefined : written;
  if (kind === 'delays') return objective.share !== undefined ? 'share' : written;
  return undefined;
}

function metricStatistic(metric: Metric): string | undefined {
  const entry = metric.map?.entries.find((candidate) => candidate.key.text === 'statistic');
  return entry?.value?.kind === 'scalar' ? entry.value.text : undefined;
}

/**
 * Values by which a share may be asked for, in the unit of the values of a metric: bounds of the objective, if it is given, and what
 * the type itself counts by.
 */
export function thresholdsOf(
  { fold }: MetricType,
  metric: Metric,
  objective: Objective | undefined,
  unit: string | undefined,
): number[] {
  const own = new Map([...metric.parameters].map(([name, text]) => [name, text.value]));
  const ofType =
    fold.kind === 'scores'
      ? scoreThresholds(fold.value, own, unit ?? '')
      : fold.kind === 'levels'
        ? levelThresholds(fold.share, own)
        : [];
  const bounds =
    objective === undefined
      ? []
      : [...objective.bounds, ...(objective.targets ?? []).flatMap((target) => target.bounds)];
  return [
    ...ofType.map(toNumber),
    ...bounds.flatMap((bound) => thresholdOf(bound, timed.has(fold.kind) ? 'us' : unit)),
  ];
}

function thresholdOf(bound: Bound, unit: string | undefined): number[] {
  if (unit === undefined) return [];
  if (unit === 'us') {
    const length = isDuration(bound.quantity) ? microsecondsIn(bound.quantity) : undefined;
    return length === undefined ? [] : [toNumber(length)];
  }
  const value = convert(bound.quantity, unit);
  return value === undefined ? [] : [toNumber(value)];
}
