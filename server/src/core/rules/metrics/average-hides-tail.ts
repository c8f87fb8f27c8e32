// average-hides-tail: only the mean of a duration is promised.
// It must never speak where the same records are judged by a percentile or a share as well.

import { isIndicator } from '../../model/queries';
import { judgedThat, type Judged } from '../judged';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

const types: ReadonlySet<string> = new Set(['latency', 'one-way-delay', 'round-trip-time', 'elapsed-time']);
const timing = judgedThat(
  ({ type, metric, objective }) => types.has(type.id) && metric.data !== undefined && !isIndicator(objective),
);

export const averageHidesTail = defineRule({
  id: 'average-hides-tail',
  category: 'metrics',
  lane: 'static',
  severity: 'hint',
  summary: 'Only the mean of a duration is promised.',
  why: 'One request in a hundred may take a minute, and the mean of the month hardly moves.',
  bad: `data:
  log: { file: log.csv, columns: { at: at, value: ms } }
metrics:
  duration: { type: latency, data: log, statistic: mean }
#                                                  ^^^^ Mean of "duration" says nothing about the slowest 1 %
objectives:
  duration: { metric: duration, atMost: 300 ms, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `data:
  log: { file: log.csv, columns: { at: at, value: ms } }
metrics:
  duration: { type: latency, data: log, statistic: mean }
objectives:
  duration: { metric: duration, atMost: 300 ms, window: month, remedies: [report], reason: Kept in 2025 }
  slowest: { metric: duration, for: 99 %, atMost: 1 s, window: month, remedies: [report], reason: Kept in 2025 }
`,
  offIn: ['recommended', 'transcribe'],
  yieldsTo: ['duplicate-key', 'judgement-misplaced'],
  *check({ file: { model } }) {
    const judged = timing(model);
    const covered = new Set(judged.filter((each) => !isMean(each)).map(({ metric }) => metric.data?.value));
    const told = new Set<string>();
    for (const each of judged) {
      const { metric } = each;
      if (!isMean(each) || metric.statistic === undefined || covered.has(metric.data?.value) || told.has(metric.id))
        continue;
      told.add(metric.id);
      yield {
        span: metric.statistic.span,
        message: message(`Mean of ${quoted(metric.id, 40)} says nothing about the slowest 1 %`),
      };
    }
  },
});

function isMean({ objective, metric }: Judged): boolean {
  return objective.share === undefined && metric.statistic?.value.kind === 'mean';
}
