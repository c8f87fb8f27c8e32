// unit-mismatch: a target is in another unit than its metric yields.
// It must never speak where the type of the metric is unknown, or convert a number that has no unit by guess.

import { resultUnit } from '../../model/queries';
import type { Baseline, Bound, Metric, Remedy } from '../../model/sla';
import { parseQuantity, type Quantity } from '../../scalars/quantity';
import { compare, hundred, integer, multiply, toDecimal } from '../../scalars/rational';
import type { MetricType } from '../../vocabulary/metrics/metric';
import type { ScalarNode } from '../../syntax/nodes';
import { findAt } from '../../syntax/find';
import type { SlaFile } from '../../model/file';
import type { Located } from '../../text/span';
import { replaceScalar } from '../edits';
import { boundsIn, boundsOfValue } from '../facts';
import { judgedThat, kindsPaying, mayBeShare, type Judged } from '../judged';
import { isSpread } from '../../vocabulary/metrics/metric';
import { defineRule, type Fix, type Yield } from '../rule';
import { cut, message, quoted } from '../say';

const judgedByBaselines = judgedThat(({ metric }) => metric.baseline !== undefined);

export const unitMismatch = defineRule({
  id: 'unit-mismatch',
  category: 'metrics',
  lane: 'static',
  severity: 'error',
  summary: 'A target is in another unit than its metric yields.',
  why: 'A value cannot be compared with a bound of another kind, so the promise can never be judged.',
  bad: `objectives:
  availability:
    metric: uptime
    atLeast: 43 min
#            ^^^^^^ Target is in min; "uptime" yields %
    window: month
    remedies: [report]
    reason: Kept in 2025
`,
  good: `objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [report]
    reason: Kept in 2025
`,
  yieldsTo: ['fraction-or-percent'],
  *checkClause({ file, judged: all, remedies }) {
    for (const judged of all) {
      const { objective, metric, type } = judged;
      const unit = resultUnit(file.model, metric) ?? type.unit;
      for (const bound of [...boundsIn(objective), ...(objective.tighten?.bounds ?? [])]) {
        if (fits(bound.quantity, type.dimension, unit)) continue;
        yield said('Target', bound, judged, unit, fixesOf(file, bound, type.dimension, unit));
      }
      const wanted = objective.share === undefined ? type.dimension : 'percent';
      const own = valueOf(objective.baseline);
      if (own !== undefined && !fits(own.value, wanted, wanted === 'percent' ? '%' : unit))
        yield said('Baseline', { quantity: own.value, span: own.span }, judged, wanted === 'percent' ? '%' : unit, []);
    }
    for (const remedy of remedies) yield* tiersOf(file, remedy);
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

/** Each tier once, for the first objective that pays by it and yields another unit. */
function* tiersOf(file: SlaFile, remedy: Remedy): Generator<Yield> {
  const told = new Set<Bound>();
  for (const judged of kindsPaying(file.model, remedy)) {
    const { objective, metric, type } = judged;
    const unit = resultUnit(file.model, metric) ?? type.unit;
    const hasMany = isSpread(type);
    const hasShare = objective.share !== undefined || (hasMany && mayBeShare(objective.map, metric));
    for (const bound of boundsOfValue(remedy)) {
      // With "for" a tier in percent reads the share of events, another one their value; what is judged has its own rule.
      const isShare = hasShare && bound.quantity.dimension === 'percent';
      if (isShare || told.has(bound) || fits(bound.quantity, type.dimension, unit)) continue;
      told.add(bound);
      yield said('Tier', bound, judged, unit, fixesOf(file, bound, type.dimension, unit));
    }
  }
}

function valueOf(baseline: Baseline | undefined): Located<Quantity> | undefined {
  return baseline?.value;
}

/** A baseline of the metric belongs to those objectives whose value has its dimension; one that fits none is wrong. */
function* metricBaseline(file: SlaFile, judged: Judged): Generator<Yield> {
  const { metric, type } = judged;
  const unit = resultUnit(file.model, metric) ?? type.unit;
  const value = valueOf(metric.baseline);
  if (value === undefined || fits(value.value, type.dimension, unit)) return;
  const hasShare = judgedByBaselines(file.model).some(
    (each) => each.metric === metric && each.objective.share !== undefined,
  );
  const mayBeShare = hasShare && value.value.dimension === 'percent';
  if (!mayBeShare) yield said('Baseline', { quantity: value.value, span: value.span }, judged, unit, []);
}

function fits({ dimension, unit }: Pick<Quantity, 'dimension' | 'unit'>, wanted: Wanted, wantedUnit: string): boolean {
  const isPlain = dimension === 'number' || dimension === 'count';
  if (wanted === 'boolean') return false;
  if (wanted === 'declared') {
    const declared = parseQuantity(`1 ${wantedUnit}`.trim());
    // A unit that cannot be read has a rule of its own.
    return !declared.ok || wantedUnit === '' || fits({ dimension, unit }, declared.value.dimension, wantedUnit);
  }
  if (wanted === 'count' || wanted === 'number') return isPlain;
  if (wanted === 'money') return dimension === 'money' && (wantedUnit === '' || wantedUnit === unit);
  return dimension === wanted;
}

type Wanted = MetricType['dimension'];

function said(
  what: string,
  { quantity, span }: Pick<Bound, 'quantity' | 'span'>,
  { metric, type }: Judged,
  unit: string,
  fixes: readonly Fix[],
): Yield {
  const found = quantity.unit === '' ? `${what} has no unit` : `${what} is in ${cut(quantity.unit, 16)}`;
  const yields = type.dimension === 'boolean' ? 'yes or no' : unit === '' ? 'a count' : cut(unit, 16);
  return { span, message: message(`${found}; ${quoted(metric.id, 30)} yields ${yields}`), fixes };
}

/** A number without a unit gets the one that the metric yields; as a share it may have been meant as a fraction. */
function fixesOf(file: SlaFile, { quantity, span }: Bound, wanted: Wanted, unit: string): readonly Fix[] {
  const node: ScalarNode | undefined = scalarAtSpan(file, span.start);
  if (quantity.dimension !== 'number' || unit === '' || unit.startsWith('/') || node === undefined) return [];
  const isFraction = wanted === 'percent' && compare(quantity.value, integer(1)) <= 0 && quantity.value.num > 0n;
  const texts = [
    ...(isFraction ? [`${toDecimal(multiply(quantity.value, hundred), 12)} %`] : []),
    `${node.text.trim()} ${unit}`,
  ];
  return texts.flatMap((text) => replaceScalar(node, text) ?? []);
}

function scalarAtSpan(file: SlaFile, offset: number): ScalarNode | undefined {
  const { node, isKey } = findAt(file.tree, offset);
  return node?.kind === 'scalar' && !isKey ? node : undefined;
}
