// window-padding-inflates-result: time before the service existed counts as time in which all was well.
// It must never speak of a metric that nothing is promised of.

import { isIndicator } from '../../model/queries';
import { replaceScalar, scalarAt } from '../edits';
import { judgedThat } from '../judged';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

const padded = judgedThat(
  ({ objective, metric, better }) =>
    metric.beforeStart?.value === 'good' && better === 'higher' && !isIndicator(objective),
);

export const windowPaddingInflatesResult = defineRule({
  id: 'window-padding-inflates-result',
  category: 'metrics',
  lane: 'static',
  severity: 'warning',
  summary: 'Time before the service existed counts as time in which all was well.',
  why: 'A service that starts on the last day of a month could be down all of that day and have kept its promise.',
  bad: `metrics:
  uptime: { type: availability, beforeStart: good }
#                                            ^^^^ Time before the service existed counts as up in "availability"
`,
  good: `metrics:
  uptime: { type: availability, beforeStart: skip }
`,
  fixed: `metrics:
  uptime: { type: availability, beforeStart: skip }
`,
  yieldsTo: ['duplicate-key'],
  *check({ file }) {
    const told = new Set<string>();
    for (const { metric, objective, type } of padded(file.model)) {
      if (metric.beforeStart === undefined || told.has(metric.id)) continue;
      told.add(metric.id);
      const node = scalarAt(metric.map, 'beforeStart');
      const fix = node === undefined ? undefined : replaceScalar(node, 'skip');
      const word = type.fold.kind === 'downtime' ? 'up' : 'good';
      yield {
        span: metric.beforeStart.span,
        message: message(`Time before the service existed counts as ${word} in ${quoted(objective.id)}`),
        fixes: fix === undefined ? [] : [fix],
      };
    }
  },
});
