// baseline-sample-too-small: a baseline of a few windows proves little.
// It must never speak of a baseline that belongs to no objective.

import { wilson } from '../../compliance/baseline';
import { toNumber } from '../../scalars/rational';
import type { Baseline } from '../../model/sla';
import { defineRule } from '../rule';
import { message } from '../say';
import { baselineOf, withBaseline } from '../belonging';

/** Windows from which on a baseline is taken for a record (rules.md A9). */
const fewest = 6;

export const baselineSampleTooSmall = defineRule({
  id: 'baseline-sample-too-small',
  category: 'baselines',
  lane: 'static',
  severity: 'warning',
  summary: 'A baseline of a few windows proves little.',
  why: 'Three good months happen by chance; a target that rests on them is a guess.',
  bad: `metrics:
  uptime:
    type: availability
    baseline: { value: 99.95 %, window: month, from: 2025-10-01, to: 2025-12-31, windows: 3 }
#                                                                                         ^ 3 windows; 3 of 3 met proves only 43.9 %
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report] }
`,
  good: `metrics:
  uptime:
    type: availability
    baseline: { value: 99.95 %, window: month, from: 2025-07-01, to: 2025-12-31, windows: 6 }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report] }
`,
  yieldsTo: ['invalid-scalar', 'baseline-inconsistent'],
  offIn: ['transcribe'],
  *check({ file }) {
    const told = new Set<Baseline>();
    for (const judged of withBaseline(file.model)) {
      const baseline = baselineOf(judged);
      if (baseline?.windows === undefined || told.has(baseline)) continue;
      told.add(baseline);
      const windows = toNumber(baseline.windows.value);
      if (windows >= fewest || windows < 1 || !Number.isInteger(windows)) continue;
      const proven = Math.round(wilson(windows, windows).low * 10) / 10;
      yield {
        span: baseline.windows.span,
        message: message(
          `${windows} ${windows === 1 ? 'window' : 'windows'}; ${windows} of ${windows} met proves only ${proven} %`,
        ),
      };
    }
  },
});
