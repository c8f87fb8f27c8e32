// Failover time: how long until the other side serves.
// It must never be taken from a plan.

import { spanParameters, spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const failoverTime = defineMetric({
  id: 'failover-time',
  title: 'Failover time',
  family: 'data',
  docs: 'Time from the failure of one side until the other serves.',
  formula: 'other side serves − side failed',
  edges: 'Open records are pending until they pass the bound, then missed; the window is that of the start.',
  typical: 'max <= 60 s',
  source: 'continuity practice',
  result: 'distribution',
  dimension: 'duration',
  unit: 's',
  better: 'lower',
  inputs: [
    spansFrom(
      'one side failed',
      'the other serves',
      ['failed_at', 'failure_at'],
      ['serving_at', 'switched_at', 'recovered_at'],
    ),
  ],
  parameters: spanParameters,
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['switchover time'],
  example: 'type: failover-time\ndata: failovers\nstatistic: max',
});
