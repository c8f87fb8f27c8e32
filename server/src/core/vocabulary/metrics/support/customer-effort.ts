// Customer effort: how hard customers found it.
// It must never be mixed with a score of which more is better.

import { values } from '../inputs';
import { defineMetric } from '../metric';

export const customerEffort = defineMetric({
  id: 'customer-effort',
  title: 'Customer effort',
  family: 'support',
  docs: 'Score that customers give to the effort they had, lower is better.',
  formula: 'statistic of the scores, or share of scores within the bound',
  edges: 'A window without an answer is unknown.',
  typical: 'mean <= 2.5',
  source: 'Harvard Business Review, 2010',
  result: 'distribution',
  dimension: 'number',
  unit: '',
  better: 'lower',
  inputs: [values],
  parameters: [],
  fold: { kind: 'values' },
  aliases: ['ces', 'customer effort score'],
  example: 'type: customer-effort\ndata: answers\nstatistic: mean',
});
