// throughput-without-load: how much gets through is promised without saying how much has to be asked for.
// It must never speak of a rate that is tested, where the test is the load.

import { isIndicator } from '../../model/queries';
import { isUpper } from '../../model/tiers';
import { placeholder } from '../../schema/mend';
import { insertFix, scalarAt } from '../edits';
import { lacks, ownMap } from '../facts';
import { defineRule } from '../rule';
import { boundsIn } from '../facts';
import { message, quoted } from '../say';

export const throughputWithoutLoad = defineRule({
  id: 'throughput-without-load',
  category: 'targets',
  lane: 'static',
  severity: 'warning',
  summary: 'How much gets through is promised without saying how much has to be asked for.',
  why: 'A month in which nobody asks for anything misses the target, and a fast service pays for it.',
  bad: `metrics:
  done: { type: throughput }
objectives:
  done: { metric: done, atLeast: 500 requests/s, window: month, remedies: [report], reason: Order form }
# ^^^^ "done" has no load condition: an idle month misses it
`,
  good: `metrics:
  done: { type: throughput }
  asked: { type: throughput, statistic: max }
objectives:
  done: { metric: done, atLeast: 500 requests/s, window: month, when: asked >= 500 requests/s, remedies: [report], reason: Order form }
`,
  fixed: `metrics:
  done: { type: throughput }
objectives:
  done: { metric: done, atLeast: 500 requests/s, window: month, remedies: [report], reason: Order form, when: TODO }
`,
  yieldsTo: ['target-missing', 'duplicate-key', 'invalid-id', 'unit-mismatch', 'target-direction-inverted'],
  readsBeside: [],
  *checkClause({ file, judged }) {
    for (const { objective, metric, type, inverted } of judged) {
      const isOffered = type.id === 'data-rate' && scalarAt(metric.map, 'load')?.text === 'offered';
      if ((type.id !== 'throughput' && !isOffered) || isIndicator(objective) || inverted.length > 0) continue;
      if (!boundsIn(objective).some((bound) => !isUpper(bound) && bound.quantity.value.num > 0n)) continue;
      if (!lacks(file, objective.map, 'when')) continue;
      const window = objective.window?.value;
      const idle = window?.kind === 'calendar' && window.unit !== 'term' ? `idle ${window.unit}` : 'idle window';
      yield {
        span: objective.idSpan,
        message: message(
          `${quoted(objective.id)} has no load condition: an ${idle.replace('billing-month', 'month')} misses it`,
        ),
        fixes: insertFix(file.snapshot.text, ownMap(objective), 'when', placeholder),
      };
    }
  },
});
