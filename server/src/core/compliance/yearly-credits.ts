// What a promise is expected to cost in credits a year: years drawn from the record in blocks of neighbouring windows.
// It must never draw from fewer windows than say something, nor smooth away that bad windows come together.

import { add, compare, toNumber, zero, type Rational } from '../scalars/rational';
import { dayMs } from '../time/civil';
import { isAddedUp, type Owed } from './worth';
import type { ReplayedWindow } from './replay';
import { randomFrom } from './random';

/** Fewest windows from which years are drawn (rules.md A9). */
const fewestWindows = 6;
const years = 2_000;
const seed = 20_210_101;
const daysOfYear = 365.2425;

/** Credits of a year, in one unit. */
export interface YearlyCredits {
  /** `%` of the fee of a window, or a currency. */
  readonly unit: string;
  readonly mean: number;
  /** Of 100 years drawn, 5, 50 and 95 cost no more. */
  readonly low: number;
  readonly median: number;
  readonly high: number;
  /** In how many of 100 years nothing is owed. */
  readonly none: number;
}

/** What each window in the order of time owes: of several groups the highest credit, or their sum where the agreement adds them. */
interface Costs {
  readonly unit: string;
  readonly costs: readonly number[];
  readonly days: number;
}

/**
 * The distribution of yearly credits for what the windows of a replay owe: `was` by the promise before, `would` by the other one. A
 * circular block bootstrap (Politis and Romano) with blocks of the cube root of the number of windows; the same record gives the same
 * answer. Undefined for fewer than six windows, without credits, in several currencies, and for windows that overlap. Caps of a year are not applied.
 */
export function yearlyCredits(windows: readonly ReplayedWindow[], side: 'was' | 'would'): YearlyCredits | undefined {
  const found = costsOf(windows, side);
  if (found === undefined || found.costs.length < fewestWindows) return undefined;
  const { unit, costs, days } = found;
  const sums = drawnYears(costs, Math.max(1, Math.round(daysOfYear / days)));
  const at = (share: number): number => sums[Math.min(sums.length - 1, Math.floor(share * sums.length))] ?? 0;
  const total = sums.reduce((sum, each) => sum + each, 0);
  const none = sums.filter((each) => each === 0).length;
  return {
    ...{ unit, mean: total / sums.length },
    ...{ low: at(0.05), median: at(0.5), high: at(0.95), none: Math.round((100 * none) / sums.length) },
  };
}

/** Sums of drawn years in ascending order. */
function drawnYears(costs: readonly number[], windowsOfYear: number): readonly number[] {
  const random = randomFrom(seed);
  const n = costs.length;
  const length = Math.max(1, Math.round(Math.cbrt(n)));
  const sums = Array.from({ length: years }, () => {
    let sum = 0;
    for (let drawn = 0; drawn < windowsOfYear;) {
      const start = Math.floor(random() * n);
      for (let at = 0; at < length && drawn < windowsOfYear; at++, drawn++) sum += costs[(start + at) % n] ?? 0;
    }
    return sum;
  });
  return sums.sort((a, b) => a - b);
}

function costsOf(windows: readonly ReplayedWindow[], side: 'was' | 'would'): Costs | undefined {
  const owed = ({ owed: was, wouldOwe }: ReplayedWindow): Owed | undefined => (side === 'was' ? was : wouldOwe);
  if (windows.length === 0 || windows.some((each) => each.window.isRolling || owed(each) === undefined))
    return undefined;
  const inMoney = windows.some((each) => owed(each)?.money !== undefined);
  const currencies = new Set(windows.flatMap((each) => owed(each)?.money?.currency ?? []));
  if (currencies.size > 1) return undefined;
  // Percent of a fee that is not written beside money cannot be added to it.
  const isMixed = windows.some((each) => {
    const own = owed(each);
    return inMoney && own !== undefined && own.money === undefined && own.percent.num > 0n;
  });
  if (isMixed) return undefined;
  const byTime = new Map<number, Rational>();
  const groups = new Set(windows.map(({ window }) => window.group));
  // Percents are those of the fee of a group each, which no sum of groups has.
  if (!inMoney && groups.size > 1) return undefined;
  for (const each of windows) {
    const amount = (inMoney ? owed(each)?.money?.amount : owed(each)?.percent) ?? zero;
    const known = byTime.get(each.window.from) ?? zero;
    byTime.set(each.window.from, isAddedUp(each.window) ? add(known, amount) : greater(known, amount));
  }
  const [first] = windows;
  const times = [...byTime].sort(([a], [b]) => a - b);
  const length = first === undefined ? 0 : averageLength(windows);
  const [unit = '%'] = currencies;
  return { unit, costs: times.map(([, amount]) => toNumber(amount)), days: length };
}

const greater = (one: Rational, other: Rational): Rational => (compare(one, other) > 0 ? one : other);

function averageLength(windows: readonly ReplayedWindow[]): number {
  const total = windows.reduce((sum, { window }) => sum + (window.to - window.from), 0);
  return total / windows.length / dayMs;
}
