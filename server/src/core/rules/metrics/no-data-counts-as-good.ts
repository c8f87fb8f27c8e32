// no-data-counts-as-good: time without data counts as time in which all was well.
// It must never speak of a metric that nothing is promised of, nor of one that is worse the higher it is.

import { isIndicator } from '../../model/queries';
import { replaceScalar, scalarAt } from '../edits';
import { judgedThat } from '../judged';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

const counting = judgedThat(
  ({ objective, metric, type, better }) =>
    metric.noData?.value === 'good' &&
    better === 'higher' &&
    (type.result === 'share' || type.result === 'interval') &&
    !isIndicator(objective),
);

export const noDataCountsAsGood = defineRule({
  id: 'no-data-counts-as-good',
  category: 'metrics',
  lane: 'static',
  severity: 'warning',
  summary: 'Time without data counts as time in which all was well.',
  why: 'Whoever owes the promise keeps it best by measuring nothing.',
  bad: `metrics:
  uptime: { type: availability, noData: good }
#                                       ^^^^ "uptime" reads 100 % when the monitor is off
`,
  good: `metrics:
  uptime: { type: availability, noData: unknown }
`,
  fixed: `metrics:
  uptime: { type: availability, noData: unknown }
`,
  yieldsTo: ['duplicate-key'],
  *check({ file }) {
    const told = new Set<string>();
    for (const { metric, type } of counting(file.model)) {
      if (metric.noData === undefined || told.has(metric.id)) continue;
      told.add(metric.id);
      const node = scalarAt(metric.map, 'noData');
      const fix = node === undefined ? undefined : replaceScalar(node, 'unknown');
      const said = type.dimension === 'percent' ? 'reads 100 %' : 'is at its best';
      yield {
        span: metric.noData.span,
        message: message(`${quoted(metric.id, 40)} ${said} when the monitor is off`),
        fixes: fix === undefined ? [] : [fix],
      };
    }
  },
});
