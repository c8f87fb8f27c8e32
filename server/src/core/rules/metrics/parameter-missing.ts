// parameter-missing: a metric lacks a parameter without which its type means nothing.
// It must never speak of a parameter that other inputs of the type do without, while the input is not known.

import { sourceOf } from '../../model/queries';
import type { SlaFile } from '../../model/file';
import type { Metric } from '../../model/sla';
import { placeholder } from '../../schema/mend';
import { chooseInput } from '../../vocabulary/metrics/choose';
import { metricType } from '../../vocabulary/metrics/index';
import type { MetricType, Parameter } from '../../vocabulary/metrics/metric';
import { insertFix } from '../edits';
import { lacks, ownMap } from '../facts';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';

export const parameterMissing = defineRule({
  id: 'parameter-missing',
  category: 'metrics',
  lane: 'static',
  severity: 'error',
  summary: 'A metric lacks a parameter without which its type means nothing.',
  why: 'Nothing can be computed, and each side will fill in the number that suits it.',
  bad: `metrics:
  wins: { type: conversion-rate }
#               ^^^^^^^^^^^^^^^ "conversion-rate" needs "within": time in which the next stage has to be reached
objectives:
  wins: { metric: wins, atLeast: 12 %, window: quarter, remedies: [report], reason: Kept in 2025 }
`,
  good: `metrics:
  wins: { type: conversion-rate, within: 45 d }
objectives:
  wins: { metric: wins, atLeast: 12 %, window: quarter, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `metrics:
  wins: { type: conversion-rate, within: TODO }
objectives:
  wins: { metric: wins, atLeast: 12 %, window: quarter, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['metric-type-unknown', 'missing-key', 'duplicate-key'],
  readsBeside: ['data'],
  *checkClause({ file, metrics }) {
    for (const metric of metrics) {
      const type = metricType(metric.type?.value);
      if (type === undefined || metric.type === undefined) continue;
      for (const parameter of neededParameters(type)) {
        if (type.ambiguous?.includes(parameter.name) === true || !isNeeded(file, metric, type, parameter)) continue;
        if (!lacks(file, metric.map, parameter.name)) continue;
        yield {
          span: metric.type.span,
          message: message(`${quoted(type.id)} needs "${parameter.name}": ${purpose(parameter)}`),
          fixes: parameterFixes(file, metric, parameter),
        };
      }
    }
  },
});

/** The parameters of a type; where a type leaves its unit or direction to the agreement, these are among them. */
function neededParameters(type: MetricType): readonly Parameter[] {
  const own = type.parameters.filter(({ mandatory }) => mandatory !== undefined);
  // Composites take both from their members, and an amount may be bounded on both sides.
  if (type.result === 'composite') return own;
  const unit: Parameter = { name: 'unit', kind: 'text', docs: 'The unit of the value.', mandatory: true };
  const better: Parameter = {
    name: 'better',
    kind: 'choice',
    values: ['higher', 'lower'],
    docs: 'Whether higher or lower values are better.',
    mandatory: true,
  };
  const isWithoutUnit = type.dimension === 'declared';
  const isWithoutDirection = type.better === 'declared' && type.id !== 'volume';
  return [...own, ...(isWithoutUnit ? [unit] : []), ...(isWithoutDirection ? [better] : [])];
}

/** Whether the input that feeds the metric needs a parameter; the mapped roles decide, as the header is not known here. */
function isNeeded({ model }: SlaFile, metric: Metric, type: MetricType, { mandatory }: Parameter): boolean {
  if (mandatory === true) return true;
  const source = sourceOf(model, metric.data?.value);
  const roles = [...(source?.columns ?? []), ...metric.columns].map(({ role, source: from }) => [role, from.value]);
  return chooseInput(type.id, Object.fromEntries(roles) as Record<string, string>, [])?.id === mandatory;
}

/** What a parameter says, in a few words. */
function purpose({ docs }: Parameter): string {
  const [first = ''] = docs.split(/[.;,]/);
  return first.charAt(0).toLowerCase() + first.slice(1);
}

/** Inserts a parameter: with each of its values, or with a text that is still to be written where it would be reported. */
export function parameterFixes(file: SlaFile, metric: Metric, { name, kind, values }: Parameter): readonly Fix[] {
  const isRead = kind === 'duration' || kind === 'percent' || kind === 'number' || kind === 'quantity';
  const choices = values ?? (isRead ? [placeholder] : []);
  return choices.flatMap((value) => insertFix(file.snapshot.text, ownMap(metric), name, value, ['type']));
}
