// Service credits of a missed window: the most generous tier that holds, its money, and the last day of the claim.
// It must never pay for a window that is not missed, and never turn percent into money without a fee.

import { remedyOf } from '../model/queries';
import type { Bound, Objective, Remedy, SlaModel, Tier } from '../model/sla';
import { convert, type Quantity } from '../scalars/quantity';
import {
  add,
  compare,
  divide,
  hundred,
  isZero,
  multiply,
  negate,
  subtract,
  zero,
  type Rational,
} from '../scalars/rational';
import { dayMs, showDay } from '../time/civil';
import { moveBy } from '../time/windows';
import { zoneOf } from '../time/zones';
import { businessDaysAfter, openTime } from '../time/calendars';
import { toNumber } from '../scalars/rational';
import type { ComputePlan } from './plan-types';

/** The service credits that an objective promises. */
export function serviceCredits(model: SlaModel, objective: Objective): readonly Remedy[] {
  return objective.remedies.flatMap((id) => {
    const remedy = remedyOf(model, id.value);
    return remedy?.kind?.value === 'service-credit' ? [remedy] : [];
  });
}

export interface Missed {
  /** The value that the bounds judge, rounded where the metric rounds. */
  readonly value: Rational | undefined;
  readonly unit: string;
  readonly bounds: readonly Bound[];
}

/** Whether a value lies in a band given by bounds; undefined where a bound is in another unit. */
export function isInside(value: Rational, unit: string, bounds: readonly Bound[]): boolean | undefined {
  for (const bound of bounds) {
    const at = convert(bound.quantity, unit);
    if (at === undefined || (bound.quantity.dimension === 'percent') !== (unit === '%')) return undefined;
    const order = compare(value, at);
    const holds =
      bound.word === 'atLeast'
        ? order >= 0
        : bound.word === 'above'
          ? order > 0
          : bound.word === 'atMost'
            ? order <= 0
            : order < 0;
    if (!holds) return false;
  }
  return true;
}

/** The credit of a missed window in percent of the fee, before caps: each remedy's most generous tier that holds, added up. */
export function creditPercent(remedies: readonly Remedy[], missed: Missed): Rational {
  let total = zero;
  for (const remedy of remedies) {
    const value = remedy.basis?.value === 'relative-exceedance' ? exceedance(missed) : missed.value;
    const unit = remedy.basis?.value === 'relative-exceedance' ? '%' : missed.unit;
    if (value === undefined) continue;
    total = add(total, mostGenerous(remedy.tiers, value, unit));
  }
  return total;
}

function mostGenerous(tiers: readonly Tier[], value: Rational, unit: string): Rational {
  let most = zero;
  for (const tier of tiers) {
    const credit = tier.credit?.value;
    if (credit?.dimension !== 'percent' || isInside(value, unit, tier.bounds) !== true) continue;
    if (compare(credit.value, most) > 0) most = credit.value;
  }
  return most;
}

/** |value − target| / target in percent (compute.md 2); undefined without a single target or with a target of zero. */
function exceedance({ value, unit, bounds }: Missed): Rational | undefined {
  const target = bounds.length === 1 && bounds[0] !== undefined ? convert(bounds[0].quantity, unit) : undefined;
  if (value === undefined || target === undefined || isZero(target)) return undefined;
  const distance = subtract(value, target);
  return multiply(
    hundred,
    divide(distance.num < 0n ? negate(distance) : distance, target.num < 0n ? negate(target) : target),
  );
}

/** The credit in money, by the fee that the remedies name and the group it is for; undefined where no fee is written. */
export function creditMoney(
  model: SlaModel,
  remedies: readonly Remedy[],
  percent: Rational,
  group: string | undefined,
): { amount: Rational; currency: string } | undefined {
  const names = new Set(remedies.flatMap((remedy) => remedy.of?.value ?? []));
  if (names.size !== 1) return undefined;
  const fee = model.fees.find((candidate) => names.has(candidate.name));
  const amount: Quantity | undefined = (fee?.amount ?? (group === undefined ? undefined : fee?.groups.get(group)))
    ?.value.amount;
  if (amount?.dimension !== 'money') return undefined;
  return { amount: divide(multiply(amount.value, percent), hundred), currency: amount.unit };
}

/** The last day on which a claim for a window that ended at `end` is in time; undefined where no such term is written. */
export function claimUntil(model: SlaModel, plan: ComputePlan, end: number): string | undefined {
  const within = model.claims?.within?.value;
  const from = model.claims?.after?.value ?? 'window-end';
  const zone = zoneOf(plan.zone);
  if (within === undefined || from !== 'window-end' || zone === undefined) return undefined;
  if (!within.business) return showDay(Math.floor(zone.localOf(moveBy(zone, end, within) - 1) / dayMs));
  const calendar =
    plan.calendars.find((candidate) => candidate.id === model.claims?.calendar?.value) ??
    plan.calendars.find((candidate) => candidate.hours !== '24x7');
  const calendarZone = calendar === undefined ? undefined : zoneOf(calendar.zone);
  if (calendar === undefined || calendarZone === undefined || within.unit !== 'd') return undefined;
  const last = businessDaysAfter(openTime(calendar, calendarZone, end, end + 400 * dayMs), end, toNumber(within.value));
  return last === undefined ? undefined : showDay(Math.floor(calendarZone.localOf(last) / dayMs));
}
