// Credits in parts of the fee of one window: how large one can be, what caps leave of it, and how windows compare in length.
// It must never compare what has no common measure: an amount of money without a fee, a window whose length nobody knows.

import type { SlaFile } from '../model/file';
import type { Fee, Remedy, SlaModel, Tier } from '../model/sla';
import type { Quantity } from '../scalars/quantity';
import { compare, divide, hundred, integer, multiply, rational, zero, type Rational } from '../scalars/rational';
import type { Limit, WindowSpec } from '../scalars/words';
import { lacks } from './facts';

/** The shortest and the longest length that something can have. */
export interface Lengths {
  readonly least: Rational;
  readonly most: Rational;
}

/** Days of the calendar windows (rules.md A1); a clock change does not change how many days there are. */
const daysOf: Readonly<Record<string, readonly [number, number]>> = {
  day: [1, 1],
  week: [7, 7],
  month: [28, 31],
  'billing-month': [28, 31],
  quarter: [90, 92],
  'half-year': [181, 184],
  year: [365, 366],
};

const monthsIn: Readonly<Record<string, number>> = {
  month: 1,
  'billing-month': 1,
  quarter: 3,
  'half-year': 6,
  year: 12,
};

/** How many days a window has; undefined for windows of no certain length. */
export function daysIn(window: WindowSpec | undefined): Lengths | undefined {
  if (window?.kind === 'rolling') {
    const { unit, value } = window.length;
    const days = unit === 'd' ? 1 : unit === 'w' ? 7 : undefined;
    const length = days === undefined ? undefined : multiply(value, integer(days));
    return length === undefined ? undefined : { least: length, most: length };
  }
  const days = window?.kind === 'calendar' ? daysOf[window.unit] : undefined;
  return days === undefined ? undefined : { least: integer(days[0]), most: integer(days[1]) };
}

/** Whether a window lasts a month or longer, so that its credits do not add up within one month. */
export function lastsAMonth(window: WindowSpec | undefined): boolean {
  const days = daysIn(window);
  return days !== undefined && compare(days.least, integer(28)) >= 0;
}

/** How many windows of one kind lie in one of another, at least and at most: 12 months in a year, 28 to 31 days in a month. */
export function ratioOf(inner: WindowSpec | undefined, outer: WindowSpec | undefined): Lengths | undefined {
  if (inner?.kind === 'calendar' && outer?.kind === 'calendar') {
    if (inner.unit === outer.unit && inner.unit !== 'term') return { least: integer(1), most: integer(1) };
    const [a, b] = [monthsIn[inner.unit], monthsIn[outer.unit]];
    if (a !== undefined && b !== undefined)
      return { least: rational(BigInt(b), BigInt(a)), most: rational(BigInt(b), BigInt(a)) };
  }
  const [a, b] = [daysIn(inner), daysIn(outer)];
  if (a === undefined || b === undefined) return undefined;
  return { least: divide(b.least, a.most), most: divide(b.most, a.least) };
}

/** A fee of the agreement by the term that remedies use for it. */
export function feeCalled(model: SlaModel, term: string | undefined): Fee | undefined {
  return term === undefined ? undefined : model.fees.find(({ name }) => name === term);
}

/** The amount of one window of a fee; where it differs by group, any of them, for its window and its currency. */
export function amountsOf(fee: Fee | undefined): readonly Limit[] {
  if (fee === undefined) return [];
  const limits = fee.amount === undefined ? [...fee.groups.values()] : [fee.amount];
  return limits.map(({ value }) => value);
}

/** The window that a fee is paid for; undefined where it is unknown or differs by group. */
export function windowOfFee(fee: Fee | undefined): WindowSpec | undefined {
  const windows = amountsOf(fee).map(({ per }) => per);
  const [first] = windows;
  if (first?.kind !== 'calendar') return undefined;
  return windows.every((each) => each?.kind === 'calendar' && each.unit === first.unit) ? first : undefined;
}

/** The amount, the currency and the calendar window of a fee that is the same for all; undefined for any other. */
export function onlyAmount(
  fee: Fee | undefined,
): { readonly amount: Rational; readonly currency: string; readonly window: string } | undefined {
  const { amount, per } = fee?.amount?.value ?? {};
  if (amount?.dimension !== 'money' || per?.kind !== 'calendar') return undefined;
  return { amount: amount.value, currency: amount.unit, window: per.unit };
}

/** A credit or a cap in percent of the fee of one window; undefined where it cannot be converted for certain. */
export function percentOf(quantity: Quantity, fee: Fee | undefined): Rational | undefined {
  if (quantity.dimension === 'percent') return quantity.value;
  const amount = fee?.amount?.value.amount;
  if (quantity.dimension !== 'money' || amount?.unit !== quantity.unit || compare(amount.value, zero) <= 0)
    return undefined;
  return divide(multiply(hundred, quantity.value), amount.value);
}

/** What a tier pays, in percent of the fee of one window: never more than it certainly is. */
export function creditIn(tier: Tier, fee: Fee | undefined, window = windowOfFee(fee)): Rational | undefined {
  if (tier.credit !== undefined) return percentOf(tier.credit.value, fee);
  const length = daysIn(window);
  if (tier.days === undefined || length === undefined) return undefined;
  return divide(multiply(hundred, tier.days.value), length.most);
}

/** The largest credit of a table in percent of the fee; undefined where a tier cannot be read. */
export function largestCredit({ tiers }: Remedy, fee: Fee | undefined): Rational | undefined {
  let most: Rational | undefined;
  for (const tier of tiers) {
    const credit = creditIn(tier, fee);
    if (credit === undefined) return undefined;
    if (most === undefined || compare(credit, most) > 0) most = credit;
  }
  return most;
}

/** Whether credits of a remedy are certainly not limited, by itself or by a cap over all credits of the same fee. */
export function isUncapped(file: SlaFile, remedy: Remedy): boolean {
  return lacks(file, remedy.map, 'cap') && !hasCommonCap(file.model, remedy.of?.value);
}

/** Whether a cap over all credits of a fee is declared, readable or not. */
export function hasCommonCap({ remedies }: SlaModel, of: string | undefined): boolean {
  return remedies.some(({ kind, of: own }) => kind?.value === 'cap' && (own === undefined || own.value === of));
}

/** The window in words: `month`, `rolling 30 d`. */
export function wordOf(window: WindowSpec): string {
  return window.kind === 'calendar' ? window.unit : window.kind;
}
