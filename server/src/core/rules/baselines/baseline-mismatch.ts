// baseline-mismatch: a baseline counts other windows than the objective that it belongs to.
// It must never compare windows whose lengths cannot be told apart.

import type { Baseline } from '../../model/sla';
import { defineRule } from '../rule';
import { message, quoted } from '../say';
import { baselineOf, hasOtherWindow, windowWord, withBaseline } from '../belonging';

export const baselineMismatch = defineRule({
  id: 'baseline-mismatch',
  category: 'baselines',
  lane: 'static',
  severity: 'error',
  summary: 'A baseline counts other windows than the objective that it belongs to.',
  why: 'A quarter evens out what a month does not: its record says nothing about how often a month will be missed.',
  bad: `metrics:
  uptime:
    type: availability
    baseline: { value: 99.95 %, window: quarter, from: 2024-01-01, to: 2025-12-31, windows: 8 }
#                                       ^^^^^^^ Baseline is per quarter, "availability" per month
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report] }
`,
  good: `metrics:
  uptime:
    type: availability
    baseline: { value: 99.95 %, window: month, from: 2024-01-01, to: 2025-12-31, windows: 24 }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report] }
`,
  yieldsTo: ['invalid-scalar'],
  *check({ file }) {
    const told = new Set<Baseline>();
    for (const judged of withBaseline(file.model)) {
      const { objective } = judged;
      const baseline = baselineOf(judged);
      if (baseline === undefined || told.has(baseline) || !hasOtherWindow(judged, baseline)) continue;
      const [its, own] = [baseline.window, objective.window];
      if (its === undefined || own === undefined) continue;
      told.add(baseline);
      yield {
        span: its.span,
        message: message(`Baseline is ${windowWord(its.value)}, ${quoted(objective.id, 30)} ${windowWord(own.value)}`),
        related: [{ span: own.span, message: 'The window of the objective' }],
      };
    }
  },
});
