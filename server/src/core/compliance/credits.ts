// Service credits of a missed window: the most generous tier that holds, its money, and the last day of the claim.
// It must never pay for a window that is not missed, and never turn percent into money without a fee.

import { remedyOf } from '../model/queries';
import type { Bound, Objective, Remedy, SlaModel, Tier } from '../model/sla';
import { convert, type Quantity } from '../scalars/quantity';
import type { Limit, WindowSpec } from '../scalars/words';
import {
  add,
  compare,
  divide,
  hundred,
  integer,
  isZero,
  multiply,
  negate,
  subtract,
  zero,
  type Rational,
} from '../scalars/rational';
import { dayMs, showDay } from '../time/civil';
import { moveBy, windowAt } from '../time/windows';
import { zoneOf } from '../time/zones';
import { businessDaysAfter, openTime } from '../time/calendars';
import { toNumber } from '../scalars/rational';
import { windowDefinition } from './plan';
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

export interface Credit {
  /** Percent of the fee before caps; zero where nothing of the fee is owed. */
  readonly percent: Rational;
  /** Amounts that tiers name in money, by currency. */
  readonly amounts: ReadonlyMap<string, Rational>;
}

export const noCredit: Credit = { percent: zero, amounts: new Map() };

/**
 * The credit of a missed window, before caps: each remedy's most generous tier that holds, added up. Days of the fee are
 * percent of the days that `daysOfFee` tells. Undefined where a remedy counts by event or by time, which is not computed.
 */
export function creditOf(remedies: readonly Remedy[], missed: Missed, feeDays: number): Credit | undefined {
  let percent = zero;
  const amounts = new Map<string, Rational>();
  for (const { basis, tiers } of remedies) {
    const isRelative = basis?.value === 'relative-exceedance';
    if (!isRelative && basis !== undefined && basis.value !== 'value') return undefined;
    const value = isRelative ? exceedance(missed) : missed.value;
    const unit = isRelative ? '%' : missed.unit;
    const holding = value === undefined ? [] : tiers.filter(({ bounds }) => isInside(value, unit, bounds) === true);
    percent = add(percent, largest(holding.map((tier) => percentOf(tier, feeDays))));
    for (const currency of new Set(
      holding.flatMap(({ credit }) => (isMoney(credit?.value) ? credit.value.unit : [])),
    )) {
      const own = holding.flatMap(({ credit }) => (credit?.value.unit === currency ? credit.value.value : []));
      amounts.set(currency, add(amounts.get(currency) ?? zero, largest(own)));
    }
  }
  return { percent, amounts };
}

function isMoney(quantity: Quantity | undefined): quantity is Quantity {
  return quantity?.dimension === 'money';
}

function percentOf({ credit, days }: Tier, feeDays: number): Rational {
  if (credit?.value.dimension === 'percent') return credit.value.value;
  if (days === undefined || feeDays <= 0) return zero;
  return divide(multiply(hundred, days.value), integer(feeDays));
}

function largest(values: readonly Rational[]): Rational {
  return values.reduce((most, value) => (compare(value, most) > 0 ? value : most), zero);
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

/**
 * The credit in money after the caps of its own window: the part of the fee that the remedies name, for the group it is for,
 * and what tiers name in money. Undefined where no fee is written, or currencies differ.
 */
export function creditMoney(
  model: SlaModel,
  remedies: readonly Remedy[],
  { percent, amounts }: Credit,
  group: string | undefined,
  window: WindowSpec | undefined,
): { amount: Rational; currency: string } | undefined {
  const caps = remedies
    .flatMap(({ caps: own }) => own)
    .flatMap(({ value }) => (isOf(value, window) ? value.amount : []));
  const capped = caps.reduce(
    (least, cap) => (cap.dimension === 'percent' && compare(cap.value, least) < 0 ? cap.value : least),
    percent,
  );
  const fee = isZero(percent) ? undefined : feeOf(model, remedies, group);
  if (fee === undefined && !isZero(percent)) return undefined;
  const [currency = fee?.unit, ...others] = amounts.keys();
  if (currency === undefined || others.length > 0 || (fee !== undefined && fee.unit !== currency)) return undefined;
  const ofFee = fee === undefined ? zero : divide(multiply(fee.value, capped), hundred);
  const total = add(ofFee, amounts.get(currency) ?? zero);
  const amount = caps.reduce(
    (least, cap) => (cap.unit === currency && compare(cap.value, least) < 0 ? cap.value : least),
    total,
  );
  return { amount, currency };
}

/** Whether a cap holds for each window of an objective by itself. */
function isOf({ per }: Limit, window: WindowSpec | undefined): boolean {
  if (per === undefined) return true;
  return per.kind === 'calendar' && window?.kind === 'calendar' && per.unit === window.unit;
}

/** The one fee that the remedies name, with the period that it is for. */
function limitOf(model: SlaModel, remedies: readonly Remedy[], group: string | undefined): Limit | undefined {
  const names = new Set(remedies.flatMap((remedy) => remedy.of?.value ?? []));
  if (names.size !== 1) return undefined;
  const fee = model.fees.find((candidate) => names.has(candidate.name));
  return (fee?.amount ?? (group === undefined ? undefined : fee?.groups.get(group)))?.value;
}

function feeOf(model: SlaModel, remedies: readonly Remedy[], group: string | undefined): Quantity | undefined {
  const amount = limitOf(model, remedies, group)?.amount;
  return amount?.dimension === 'money' ? amount : undefined;
}

/**
 * The days of which a credit in days is a part: those of the period of the fee in which a window ends, else those of the window itself. A
 * clock change makes one of them shorter or longer, and no more.
 */
export function daysOfFee(model: SlaModel, remedies: readonly Remedy[], window: Ending): number {
  const { from, to, group } = window;
  const days = (span: { readonly from: number; readonly to: number }): number =>
    Math.round((span.to - span.from) / dayMs);
  const hasDays = remedies.some(({ tiers }) => tiers.some((tier) => tier.days !== undefined));
  const per = hasDays ? limitOf(model, remedies, group)?.per : undefined;
  const zone = per === undefined ? undefined : zoneOf(model.timeZone?.value ?? 'UTC');
  const definition = per === undefined ? undefined : windowDefinition(model, per);
  const period = zone === undefined || definition === undefined ? undefined : windowAt(definition, zone, to - 1);
  return days(period ?? { from, to });
}

interface Ending {
  readonly from: number;
  readonly to: number;
  readonly group: string | undefined;
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
