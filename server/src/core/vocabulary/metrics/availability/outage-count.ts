// Outage count: how often the service failed.
// It must never count one failure twice, whatever the number of rows that report it.

import { counters, downtimeParameters, outages, probes } from '../inputs';
import { defineMetric } from '../metric';

export const outageCount = defineMetric({
  id: 'outage-count',
  title: 'Outage count',
  family: 'availability',
  docs: 'Number of outages that began in the window; overlapping ones are one.',
  formula: 'number of merged outages whose start lies in the window',
  edges: 'An outage that begins inside an exclusion is none.',
  typical: '<= 2 a month',
  source: 'telecommunication clauses',
  result: 'interval',
  dimension: 'count',
  unit: 'outages',
  better: 'lower',
  inputs: [outages, probes, ...counters],
  parameters: downtimeParameters,
  fold: { kind: 'downtime', value: 'outages' },
  aliases: ['number of outages', 'incidents'],
  example: 'type: outage-count\ndata: outages',
});
