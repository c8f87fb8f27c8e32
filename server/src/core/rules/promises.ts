// What objectives promise, as the rules that compare several of them ask for it: values, groups, services, budgets.
// It must never take two metrics for the same service where the text does not say so.

import { allowanceIn, windowLength, type WindowLength } from '../compliance/allowance';
import { calendarOf, isClosedAtTimes, isIndicator } from '../model/queries';
import type { Bound, Metric, Objective, SlaModel } from '../model/sla';
import { isUpper } from '../model/tiers';
import type { Timed } from './durations';
import { onceForEach, type Judged } from './judged';

/** A value that is promised, for one group or, without `targets`, for all. */
export interface Promised {
  readonly group: string | undefined;
  readonly bound: Bound;
  /** The calendar beside the value, else that of the objective. */
  readonly calendar: string | undefined;
}

/** The values that an objective promises: one for each group of its `targets`, or its own; a band promises none. */
export function promisesOf(objective: Objective): readonly Promised[] {
  if (isIndicator(objective)) return [];
  const { targets, bounds, calendar } = objective;
  if (targets === undefined) {
    const [bound, second] = bounds;
    return bound === undefined || second !== undefined ? [] : [{ group: undefined, bound, calendar: calendar?.value }];
  }
  return targets.flatMap(({ group, bounds: [bound, second], calendar: own }) =>
    bound === undefined || second !== undefined ? [] : [{ group, bound, calendar: own?.value ?? calendar?.value }],
  );
}

/** The longest that is promised: values with `atMost` or `below` that are durations. */
export function longestPromised(objective: Objective): readonly Promised[] {
  return promisesOf(objective).filter(({ bound }) => isUpper(bound) && bound.quantity.dimension === 'duration');
}

export function timed({ bound, calendar }: Promised): Timed {
  return { quantity: bound.quantity, calendar };
}

/** By which metrics are of the same service: the service that they name; without one, the records that both read. */
export function serviceKey({ service, data, where }: Metric): string | undefined {
  if (service !== undefined) return `service ${service.value}`;
  return data === undefined ? undefined : `data ${data.value} ${where?.value ?? ''}`;
}

/** Whether a type tells for which share of the time the service was up. */
export function isTimeAvailability({ type }: Judged): boolean {
  return type.fold.kind === 'downtime' && type.fold.value === 'availability';
}

export interface Budgeted {
  readonly judged: Judged;
  readonly bound: Bound;
  /** Seconds of down time that the bound allows in a window. */
  readonly budget: WindowLength;
}

/** What an availability at all hours leaves of its window; undefined where hours, window or target do not say. */
export const budgeted = onceForEach((model, judged): Budgeted | undefined => {
  const { objective, inverted } = judged;
  const [bound, second] = objective.bounds;
  if (!isTimeAvailability(judged) || isIndicator(objective) || inverted.length > 0) return undefined;
  if (bound === undefined || second !== undefined || bound.quantity.dimension !== 'percent') return undefined;
  const length = windowLength(objective.window?.value);
  const { calendar } = objective;
  const isAlways = calendar === undefined || isAlwaysOpen(model, calendar.value);
  if (length === undefined || !isAlways || objective.share !== undefined) return undefined;
  const budget = allowanceIn(bound.quantity.value, length);
  return budget.least.num < 0n ? undefined : { judged, bound, budget };
});

/** Whether a calendar is known and never closes. */
export function isAlwaysOpen(model: SlaModel, id: string): boolean {
  const calendar = calendarOf(model, id);
  return calendar !== undefined && !isClosedAtTimes(calendar);
}

/** Whether all records are promised, and not a share of them: `for: all`, or the largest, or a mean that is fixed or chosen. */
export function judgesWhole({ objective, metric, type }: Judged, statistics: readonly string[]): boolean {
  const { share } = objective;
  if (share !== undefined) return share.value === 'all' || share.value.value.num === share.value.value.den * 100n;
  if (type.statistic !== undefined) return statistics.includes(type.statistic);
  const kind = metric.statistic?.value.kind;
  return kind !== undefined && statistics.includes(kind);
}

/** Whether what an objective promises counts all hours: no business time, and no calendar that closes or is not known. */
export function ticksAtAllHours(model: SlaModel, { calendar }: Objective, { quantity }: Bound): boolean {
  return !quantity.business && (calendar === undefined || isAlwaysOpen(model, calendar.value));
}
