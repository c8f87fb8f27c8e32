// Mean time to detect.
// It must never repair a negative time.

import { spanParameters, spans } from '../inputs';
import { defineMetric } from '../metric';

export const mttd = defineMetric({
  id: 'mttd',
  title: 'Mean time to detect',
  family: 'reliability',
  docs: 'Mean time from the start of a failure to its detection.',
  formula: 'Σ (end − start) / failures of the window',
  edges: 'A detection before the estimated start is a bad row.',
  typical: '<= 5 min',
  source: 'incident management practice',
  result: 'distribution',
  dimension: 'duration',
  unit: 'min',
  better: 'lower',
  inputs: [spans],
  parameters: spanParameters,
  statistic: 'mean',
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['detection time'],
  example: 'type: mttd\ndata: incidents',
});
