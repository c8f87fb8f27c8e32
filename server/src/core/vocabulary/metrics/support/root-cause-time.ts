// Root cause time: how long until the customer knows why it failed.
// It must never count a promise of a report as a report.

import { spanParameters, spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const rootCauseTime = defineMetric({
  id: 'root-cause-time',
  title: 'Root cause time',
  family: 'support',
  docs: 'Time from the end of an incident until the report of its root cause.',
  formula: 'report − service restored, counted in opening hours',
  edges:
    'A report that never came is open: pending until it passes the bound, then missed; the window is that of the end of the incident.',
  typical: '5 business days, for 95 %',
  source: 'support terms of software vendors',
  result: 'distribution',
  dimension: 'duration',
  unit: 'd',
  better: 'lower',
  inputs: [
    spansFrom(
      'the service was restored',
      'the report was handed over',
      ['restored_at', 'resolved_at'],
      ['reported_at', 'report_at', 'rca_at'],
    ),
  ],
  parameters: spanParameters,
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['rca time', 'root cause analysis', 'post-mortem'],
  example: 'type: root-cause-time\ndata: incidents',
});
