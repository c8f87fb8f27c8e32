// Windows as rules compare them: the same or not, in words, and whether one fits into another without a rest.
// It must never take two windows for the same that begin on different days.

import { convert } from '../scalars/quantity';
import { compare, integer } from '../scalars/rational';
import type { WindowSpec } from '../scalars/words';
import { amount, cut } from './say';

/** A window as it is written: `month`, `rolling 30 d`. */
export function showWindowSpec(spec: WindowSpec): string {
  if (spec.kind === 'event') return 'event';
  if (spec.kind === 'rolling') return `rolling ${amount(spec.length, 16)}`;
  return spec.anchor === undefined ? spec.unit : `${spec.unit} from ${cut(spec.anchor, 10)}`;
}

export function isSameWindow(a: WindowSpec, b: WindowSpec): boolean {
  if (a.kind === 'calendar' && b.kind === 'calendar') return a.unit === b.unit && a.anchor === b.anchor;
  if (a.kind !== 'rolling' || b.kind !== 'rolling') return a.kind === b.kind;
  const value = convert(a.length, b.length.unit);
  return value !== undefined && compare(value, b.length.value) === 0;
}

/** Whether a window is the last 30 days, whatever the month. */
export function isThirtyDays(spec: WindowSpec | undefined): boolean {
  if (spec?.kind !== 'rolling') return false;
  const days = convert(spec.length, 'd');
  return days !== undefined && compare(days, integer(30)) === 0;
}

export function isMonth(spec: WindowSpec | undefined): boolean {
  return spec?.kind === 'calendar' && spec.unit === 'month';
}

const months: Readonly<Record<string, number>> = { month: 1, quarter: 3, 'half-year': 6, year: 12 };

/** Whether windows of two kinds certainly never line up: one rolls and the other does not, or neither holds the other whole. */
export function neverAlign(a: WindowSpec, b: WindowSpec): boolean {
  if (a.kind === 'event' || b.kind === 'event') return false;
  if (a.kind !== b.kind) return true;
  if (a.kind === 'rolling' || b.kind === 'rolling') return !isSameWindow(a, b);
  const units = [a.unit, b.unit];
  if (units.some((unit) => unit === 'term' || unit === 'billing-month' || unit === 'hour' || unit === 'day'))
    return false;
  const [one, other] = units.map((unit) => months[unit]);
  // Weeks hold days and are held by nothing.
  if (one === undefined || other === undefined) return one !== other;
  return one % other !== 0 && other % one !== 0;
}
