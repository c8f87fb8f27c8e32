// Packet error ratio: errored among arrived packets.
// It must never count lost packets, which are packet-loss.

import { countersOf } from '../inputs';
import { defineMetric } from '../metric';

export const packetErrorRatio = defineMetric({
  id: 'packet-error-ratio',
  title: 'Packet error ratio',
  family: 'performance',
  docs: 'Share of the packets that arrived with errors.',
  formula: '100 % × Σ errored / (Σ errored + Σ correct)',
  edges: 'A window in which nothing was counted is unknown; excluded records are dropped.',
  typical: '<= 0.01 %',
  source: 'ITU-T Y.1540, IPER',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'lower',
  inputs: countersOf('errored packets', 'packets that arrived'),
  parameters: [],
  fold: { kind: 'counts', share: 'bad' },
  aliases: ['iper', 'errored packets'],
  example: 'type: packet-error-ratio\ndata: quality',
});
