// judgement-missing: a metric has many values, and nothing says how they become one verdict.
// It must never speak of a type whose statistic is fixed or implied, nor of an objective without a bound.

import { isIndicator, metricOf } from '../../model/queries';
import { forLine } from '../../show/escape';
import { metricType } from '../../vocabulary/metrics/index';
import { defineRule } from '../rule';

export const judgementMissing = defineRule({
  id: 'judgement-missing',
  category: 'metrics',
  lane: 'static',
  severity: 'error',
  summary: 'A metric has many values, and nothing says how they become one verdict.',
  why: 'The mean can keep a promise that one request in ten misses, so both sides can claim to be right.',
  bad: `metrics: { m: { type: latency } }
objectives: { a: { metric: m, atMost: 300 ms } }
`,
  good: `metrics: { m: { type: latency } }
objectives: { a: { metric: m, for: 95 %, atMost: 300 ms } }
`,
  *check({ file }) {
    for (const objective of file.model.objectives) {
      const metric = metricOf(file.model, objective.metric?.value);
      const type = metricType(metric?.type?.value);
      const hasBound = objective.bounds.length > 0 || (objective.targets ?? []).some(({ bounds }) => bounds.length > 0);
      if (metric === undefined || type === undefined || !hasBound || isIndicator(objective)) continue;
      // Jitter has a statistic by its definition.
      if (type.result !== 'distribution' || type.statistic !== undefined || type.fold.kind === 'delays') continue;
      const keys = [...(metric.map?.entries ?? []), ...(objective.map?.entries ?? [])].map(({ key }) => key.text);
      if (keys.some((key) => ['statistic', 'for', '<<'].includes(key))) continue;
      yield {
        span: objective.metric?.span ?? objective.idSpan,
        message: `"${forLine(metric.id.slice(0, 30))}" has many values; say statistic or "for"`,
      };
    }
  },
});
