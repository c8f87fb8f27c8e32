// Packet duplication: packets that arrived more than once.
// It must never count what an application sent twice.

import { countersOf } from '../inputs';
import { defineMetric } from '../metric';

export const packetDuplication = defineMetric({
  id: 'packet-duplication',
  title: 'Packet duplication',
  family: 'performance',
  docs: 'Share of the received packets that are further copies.',
  formula: '100 % × Σ further copies / Σ received',
  edges: 'A window in which nothing was counted is unknown; excluded records are dropped.',
  typical: '<= 0.01 %',
  source: 'RFC 5560',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'lower',
  inputs: countersOf('further copies', 'received packets'),
  parameters: [],
  fold: { kind: 'counts', share: 'bad' },
  aliases: ['duplicate packets', 'duplication ratio'],
  example: 'type: packet-duplication\ndata: quality',
});
