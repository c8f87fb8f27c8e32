// target-looser-than-baseline: the record leaves so much room that the target asks for nothing.
// It must never speak where the worst window used more than a third of the budget.

import { compare, hundred, integer, multiply, subtract, toNumber, type Rational } from '../../scalars/rational';
import { isUpper } from '../../model/tiers';
import { defineRule } from '../rule';
import { amount, message } from '../say';
import { baselineOf, hasOtherWindow, meets, onlyBound, withBaseline } from '../belonging';

/** Windows that a record has to have before it can be called comfortable, and how many times its worst budget fits into the promised one. */
const [fewest, times] = [12, 3];

export const targetLooserThanBaseline = defineRule({
  id: 'target-looser-than-baseline',
  category: 'baselines',
  lane: 'static',
  severity: 'hint',
  summary: 'The record leaves so much room that the target asks for nothing.',
  why: 'A target that is always met with ease protects nobody: the service can get three times worse unnoticed.',
  bad: `metrics:
  uptime:
    type: availability
    baseline: { value: 99.99 %, window: month, from: 2025-01-01, to: 2025-12-31, windows: 12, lowest: 99.98 %, highest: 100 % }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report] }
#                                          ^^^^^^ Met with room in all 12 windows; worst was 99.98 %
`,
  good: `metrics:
  uptime:
    type: availability
    baseline: { value: 99.99 %, window: month, from: 2025-01-01, to: 2025-12-31, windows: 12, lowest: 99.96 %, highest: 100 % }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report] }
`,
  yieldsTo: ['unit-mismatch', 'value-out-of-range', 'target-direction-inverted'],
  offIn: ['transcribe'],
  *check({ file }) {
    for (const judged of withBaseline(file.model)) {
      const bound = onlyBound(judged);
      const baseline = baselineOf(judged);
      if (bound === undefined || baseline?.windows === undefined || hasOtherWindow(judged, baseline)) continue;
      const windows = toNumber(baseline.windows.value);
      const worst = isUpper(bound) ? baseline.highest : baseline.lowest;
      if (windows < fewest || worst === undefined || judged.objective.share !== undefined) continue;
      if (bound.quantity.dimension !== 'percent' || worst.value.dimension !== 'percent') continue;
      // A record whose worst window is better than its typical one contradicts itself.
      if (baseline.value !== undefined && meets(baseline.value, { ...bound, quantity: worst.value }) === false)
        continue;
      const budget = (value: Rational): Rational => (isUpper(bound) ? value : subtract(hundred, value));
      const used = budget(worst.value.value);
      if (compare(budget(bound.quantity.value), multiply(integer(times), used)) < 0) continue;
      // A promise of everything leaves no room, and a record without a failure shows none.
      if (compare(budget(bound.quantity.value), integer(0)) <= 0) continue;
      yield {
        span: bound.span,
        message: message(`Met with room in all ${windows} windows; worst was ${amount(worst.value)}`),
        related: [{ span: worst.span, message: 'The worst window' }],
      };
    }
  },
});
