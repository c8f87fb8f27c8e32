// value-out-of-range: a target, a tier or a baseline has a value that its metric can never have.
// It must never speak of a type whose range is not certain, nor of a value in another unit.

import type { Baseline, Bound, Metric, Remedy, SlaModel } from '../../model/sla';
import { metricType } from '../../vocabulary/metrics/index';
import type { MetricType } from '../../vocabulary/metrics/metric';
import { outOfRange } from '../ranges';
import { boundsIn, boundsOfValue } from '../facts';
import { kindsPaying } from '../judged';
import { defineRule, type Yield } from '../rule';
import { amount, message, quoted } from '../say';

export const valueOutOfRange = defineRule({
  id: 'value-out-of-range',
  category: 'metrics',
  lane: 'static',
  severity: 'error',
  summary: 'A target, a tier or a baseline has a value that its metric can never have.',
  why: 'What can never be reached is always missed, and what can never be missed promises nothing.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 199 %, window: month, remedies: [report], reason: Kept in 2025 }
#                                          ^^^^^ 199 % is not possible for "uptime" (0 % to 100 %)
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['unit-mismatch', 'duplicate-key'],
  readsBeside: [],
  *checkClause({ file, metrics, judged, remedies }) {
    for (const metric of metrics) {
      const type = metricType(metric.type?.value);
      if (type !== undefined) yield* outside(type, metric, valuesOf(metric.baseline));
    }
    for (const { objective, metric, type } of judged) {
      const bounds = [...boundsIn(objective), ...(objective.tighten?.bounds ?? [])];
      yield* outside(type, metric, [...bounds, ...valuesOf(objective.baseline)]);
    }
    for (const remedy of remedies) yield* tiersOutside(file.model, remedy);
  },
});

function* outside(type: MetricType, metric: Metric, values: readonly Value[]): Generator<Yield> {
  for (const value of values) {
    const range = outOfRange(type, value.quantity);
    if (range !== undefined) yield said(value, metric.id, range);
  }
}

/** Each tier once, for the first objective that pays by it and cannot have its value. */
function* tiersOutside(model: SlaModel, remedy: Remedy): Generator<Yield> {
  const told = new Set<Value>();
  for (const { type, metric } of kindsPaying(model, remedy))
    for (const bound of boundsOfValue(remedy)) {
      const range = told.has(bound) ? undefined : outOfRange(type, bound.quantity);
      if (range === undefined) continue;
      told.add(bound);
      yield said(bound, metric.id, range);
    }
}

type Value = Pick<Bound, 'quantity' | 'span'>;

function valuesOf(baseline: Baseline | undefined): readonly Value[] {
  return [baseline?.value, baseline?.lowest, baseline?.highest].flatMap((each) =>
    each === undefined ? [] : [{ quantity: each.value, span: each.span }],
  );
}

function said({ quantity, span }: Value, metric: string, range: string): Yield {
  return { span, message: message(`${amount(quantity)} is not possible for ${quoted(metric, 28)} (${range})`) };
}
