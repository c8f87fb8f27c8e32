// tightening-infeasible: not even the best window of the record meets what an objective tightens to.
// It must never speak where the record does not name its best window.

import { defineRule } from '../rule';
import { amount, message } from '../say';
import { toNumber } from '../../scalars/rational';
import { invertedTightening } from '../judged';
import { baselineOf, hasOtherWindow, meets, withBaseline } from '../belonging';

export const tighteningInfeasible = defineRule({
  id: 'tightening-infeasible',
  category: 'baselines',
  lane: 'static',
  severity: 'warning',
  summary: 'Not even the best window of the record meets what an objective tightens to.',
  why: 'A step that was never reached is a promise to miss from its first day on.',
  bad: `metrics:
  uptime:
    type: availability
    baseline: { value: 99.95 %, window: month, from: 2025-01-01, to: 2025-12-31, windows: 12, lowest: 99.91 %, highest: 99.98 % }
objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [report]
    tighten: { atLeast: 99.99 %, afterWindows: 6 }
#                       ^^^^^^^ 99.99 % was missed in 12 of 12 windows
`,
  good: `metrics:
  uptime:
    type: availability
    baseline: { value: 99.95 %, window: month, from: 2025-01-01, to: 2025-12-31, windows: 12, lowest: 99.91 %, highest: 99.98 % }
objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [report]
    tighten: { atLeast: 99.95 %, afterWindows: 6 }
`,
  yieldsTo: ['invalid-scalar', 'unit-mismatch', 'value-out-of-range', 'tightening-not-stricter'],
  *check({ file }) {
    for (const judged of withBaseline(file.model)) {
      const { objective, better, inverted } = judged;
      const [then, other] = objective.tighten?.bounds ?? [];
      const baseline = baselineOf(judged);
      if (then === undefined || other !== undefined || inverted.length > 0 || objective.share !== undefined) continue;
      if (baseline?.windows === undefined || better === undefined || hasOtherWindow(judged, baseline)) continue;
      const best = better === 'higher' ? baseline.highest : baseline.lowest;
      if (best === undefined || meets(best, then) !== false || invertedTightening(judged).length > 0) continue;
      const windows = toNumber(baseline.windows.value);
      yield {
        span: then.span,
        message: message(`${amount(then.quantity)} was missed in ${windows} of ${windows} windows`),
        related: [{ span: best.span, message: 'The best window' }],
      };
    }
  },
});
