// Availability: the share of judged time in which the service was up.
// It must never be computed from a mean of ratios, and excluded time leaves both sides.

import { counters, downtimeParameters, outages, probes } from '../inputs';
import { defineMetric } from '../metric';

export const availability = defineMetric({
  id: 'availability',
  title: 'Availability',
  family: 'availability',
  docs: 'Share of the judged time in which the service was up. Excluded time leaves both sides.',
  formula: '100 % × (judged time − down time) / judged time',
  edges:
    'Overlapping outages are one; an open outage is cut at the last instant of the data; missing data is neither up nor down.',
  typical: '>= 99.9 % a month',
  source: 'ISO/IEC 19086-1',
  result: 'interval',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [outages, probes, ...counters],
  parameters: downtimeParameters,
  fold: { kind: 'downtime', value: 'availability' },
  aliases: ['uptime', 'service availability'],
  example: 'type: availability\ndata: outages',
});
