// Says what missing data may hide: both ends of a value, and whether a record ends before its window does.
// It must never take a gap for good time.

import type { Metric, Objective } from '../model/sla';
import { add, compare, hundred, integer, multiply, subtract, type Rational } from '../scalars/rational';
import { isBadShare, type MetricType } from '../vocabulary/metrics/metric';
import type { Measured } from './measured';
import type { ItemPart, WindowPart } from './partials';

interface Recorded {
  readonly objective: Objective;
  readonly metric: Metric;
  readonly type: MetricType;
  readonly item: ItemPart;
  readonly asOf: number;
}

/**
 * Why nothing certain can be said of a window whose record ends inside it; undefined where it does not. Only a question beyond the
 * record asks for such a window. The unrecorded part of availability, and of what comes in a rhythm, is missing data already.
 */
export function unrecorded(
  { item, type, metric, objective, asOf }: Recorded,
  part: WindowPart,
  measured: Measured,
): string | undefined {
  const noData = metric.noData?.value ?? 'unknown';
  if (noData === 'skip' || noData === 'good') return undefined;
  // A product of values has no time of its own: where the record of a member ends, so does what is known.
  if (isAvailability(type) && measured.ends === undefined) return undefined;
  if (isShareOfTime(type, objective)) return undefined;
  if (item.nature === 'instant' && measured.coverage !== undefined) return undefined;
  const isOver = item.coveredTo !== undefined && item.coveredTo < Math.min(part.to, asOf);
  return isOver ? 'the record ends before the window does' : undefined;
}

/** Whether unrecorded time is missing time of the value itself. */
export function isAvailability({ fold }: MetricType): boolean {
  return (
    fold.kind === 'impact' ||
    (fold.kind === 'composite' && fold.of === 'availability') ||
    (fold.kind === 'downtime' && fold.value === 'availability')
  );
}

/** Whether what is judged is the share of the time in which a value was within bounds. */
export function isShareOfTime({ fold }: MetricType, { share }: Objective): boolean {
  if (fold.kind === 'levels' && fold.share !== undefined) return true;
  return (fold.kind === 'age' || fold.kind === 'levels') && share !== undefined;
}

/** Both ends of what the missing data may hide, for availability and shares of instants (compute.md 2). */
export function boundsOfMissing(
  judging: Recorded,
  measured: Measured,
): { worst: Rational | undefined; best: Rational | undefined } {
  const { type, metric, item, objective } = judging;
  const none = { worst: undefined, best: undefined };
  if (measured.ends !== undefined) return measured.ends;
  const isShare = type.fold.kind === 'counts' || type.fold.kind === 'slices';
  const isBounded = isShare || isAvailability(type);
  const { value, coverage } = measured;
  if (
    // The share of time with a good value is bounded as availability is.
    !(isShareOfTime(type, objective) || (isBounded && objective.share === undefined)) ||
    value === undefined ||
    coverage === undefined ||
    coverage === null
  )
    return none;
  if ((metric.noData?.value ?? 'unknown') === 'skip') return none;
  if (isShare && item.nature !== 'instant') return none;
  const isWhole = compare(coverage, integer(1)) >= 0;
  if (isWhole && !isShare) return none;
  const covered = isWhole ? value : multiply(value, coverage);
  const hidden = isWhole ? integer(0) : multiply(hundred, subtract(integer(1), coverage));
  return isBadShare(type)
    ? { worst: add(covered, hidden), best: covered }
    : { worst: covered, best: add(covered, hidden) };
}
