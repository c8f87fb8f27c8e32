// Error rate: the other side of request success.
// It must never be a mean of ratios.

import { counters, events, goodEvents } from '../inputs';
import { defineMetric } from '../metric';

export const errorRate = defineMetric({
  id: 'error-rate',
  title: 'Error rate',
  family: 'performance',
  docs: 'Share of requests that failed, over all requests of the window.',
  formula: '100 % × Σ bad / Σ total',
  edges: 'No request at all is no value.',
  typical: '<= 0.1 % a month',
  source: 'OpenSLO, occurrences',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'lower',
  inputs: [...counters, events, goodEvents],
  parameters: [],
  fold: { kind: 'counts', share: 'bad' },
  aliases: ['failure rate', 'error ratio'],
  example: 'type: error-rate\ndata: minutes',
});
