// Probe availability: the share of probes that succeeded, each probe counting one.
// It must never be read as time: irregular probes weigh the hours in which there were many.

import { probes } from '../inputs';
import { defineMetric } from '../metric';

export const probeAvailability = defineMetric({
  id: 'probe-availability',
  title: 'Probe availability',
  family: 'availability',
  docs: 'Share of probes that succeeded. Every probe counts one, however long the time until the next.',
  formula: '100 % × successful probes / valid probes',
  edges: 'Probes inside an exclusion are dropped; a window without a probe is unknown.',
  typical: '>= 99.9 % a month',
  source: 'terms of status monitors',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [probes],
  parameters: [],
  fold: { kind: 'counts', share: 'good' },
  aliases: ['check success', 'probe success'],
  example: 'type: probe-availability\ndata: probes',
});
