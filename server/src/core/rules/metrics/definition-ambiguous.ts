// definition-ambiguous: a metric has several published meanings, and which one is meant is not said.
// It must never speak where the columns that are mapped say it already.

import { sourceOf } from '../../model/queries';
import type { Metric, SlaModel } from '../../model/sla';
import { placeholder } from '../../schema/mend';
import { nearest } from '../../schema/suggest';
import { metricType } from '../../vocabulary/metrics/index';
import type { MetricType } from '../../vocabulary/metrics/metric';
import { replaceScalar, scalarAt } from '../edits';
import { lacks } from '../facts';
import { defineRule, type Yield } from '../rule';
import { hint, quoted } from '../say';
import { parameterFixes } from './parameter-missing';

export const definitionAmbiguous = defineRule({
  id: 'definition-ambiguous',
  category: 'metrics',
  lane: 'static',
  severity: 'warning',
  summary: 'A metric has several published meanings, and which one is meant is not said.',
  why: 'Two honest people compute two numbers from the same records, and one of them is below the target.',
  bad: `metrics:
  jitter: { type: jitter, statistic: p95 }
#                 ^^^^^^ "jitter" has 4 published meanings; state "definition"
objectives:
  jitter: { metric: jitter, atMost: 10 ms, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `metrics:
  jitter: { type: jitter, definition: rfc3393, statistic: p95 }
objectives:
  jitter: { metric: jitter, atMost: 10 ms, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `metrics:
  jitter: { type: jitter, definition: mean-absolute, statistic: p95 }
objectives:
  jitter: { metric: jitter, atMost: 10 ms, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['metric-type-unknown', 'missing-key', 'duplicate-key'],
  readsBeside: ['data'],
  *checkClause({ file, metrics }) {
    for (const metric of metrics) {
      const type = metricType(metric.type?.value);
      if (type?.ambiguous === undefined || metric.type === undefined) continue;
      for (const name of type.ambiguous) {
        yield* ofNoMeaning(metric, type, name);
        if (!lacks(file, metric.map, name) || (name === 'clock' && isToldByColumns(file.model, metric, type))) continue;
        const parameter = type.parameters.find((each) => each.name === name);
        const count = parameter?.values?.length;
        yield {
          span: metric.type.span,
          message: `${quoted(type.id)} has ${count ?? 'several'} published meanings; state "${name}"`,
          fixes: parameter === undefined ? [] : parameterFixes(file, metric, parameter),
        };
      }
    }
  },
});

/** A meaning in words of one's own, where the catalogue has values; near one of them it is a slip. */
function* ofNoMeaning({ map }: Metric, { parameters }: MetricType, name: string): Generator<Yield> {
  const values = parameters.find((each) => each.name === name)?.values;
  const node = scalarAt(map, name);
  if (values === undefined || node === undefined || node.text === '' || values.includes(node.text)) return;
  if (node.text === placeholder) return;
  const meant = nearest(node.text, values);
  const fix = meant === undefined ? undefined : replaceScalar(node, meant);
  yield {
    span: node.span,
    message: hint(`${quoted(node.text, 24)} is none of the ${values.length} values of "${name}"`, meant),
    ...(meant === undefined ? { severity: 'hint' } : {}),
    fixes: fix === undefined ? [] : [fix],
  };
}

/** Whether the instants that start and stop the clock are mapped; a restart after a disaster names the event all the same. */
function isToldByColumns(model: SlaModel, metric: Metric, type: MetricType): boolean {
  if (type.parameters.some(({ name, mandatory }) => name === 'clock' && mandatory === true)) return false;
  const columns = [...metric.columns, ...(sourceOf(model, metric.data?.value)?.columns ?? [])];
  return columns.some(({ role }) => role === 'start' || role === 'end');
}
