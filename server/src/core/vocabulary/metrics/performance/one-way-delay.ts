// One-way delay of packets.
// It must never be mixed with the round trip.

import { delays } from '../inputs';
import { defineMetric } from '../metric';

export const oneWayDelay = defineMetric({
  id: 'one-way-delay',
  title: 'One-way delay',
  family: 'performance',
  docs: 'Time that a packet takes from one end to the other; both clocks have to agree.',
  formula: 'statistic of the values, or share within the bound',
  edges:
    'A delay below zero is a bad row; a window without a value is unknown; a weighted mean is Σ weight × value / Σ weight.',
  typical: 'mean <= 45 ms',
  source: 'ITU-T Y.1540, IPTD',
  result: 'distribution',
  dimension: 'duration',
  unit: 'ms',
  better: 'lower',
  inputs: [delays],
  parameters: [{ name: 'clocks', kind: 'text', docs: 'How the clocks of both ends are synchronised.' }],
  fold: { kind: 'values' },
  aliases: ['frame delay', 'transfer delay'],
  example: 'type: one-way-delay\ndata: quality\nstatistic: mean',
});
