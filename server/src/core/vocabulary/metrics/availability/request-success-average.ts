// Request success as a mean of ratios: every slice of time weighs the same.
// It must never be mixed with the sum over all requests, which request-success is.

import { counters, events } from '../inputs';
import { defineMetric } from '../metric';

export const requestSuccessAverage = defineMetric({
  id: 'request-success-average',
  title: 'Request success, mean of slices',
  family: 'availability',
  docs: 'Mean over slices of time of the share of requests that succeeded. A quiet slice weighs as much as a busy one.',
  formula: '100 % × (1 − mean over slices of bad / total)',
  edges: 'A slice without requests leaves, or counts as good: idle says which; a missing slice is missing data.',
  typical: '>= 99.9 % a month',
  source: 'Amazon S3; OpenSLO, ratio of time slices',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [...counters, events],
  parameters: [
    { name: 'slice', kind: 'duration', docs: 'Length of a slice of time, from the local hour on.', mandatory: true },
    {
      name: 'idle',
      kind: 'choice',
      values: ['skip', 'good'],
      docs: 'What a slice without any request is.',
      mandatory: true,
    },
  ],
  ambiguous: ['slice', 'idle'],
  fold: { kind: 'slices', value: 'mean' },
  aliases: ['average error rate', 'mean of ratios', 'success rate by slice'],
  example: 'type: request-success-average\ndata: minutes\nslice: 5 min\nidle: skip',
});
