// Value delivered.
// It must never add amounts of two currencies.

import { valuedItems } from '../inputs';
import { defineMetric } from '../metric';

export const valueDelivered = defineMetric({
  id: 'value-delivered',
  title: 'Value delivered',
  family: 'business',
  docs: 'Sum of the values of the items delivered in the window.',
  formula: 'Σ value',
  edges: 'None is 0, not missing; the currency is stated by unit.',
  typical: '>= 200000 EUR a quarter',
  source: 'sales practice',
  result: 'total',
  dimension: 'money',
  unit: '',
  better: 'higher',
  inputs: [valuedItems],
  parameters: [],
  fold: { kind: 'items', value: 'sum' },
  aliases: ['revenue', 'pipeline'],
  example: 'type: value-delivered\ndata: deals\nunit: EUR',
});
