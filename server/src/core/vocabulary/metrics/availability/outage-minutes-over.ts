// Outage minutes over: the part of each outage behind a stated length.
// It must never begin anew at the edge of a window: an outage is long enough or not as a whole.

import { counters, downtimeParameters, outages, probes } from '../inputs';
import { defineMetric } from '../metric';

export const outageMinutesOver = defineMetric({
  id: 'outage-minutes-over',
  title: 'Outage time over a length',
  family: 'availability',
  docs: 'Time by which outages lasted longer than a stated length.',
  formula: 'Σ max(0, length of the outage − over), the part inside the window',
  edges:
    'An outage counts from the instant at which it has lasted so long outside of exclusions; what lies behind that instant is cut at the windows.',
  typical: '<= 30 min',
  source: 'storage and mail service agreements',
  result: 'interval',
  dimension: 'duration',
  unit: 'min',
  better: 'lower',
  inputs: [outages, probes, ...counters],
  parameters: [
    { name: 'over', kind: 'duration', docs: 'Length up to which an outage does not count.', mandatory: true },
    ...downtimeParameters,
  ],
  fold: { kind: 'downtime', value: 'beyond' },
  aliases: ['excess outage time', 'outage time beyond'],
  example: 'type: outage-minutes-over\ndata: outages\nover: 10 min',
});
