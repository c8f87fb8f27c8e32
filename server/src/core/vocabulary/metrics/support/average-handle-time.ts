// Average handle time: talk, hold and wrap-up of a call.
// It must never be taken for quality: a short call may have helped nobody.

import { values } from '../inputs';
import { defineMetric } from '../metric';

export const averageHandleTime = defineMetric({
  id: 'average-handle-time',
  title: 'Average handle time',
  family: 'support',
  docs: 'Mean time that a call takes from its answer to the end of the work on it.',
  formula: 'Σ handle time / calls',
  edges: 'A window without a call is unknown.',
  typical: 'by agreement',
  source: 'contact centre practice',
  result: 'distribution',
  dimension: 'duration',
  unit: 's',
  better: 'declared',
  inputs: [values],
  parameters: [],
  statistic: 'mean',
  fold: { kind: 'values' },
  aliases: ['aht', 'talk time'],
  example: 'type: average-handle-time\nbetter: lower\ndata: calls',
});
