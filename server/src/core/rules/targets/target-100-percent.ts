// target-100-percent: a target leaves no budget at all.
// It must never speak of what is checked piece by piece and can be right in full, such as restores that are tested.

import { isIndicator, remedyOf } from '../../model/queries';
import type { Bound, Metric, SlaModel } from '../../model/sla';
import { parseDuration } from '../../scalars/words';
import { compare, hundred, isZero, zero } from '../../scalars/rational';
import { isBadShare, type MetricType } from '../../vocabulary/metrics/metric';
import type { Judged } from '../judged';
import { boundsIn } from '../facts';
import { defineRule } from '../rule';
import { amount, message, quoted } from '../say';

export const target100Percent = defineRule({
  id: 'target-100-percent',
  category: 'targets',
  lane: 'static',
  severity: 'warning',
  summary: 'A target leaves no budget at all.',
  why: 'What never fails does not exist: the promise is broken in the first bad second, and then it steers nothing any more.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 100 %, window: month, remedies: [report], reason: Wished for }
#                                          ^^^^^ 100 % leaves no budget: one second breaks "availability"
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: [
    'unit-mismatch',
    'value-out-of-range',
    'judgement-misplaced',
    'target-equality',
    'target-direction-inverted',
  ],
  readsBeside: ['kind', 'remedies'],
  *checkClause({ file: { model }, judged }) {
    for (const each of judged) {
      const { objective, inverted } = each;
      if (isIndicator(objective) || inverted.length > 0 || objective.share !== undefined) continue;
      if (model.kind?.value !== 'customer' && !isCostly(model, each)) continue;
      for (const bound of boundsIn(objective)) {
        const broken = isWithoutBudget(each.type, bound) ? breaking(each.metric, each.type) : undefined;
        if (broken === undefined) continue;
        const shown = amount(bound.quantity, 20);
        yield {
          span: bound.span,
          message: message(`${shown} leaves no budget: ${broken} breaks ${quoted(objective.id, 28)}`),
        };
      }
    }
  },
});

function isCostly(model: SlaModel, { objective }: Judged): boolean {
  return objective.remedies.some(({ value }) => {
    const kind = remedyOf(model, value)?.kind?.value;
    return kind === 'service-credit' || kind === 'termination';
  });
}

/** Whether a bound of time or traffic allows nothing to fail. */
function isWithoutBudget(type: MetricType, { word, quantity: { value, dimension } }: Bound): boolean {
  const { fold, family, better } = type;
  if (dimension === 'percent') {
    const isOfTraffic = family === 'availability' || family === 'performance' || type.id === 'composite-availability';
    if (!isOfTraffic || type.dimension !== 'percent' || type.result === 'distribution') return false;
    if (better === 'higher') return word === 'atLeast' && compare(value, hundred) === 0;
    return isBadShare(type) && word === 'atMost' && isZero(value);
  }
  const isOfDowntime =
    fold.kind === 'downtime' && (fold.value === 'downtime' || fold.value === 'outages' || fold.value === 'longest');
  return isOfDowntime && word === 'atMost' && compare(value, zero) === 0;
}

/** The least that breaks the promise, in words. */
function breaking(metric: Metric, type: MetricType): string {
  const { kind } = type.fold;
  if (kind === 'counts') return 'one failure';
  if (kind === 'slices') return 'one slice of time';
  const least = metric.parameters.get('minimumLength');
  const length = least === undefined ? undefined : parseDuration(least.value);
  if (length?.ok === true && length.value.value.num > 0n) return `one outage of ${amount(length.value, 12)}`;
  const isStepped = ['downWhen', 'failures', 'slice', 'quorum', 'minimumLength'].some((key) =>
    metric.parameters.has(key),
  );
  return isStepped || (kind === 'downtime' && type.fold.kind === 'downtime' && type.fold.value === 'outages')
    ? 'one outage'
    : 'one second';
}
