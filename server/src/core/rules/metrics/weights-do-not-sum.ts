// weights-do-not-sum: the weights of a score are not all of it.
// It must never speak of weights of which one cannot be read.

import { parseQuantity } from '../../scalars/quantity';
import { add, compare, hundred, integer, toDecimal, zero, type Rational } from '../../scalars/rational';
import { entryOf, resolved } from '../../syntax/nodes';
import { isUnreadable } from '../../syntax/lost';
import { defineRule } from '../rule';
import { message } from '../say';

export const weightsDoNotSum = defineRule({
  id: 'weights-do-not-sum',
  category: 'metrics',
  lane: 'static',
  severity: 'error',
  summary: 'The weights of a score are not all of it.',
  why: 'A part of the score was forgotten, or counts twice, and the best that can be reached is not what the paper says.',
  bad: `metrics:
  uptime: { type: availability }
  duration: { type: latency, statistic: p95 }
  score: { type: weighted-score, members: [availability, duration], weights: { availability: 60 %, duration: 30 % } }
#                                                                   ^^^^^^^ Weights sum to 90 %, not 100 %
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
  duration: { metric: duration, atMost: 300 ms, window: month, remedies: [report], reason: Kept in 2025 }
  score: { metric: score, atLeast: 85, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `metrics:
  uptime: { type: availability }
  duration: { type: latency, statistic: p95 }
  score: { type: weighted-score, members: [availability, duration], weights: { availability: 60 %, duration: 40 % } }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
  duration: { metric: duration, atMost: 300 ms, window: month, remedies: [report], reason: Kept in 2025 }
  score: { metric: score, atLeast: 85, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['invalid-scalar', 'duplicate-key', 'unknown-key', 'unresolved-id'],
  readsBeside: [],
  *checkClause({ file: { tree }, metrics }) {
    for (const { type, map } of metrics) {
      const entry = type?.value === 'weighted-score' && map !== undefined ? entryOf(map, 'weights') : undefined;
      const weights = resolved(entry?.value);
      if (entry === undefined || weights?.kind !== 'map' || isUnreadable(tree, weights.span)) continue;
      const quantities = weights.entries.map(({ value }) => {
        const node = resolved(value);
        const quantity = node?.kind === 'scalar' ? parseQuantity(node.text) : undefined;
        return quantity?.ok === true ? quantity.value : undefined;
      });
      const isOf = (dimension: string): boolean => quantities.every((each) => each?.dimension === dimension);
      if (quantities.length === 0 || !(isOf('percent') || isOf('number'))) continue;
      const sum = quantities.reduce<Rational>((total, each) => add(total, each?.value ?? zero), zero);
      const sign = isOf('percent') ? ' %' : '';
      const wholes = isOf('percent') ? [hundred] : [hundred, integer(1)];
      if (wholes.some((whole) => compare(sum, whole) === 0)) continue;
      yield {
        span: entry.key.span,
        message: message(`Weights sum to ${toDecimal(sum, 6)}${sign}, not 100${sign}`),
        ...(sign === '' ? { severity: 'warning' as const } : {}),
      };
    }
  },
});
