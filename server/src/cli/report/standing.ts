// How an objective stands, in words: the rows of the table of compliance, as texts that each report makes safe in its own way.
// It must never hold a number beside a verdict that is unknown: it would read as if it had been judged.

import { newest, type ObjectiveResult, type Verdict, type WindowResult } from '../../core/compliance/result';
import type { Objective } from '../../core/model/sla';
import { toNumber } from '../../core/scalars/rational';
import type { Zone } from '../../core/time/zones';
import {
  counted,
  showBounds,
  showMeasured,
  showQuantity,
  showReached,
  showSeconds,
  showShare,
  showValue,
  showWindow,
  sparkline,
  verdictWord,
} from '../../core/show/words';

/** One window of an objective. Texts are as in the file: whoever shows them escapes them. */
export interface StandingWindow {
  readonly verdict: Verdict;
  readonly verdictWords: string;
  readonly window: string;
  readonly group: string;
  /** Why nothing is known; empty where something is, and then the rest is filled. */
  readonly reason: string;
  readonly value: string;
  readonly target: string;
  /** How many windows of the term were met: `9 of 10`. */
  readonly kept: string;
  readonly budget: string;
  readonly history: string;
}

export interface Standing {
  /** The newest windows, one for each group, the first groups only. */
  readonly windows: readonly StandingWindow[];
  /** What is said of the groups that are left out; empty where none are. */
  readonly hidden: string;
  /** Why there is no window at all. */
  readonly reason: string;
}

const maximumGroups = 12;

/** How an objective stands by its newest windows. */
export function standingOf(objective: Objective | undefined, result: ObjectiveResult, zone: Zone): Standing {
  const standing = newest(result);
  const windows = standing.slice(0, maximumGroups).map((window) => standingWindow(objective, result, window, zone));
  const left = standing.slice(maximumGroups);
  const missed = left.filter(({ verdict }) => verdict === 'breached').length;
  const hidden =
    left.length === 0 ? '' : `${counted(left.length, 'more group')}${missed === 0 ? '' : `, ${missed} of them missed`}`;
  return { windows, hidden, reason: result.unavailable ?? 'no window in the term' };
}

function standingWindow(
  objective: Objective | undefined,
  result: ObjectiveResult,
  window: WindowResult,
  zone: Zone,
): StandingWindow {
  const windows = result.windows.filter((each) => each.inTerm && each.group === window.group);
  const running =
    window.verdict === 'running' && window.soFar !== undefined ? `, ${verdictWord(window.soFar)} so far` : '';
  const base = {
    verdict: window.verdict,
    verdictWords: verdictWord(window.verdict) + running,
    window: showWindow(window.window, window.to, zone),
    group: window.group ?? '',
  };
  const nothing = { reason: '', value: '', target: '', kept: '', budget: '', history: '' };
  if (window.verdict === 'unknown' && window.reason !== undefined)
    return { ...base, ...nothing, reason: `${window.reason}${keptBefore(windows)}` };
  const history = windows.filter((each) => each.to <= window.to).slice(-12);
  return {
    ...base,
    reason: '',
    value: valueText(window, result.unit),
    target: targetText(objective, window),
    kept: keptText(windows),
    budget: budgetText(window),
    history: sparkline(history.map((each) => (each.value === undefined ? undefined : toNumber(each.value)))),
  };
}

/** How many of the judged windows of the term were met, so that no miss is hidden by a newer window. */
function keptText(windows: readonly WindowResult[]): string {
  const judged = windows.filter(({ verdict }) => verdict === 'met' || verdict === 'breached');
  const met = judged.filter(({ verdict }) => verdict === 'met').length;
  return judged.length === 0 ? '' : `${met} of ${judged.length}`;
}

function keptBefore(windows: readonly WindowResult[]): string {
  const kept = keptText(windows);
  return kept === '' ? '' : `; met ${kept} windows`;
}

/** The value of a window as it is shown, or the bound that it certainly exceeds. */
export function valueText(window: WindowResult, unit: string): string {
  if (window.value !== undefined) return showReached(window.value, unit, window);
  return window.lowerBound === undefined ? '–' : `> ${showMeasured(window.lowerBound, unit)}`;
}

function targetText(objective: Objective | undefined, window: WindowResult): string {
  const share = objective?.share?.value;
  const within = showBounds(window.bounds);
  if (share === undefined) return within;
  return `${share === 'all' ? 'all' : showQuantity(share)}${within === '' ? '' : ` ${within}`}`;
}

function budgetText(window: WindowResult): string {
  const { budget } = window;
  if (budget === undefined) return '';
  const used = budget.unit === 'seconds' ? showSeconds(budget.used) : showValue(budget.used, '');
  return budget.share === undefined ? used : `${used} (${showShare(budget.share)})`;
}
