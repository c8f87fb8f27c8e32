// How an objective stands, in one line: shared by code lens, inlay hint and hover.
// It must never compute: everything comes from the result object.

import { newest, standing, type ObjectiveResult, type Verdict, type WindowResult } from '../compliance/result';
import { forLine } from '../show/escape';
import { showReached, showSeconds, showWindow, verdictWord } from '../show/words';
import { subtract } from '../scalars/rational';
import type { FileData } from '../project';
import type { Zone } from '../time/zones';

/** `met 11 of 12 · Oct 2026 99.94 % · 3 min left`; groups are counted where there are some. */
export function standingLine(result: ObjectiveResult, zone: Zone): string {
  if (result.windows.length === 0) return `unknown: ${forLine(result.unavailable ?? 'no window')}`;
  const now = newest(result);
  const first = now[0];
  if (first === undefined) return 'no window in the term yet';
  const verdict = verdictWord(standing(result));
  const window = showWindow(first.window, first.to, zone);
  if (now.length > 1) return `${verdict} · ${window}: ${groupsLine(now)}`;
  // A number beside "unknown" would read as if it had been judged.
  if (first.verdict === 'unknown' && first.reason !== undefined)
    return `${verdict} · ${window}: ${forLine(first.reason)}${historyOf(result)}`;
  const value = first.value === undefined ? '' : ` ${showReached(first.value, result.unit, first)}`;
  return `${verdict} · ${window}${value}${leftOf(first)}${historyOf(result)}`;
}

/** `3 of 5 groups met, 1 unknown`: of all groups, and what is known of those that were neither met nor missed. */
function groupsLine(windows: readonly WindowResult[]): string {
  const count = (verdict: Verdict): number => windows.filter((each) => each.verdict === verdict).length;
  if (count('indicator') === windows.length) return `${windows.length} groups`;
  const others = (['unknown', 'running', 'not-applicable', 'indicator'] as const)
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => `, ${count(verdict)} ${verdictWord(verdict)}`);
  const judged = count('met') + count('breached');
  // Where none could be judged, "0 of 5 met" would read as a failure.
  if (judged === 0) return `${windows.length} groups: ${others.join('').slice(2)}`;
  return `${count('met')} of ${windows.length} groups met${others.join('')}`;
}

function historyOf(result: ObjectiveResult): string {
  const done = result.windows.filter((each) => each.inTerm && (each.verdict === 'met' || each.verdict === 'breached'));
  const met = done.filter((each) => each.verdict === 'met').length;
  return done.length > 1 ? ` · met ${met} of ${done.length}` : '';
}

/** ` · 3 min left` of a budget in time; empty where there is none. */
export function leftOf(window: WindowResult): string {
  const { budget } = window;
  if (budget?.unit !== 'seconds') return '';
  const left = subtract(budget.total, budget.used);
  return left.num >= 0n ? ` · ${showSeconds(left)} left` : ` · ${showSeconds({ num: -left.num, den: left.den })} over`;
}

/** Results by the id of their objective, so that many objectives cost one pass. */
export function resultsById(data: FileData): ReadonlyMap<string, ObjectiveResult> {
  return new Map(data.measured?.results.map((result) => [result.objective, result]));
}
