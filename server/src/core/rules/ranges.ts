// Says what values a metric type can have, and which units its values are written in.
// It must never call a value impossible where the type leaves its range to the agreement.

import type { Range } from '../model/tiers';
import { parseQuantity, type Quantity } from '../scalars/quantity';
import { compare, hundred, zero } from '../scalars/rational';
import { bitsPerSecond, timeUnit } from '../scalars/units';
import type { MetricType } from '../vocabulary/metrics/metric';

/** The range of a type in words where a value lies outside it; undefined where it may be, or is in another unit. */
export function outOfRange(type: MetricType, { dimension, value }: Quantity): string | undefined {
  if (dimension !== type.dimension || dimension === 'money' || dimension === 'number') return undefined;
  // How far one amount passed another may be more than all of it, and below zero.
  if (dimension === 'percent' && type.result === 'rate') return undefined;
  // Of a ratio that the agreement declares itself, the part may exceed the whole.
  const isShare = dimension === 'percent' && type.better !== 'declared';
  if (compare(value, zero) >= 0 && !(isShare && compare(value, hundred) > 0)) return undefined;
  return isShare ? '0 % to 100 %' : '0 or more';
}

/** The values that a type can have, where its range is known; without an end on a side that is left open. */
export function possibleRange({ dimension, result, better }: MetricType): Range {
  const isOpen = dimension === 'money' || dimension === 'number' || dimension === 'declared' || dimension === 'boolean';
  if (isOpen || (dimension === 'percent' && result === 'rate')) return { low: undefined, high: undefined };
  const isShare = dimension === 'percent' && better !== 'declared';
  return { low: { value: zero, isBehind: false }, high: isShare ? { value: hundred, isBehind: true } : undefined };
}

/** A share of all events, whatever they are. */
export const shareRange: Range = {
  low: { value: zero, isBehind: false },
  high: { value: hundred, isBehind: true },
};

/** What a unit is no unit of, with the unit that was probably meant; undefined where values of the type can be in it. */
export function wrongUnit(
  type: MetricType,
  unit: string,
): { readonly of: string; readonly meant?: string } | undefined {
  if (type.dimension === 'duration') {
    if (timeUnit(unit.replace(/^business\s+/, '')) !== undefined) return undefined;
    const parsed = parseQuantity(`1 ${unit}`);
    const meant = parsed.ok ? undefined : parsed.problem.suggestion?.replace(/^1 /, '');
    return meant === undefined ? { of: 'time' } : { of: 'time', meant };
  }
  return type.dimension === 'data-rate' && bitsPerSecond(unit) === undefined ? { of: 'data rate' } : undefined;
}
