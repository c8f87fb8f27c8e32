// rto-exceeds-availability-budget: one disaster that keeps its promise uses more than a year of availability allows.
// It must never speak where only some hours count.

import { allowance } from '../../compliance/allowance';
import { lengthOf } from '../../scalars/lengths';
import { isDuration } from '../../scalars/quantity';
import { compare, integer, type Rational } from '../../scalars/rational';
import type { SlaModel } from '../../model/sla';
import { showSeconds } from '../../show/words';
import { ticksAlways } from '../durations';
import { judgedThat } from '../judged';
import { budgeted, isTimeAvailability, longestPromised, serviceKey, timed, type Budgeted } from '../promises';
import { defineRule } from '../rule';
import { amount, message, quoted } from '../say';

const recoveries = judgedThat(({ type, inverted }) => type.id === 'rto' && inverted.length === 0);
const availabilities = judgedThat(isTimeAvailability);

/** Twelve of the longest months: no window of a year, or sum of windows in a year, is longer. */
const longestYear = integer(12 * 31 * 86_400);
const usualYear = integer(365 * 86_400);

export const rtoExceedsAvailabilityBudget = defineRule({
  id: 'rto-exceeds-availability-budget',
  category: 'targets',
  lane: 'static',
  severity: 'warning',
  summary: 'One disaster that keeps its promise uses more than a year of availability allows.',
  why: 'Whoever plans for the disaster plans to miss the availability, so one of the two is not meant.',
  bad: `services:
  orders: { name: Orders }
metrics:
  uptime: { type: availability, service: orders }
  recovery: { type: rto, clock: declared, service: orders }
objectives:
  availability: { metric: uptime, atLeast: 99.95 %, window: month, remedies: [report], reason: Kept in 2025 }
  recovery: { metric: recovery, for: all, atMost: 8 h, window: year, remedies: [report], reason: Order form }
#                                                 ^^^ One disaster of 8 h breaks "availability"; budget is 4 h 22 min a year
term: { from: 2026-01-01, to: 2026-12-31 }
`,
  good: `services:
  orders: { name: Orders }
metrics:
  uptime: { type: availability, service: orders }
  recovery: { type: rto, clock: declared, service: orders }
objectives:
  availability: { metric: uptime, atLeast: 99.95 %, window: month, remedies: [report], reason: Kept in 2025 }
  recovery: { metric: recovery, for: all, atMost: 4 h, window: year, remedies: [report], reason: Order form }
term: { from: 2026-01-01, to: 2026-12-31 }
`,
  yieldsTo: ['unit-mismatch', 'value-out-of-range', 'target-direction-inverted'],
  *check({ file: { model } }) {
    const candidates = recoveries(model);
    if (candidates.length === 0) return;
    const tightest = strictestByService(model);
    for (const { objective, metric } of candidates) {
      const beside = tightest.get(serviceKey(metric) ?? '');
      if (beside === undefined) continue;
      for (const promised of longestPromised(objective)) {
        const { quantity, ...at } = { quantity: promised.bound.quantity, span: promised.bound.span };
        const length = isDuration(quantity) ? lengthOf(quantity) : undefined;
        if (length === undefined || !ticksAlways(model, timed(promised))) continue;
        if (compare(length.least, allowance(share(beside), longestYear)) <= 0) continue;
        const [id, budget] = [quoted(beside.judged.objective.id, 20), allowance(share(beside), usualYear)];
        yield {
          ...at,
          message: message(
            `One disaster of ${amount(quantity, 14)} breaks ${id}; budget is ${showSeconds(budget)} a year`,
          ),
          related: [{ span: beside.bound.span, message: 'The availability' }],
        };
        break;
      }
    }
  },
});

function share({ bound }: Budgeted): Rational {
  return bound.quantity.value;
}

/** The strictest availability of each service. */
function strictestByService(model: SlaModel): ReadonlyMap<string, Budgeted> {
  const found = new Map<string, Budgeted>();
  for (const judged of availabilities(model)) {
    const each = budgeted(model, judged);
    const key = serviceKey(judged.metric);
    if (each === undefined || key === undefined) continue;
    const before = found.get(key);
    if (before === undefined || compare(share(each), share(before)) > 0) found.set(key, each);
  }
  return found;
}
