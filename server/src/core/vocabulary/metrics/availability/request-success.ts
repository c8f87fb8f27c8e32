// Request success: sum over sum, never a mean of ratios.
// It must never weigh a quiet minute like a busy one.

import { counters, events, goodEvents } from '../inputs';
import { defineMetric } from '../metric';

export const requestSuccess = defineMetric({
  id: 'request-success',
  title: 'Request success',
  family: 'availability',
  docs: 'Share of requests that succeeded, over all requests of the window; every request weighs the same.',
  formula: '100 % × (1 − Σ bad / Σ total)',
  edges: 'No request at all is no value.',
  typical: '>= 99.9 % a month',
  source: 'OpenSLO, occurrences',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [...counters, events, goodEvents],
  parameters: [],
  fold: { kind: 'counts', share: 'good' },
  aliases: ['success rate', 'good requests'],
  example: 'type: request-success\ndata: minutes',
});
