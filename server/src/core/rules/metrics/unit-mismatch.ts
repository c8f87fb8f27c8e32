// unit-mismatch: a target is in another unit than its metric yields.
// It must never speak where the type of the metric is unknown, or convert a number that has no unit by guess.

import { resultUnit } from '../../model/queries';
import type { Baseline, Bound, Metric } from '../../model/sla';
import type { Quantity } from '../../scalars/quantity';
import type { SlaFile } from '../../model/file';
import type { Located } from '../../text/span';
import { boundsIn } from '../facts';
import { isSpread } from '../../vocabulary/metrics/metric';
import { judgedThat, mayBeShare, type Judged } from '../judged';
import { defineRule, type Fix, type Yield } from '../rule';
import { cut, message, quoted } from '../say';
import { fits, unitFixes } from '../unit-fits';

const judgedByBaselines = judgedThat(({ metric }) => metric.baseline !== undefined);

export const unitMismatch = defineRule({
  id: 'unit-mismatch',
  category: 'metrics',
  lane: 'static',
  severity: 'error',
  summary: 'A target is in another unit than its metric yields.',
  why: 'A value cannot be compared with a bound of another kind, so the promise can never be judged.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 0.999, window: month, remedies: [report], reason: Kept in 2025 }
#                                          ^^^^^ Target has no unit; "uptime" yields %
`,
  good: `objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [report]
    reason: Kept in 2025
`,
  fixed: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['fraction-or-percent'],
  readsBeside: ['data'],
  *checkClause({ file, judged: all }) {
    for (const judged of all) {
      const { objective, metric, type } = judged;
      const unit = resultUnit(file.model, metric) ?? type.unit;
      for (const bound of [...boundsIn(objective), ...(objective.tighten?.bounds ?? [])]) {
        if (fits(bound.quantity, type.dimension, unit)) continue;
        yield said('Target', bound, judged, unit, unitFixes(file, bound, type.dimension, unit));
      }
      const wanted = objective.share === undefined ? type.dimension : 'percent';
      const own = valueOf(objective.baseline);
      if (own !== undefined && !fits(own.value, wanted, wanted === 'percent' ? '%' : unit))
        yield said('Baseline', { quantity: own.value, span: own.span }, judged, wanted === 'percent' ? '%' : unit, []);
    }
  },
  *check({ file }) {
    const told = new Set<Metric>();
    for (const judged of judgedByBaselines(file.model)) {
      if (told.has(judged.metric)) continue;
      told.add(judged.metric);
      yield* metricBaseline(file, judged);
    }
  },
});

function valueOf(baseline: Baseline | undefined): Located<Quantity> | undefined {
  return baseline?.value;
}

/** A baseline of the metric belongs to those objectives whose value has its dimension; one that fits none is wrong. */
function* metricBaseline(file: SlaFile, judged: Judged): Generator<Yield> {
  const { metric, type } = judged;
  const unit = resultUnit(file.model, metric) ?? type.unit;
  const value = valueOf(metric.baseline);
  if (value === undefined || fits(value.value, type.dimension, unit)) return;
  // Where it is still open whether a share is judged, that is what has to be mended.
  const hasShare = judgedByBaselines(file.model).some(
    (each) =>
      each.metric === metric &&
      (each.objective.share !== undefined || (isSpread(type) && mayBeShare(each.objective.map, metric))),
  );
  if (!hasShare || value.value.dimension !== 'percent')
    yield said('Baseline', { quantity: value.value, span: value.span }, judged, unit, []);
}

function said(
  what: 'Target' | 'Baseline',
  { quantity, span }: Pick<Bound, 'quantity' | 'span'>,
  { metric, type }: Judged,
  unit: string,
  fixes: readonly Fix[],
): Yield {
  const found = quantity.unit === '' ? `${what} has no unit` : `${what} is in ${cut(quantity.unit, 16)}`;
  const yields = type.dimension === 'boolean' ? 'yes or no' : unit === '' ? 'a count' : cut(unit, 16);
  return { span, message: message(`${found}; ${quoted(metric.id, 30)} yields ${yields}`), fixes };
}
