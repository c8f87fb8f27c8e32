// value-out-of-range: a target, a tier or a baseline has a value that its metric can never have.
// It must never speak of a type whose range is not certain, nor of a value in another unit.

import type { Baseline, Bound } from '../../model/sla';
import { outOfRange } from '../ranges';
import { boundsIn, judgedObjectives, tierBounds } from '../facts';
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
  availability: { metric: uptime, atLeast: 199 %, window: month, remedies: [report] }
#                                          ^^^^^ 199 % is not possible for "uptime" (0 % to 100 %)
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99 %, window: month, remedies: [report] }
`,
  yieldsTo: ['unit-mismatch', 'duplicate-key'],
  *check({ file }) {
    const told = new Set<number>();
    for (const { objective, metric, type } of judgedObjectives(file.model)) {
      const baselines = [metric.baseline, objective.baseline].flatMap(valuesOf);
      const bounds = [...boundsIn(objective), ...(objective.tighten?.bounds ?? [])];
      for (const value of [...bounds, ...tierBounds(file.model, objective), ...baselines]) {
        const range = outOfRange(type, value.quantity);
        if (range === undefined || told.has(value.span.start)) continue;
        told.add(value.span.start);
        yield said(value, metric.id, range);
      }
    }
  },
});

type Value = Pick<Bound, 'quantity' | 'span'>;

function valuesOf(baseline: Baseline | undefined): readonly Value[] {
  return [baseline?.value, baseline?.lowest, baseline?.highest].flatMap((each) =>
    each === undefined ? [] : [{ quantity: each.value, span: each.span }],
  );
}

function said({ quantity, span }: Value, metric: string, range: string): Yield {
  return { span, message: message(`${amount(quantity)} is not possible for ${quoted(metric, 28)} (${range})`) };
}
