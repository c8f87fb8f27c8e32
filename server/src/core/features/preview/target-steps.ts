// A target that can be moved: in which steps, and for each past window up to which step it would have been met.
// It must never leave a verdict to the arithmetic of a browser: what it counts by are whole numbers, made from exact values here.

import { decideFor, decidingOf } from '../../compliance/deciding';
import { worthOfMiss } from '../../compliance/worth';
import { historiesOf, type ValuedWindow } from '../../compliance/history';
import type { ObjectiveResult, WindowResult } from '../../compliance/result';
import { digitsOf, judgedTarget, type JudgedTarget } from '../../compliance/suggestion';
import type { Objective } from '../../model/sla';
import { isUpper } from '../../model/tiers';
import { convert } from '../../scalars/quantity';
import {
  add,
  compare,
  divide,
  fromDecimal,
  hundred,
  integer,
  multiply,
  rational,
  subtract,
  toDecimal,
  toNumber,
  zero,
  type Rational,
} from '../../scalars/rational';
import { suggestedTarget } from '../../show/baseline-words';

/** As `PreviewTarget` of the protocol, where every field is explained. */
export interface TargetSteps {
  readonly isLower: boolean;
  readonly step: string;
  readonly digits: number;
  readonly unit: string;
  readonly scale: number;
  readonly at: number;
  readonly least: number;
  readonly greatest: number;
  readonly met: readonly (number | null)[];
  readonly missed: readonly (number | null)[];
  readonly credits: readonly (number | null)[] | undefined;
  readonly money: readonly (number | null)[] | undefined;
  readonly currency: string | undefined;
  readonly suggested: number | null;
  readonly suggestedWhy: string;
}

/** So many steps lie beyond the values at least. */
const leastRoom = 10;
/** Most steps between both ends: a line that is dragged over them has fewer pixels than that. */
const mostSteps = 1_000_000;

/**
 * How the target of one group can be moved, by the windows of that group in the order of `windows`. Undefined where no single number is
 * judged, or no window of the record can be judged by others.
 */
export function targetSteps(
  objective: Objective,
  result: ObjectiveResult,
  group: string | undefined,
  windows: readonly WindowResult[],
): TargetSteps | undefined {
  const target = judgedTarget(objective, group);
  const history = historiesOf(result).find((each) => each.group === group);
  if (target === undefined || history === undefined || history.windows.length === 0) return undefined;
  const { quantity } = target;
  const one = convert({ ...quantity, value: integer(1) }, result.unit);
  if (one === undefined || one.num <= 0n) return undefined;
  const digits = stepDigits(target);
  const step = fromDecimal(`1e${-digits}`);
  if (step === undefined) return undefined;
  const ends = endsOf(target, history.windows, one, step);
  if (ends.greatest - ends.least > mostSteps) return undefined;
  const sample = new Set<WindowResult>(history.windows);
  const edges = windows.map((window) => (sample.has(window) ? edgesOf(window, target, step, one, ends) : undefined));
  const suggested = suggestedTarget(objective, result, history);
  const proven = suggested?.found?.proven;
  return {
    isLower: !isUpper(target.bound),
    step: toDecimal(step, Math.max(0, digits)),
    digits: Math.max(0, digits),
    unit: quantity.unit,
    scale: toNumber(one),
    at: toNumber(divide(quantity.value, step)),
    ...ends,
    met: edges.map((edge) => edge?.met ?? null),
    missed: edges.map((edge) => edge?.missed ?? null),
    ...costs(objective, windows, edges),
    suggested: proven === undefined ? null : toNumber(divide(proven, step)),
    suggestedWhy: suggested?.why ?? '',
  };
}

/**
 * Digits behind the point of a step: a tenth of the last place of the written target that is no nought, so that 99.9 % moves by 0.01 % and
 * 1500 ms by 10 ms. Shares move by a tenth of a percent at most, what is counted by one at least.
 */
function stepDigits({ quantity }: JudgedTarget): number {
  const { value, dimension } = quantity;
  const digits = digitsOf(value);
  if (digits > 0 || dimension === 'percent') return digits + 1;
  const noughts = /0*$/.exec(toDecimal(value, 0))?.[0].length ?? 0;
  const places = toDecimal(value, 0) === '0' ? 0 : noughts;
  return dimension === 'count' || dimension === 'number' ? Math.min(0, 1 - places) : 1 - places;
}

interface Ends {
  readonly least: number;
  readonly greatest: number;
}

