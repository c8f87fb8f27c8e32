// freshness-below-update-interval: data is loaded too seldom for the age that is promised.
// It must never speak where a share of the time is promised, or where only opening hours count.

import { sourceOf } from '../../model/queries';
import { lengthOf } from '../../scalars/lengths';
import { isDuration } from '../../scalars/quantity';
import { compare } from '../../scalars/rational';
import { ticksAlways } from '../durations';
import { judgesWhole, longestPromised, timed } from '../promises';
import { boundEntry, replaceScalar } from '../edits';
import type { Bound, Objective } from '../../model/sla';
import { defineRule, type Fix } from '../rule';
import { amount, message } from '../say';

export const freshnessBelowUpdateInterval = defineRule({
  id: 'freshness-below-update-interval',
  category: 'targets',
  lane: 'static',
  severity: 'error',
  summary: 'Data is loaded too seldom for the age that is promised.',
  why: 'Right before each load the newest data is as old as the time between two loads, so every window is missed.',
  bad: `data:
  loads: { file: loads.csv, columns: { at: loaded_at }, every: 24 h }
metrics:
  age: { type: freshness, data: loads, statistic: max }
objectives:
  age: { metric: age, atMost: 12 h, window: month, remedies: [report], reason: Wished for }
#                             ^^^^ Freshness 12 h cannot hold with loads every 24 h
`,
  good: `data:
  loads: { file: loads.csv, columns: { at: loaded_at }, every: 24 h }
metrics:
  age: { type: freshness, data: loads, statistic: max }
objectives:
  age: { metric: age, atMost: 26 h, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `data:
  loads: { file: loads.csv, columns: { at: loaded_at }, every: 24 h }
metrics:
  age: { type: freshness, data: loads, statistic: max }
objectives:
  age: { metric: age, atMost: 24 h, window: month, remedies: [report], reason: Wished for }
`,
  yieldsTo: ['unit-mismatch', 'value-out-of-range', 'target-direction-inverted'],
  readsBeside: ['calendars', 'data'],
  *checkClause({ file: { model }, judged }) {
    for (const each of judged) {
      const { objective, metric, type, inverted } = each;
      const every = type.id === 'freshness' ? sourceOf(model, metric.data?.value)?.every : undefined;
      const between = every === undefined ? undefined : lengthOf(every.value);
      if (every === undefined || between === undefined || inverted.length > 0 || !judgesWhole(each, ['max'])) continue;
      for (const promised of longestPromised(objective)) {
        const { quantity, ...at } = { quantity: promised.bound.quantity, span: promised.bound.span };
        const length = isDuration(quantity) ? lengthOf(quantity) : undefined;
        if (length === undefined || compare(between.least, length.most) <= 0 || !ticksAlways(model, timed(promised)))
          continue;
        yield {
          ...at,
          message: message(`Freshness ${amount(quantity)} cannot hold with loads every ${amount(every.value)}`),
          related: [{ span: every.span, message: 'How often data is loaded' }],
          fixes: raised(objective, promised.bound, amount(every.value)),
        };
      }
    }
  },
});

/** The promise that loads of this pace can keep. */
function raised({ map, targets }: Objective, { keySpan }: Bound, to: string): readonly Fix[] {
  const node = targets === undefined ? boundEntry(map, keySpan)?.value : undefined;
  const fix = node?.kind === 'scalar' ? replaceScalar(node, to) : undefined;
  return fix === undefined ? [] : [fix];
}
