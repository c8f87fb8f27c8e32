// Packet loss: lost over sent packets.
// It must never be a mean of ratios.

import { counters, events } from '../inputs';
import { defineMetric } from '../metric';

export const packetLoss = defineMetric({
  id: 'packet-loss',
  title: 'Packet loss',
  family: 'performance',
  docs: 'Share of sent packets that were lost, sum over sum.',
  formula: '100 % × Σ lost / Σ sent',
  edges: 'Rows with nothing sent are skipped.',
  typical: '<= 0.1 % a month',
  source: 'ITU-T Y.1540, IPLR',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'lower',
  inputs: [...counters, events],
  parameters: [],
  fold: { kind: 'counts', share: 'bad' },
  aliases: ['loss', 'frame loss'],
  example: 'type: packet-loss\ndata: quality',
});
