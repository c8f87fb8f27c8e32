// Durability: what was not lost of what was stored.
// It must never be proven by a window without a loss: eleven nines are no measurement.

import { losses } from '../inputs-further';
import { defineMetric } from '../metric';

export const durability = defineMetric({
  id: 'durability',
  title: 'Durability',
  family: 'data',
  docs: 'Share of the stored objects that were not lost.',
  formula: '100 % × (1 − Σ lost / mean of stored)',
  edges: 'Stored is a level, so its mean counts; a window that stored nothing is unknown.',
  typical: '99.999999999 % a year',
  source: 'object storage practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [losses],
  parameters: [],
  fold: { kind: 'counts', share: 'good', whole: 'mean' },
  aliases: ['object durability', 'data loss rate'],
  example: 'type: durability\ndata: storage',
});
