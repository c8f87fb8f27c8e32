// mean-of-ratios: a mean of slices weighs the night as much as the rush hour.
// It must never be on where nobody asked for advice: some papers mean exactly this.

import { isOwn, fixOf, removeEntry, scalarAt } from '../edits';
import type { Metric } from '../../model/sla';
import { entryOf } from '../../syntax/nodes';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';

export const meanOfRatios = defineRule({
  id: 'mean-of-ratios',
  category: 'metrics',
  lane: 'static',
  severity: 'information',
  summary: 'A mean of slices weighs the night as much as the rush hour.',
  why: 'One failed request at night costs as much as a thousand at noon, and a thousand as little as one.',
  bad: `metrics:
  success:
    type: request-success-average
#         ^^^^^^^^^^^^^^^^^^^^^^^ Quiet slices weigh as much as busy ones in "success"
    slice: 5 min
    idle: skip
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `metrics:
  success:
    type: request-success
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `metrics:
  success:
    type: request-success
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  offIn: ['recommended', 'transcribe'],
  yieldsTo: ['duplicate-key', 'definition-ambiguous'],
  readsBeside: [],
  *checkClause({ file, metrics }) {
    for (const metric of metrics)
      if (metric.type?.value === 'request-success-average')
        yield {
          span: metric.type.span,
          message: message(`Quiet slices weigh as much as busy ones in ${quoted(metric.id, 40)}`),
          fixes: fixesOf(file.snapshot.text, metric),
        };
  },
});

/** The type that weighs every request the same, without the parameters of slices. */
function fixesOf(text: string, { map }: Metric): readonly Fix[] {
  const type = scalarAt(map, 'type');
  // Entries between braces share their commas, so that two of them cannot be taken out at once.
  if (map === undefined || map.flow || type === undefined) return [];
  const entries = ['slice', 'idle'].flatMap((key) => entryOf(map, key) ?? []);
  if (!entries.every(isOwn)) return [];
  const removed = entries.map((entry) => removeEntry(text, entry));
  return fixOf('Write "request-success"', { span: type.span, newText: 'request-success' }, ...removed);
}
