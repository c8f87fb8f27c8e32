// credit-window-mismatch: a credit is due for each hour or day, and the metric is known for the whole window only.
// It must never speak of down time or of durations, of which each hour is known.

import { windowLength } from '../../compliance/allowance';
import { isIndicator } from '../../model/queries';
import type { Remedy } from '../../model/sla';
import { scalarOf } from '../../model/reader';
import { lengthOf } from '../../scalars/lengths';
import type { Duration } from '../../scalars/quantity';
import { compare } from '../../scalars/rational';
import { parseDuration } from '../../scalars/words';
import { entryOf } from '../../syntax/nodes';
import type { Located } from '../../text/span';
import { windowWord } from '../belonging';
import { objectivesPaying, type Judged } from '../judged';
import { defineRule } from '../rule';
import { amount, message, quoted } from '../say';

export const creditWindowMismatch = defineRule({
  id: 'credit-window-mismatch',
  category: 'remedies',
  lane: 'static',
  severity: 'error',
  summary: 'A credit is due for each hour or day, and the metric is known for the whole window only.',
  why: 'Of a share of requests over a month nobody can say which of its days were the bad ones.',
  bad: `metrics:
  success: { type: request-success }
objectives:
  success: { metric: success, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, basis: per-time, each: 1 d, tiers: [{ atLeast: 1, credit: 10 % }], cap: 10 % per month }
#                                                                          ^^^ Credit is per 1 d, "success" is known per month only
`,
  good: `metrics:
  success: { type: request-success }
objectives:
  success: { metric: success, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
remedies:
  credits: { kind: service-credit, of: Monthly Fee, tiers: [{ below: 99.9 %, credit: 10 % }], cap: 10 % per month }
`,
  yieldsTo: ['invalid-scalar'],
  *check({ file: { model } }) {
    for (const remedy of model.remedies) {
      const each = unitOf(remedy);
      if (each === undefined) continue;
      const judged = objectivesPaying(model, remedy).find((one) => isKnownOnce(one) && isFiner(each.value, one));
      const window = judged?.objective.window;
      if (judged === undefined || window === undefined) continue;
      yield {
        span: each.span,
        message: message(
          `Credit is per ${amount(each.value, 16)}, ${quoted(judged.objective.id, 24)} is known ${windowWord(window.value)} only`,
        ),
        related: [{ span: window.span, message: `The window of ${quoted(judged.objective.id)}` }],
      };
    }
  },
});

/** The unit of time for which one credit is due. */
function unitOf({ kind, basis, map }: Remedy): Located<Duration> | undefined {
  if (kind?.value !== 'service-credit' || basis?.value !== 'per-time' || map === undefined) return undefined;
  return scalarOf(entryOf(map, 'each')?.value, parseDuration);
}

/** Whether a metric has one value a window and no record of time: shares, counts, totals and rates of events. */
function isKnownOnce({ type, objective }: Judged): boolean {
  if (isIndicator(objective) || objective.share !== undefined || type.dimension === 'duration') return false;
  const isOfTime = ['downtime', 'impact', 'slices', 'levels', 'age'].includes(type.fold.kind);
  return !isOfTime && ['share', 'count', 'total', 'rate'].includes(type.result);
}

function isFiner(each: Duration, { objective }: Judged): boolean {
  const [unit, window] = [lengthOf(each), windowLength(objective.window?.value)];
  return unit !== undefined && window !== undefined && compare(unit.most, window.least) < 0;
}
