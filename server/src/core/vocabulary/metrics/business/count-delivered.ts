// Count delivered.
// It must never count a key twice.

import { items, totals } from '../inputs';
import { defineMetric } from '../metric';

export const countDelivered = defineMetric({
  id: 'count-delivered',
  title: 'Count delivered',
  family: 'business',
  docs: 'Number of items delivered in the window.',
  formula: 'number of rows (distinct keys where a key is mapped), or Σ total',
  edges: 'None is 0, not missing.',
  typical: '>= 100 leads a month',
  source: 'sales practice',
  result: 'count',
  dimension: 'count',
  unit: '',
  better: 'higher',
  inputs: [totals, items],
  parameters: [],
  fold: { kind: 'items', value: 'count' },
  aliases: ['volume', 'deliveries', 'leads'],
  example: 'type: count-delivered\ndata: leads',
});
