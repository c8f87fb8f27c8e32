// Mean time to acknowledge.
// It must never drop alerts that nobody acknowledged.

import { spanParameters, spans } from '../inputs';
import { defineMetric } from '../metric';

export const mtta = defineMetric({
  id: 'mtta',
  title: 'Mean time to acknowledge',
  family: 'reliability',
  docs: 'Mean time from the alert to its acknowledgement.',
  formula: 'Σ (end − start) / alerts of the window',
  edges: 'An alert that nobody acknowledged enters with its age.',
  typical: '<= 15 min',
  source: 'incident management practice',
  result: 'distribution',
  dimension: 'duration',
  unit: 'min',
  better: 'lower',
  inputs: [spans],
  parameters: spanParameters,
  statistic: 'mean',
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['acknowledgement time'],
  example: 'type: mtta\ndata: alerts',
});
