// How often past windows have kept a target, as rules judge it, and the strictest target that they show.
// It must never offer a target that a past window has missed, where there are too few of them to prove more.

import { attainmentOf, wilson, type Attainment } from '../compliance/baseline';
import type { History } from '../compliance/history';
import { isInside } from '../compliance/credits';
import { isUpper } from '../model/tiers';
import type { Bound } from '../model/sla';
import { convert } from '../scalars/quantity';
import { compare, round, toDecimal, type Rational } from '../scalars/rational';
import { counted } from '../show/words';
import { fixOf } from './edits';
import { trialsOf, type MeasuredObjective } from './measured-objectives';
import type { Fix } from './rule';

/** Fewest windows that say something about a target (rules.md A9). */
export const leastWindows = 6;
/** Percent of windows below which a target is not shown to be kept, and that a suggestion has to show (rules.md A9). */
export const [leastKept, mostKept] = [80, 90] as const;

/** How often each group of an objective has kept it, where there are windows enough to say something. */
export function attainmentsOf(
  measured: MeasuredObjective,
): readonly { readonly history: History; readonly attainment: Attainment }[] {
  return trialsOf(measured).flatMap((history) => {
    const attainment = attainmentOf(history);
    return attainment === undefined || attainment.of < leastWindows ? [] : [{ history, attainment }];
  });
}

/**
 * The strictest target of as many digits as the written one that the windows of a group show to be kept in 90 of 100; where they are too
 * few to show that of any, the worst of them. None for a share of events, a band, and where no window has kept anything.
 */
export function suggestion({ judged, result }: MeasuredObjective, history: History): readonly Fix[] {
  const { objective } = judged;
  const [bound, second] = history.windows[0]?.bounds ?? [];
  const [written] = objective.bounds;
  if (bound === undefined || written === undefined || second !== undefined || objective.share !== undefined) return [];
  if (objective.targets !== undefined) return [];
  const values = history.windows.flatMap(({ value, rounded, verdict }) =>
    verdict === 'met' || verdict === 'breached' ? [rounded ?? value] : [],
  );
  const { quantity, span } = written;
  if (quantity.business) return [];
  const digits = digitsOf(quantity.value);
  const candidates = values
    .flatMap((value) => convert({ ...quantity, value, unit: result.unit }, quantity.unit) ?? [])
    .map((value) => round(value, digits, isUpper(bound) === value.num >= 0n ? 'up' : 'down'))
    .sort((a, b) => (isUpper(bound) ? compare(a, b) : compare(b, a)));
  const worst = candidates.at(-1);
  if (worst === undefined) return [];
  const proven = candidates.find(
    (candidate) => wilson(keptBy(candidates, bound, candidate), values.length).low >= mostKept,
  );
  const target = proven ?? worst;
  const shown = `${toDecimal(target, digits)}${quantity.unit === '' ? '' : ` ${quantity.unit}`}`;
  const why = proven === undefined ? `the worst of ${counted(values.length, 'window')}` : 'kept in 90 of 100 windows';
  // A bound that is not met by what it says itself would be missed by the window that it comes from.
  const isOpen = bound.word === 'above' || bound.word === 'below';
  const isStricter = isInside(target, quantity.unit, [bound]) === true;
  return isOpen || isStricter ? [] : fixOf(`Promise ${shown}, ${why}`, { span, newText: shown });
}

function keptBy(values: readonly Rational[], bound: Bound, target: Rational): number {
  return values.filter((value) => (isUpper(bound) ? compare(value, target) <= 0 : compare(value, target) >= 0)).length;
}

/** Digits behind the point with which a number is written at least. */
export function digitsOf(value: Rational): number {
  return (toDecimal(value, 9).split('.')[1] ?? '').length;
}
