// What a miss of a window is worth, whether it was one or not: for what a promise would have cost.
// It must never take a window for missed: it only says what the tiers would owe.

import type { Remedy } from '../model/sla';
import type { Rational } from '../scalars/rational';
import { creditMoney, creditOf, daysOfFee, serviceCredits } from './credits';
import { decidingOf } from './deciding';
import type { WindowResult } from './result';

/** What is owed for a miss: percent of the fee before caps, and money after the caps of its window where a fee is written. */
export interface Owed {
  readonly percent: Rational;
  readonly money: { readonly amount: Rational; readonly currency: string } | undefined;
}

/** The service credits of an objective while its windows are asked about one by one. */
const promised = new WeakMap<object, readonly Remedy[]>();

/**
 * What a miss of a window is worth by the tiers as they stand, whether or not the term has begun: history asks what a promise would have
 * cost. Undefined where no service credit is promised, or it counts by what is not computed.
 */
export function worthOfMiss(window: WindowResult): Owed | undefined {
  const deciding = decidingOf(window);
  const { group, bounds } = window;
  if (deciding === undefined) return undefined;
  const { model, objective, unit } = deciding.judging;
  let remedies = promised.get(deciding.judging);
  if (remedies === undefined) promised.set(deciding.judging, (remedies = serviceCredits(model, objective)));
  if (remedies.length === 0) return undefined;
  const credit = creditOf(remedies, { value: deciding.decisive, unit, bounds }, daysOfFee(model, remedies, window));
  if (credit === undefined) return undefined;
  return { percent: credit.percent, money: creditMoney(model, remedies, credit, group, objective.window?.value) };
}

/** Whether the credits of the groups of one window are added up, and not the highest of them paid alone. */
export function isAddedUp(window: WindowResult): boolean {
  const deciding = decidingOf(window);
  if (deciding === undefined) return false;
  const { model, objective } = deciding.judging;
  return serviceCredits(model, objective).some(({ stacking }) => stacking?.value === 'add');
}
