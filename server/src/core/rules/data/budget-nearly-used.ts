// budget-nearly-used: of the time that a running window allows, most is used, or will be before the window ends.
// It must never reckon ahead from a few hours, nor speak of counts of which nobody knows how many there will be.

import { windowLength } from '../../compliance/allowance';
import type { Budget, WindowResult } from '../../compliance/result';
import { compare, divide, integer, rational, toNumber, type Rational } from '../../scalars/rational';
import { inWindow, showShare, showWindow } from '../../show/words';
import { dayMs } from '../../time/civil';
import { measuredThat } from '../measured-objectives';
import { defineRule } from '../rule';
import { cut, message } from '../say';

/** The share of a budget from which on it is nearly used (rules.md A9). */
const nearly = rational(80n, 100n);
/** Only from this share of a window on does its pace say something about the rest. */
const leastElapsed = rational(10n, 100n);

interface Spent {
  readonly window: WindowResult;
  readonly share: Rational;
  /** Undefined where most is used already. */
  readonly endsIn: number | undefined;
}

export const budgetNearlyUsed = defineRule({
  id: 'budget-nearly-used',
  category: 'data',
  lane: 'measured',
  severity: 'information',
  summary: 'Of the time that a running window allows, most is used, or will be before the window ends.',
  why: 'While the window runs something can still be done: a change can wait, and people can be warned.',
  bad: `data:
  outages: { file: outages.csv, covers: { from: 2026-01-01, to: 2026-11-24 } }
metrics:
  uptime: { type: availability, data: outages, measuredAt: public edge }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
# ^^^^^^^^^^^^ 93 % of the budget of Nov 2026 is used on day 24
`,
  good: `data:
  outages: { file: outages.csv, covers: { from: 2026-01-01, to: 2026-11-24 } }
metrics:
  uptime: { type: availability, data: outages, measuredAt: public edge }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  *check(input) {
    for (const { measured, found } of nearlySpent(input))
      yield { span: measured.judged.objective.idSpan, message: found.text };
  },
});

const nearlySpent = measuredThat(({ judged, result }, zone) => {
  const { asOf } = result;
  if (asOf === undefined || windowLength(judged.objective.window?.value) === undefined) return undefined;
  const found = result.windows
    .flatMap((window) => spentIn(window, asOf) ?? [])
    .sort((a, b) => compare(b.share, a.share))[0];
  if (found === undefined) return undefined;
  const { window, share, endsIn } = found;
  const group = window.group === undefined ? '' : ` (${cut(window.group, 16)})`;
  const place = `${inWindow(showWindow(window.window, window.to, zone))}${group}`;
  const day = Math.floor((zone.localOf(asOf - 1) - zone.localOf(window.from)) / dayMs) + 1;
  const ahead = endsIn === undefined ? '' : `; at this pace it ends on day ${Math.floor(endsIn / dayMs) + 1}`;
  return { text: message(`${showShare(share)} of the budget of ${place} is used on day ${day}${ahead}`) };
});

function spentIn(window: WindowResult, asOf: number): Spent | undefined {
  const { budget, verdict, inTerm, isRolling } = window;
  if (verdict !== 'running' || !inTerm || isRolling || !isOfTime(budget) || budget.share === undefined)
    return undefined;
  const { share } = budget;
  if (compare(share, nearly) >= 0) return { window, share, endsIn: undefined };
  const elapsed = divide(integer(asOf - window.from), integer(window.to - window.from));
  if (compare(elapsed, leastElapsed) < 0 || compare(share, elapsed) <= 0) return undefined;
  return { window, share, endsIn: (asOf - window.from) / toNumber(share) };
}

function isOfTime(budget: Budget | undefined): budget is Budget {
  return budget?.unit === 'seconds';
}
