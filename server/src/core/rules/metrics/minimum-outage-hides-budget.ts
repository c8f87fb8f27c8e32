// minimum-outage-hides-budget: outages that never count add up to more than all that is allowed.
// It must never speak where hours do not count, as then the budget is not known.

import { isIndicator } from '../../model/queries';
import type { Bound, SlaModel, Text } from '../../model/sla';
import { lengthOf } from '../../scalars/lengths';
import { isDuration } from '../../scalars/quantity';
import { compare, divide, integer, multiply, type Rational } from '../../scalars/rational';
import { parseDuration } from '../../scalars/words';
import { showSeconds } from '../../show/words';
import { entryOf } from '../../syntax/nodes';
import { fixOf, isOwn, removeEntry } from '../edits';
import { judgedThat, type Judged } from '../judged';
import { budgeted, ticksAtAllHours } from '../promises';
import { defineRule } from '../rule';
import { amount, message } from '../say';

const withLeast = judgedThat(
  ({ objective, metric, type, inverted }) =>
    parameterOf({ metric, type }) !== undefined && !isIndicator(objective) && inverted.length === 0,
);

/** From this part of the budget on, a minimum length matters (A9). */
const leastShare = integer(10);

export const minimumOutageHidesBudget = defineRule({
  id: 'minimum-outage-hides-budget',
  category: 'metrics',
  lane: 'static',
  severity: 'warning',
  summary: 'Outages too short to count add up to more than all that is allowed.',
  why: 'A service that fails for a few minutes every hour is then as available as one that never fails.',
  bad: `metrics:
  uptime: { type: availability, minimumLength: 10 min }
#                                              ^^^^^^ Outages under 10 min never count; 5 of them equal the budget of 40 min 19 s
`,
  good: `metrics:
  uptime: { type: availability, minimumLength: 1 min }
`,
  fixed: `metrics:
  uptime: { type: availability }
`,
  yieldsTo: ['unit-mismatch', 'value-out-of-range', 'invalid-scalar'],
  *check({ file }) {
    const told = new Set<string>();
    for (const judged of withLeast(file.model)) {
      const { metric } = judged;
      const key = parameterOf(judged);
      const least = key === undefined ? undefined : metric.parameters.get(key);
      const budget = told.has(metric.id) ? undefined : budgetOf(file.model, judged);
      const hidden = least === undefined || budget === undefined ? undefined : hiddenIn(least, budget.seconds);
      if (hidden === undefined || least === undefined || budget === undefined) continue;
      told.add(metric.id);
      const entry = metric.map === undefined ? undefined : entryOf(metric.map, key ?? '');
      yield {
        span: least.span,
        message: message(
          `Outages under ${hidden.shown} never count; ${hidden.count} of them equal the budget of ${showSeconds(budget.seconds)}`,
        ),
        related: [{ span: budget.bound.span, message: 'The promise' }],
        fixes:
          key === 'minimumLength' && entry !== undefined && isOwn(entry)
            ? fixOf(`Remove "${key}"`, removeEntry(file.snapshot.text, entry))
            : [],
      };
    }
  },
});

/** Which parameter of a type says how long an outage has to be before it counts. */
function parameterOf({ metric, type }: Pick<Judged, 'metric' | 'type'>): 'minimumLength' | 'over' | undefined {
  if (type.fold.kind !== 'downtime') return undefined;
  const key = type.fold.value === 'beyond' ? 'over' : 'minimumLength';
  return metric.parameters.has(key) ? key : undefined;
}

interface Allowed {
  readonly bound: Bound;
  readonly seconds: Rational;
}

/** What the shortest window allows: the budget of a share, or the down time that is promised itself. */
function budgetOf(model: SlaModel, judged: Judged): Allowed | undefined {
  const share = budgeted(model, judged);
  if (share !== undefined) return { bound: share.bound, seconds: share.budget.least };
  const { objective, type } = judged;
  const [bound, second] = objective.bounds;
  const isTime = type.fold.kind === 'downtime' && (type.fold.value === 'downtime' || type.fold.value === 'beyond');
  if (!isTime || bound === undefined || second !== undefined || !isDuration(bound.quantity)) return undefined;
  const length = ticksAtAllHours(model, objective, bound) ? lengthOf(bound.quantity) : undefined;
  return length === undefined ? undefined : { bound, seconds: length.least };
}

/** How many outages right below a length use up a budget; undefined where the length is a small part of it. */
function hiddenIn(least: Text, budget: Rational): { readonly shown: string; readonly count: string } | undefined {
  const duration = parseDuration(least.value);
  const length = duration.ok ? lengthOf(duration.value) : undefined;
  if (!duration.ok || length === undefined || length.least.num <= 0n || budget.num <= 0n) return undefined;
  if (compare(multiply(leastShare, length.least), budget) < 0) return undefined;
  const times = divide(budget, length.least);
  return { shown: amount(duration.value, 14), count: String(times.num / times.den + 1n) };
}
