// target-stricter-than-baseline: the typical window of the record does not meet the target.
// It must never compare a baseline of other windows, nor a target whose direction is wrong: those rules speak.

import { defineRule } from '../rule';
import { amount, message } from '../say';
import { baselineOf, hasOtherWindow, meets, onlyBound, withBaseline } from '../belonging';

export const targetStricterThanBaseline = defineRule({
  id: 'target-stricter-than-baseline',
  category: 'baselines',
  lane: 'static',
  severity: 'warning',
  summary: 'The typical window of the record does not meet the target.',
  why: 'A target that was missed more often than not will be missed again unless something changes, and that is paid for.',
  bad: `metrics:
  uptime:
    type: availability
    baseline: { value: 99.92 %, window: month, from: 2025-01-01, to: 2025-12-31, windows: 12 }
objectives:
  availability: { metric: uptime, atLeast: 99.95 %, window: month, remedies: [report] }
#                                          ^^^^^^^ The typical month of the baseline, 99.92 %, misses 99.95 %
`,
  good: `metrics:
  uptime:
    type: availability
    baseline: { value: 99.97 %, window: month, from: 2025-01-01, to: 2025-12-31, windows: 12 }
objectives:
  availability: { metric: uptime, atLeast: 99.95 %, window: month, remedies: [report] }
`,
  yieldsTo: ['unit-mismatch', 'value-out-of-range', 'target-direction-inverted'],
  *check({ file }) {
    for (const judged of withBaseline(file.model)) {
      const bound = onlyBound(judged);
      const baseline = baselineOf(judged);
      if (bound === undefined || baseline?.value === undefined || hasOtherWindow(judged, baseline)) continue;
      // With a share, the value of a baseline is the share and the bound is that of each event.
      if (judged.objective.share !== undefined || meets(baseline.value, bound) !== false) continue;
      const unit = baseline.window?.value.kind === 'calendar' ? baseline.window.value.unit : 'window';
      yield {
        span: bound.span,
        message: message(
          `The typical ${unit} of the baseline, ${amount(baseline.value.value)}, misses ${amount(bound.quantity)}`,
        ),
        related: [{ span: baseline.value.span, message: 'The typical value' }],
      };
    }
  },
});
