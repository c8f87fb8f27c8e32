// Order completeness: shipped over ordered.
// It must never count a substitute as what was ordered unseen.

import { countersOf } from '../inputs';
import { defineMetric } from '../metric';

export const orderCompleteness = defineMetric({
  id: 'order-completeness',
  title: 'Order completeness',
  family: 'business',
  docs: 'Share of what was ordered that was shipped, the fill rate.',
  formula: '100 % × Σ shipped / Σ ordered',
  edges: 'A window in which nothing was counted is unknown; excluded records are dropped.',
  typical: '>= 98 %',
  source: 'logistics practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: countersOf('missing pieces', 'ordered pieces'),
  parameters: [],
  fold: { kind: 'counts', share: 'good' },
  aliases: ['fill rate', 'order fill rate'],
  example: 'type: order-completeness\ndata: orders',
});
