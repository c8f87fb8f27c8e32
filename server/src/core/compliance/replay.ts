// Replay: the past windows judged by other promises than those that were, side by side: met or missed, and what it would have cost.
// It must never count a window of which one of the two verdicts is not known.

import { add, compare, zero, type Rational } from '../scalars/rational';
import { isAddedUp, worthOfMiss, type Owed } from './worth';
import { historiesOf } from './history';
import type { ObjectiveResult, WindowResult } from './result';

export interface ReplayedWindow {
  /** The window as it was judged. */
  readonly window: WindowResult;
  readonly was: 'met' | 'breached';
  readonly would: 'met' | 'breached';
  /** What the tiers owe for it, nothing where it is met; undefined where no service credit is promised. */
  readonly owed: Owed | undefined;
  readonly wouldOwe: Owed | undefined;
}

export interface Tally {
  readonly met: number;
  readonly missed: number;
  /** The sum of all credits that are paid in percent of the fee; undefined where no service credit is promised. */
  readonly percent: Rational | undefined;
  /** The sum of all credits in money by currency. */
  readonly money: ReadonlyMap<string, Rational>;
}

export interface Replay {
  /** Windows that both sides judge, in the order of groups and of time; none where the windows themselves are others. */
  readonly windows: readonly ReplayedWindow[];
  /** Windows of the sample of which one of the two verdicts is not known. */
  readonly undecided: number;
  /** Whether both sides have windows of their own, so that only the counts compare. */
  readonly hasOtherWindows: boolean;
  readonly before: Tally;
  readonly after: Tally;
}

/**
 * Compares what one text says of the past windows of an objective with what another one says of the same: another target, other tiers,
 * another window or other exclusions. Of groups only those that are asked for. The windows are the sample of a baseline (history.ts), the term's and those before it.
 */
export function replayOf(
  before: ObjectiveResult,
  after: ObjectiveResult,
  isAsked: (group: string | undefined) => boolean = () => true,
): Replay {
  const sample = (result: ObjectiveResult): readonly WindowResult[] =>
    historiesOf(result).flatMap(({ group, windows }) => (isAsked(group) ? windows : []));
  const [past, changed] = [sample(before), sample(after)];
  const pairs = pairsOf(past, changed);
  if (pairs.length === 0 && past.length > 0 && changed.length > 0) {
    const tally = (windows: readonly WindowResult[]): Tally => tallyOf(windows.flatMap((each) => sideOf(each) ?? []));
    return { windows: [], undecided: 0, hasOtherWindows: true, before: tally(past), after: tally(changed) };
  }
  const sides: (readonly [Side, Side])[] = [];
  const windows = pairs.flatMap(([window, other]) => {
    const [left, right] = [sideOf(window), sideOf(other)];
    if (left === undefined || right === undefined) return [];
    sides.push([left, right]);
    return [{ window, was: left.verdict, would: right.verdict, owed: left.owed, wouldOwe: right.owed }];
  });
  return {
    windows,
    undecided: pairs.length - windows.length,
    hasOtherWindows: false,
    before: tallyOf(sides.map(([left]) => left)),
    after: tallyOf(sides.map(([, right]) => right)),
  };
}

/** The same time as two sides judge it, cut into other windows. */
export interface SameTime {
  readonly before: Tally;
  readonly after: Tally;
}

/**
 * What both sides say of the longest time that begins and ends with a window of either, group by group; undefined where there is none, or
 * a part of it is not judged.
 */
export function overSameTime(before: ObjectiveResult, after: ObjectiveResult): SameTime | undefined {
  const changed = new Map(historiesOf(after).map(({ group, windows }) => [group, windows]));
  const [past, now]: [Side[], Side[]] = [[], []];
  for (const { group, windows } of historiesOf(before)) {
    const others = changed.get(group) ?? [];
    const start = earliest(windows, others);
    const end = latest(windows, others);
    if (start === undefined || end === undefined) continue;
    const [old, fresh] = [judgedOneAfterAnother(windows, start, end), judgedOneAfterAnother(others, start, end)];
    if (old === undefined || fresh === undefined) return undefined;
    past.push(...old);
    now.push(...fresh);
  }
  return past.length === 0 ? undefined : { before: tallyOf(past), after: tallyOf(now) };
}

