// ttr-exceeds-downtime-budget: one repair that keeps its promise breaks the availability that is promised beside it.
// It must never speak where only a share of the repairs is promised, or where hours do not count that others do.

import { isUpper } from '../../model/tiers';
import type { Bound, Metric, SlaModel } from '../../model/sla';
import { isIndicator } from '../../model/queries';
import { isDuration } from '../../scalars/quantity';
import { lengthOf } from '../../scalars/lengths';
import { compare, divide, hundred, integer, isZero, multiply, toDecimal, type Rational } from '../../scalars/rational';
import { showSeconds } from '../../show/words';
import { ticksAlways } from '../durations';
import { judgedThat, type Judged } from '../judged';
import { budgeted, isTimeAvailability, judgesWhole, promisesOf, serviceKey, timed, type Budgeted } from '../promises';
import { defineRule } from '../rule';
import { amount, message, quoted } from '../say';

const repairs = judgedThat(({ type }) =>
  ['mttr', 'time-to-restore', 'resolution-time', 'outage-duration-max'].includes(type.id),
);
const availabilities = judgedThat(isTimeAvailability);

/** From this part of the budget on a single repair is worth a word, in percent. */
const leastPercent = integer(200);

export const ttrExceedsDowntimeBudget = defineRule({
  id: 'ttr-exceeds-downtime-budget',
  category: 'targets',
  lane: 'static',
  severity: 'warning',
  summary: 'One repair that keeps its promise uses up the budget of the availability at least twice.',
  why: 'The time to repair then promises nothing: before it is over, the availability was missed long ago.',
  bad: `metrics:
  uptime: { type: availability, service: orders }
  repair: { type: mttr, clock: repair, service: orders }
services:
  orders: { name: Orders }
objectives:
  availability: { metric: uptime, atLeast: 99.95 %, window: month, remedies: [report], reason: Kept in 2025 }
  repair: { metric: repair, atMost: 4 h, window: month, remedies: [report], reason: Kept in 2025 }
#                                   ^^^ One repair of 4 h uses 1111 % of the 21 min 36 s budget of "availability" in 30 d
`,
  good: `metrics:
  uptime: { type: availability, service: orders }
  repair: { type: mttr, clock: repair, service: orders }
services:
  orders: { name: Orders }
objectives:
  availability: { metric: uptime, atLeast: 99.5 %, window: month, remedies: [report], reason: Kept in 2025 }
  repair: { metric: repair, atMost: 4 h, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['unit-mismatch', 'value-out-of-range', 'target-direction-inverted'],
  *check({ file: { model } }) {
    const candidates = repairs(model);
    if (candidates.length === 0) return;
    const tightest = tightestByService(model);
    for (const repair of candidates) {
      const bound = longestRepair(model, repair);
      if (bound === undefined || !isDuration(bound.quantity)) continue;
      const length = lengthOf(bound.quantity);
      const found = keysOf(repair.metric).flatMap((key) => tightest.get(key) ?? []);
      const [beside] = found;
      if (length === undefined || beside === undefined || beside.judged.objective === repair.objective) continue;
      const { budget, judged } = beside;
      if (compare(multiply(length.least, hundred), multiply(leastPercent, budget.most)) < 0) continue;
      yield {
        span: bound.span,
        message: message(said(amount(bound.quantity, 12), length.least, beside)),
        related: [{ span: beside.bound.span, message: `The target of ${quoted(judged.objective.id)}` }],
      };
    }
  },
});

function said(repair: string, seconds: Rational, { budget, judged }: Budgeted): string {
  const id = quoted(judged.objective.id, 20);
  if (isZero(budget.usual)) return `One repair of ${repair} breaks ${id}, which allows no down time`;
  const percent = toDecimal(divide(multiply(seconds, hundred), budget.usual), 0);
  const days = toDecimal(divide(windowOf(budget, judged), integer(86_400)), 2);
  return `One repair of ${repair} uses ${percent} % of the ${showSeconds(budget.usual)} budget of ${id} in ${days} d`;
}

/** The length of the window that a budget belongs to. */
function windowOf({ usual }: Budgeted['budget'], { objective }: Judged): Rational {
  const share = objective.bounds[0]?.quantity.value ?? hundred;
  return divide(multiply(usual, hundred), { num: 100n * share.den - share.num, den: share.den });
}

/** The services and records of a metric: of two that share one of them, a repair of one is down time of the other. */
function keysOf(metric: Metric): readonly string[] {
  const own = serviceKey(metric);
  const byData = metric.service === undefined ? undefined : serviceKey({ ...metric, service: undefined });
  return [own, byData].filter((key) => key !== undefined);
}

/** The availability of the smallest budget, by service and by records. */
function tightestByService(model: SlaModel): ReadonlyMap<string, Budgeted> {
  const found = new Map<string, Budgeted>();
  for (const judged of availabilities(model)) {
    const each = budgeted(model, judged);
    if (each === undefined) continue;
    for (const key of keysOf(judged.metric)) {
      const before = found.get(key);
      if (before === undefined || compare(each.budget.most, before.budget.most) < 0) found.set(key, each);
    }
  }
  return found;
}

/** The longest repair that is promised for what matters most: the first group of a ladder, or all. */
function longestRepair(model: SlaModel, judged: Judged): Bound | undefined {
  const { objective, metric, inverted } = judged;
  const [first] = promisesOf(objective);
  if (first === undefined || inverted.length > 0 || isIndicator(objective) || !isUpper(first.bound)) return undefined;
  // A clock that stops at the response says nothing of the repair.
  if (metric.parameters.get('clock')?.value === 'respond') return undefined;
  const isWhole = judged.type.id === 'outage-duration-max' || judgesWhole(judged, ['mean', 'max']);
  return isWhole && ticksAlways(model, timed(first)) ? first.bound : undefined;
}
