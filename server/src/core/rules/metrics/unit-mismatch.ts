// unit-mismatch: a target is in another unit than its metric yields.
// It must never speak where what it needs is missing or unreadable: that defect has a rule of its own.

import { metricOf } from '../../model/queries';
import type { Dimension } from '../../scalars/units';
import { metricType } from '../../vocabulary/metrics/index';
import { defineRule } from '../rule';

function named(dimension: Dimension): string {
  return dimension === 'percent'
    ? 'percent'
    : dimension === 'duration'
      ? 'time'
      : dimension === 'number'
        ? 'plain numbers'
        : `a ${dimension}`;
}

export const unitMismatch = defineRule({
  id: 'unit-mismatch',
  category: 'metrics',
  lane: 'static',
  severity: 'error',
  summary: 'A target is in another unit than its metric yields.',
  why: 'A value cannot be compared with a bound of another kind.',
  bad: `metrics: { m: { type: availability } }
objectives: { a: { metric: m, atLeast: 43 min } }
`,
  good: `metrics: { m: { type: availability } }
objectives: { a: { metric: m, atLeast: 99 % } }
`,
  *check({ file }) {
    for (const objective of file.model.objectives) {
      const metric = metricOf(file.model, objective.metric?.value);
      const type = metricType(metric?.type?.value);
      if (metric === undefined || type === undefined || type.better === 'declared') continue;
      for (const bound of [...objective.bounds, ...(objective.targets ?? []).flatMap((target) => target.bounds)]) {
        const found = bound.quantity.dimension;
        const isPlain = found === 'number' || found === 'count';
        const isFine =
          found === type.dimension || (isPlain && (type.dimension === 'count' || type.dimension === 'number'));
        if (!isFine)
          yield {
            span: bound.span,
            message: `Target is in ${named(found)}; "${metric.id.slice(0, 30)}" yields ${named(type.dimension)}`,
          };
      }
    }
  },
});
