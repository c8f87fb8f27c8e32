// The strictest target that past windows show to be kept: of as many digits as the written one, and kept in 90 of 100 windows at least.
// It must never offer a target as proven of which fewer windows than that are certain.

import { boundsOfGroup } from '../model/queries';
import type { Bound, BoundWord, Objective } from '../model/sla';
import { isUpper } from '../model/tiers';
import { convert, type Quantity } from '../scalars/quantity';
import { add, compare, hundred, round, toDecimal, type Rational } from '../scalars/rational';
import { wilson } from './baseline';
import { decideFor, decidingOf } from './deciding';
import type { History, ValuedWindow } from './history';

/** Percent of windows that a suggested target has to be kept in, at the lower end of the Wilson interval (rules.md A9). */
export const mostKept = 90;

/** The one number that a group of an objective is judged by: the share under `for`, else its only bound. */
export interface JudgedTarget {
  readonly word: BoundWord | 'for';
  readonly quantity: Quantity;
  /** As a bound of the value that is judged. */
  readonly bound: Bound;
}

/** What a group of an objective is judged by; undefined for a band, for what holds or does not, and where nothing is promised. */
export function judgedTarget(objective: Objective, group: string | undefined): JudgedTarget | undefined {
  const [bound, second] = boundsOfGroup(objective, group);
  const { share } = objective;
  if (share !== undefined) {
    if (bound === undefined) return undefined;
    const whole = { dimension: 'percent' as const, value: hundred, unit: '%', business: false };
    const quantity = share.value === 'all' ? whole : share.value;
    return {
      word: 'for',
      quantity,
      bound: { word: 'atLeast', quantity, keySpan: share.span, span: share.span },
    };
  }
  if (bound === undefined || second !== undefined || bound.quantity.business) return undefined;
  return { word: bound.word, quantity: bound.quantity, bound };
}

export interface Strictest {
  /** In the unit of the written target; undefined where no target is shown to be kept so often. */
  readonly proven: Rational | undefined;
  /** The worst of all windows, which every one of them has kept. */
  readonly worst: Rational;
  /** How many windows were judged. */
  readonly of: number;
  readonly digits: number;
}

/**
 * The strictest target of as many digits as the written one whose Wilson lower bound over the judged windows is 90 % at least, and the
 * worst window beside it. Undefined where no window was judged, or its values cannot be told in the unit of the target.
 */
export function strictestTarget(
  history: History,
  unit: string,
  { quantity, bound }: JudgedTarget,
): Strictest | undefined {
  const digits = digitsOf(quantity.value);
  const made = known.get(history);
  if (made?.target === bound && made.unit === unit) return made.found;
  const found = strictestOf(history, unit, { quantity, bound }, digits);
  known.set(history, { target: bound, unit, found });
  return found;
}

const known = new WeakMap<
  History,
  { readonly target: Bound; readonly unit: string; readonly found: Strictest | undefined }
>();

function strictestOf(
  history: History,
  unit: string,
  { quantity, bound }: Pick<JudgedTarget, 'quantity' | 'bound'>,
  digits: number,
): Strictest | undefined {
  const isUpperBound = isUpper(bound);
  const values = history.windows.flatMap(({ value, rounded, verdict }) =>
    verdict === 'met' || verdict === 'breached' ? [rounded ?? value] : [],
  );
  const isOpen = bound.word === 'above' || bound.word === 'below';
  const step = { num: isUpperBound ? 1n : -1n, den: 10n ** BigInt(digits) };
  /** The strictest target of so many digits that a value keeps: an open bound is not kept by what stands right on it. */
  const keptBy = (value: Rational): Rational => {
    const target = round(value, digits, isUpperBound === value.num >= 0n ? 'up' : 'down');
    return isOpen && compare(target, value) === 0 ? add(target, step) : target;
  };
  const candidates = values
    .flatMap((value) => convert({ ...quantity, value, unit }, quantity.unit) ?? [])
    .map(keptBy)
    .sort((a, b) => (isUpperBound ? compare(a, b) : compare(b, a)));
  const worst = candidates.at(-1);
  if (worst === undefined || candidates.length < values.length) return undefined;
  // Equal candidates come in runs: the last of a run has all of it behind it.
  let proven: Rational | undefined;
  for (let from = 0; from < candidates.length && proven === undefined;) {
    const candidate = candidates[from] ?? worst;
    let to = from + 1;
    while (to < candidates.length && compare(candidates[to] ?? candidate, candidate) === 0) to++;
    const isShown = wilson(to, candidates.length).low >= mostKept;
    if (isShown && isKept(history, bound, candidate, candidates.length)) proven = candidate;
    from = to;
  }
  return { proven, worst, of: candidates.length, digits };
}

/** Whether so many windows have certainly kept a target: what missing data leaves open at it has not. */
function isKept({ windows }: History, bound: Bound, value: Rational, of: number): boolean {
  const bounds = [{ ...bound, quantity: { ...bound.quantity, value } }];
  const isMet = (window: ValuedWindow): boolean => {
    const deciding = decidingOf(window);
    const isJudged = window.verdict === 'met' || window.verdict === 'breached';
    return isJudged && (deciding === undefined || decideFor(deciding, bounds).verdict === 'met');
  };
  const open = windows.filter((window) => window.worst !== undefined || !window.isExact || hasUnusable(window));
  // Where nothing is open, the values have said it all.
  return open.length === 0 || wilson(windows.filter(isMet).length, of).low >= mostKept;
}

function hasUnusable(window: ValuedWindow): boolean {
  return (decidingOf(window)?.unusable ?? 0) > 0;
}

/** A target in the form in which it is written: `99.9 %`. */
export function writtenTarget(value: Rational, { unit }: Quantity, digits: number): string {
  return `${toDecimal(value, digits)}${unit === '' ? '' : ` ${unit}`}`;
}

/** Digits behind the point with which a number is written at least. */
export function digitsOf(value: Rational): number {
  return (toDecimal(value, 9).split('.')[1] ?? '').length;
}
