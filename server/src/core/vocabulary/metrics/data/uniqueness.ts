// Uniqueness: different keys among all rows.
// It must never be estimated: keys are counted or the answer is refused.

import { keyedItems } from '../inputs-further';
import { defineMetric } from '../metric';

export const uniqueness = defineMetric({
  id: 'uniqueness',
  title: 'Uniqueness',
  family: 'data',
  docs: 'Share of the rows that are no second ones of their key.',
  formula: '100 % × different keys / rows',
  edges: 'Each window by itself; more than a million different keys are refused.',
  typical: '100 %',
  source: 'ISO/IEC 25012',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [keyedItems('What has to be different in every row.', [])],
  parameters: [],
  fold: { kind: 'distinct' },
  aliases: ['duplicate rate', 'distinctness'],
  example: 'type: uniqueness\ndata: rows',
});