/** From below all values to above them, and no farther than a share can go. */
function endsOf({ quantity }: JudgedTarget, windows: readonly ValuedWindow[], one: Rational, step: Rational): Ends {
  const values = [...windows.map(({ value, rounded }) => divide(rounded ?? value, one)), quantity.value];
  const lowest = values.reduce((low, value) => (compare(value, low) < 0 ? value : low));
  const highest = values.reduce((high, value) => (compare(value, high) > 0 ? value : high));
  const tenth = multiply(subtract(highest, lowest), rational(1n, 10n));
  // Values that are all that of the target would leave nowhere to move it to.
  const fewest = multiply(step, integer(leastRoom));
  const room = compare(tenth, fewest) < 0 ? fewest : tenth;
  const isShare = quantity.dimension === 'percent' && compare(lowest, zero) >= 0 && compare(highest, hundred) <= 0;
  const low = subtract(lowest, room);
  const high = add(highest, room);
  const isPositive = compare(lowest, zero) >= 0;
  const least = isPositive && compare(low, zero) < 0 ? zero : low;
  const greatest = isShare && compare(high, hundred) > 0 ? hundred : high;
  return { least: floorOf(divide(least, step)), greatest: -floorOf(divide(subtract(zero, greatest), step)) };
}

function floorOf({ num, den }: Rational): number {
  const quotient = num / den;
  return Number(num < 0n && quotient * den !== num ? quotient - 1n : quotient);
}

interface Edges {
  readonly met: number;
  readonly missed: number;
}

/**
 * Up to which step a window is met, and from which on it is missed. Verdicts only turn once on the way from the loosest target to the
 * strictest, which halving finds; most windows turn right at their value. Undefined for a window that no target judges.
 */
function edgesOf(
  window: WindowResult,
  { bound, quantity }: JudgedTarget,
  step: Rational,
  one: Rational,
  { least, greatest }: Ends,
): Edges | undefined {
  const { verdict } = window;
  const deciding = decidingOf(window);
  // As in a replay, a window counts whose verdict is known as things stand: both are told side by side.
  if (deciding === undefined || (verdict !== 'met' && verdict !== 'breached')) return undefined;
  const isUpperBound = isUpper(bound);
  /** Strictness grows with the place, whichever way the bound looks. */
  const indexOf = (place: number): number => (isUpperBound ? greatest - place : least + place);
  const places = greatest - least;
  const at = (place: number): string => {
    const value = multiply(integer(indexOf(place)), step);
    return decideFor(deciding, [{ ...bound, quantity: { ...quantity, value } }]).verdict;
  };
  const value = window.rounded ?? window.value;
  const near = value === undefined ? 0 : floorOf(divide(divide(value, one), step));
  const guess = Math.min(places, Math.max(0, isUpperBound ? greatest - near : near - least));
  /** The last place of which something holds that holds from the loosest place on; -1 where it never does. */
  const lastWhere = (holds: (verdict: string) => boolean): number => {
    let [low, high] = [-1, places + 1];
    for (const place of [guess, guess + 1, guess - 1])
      if (place > low && place < high) {
        if (holds(at(place))) low = place;
        else high = place;
      }
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (holds(at(middle))) low = middle;
      else high = middle;
    }
    return low;
  };
  const met = lastWhere((each) => each === 'met');
  const missed = at(Math.min(places, met + 1)) === 'breached' ? met : lastWhere((each) => each !== 'breached');
  return { met: indexOf(met), missed: indexOf(missed) };
}

/** What a miss of each window costs, where that does not depend on the target itself. */
function costs(
  objective: Objective,
  windows: readonly WindowResult[],
  edges: readonly (Edges | undefined)[],
): Pick<TargetSteps, 'credits' | 'money' | 'currency'> {
  const none = { credits: undefined, money: undefined, currency: undefined };
  const worths = windows.map((window, index) => (edges[index] === undefined ? undefined : worthOfMiss(window)));
  const [first] = windows;
  const model = first === undefined ? undefined : decidingOf(first)?.judging.model;
  const isRelative = model?.remedies.some(
    ({ id, basis }) => basis?.value === 'relative-exceedance' && objective.remedies.some(({ value }) => value === id),
  );
  if (isRelative === true || worths.every((worth) => worth === undefined)) return none;
  const currencies = new Set(worths.flatMap((worth) => worth?.money?.currency ?? []));
  const [currency] = currencies;
  return {
    credits: worths.map((worth) => (worth === undefined ? null : toNumber(worth.percent))),
    money:
      currencies.size === 1
        ? worths.map((worth) => (worth === undefined ? null : toNumber(worth.money?.amount ?? zero)))
        : undefined,
    currency: currencies.size === 1 ? currency : undefined,
  };
}
