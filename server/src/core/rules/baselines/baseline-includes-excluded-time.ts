// baseline-includes-excluded-time: a baseline says that it leaves out less than the objective which is argued from it.
// It must never speak of a baseline that says nothing of exclusions: nobody knows how it was made.

import { exclusionOf } from '../../model/queries';
import type { Exclusion } from '../../model/sla';
import { baselineOf } from '../belonging';
import { judgedThat } from '../judged';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

export const baselineIncludesExcludedTime = defineRule({
  id: 'baseline-includes-excluded-time',
  category: 'baselines',
  lane: 'static',
  severity: 'warning',
  summary: 'A baseline says that it leaves out less than the objective which is argued from it.',
  why: 'Past values with planned work in them are worse than those that will be judged, so the target is easier than it looks.',
  bad: `data:
  work: { file: work.csv }
metrics:
  uptime:
    type: availability
    baseline: { value: 99.95 %, window: month, from: 2025-07-01, to: 2025-12-31, windows: 6, excludes: [] }
#                      ^^^^^^^ Baseline has no exclusions, "availability" excludes "planned"
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [planned], remedies: [report] }
exclusions:
  planned: { kind: scheduled-maintenance, data: work, notice: 5 d, limit: 30 min per month }
`,
  good: `data:
  work: { file: work.csv }
metrics:
  uptime:
    type: availability
    baseline: { value: 99.95 %, window: month, from: 2025-07-01, to: 2025-12-31, windows: 6, excludes: [planned] }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, excludes: [planned], remedies: [report] }
exclusions:
  planned: { kind: scheduled-maintenance, data: work, notice: 5 d, limit: 30 min per month }
`,
  yieldsTo: ['invalid-scalar', 'unit-mismatch', 'value-out-of-range', 'unresolved-id'],
  offIn: ['transcribe'],
  *check({ file: { model } }) {
    const told = new Set<number>();
    for (const judged of excludingMore(model)) {
      const baseline = baselineOf(judged);
      const { objective } = judged;
      if (baseline?.excludes === undefined || baseline.value === undefined || told.has(baseline.value.span.start))
        continue;
      const left = new Set(baseline.excludes.map(({ value }) => value));
      const lacking = objective.excludes.find(({ value }) => !left.has(value) && isRecorded(exclusionOf(model, value)));
      if (lacking === undefined) continue;
      const [listed] = baseline.excludes;
      told.add(baseline.value.span.start);
      const has = listed === undefined ? 'has no exclusions' : `excludes ${quoted(listed.value, 20)}`;
      yield {
        span: listed?.span ?? baseline.value.span,
        message: message(`Baseline ${has}, ${quoted(objective.id, 20)} excludes ${quoted(lacking.value, 20)}`),
        related: [{ span: lacking.span, message: 'Excluded by the objective' }],
      };
    }
  },
});

/** Whether an exclusion can have changed a number; one of which nothing is recorded changes none. */
function isRecorded(exclusion: Exclusion | undefined): boolean {
  if (exclusion === undefined) return false;
  return exclusion.data !== undefined || exclusion.where !== undefined || exclusion.intervals.length > 0;
}

const excludingMore = judgedThat(
  (judged) => judged.objective.excludes.length > 0 && baselineOf(judged)?.excludes !== undefined,
);
