// Which baseline belongs to an objective, and what it says beside the bounds of that objective.
// It must never take a baseline for one of an objective whose judged value has another dimension.

import { isInside } from '../compliance/credits';
import type { Baseline, Bound } from '../model/sla';
import type { WindowSpec } from '../scalars/words';
import { convert, microsecondsIn } from '../scalars/quantity';
import { compare } from '../scalars/rational';
import { judgedThat, type Judged } from './judged';
import { showWindowSpec } from './windows';

/**
 * The baseline that belongs to an objective: its own, else that of its metric where its value has the dimension that is judged, which is
 * percent under a share (language.md, section 7). Undefined where there is none, or its value cannot be read.
 */
export function baselineOf({ objective, metric, type }: Judged): Baseline | undefined {
  if (objective.baseline !== undefined) return objective.baseline;
  const judged = objective.share === undefined ? type.dimension : 'percent';
  return metric.baseline?.value?.value.dimension === judged ? metric.baseline : undefined;
}

/** The objectives to which a baseline belongs; each is asked once for as long as it and its metric are the same. */
export const withBaseline = judgedThat((judged) => baselineOf(judged) !== undefined);

/** Whether two windows are of one class, whatever day they begin on: calendar ones of one unit, or rolling ones of one length; undefined where that cannot be told. */
export function isSameClass(a: WindowSpec, b: WindowSpec): boolean | undefined {
  if (a.kind === 'calendar' && b.kind === 'calendar') return a.unit === b.unit;
  if (a.kind !== 'rolling' || b.kind !== 'rolling') return a.kind === b.kind ? undefined : false;
  const [first, second] = [microsecondsIn(a.length), microsecondsIn(b.length)];
  if (first === undefined || second === undefined) return a.length.unit === b.length.unit ? undefined : false;
  return compare(first, second) === 0;
}

/** Whether one value of a baseline is certainly above another, in whatever units they are written; false for two of different kinds. */
export function isAbove(a: Baseline['value'], b: Baseline['value']): boolean {
  if (a === undefined || b === undefined || a.value.dimension !== b.value.dimension) return false;
  const other = convert(b.value, a.value.unit);
  return other !== undefined && compare(a.value.value, other) > 0;
}

/** Whether a baseline certainly counts other windows than an objective. */
export function hasOtherWindow({ objective }: Judged, baseline: Baseline): boolean {
  const [own, its] = [objective.window?.value, baseline.window?.value];
  return own !== undefined && its !== undefined && isSameClass(own, its) === false;
}

/** The only bound of an objective with a direction that is not against its metric; undefined for bands and groups. */
export function onlyBound({ objective, inverted, better }: Judged): Bound | undefined {
  if (better === undefined || inverted.length > 0 || objective.targets !== undefined) return undefined;
  return objective.bounds.length === 1 ? objective.bounds[0] : undefined;
}

/** Whether a value of a baseline meets a bound; undefined where the two cannot be compared. */
export function meets(value: Baseline['value'], bound: Bound): boolean | undefined {
  return value === undefined ? undefined : isInside(value.value.value, value.value.unit, [bound]);
}

/** A window after "is": "per month", "of rolling 30 d". */
export function windowWord(window: WindowSpec): string {
  if (window.kind === 'calendar') return `per ${window.unit}`;
  return window.kind === 'event' ? 'per event' : `of ${showWindowSpec(window)}`;
}
