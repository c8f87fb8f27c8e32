// Packet delivery: received over sent packets.
// It must never be a mean of ratios.

import { counters, events } from '../inputs';
import { defineMetric } from '../metric';

export const packetDelivery = defineMetric({
  id: 'packet-delivery',
  title: 'Packet delivery',
  family: 'performance',
  docs: 'Share of sent packets that arrived, sum over sum.',
  formula: '100 % × Σ received / Σ sent',
  edges: 'Rows with nothing sent are skipped.',
  typical: '>= 99.9 % a month',
  source: 'ITU-T Y.1540',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [...counters, events],
  parameters: [],
  fold: { kind: 'counts', share: 'good' },
  aliases: ['delivery ratio'],
  example: 'type: packet-delivery\ndata: quality',
});
