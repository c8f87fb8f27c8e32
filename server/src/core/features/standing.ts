// How an objective stands, in one line: shared by code lens, inlay hint and hover.
// It must never compute: everything comes from the result object.

import { newest, standing, type ObjectiveResult, type WindowResult } from '../compliance/result';
import { forLine } from '../show/escape';
import { showMeasured, showSeconds, showWindow, verdictWord } from '../show/words';
import { subtract } from '../scalars/rational';
import type { Zone } from '../time/zones';

/** `met 11 of 12 · Oct 2026 99.94 % · 3 min left`; groups are counted where there are some. */
export function standingLine(result: ObjectiveResult, zone: Zone): string {
  if (result.windows.length === 0) return `unknown: ${forLine(result.unavailable ?? 'no window')}`;
  const now = newest(result);
  const first = now[0];
  if (first === undefined) return 'no window in the term yet';
  const verdict = verdictWord(standing(result));
  const window = showWindow(first.window, first.to, zone);
  if (now.length > 1) {
    const judged = now.filter((each) => each.verdict === 'met' || each.verdict === 'breached');
    const met = judged.filter((each) => each.verdict === 'met').length;
    return `${verdict} · ${window}: ${met} of ${judged.length} groups met`;
  }
  const done = result.windows.filter((each) => each.inTerm && (each.verdict === 'met' || each.verdict === 'breached'));
  const met = done.filter((each) => each.verdict === 'met').length;
  const history = done.length > 1 ? ` · met ${met} of ${done.length}` : '';
  const value = first.value === undefined ? '' : ` ${showMeasured(first.value, result.unit, first.bounds)}`;
  return `${verdict} · ${window}${value}${leftOf(first)}${history}`;
}

function leftOf(window: WindowResult): string {
  const { budget } = window;
  if (budget?.unit !== 'seconds') return '';
  const left = subtract(budget.total, budget.used);
  return left.num >= 0n ? ` · ${showSeconds(left)} left` : ` · ${showSeconds({ num: -left.num, den: left.den })} over`;
}
