// Consistency: the share of values that two systems hold alike.
// It must never compare what was read at different times unseen.

import { countersOf } from '../inputs';
import { defineMetric } from '../metric';

export const consistency = defineMetric({
  id: 'consistency',
  title: 'Consistency',
  family: 'data',
  docs: 'Share of the compared values that are equal in both systems.',
  formula: '100 % × Σ equal / Σ compared',
  edges: 'A window in which nothing was counted is unknown; excluded records are dropped.',
  typical: '>= 99.9 %',
  source: 'ISO/IEC 25012',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: countersOf('unequal values', 'compared values'),
  parameters: [],
  fold: { kind: 'counts', share: 'good' },
  aliases: ['reconciliation rate', 'matching rate'],
  example: 'type: consistency\ndata: comparisons',
});
