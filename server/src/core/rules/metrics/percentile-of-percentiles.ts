// percentile-of-percentiles: a percentile is taken of values that are percentiles themselves.
// It must never speak of a column whose name only holds such letters.

import { sourceOf } from '../../model/queries';
import type { Metric, SlaModel, Text } from '../../model/sla';
import { replaceScalar, scalarAt } from '../edits';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

const percentile = /(?<![a-z0-9])p\d{2}/i;

export const percentileOfPercentiles = defineRule({
  id: 'percentile-of-percentiles',
  category: 'metrics',
  lane: 'static',
  severity: 'warning',
  summary: 'A percentile is taken of values that are percentiles themselves.',
  why: 'Quiet minutes then weigh as much as busy ones, and the number is smaller than what users have seen.',
  bad: `data:
  minutes: { file: minutes.csv, columns: { at: minute, value: latency_p95_ms } }
metrics:
  duration: { type: latency, data: minutes, statistic: p95 }
#                                                      ^^^ A percentile of "latency_p95_ms" is not a percentile of events
objectives:
  duration: { metric: duration, atMost: 300 ms, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `data:
  minutes: { file: minutes.csv, columns: { at: minute, value: latency_p95_ms } }
metrics:
  duration: { type: latency, data: minutes, statistic: max }
objectives:
  duration: { metric: duration, atMost: 300 ms, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `data:
  minutes: { file: minutes.csv, columns: { at: minute, value: latency_p95_ms } }
metrics:
  duration: { type: latency, data: minutes, statistic: max }
objectives:
  duration: { metric: duration, atMost: 300 ms, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['duplicate-key', 'judgement-misplaced'],
  readsBeside: ['data'],
  *checkClause({ file, metrics }) {
    for (const metric of metrics) {
      const { statistic } = metric;
      if (statistic?.value.kind !== 'percentile') continue;
      const source = percentileSource(file.model, metric);
      if (source === undefined) continue;
      const node = scalarAt(metric.map, 'statistic');
      const fix = node === undefined ? undefined : replaceScalar(node, 'max');
      yield {
        span: statistic.span,
        message: message(`A percentile of ${quoted(source.value, 30)} is not a percentile of events`),
        related: [{ span: source.span, message: 'A percentile already' }],
        fixes: fix === undefined ? [] : [fix],
      };
    }
  },
});

/** The column or the query that gives values which are percentiles themselves. */
function percentileSource(model: SlaModel, metric: Metric): Text | undefined {
  const source = sourceOf(model, metric.data?.value);
  const column = [...metric.columns, ...(source?.columns ?? [])].find(({ role }) => role === 'value')?.source;
  if (column !== undefined) return percentile.test(column.value) ? column : undefined;
  const query = source?.queries.find(({ role }) => role === 'value')?.query;
  return query !== undefined && /\bquantile|histogram_quantile/i.test(query.value) ? query : undefined;
}
