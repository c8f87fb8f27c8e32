// Downtime: the time in which the service was down.
// It must never count excluded time.

import { counters, downtimeParameters, outages, probes } from '../inputs';
import { defineMetric } from '../metric';

export const downtime = defineMetric({
  id: 'downtime',
  title: 'Downtime',
  family: 'availability',
  docs: 'Time in which the service was down.',
  formula: 'down time inside the judged time',
  edges: 'None is 0 min, not missing.',
  typical: '<= 43 min a month',
  source: 'telecommunication clauses',
  result: 'interval',
  dimension: 'duration',
  unit: 'min',
  better: 'lower',
  inputs: [outages, probes, ...counters],
  parameters: downtimeParameters,
  fold: { kind: 'downtime', value: 'downtime' },
  aliases: ['outage time'],
  example: 'type: downtime\ndata: outages',
});
