// ladder-not-monotone: a lower priority is promised more than a higher one.
// It must never compare steps that only a calendar can compare.

import type { SlaModel } from '../../model/sla';
import { isUpper } from '../../model/tiers';
import { convert } from '../../scalars/quantity';
import { compare } from '../../scalars/rational';
import { isLonger } from '../durations';
import { swapFix } from '../edits';
import { ladderOf, type Step } from '../ladders';
import { timed } from '../promises';
import { defineRule } from '../rule';
import { amount, message, quoted } from '../say';

export const ladderNotMonotone = defineRule({
  id: 'ladder-not-monotone',
  category: 'targets',
  lane: 'static',
  severity: 'error',
  summary: 'A lower priority is promised more than a higher one.',
  why: 'Whoever needs help at once would report the case as less urgent than it is.',
  bad: `metrics:
  response: { type: first-response-time }
calendars:
  always: { hours: 24x7 }
objectives:
  response:
    metric: response
    for: 95 %
    per: priority
    calendar: always
    targets:
      P1: { atMost: 1 h }
      P2: { atMost: 30 min }
#                   ^^^^^^ "P2" (30 min) is faster than "P1" (1 h)
    window: month
    remedies: [report]
    reason: Staffing
`,
  good: `metrics:
  response: { type: first-response-time }
calendars:
  always: { hours: 24x7 }
objectives:
  response:
    metric: response
    for: 95 %
    per: priority
    calendar: always
    targets:
      P1: { atMost: 30 min }
      P2: { atMost: 1 h }
    window: month
    remedies: [report]
    reason: Staffing
`,
  fixed: `metrics:
  response: { type: first-response-time }
calendars:
  always: { hours: 24x7 }
objectives:
  response:
    metric: response
    for: 95 %
    per: priority
    calendar: always
    targets:
      P1: { atMost: 30 min }
      P2: { atMost: 1 h }
    window: month
    remedies: [report]
    reason: Staffing
`,
  yieldsTo: ['unit-mismatch', 'value-out-of-range', 'target-direction-inverted', 'business-unit-without-calendar'],
  readsBeside: ['calendars', 'references', 'reporting', 'changes', 'disputes', 'priorities', 'history'],
  *checkClause({ file, judged }) {
    for (const { objective, inverted } of judged) {
      if (inverted.length > 0) continue;
      const steps = ladderOf(file.model, objective);
      for (const [index, lower] of steps.entries()) {
        const higher = steps[index - 1];
        if (higher === undefined || !isStricter(file.model, lower, higher)) continue;
        const [a, b] = [amount(lower.bound.quantity, 18), amount(higher.bound.quantity, 18)];
        const word = lower.bound.quantity.dimension === 'duration' ? 'faster' : 'stricter';
        const isAlike =
          lower.bound.word === higher.bound.word && lower.calendar === higher.calendar && hasSameKind(lower, higher);
        yield {
          span: lower.bound.span,
          message: message(`${quoted(lower.group, 14)} (${a}) is ${word} than ${quoted(higher.group, 14)} (${b})`),
          related: [{ span: higher.bound.span, message: 'The higher priority' }],
          fixes: isAlike ? swapFix(file.snapshot.text, 'Swap the two values', higher.bound.span, lower.bound.span) : [],
        };
      }
    }
  },
});

function hasSameKind(a: Step, b: Step): boolean {
  return a.bound.quantity.business === b.bound.quantity.business;
}

/** Whether a step certainly promises more than the one above it. */
function isStricter(model: SlaModel, lower: Step, higher: Step): boolean {
  const [low, high] = [lower.bound, higher.bound];
  if (lower.rank === higher.rank || isUpper(low) !== isUpper(high)) return false;
  if (low.quantity.dimension !== high.quantity.dimension) return false;
  if (low.quantity.dimension === 'duration')
    return isUpper(low) ? isLonger(model, timed(higher), timed(lower)) : isLonger(model, timed(lower), timed(higher));
  const value = convert(low.quantity, high.quantity.unit);
  if (value === undefined) return false;
  const compared = compare(value, high.quantity.value);
  return isUpper(low) ? compared < 0 : compared > 0;
}
