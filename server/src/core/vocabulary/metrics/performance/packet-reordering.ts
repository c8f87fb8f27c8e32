// Packet reordering: packets that arrived behind later ones.
// It must never count lost packets.

import { countersOf } from '../inputs';
import { defineMetric } from '../metric';

export const packetReordering = defineMetric({
  id: 'packet-reordering',
  title: 'Packet reordering',
  family: 'performance',
  docs: 'Share of the received packets that arrived out of order.',
  formula: '100 % × Σ reordered / Σ received',
  edges: 'A window in which nothing was counted is unknown; excluded records are dropped.',
  typical: '<= 0.01 %',
  source: 'RFC 4737',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'lower',
  inputs: countersOf('reordered packets', 'received packets'),
  parameters: [],
  fold: { kind: 'counts', share: 'bad' },
  aliases: ['out of order packets', 'reordering ratio'],
  example: 'type: packet-reordering\ndata: quality',
});
