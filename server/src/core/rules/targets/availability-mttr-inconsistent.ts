// availability-mttr-inconsistent: time between failures and time to repair cannot give the availability that is promised.
// It must never put promises together that may regard other failures: service, filter, groups and the one who owes are the same.

import { neededBetween, steadyState } from '../../compliance/allowance';
import { isIndicator, owedByOf } from '../../model/queries';
import type { Bound, SlaModel } from '../../model/sla';
import { isUpper } from '../../model/tiers';
import { convert } from '../../scalars/quantity';
import { compare, divide, integer, round, toDecimal, type Rational } from '../../scalars/rational';
import { fixOf } from '../edits';
import { judgedThat, onceForEach, type Judged } from '../judged';
import { isTimeAvailability, serviceKey, ticksAtAllHours } from '../promises';
import { defineRule, type Fix } from '../rule';
import { amount, message } from '../say';

const between = judgedThat(({ type }) => type.id === 'mtbf');
const repairs = judgedThat(({ type }) => type.id === 'mttr');
const availabilities = judgedThat(isTimeAvailability);

export const availabilityMttrInconsistent = defineRule({
  id: 'availability-mttr-inconsistent',
  category: 'targets',
  lane: 'static',
  severity: 'error',
  summary: 'The promised time between failures and time to repair cannot give the promised availability.',
  why: 'Who keeps two of the promises to the letter breaks the third, so at least one of the numbers was never meant.',
  bad: `metrics:
  uptime: { type: availability, service: orders, data: outages }
  between: { type: mtbf, service: orders, data: outages }
  repair: { type: mttr, clock: repair, service: orders, data: outages }
services:
  orders: { name: Orders }
data:
  outages: { file: outages.csv, columns: { start: from, end: to } }
objectives:
  availability: { metric: uptime, atLeast: 99.95 %, window: year, remedies: [report], reason: Kept in 2025 }
  between: { metric: between, atLeast: 4000 h, window: year, remedies: [report], reason: Kept in 2025 }
#                                      ^^^^^^ MTBF 4000 h and MTTR 4 h give 99.9 %, below 99.95 %
  repair: { metric: repair, atMost: 4 h, window: year, remedies: [report], reason: Kept in 2025 }
term: { from: 2026-01-01, to: 2026-12-31 }
`,
  good: `metrics:
  uptime: { type: availability, service: orders, data: outages }
  between: { type: mtbf, service: orders, data: outages }
  repair: { type: mttr, clock: repair, service: orders, data: outages }
services:
  orders: { name: Orders }
data:
  outages: { file: outages.csv, columns: { start: from, end: to } }
objectives:
  availability: { metric: uptime, atLeast: 99.95 %, window: year, remedies: [report], reason: Kept in 2025 }
  between: { metric: between, atLeast: 7996 h, window: year, remedies: [report], reason: Kept in 2025 }
  repair: { metric: repair, atMost: 4 h, window: year, remedies: [report], reason: Kept in 2025 }
term: { from: 2026-01-01, to: 2026-12-31 }
`,
  fixed: `metrics:
  uptime: { type: availability, service: orders, data: outages }
  between: { type: mtbf, service: orders, data: outages }
  repair: { type: mttr, clock: repair, service: orders, data: outages }
services:
  orders: { name: Orders }
data:
  outages: { file: outages.csv, columns: { start: from, end: to } }
objectives:
  availability: { metric: uptime, atLeast: 99.95 %, window: year, remedies: [report], reason: Kept in 2025 }
  between: { metric: between, atLeast: 7996 h, window: year, remedies: [report], reason: Kept in 2025 }
  repair: { metric: repair, atMost: 4 h, window: year, remedies: [report], reason: Kept in 2025 }
term: { from: 2026-01-01, to: 2026-12-31 }
`,
  yieldsTo: ['unit-mismatch', 'value-out-of-range', 'target-direction-inverted', 'target-100-percent'],
  *check({ file: { model } }) {
    const failures = between(model);
    if (failures.length === 0) return;
    const longest = extremes(model, repairs(model), (a, b) => compare(a, b) > 0);
    const highest = extremes(model, availabilities(model), (a, b) => compare(a, b) > 0);
    for (const failure of failures) {
      const key = sameFailures(model, failure);
      const [own, repair, promised] = [valueOf(model, failure), longest.get(key ?? ''), highest.get(key ?? '')];
      if (own === undefined || repair === undefined || promised === undefined) continue;
      if (failure.metric.parameters.get('counts')?.value === 'start-to-start') continue;
      const given = steadyState(own.value, repair.value);
      if (own.value.num <= 0n || compare(given, promised.value) >= 0) continue;
      const shown = toDecimal(round(given, 4, 'down'), 4);
      const said = `MTBF ${amount(own.bound.quantity, 14)} and MTTR ${amount(repair.bound.quantity, 14)}`;
      yield {
        span: own.bound.span,
        message: message(`${said} give ${shown} %, below ${amount(promised.bound.quantity, 14)}`),
        related: [
          { span: repair.bound.span, message: 'The time to repair' },
          { span: promised.bound.span, message: 'The availability' },
        ],
        fixes: fixesOf(own.bound, repair.value, promised.value),
      };
    }
  },
});

interface Value {
  readonly bound: Bound;
  /** Hours, or percent. */
  readonly value: Rational;
}

/** By which promises regard the same failures of the same party; undefined where that cannot be told. */
const sameFailures = onceForEach((model, { objective, metric }): string | undefined => {
  const service = serviceKey(metric);
  const by = owedByOf(model, objective);
  if (service === undefined || by === undefined || objective.when !== undefined) return undefined;
  const groups = objective.per.map(({ value }) => value).join();
  return `${service} | ${metric.where?.value ?? ''} | ${groups} | ${by}`;
});

/** The value that an objective promises by itself, in hours or percent. */
const valueOf = onceForEach((model, { objective, type, inverted }): Value | undefined => {
  const [bound, second] = objective.bounds;
  if (bound === undefined || second !== undefined || inverted.length > 0 || isIndicator(objective)) return undefined;
  if (isUpper(bound) !== (type.better === 'lower') || bound.quantity.dimension !== type.dimension) return undefined;
  if (!ticksAtAllHours(model, objective, bound)) return undefined;
  const value = convert(bound.quantity, type.unit);
  return value === undefined ? undefined : { bound, value };
});

/** The outermost value of each key. */
function extremes(
  model: SlaModel,
  judged: readonly Judged[],
  isBeyond: (a: Rational, b: Rational) => boolean,
): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  for (const each of judged) {
    // Where the clock stops before the service is back, the time to repair is no down time.
    if (each.metric.parameters.get('clock')?.value === 'respond') continue;
    const key = sameFailures(model, each);
    const value = key === undefined ? undefined : valueOf(model, each);
    if (key === undefined || value === undefined) continue;
    const before = found.get(key);
    if (before === undefined || isBeyond(value.value, before.value)) found.set(key, value);
  }
  return found;
}

/** The time between failures that the repair time needs, in whole units of the one that is written. */
function fixesOf({ span, quantity }: Bound, repair: Rational, promised: Rational): readonly Fix[] {
  const hours = neededBetween(repair, promised);
  const perUnit = convert({ ...quantity, value: integer(1) }, 'h');
  if (hours === undefined || perUnit === undefined) return [];
  const needed = toDecimal(round(divide(hours, perUnit), 0, 'up'), 0);
  const newText = `${needed} ${quantity.unit}`;
  return fixOf(`Write "${newText}"`, { span, newText });
}
