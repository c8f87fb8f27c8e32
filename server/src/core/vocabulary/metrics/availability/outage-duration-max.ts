// Outage duration max: the longest outage.
// It must never cut an outage at the edge of a window: it is as long as it was.

import { counters, downtimeParameters, outages, probes } from '../inputs';
import { defineMetric } from '../metric';

export const outageDurationMax = defineMetric({
  id: 'outage-duration-max',
  title: 'Longest outage',
  family: 'availability',
  docs: 'Length of the longest outage that touches the window.',
  formula: 'max(length of a merged outage outside of exclusions)',
  edges:
    'An outage counts with its whole length in each window that it touches; none is 0 min; one that lasts is cut at the last known instant.',
  typical: '<= 4 h',
  source: 'Kerala IT mission service agreements',
  result: 'interval',
  dimension: 'duration',
  unit: 'min',
  better: 'lower',
  inputs: [outages, probes, ...counters],
  parameters: downtimeParameters,
  fold: { kind: 'downtime', value: 'longest' },
  aliases: ['longest outage', 'maximum outage duration'],
  example: 'type: outage-duration-max\ndata: outages',
});