function earliest(one: readonly WindowResult[], other: readonly WindowResult[]): number | undefined {
  const starts = new Set(other.map(({ from }) => from));
  return one.map(({ from }) => from).find((from) => starts.has(from));
}

function latest(one: readonly WindowResult[], other: readonly WindowResult[]): number | undefined {
  const ends = new Set(other.map(({ to }) => to));
  return one.map(({ to }) => to).findLast((to) => ends.has(to));
}

/** The windows from a start to an end, one after another and each judged; undefined where they are not. */
function judgedOneAfterAnother(
  windows: readonly WindowResult[],
  start: number,
  end: number,
): readonly Side[] | undefined {
  const sides: Side[] = [];
  let at = start;
  for (const window of windows) {
    if (window.from < start || window.to > end) continue;
    const side = sideOf(window);
    if (side === undefined || window.from !== at) return undefined;
    sides.push(side);
    at = window.to;
  }
  return at === end ? sides : undefined;
}

/** Windows that are the same in group and time; most texts have the same windows in the same order. */
function pairsOf(
  past: readonly WindowResult[],
  changed: readonly WindowResult[],
): readonly (readonly [WindowResult, WindowResult])[] {
  const isSameAt = (window: WindowResult, at: number): boolean => {
    const other = changed[at];
    return other?.from === window.from && other.to === window.to && other.group === window.group;
  };
  if (past.length === changed.length && past.every(isSameAt))
    return past.map((window, at) => [window, changed[at] ?? window] as const);
  const byWindow = new Map(changed.map((window) => [keyOf(window), window]));
  return past.flatMap((window) => {
    const other = byWindow.get(keyOf(window));
    return other === undefined ? [] : [[window, other] as const];
  });
}

function keyOf({ group, from, to }: WindowResult): string {
  return JSON.stringify([group ?? null, from, to]);
}

interface Side {
  readonly window: WindowResult;
  readonly verdict: 'met' | 'breached';
  readonly owed: Owed | undefined;
}

function sideOf(window: WindowResult): Side | undefined {
  const { verdict } = window;
  if (verdict !== 'met' && verdict !== 'breached') return undefined;
  const worth = worthOfMiss(window);
  return {
    window,
    verdict,
    owed: verdict === 'met' && worth !== undefined ? { percent: zero, money: undefined } : worth,
  };
}

/** What is paid: of the groups of one window the highest alone, unless the agreement adds them up. */
function paidOf(sides: readonly Side[]): readonly Owed[] {
  const paid: Owed[] = [];
  const highest = new Map<string, Owed>();
  for (const { window, owed } of sides) {
    if (owed === undefined) continue;
    if (window.group === undefined || isAddedUp(window)) {
      paid.push(owed);
      continue;
    }
    const key = JSON.stringify([window.from, window.to]);
    const best = highest.get(key);
    if (best === undefined || isMore(owed, best)) highest.set(key, owed);
  }
  return [...paid, ...highest.values()];
}

/** Which of two groups is paid more: in money where both have it. */
function isMore(one: Owed, other: Owed): boolean {
  const inMoney = one.money !== undefined && other.money !== undefined;
  return inMoney ? compare(one.money.amount, other.money.amount) > 0 : compare(one.percent, other.percent) > 0;
}

function tallyOf(sides: readonly Side[]): Tally {
  const money = new Map<string, Rational>();
  let percent: Rational | undefined;
  for (const owed of paidOf(sides)) {
    percent = add(percent ?? zero, owed.percent);
    if (owed.money === undefined) continue;
    money.set(owed.money.currency, add(money.get(owed.money.currency) ?? zero, owed.money.amount));
  }
  const met = sides.filter(({ verdict }) => verdict === 'met').length;
  return { met, missed: sides.length - met, percent, money };
}
