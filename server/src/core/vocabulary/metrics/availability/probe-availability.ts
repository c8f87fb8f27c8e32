// Probe availability: the share of probes that succeeded, each probe counting one.
// It must never be read as time: irregular probes weigh the hours in which there were many.

import { probes, quorum } from '../inputs';
import { defineMetric } from '../metric';

export const probeAvailability = defineMetric({
  id: 'probe-availability',
  title: 'Probe availability',
  family: 'availability',
  docs: 'Share of probes that succeeded. Every probe counts one, however long the time until the next; with a quorum, all locations together count one for each interval of the source.',
  formula: '100 % × successful probes / valid probes',
  edges:
    'Probes inside an exclusion are dropped; a window without a probe is unknown. With a quorum, an interval fails where at least that share of the locations that probed in it failed.',
  typical: '>= 99.9 % a month',
  source: 'terms of status monitors',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [probes],
  parameters: [quorum],
  fold: { kind: 'counts', share: 'good' },
  aliases: ['check success', 'probe success'],
  example: 'type: probe-availability\ndata: probes',
});
