// Latency: how long requests take.
// It must never average percentiles.

import { values } from '../inputs';
import { defineMetric } from '../metric';

export const latency = defineMetric({
  id: 'latency',
  title: 'Latency',
  family: 'performance',
  docs: 'Time that a request takes, judged by a statistic such as p95, or by the share of requests within a bound.',
  formula: 'statistic of the values, or 100 % × values within the bound / values',
  edges: 'Percentiles interpolate between closest ranks (type 7, as R and numpy); a window without a value is unknown.',
  typical: 'p95 <= 300 ms, or 99 % within 500 ms',
  source: 'OpenSLO; Hyndman and Fan 1996',
  result: 'distribution',
  dimension: 'duration',
  unit: 'ms',
  better: 'lower',
  inputs: [values],
  parameters: [
    {
      name: 'timeouts',
      kind: 'choice',
      values: ['bad', 'skip'],
      docs: 'What a row without a value is when a share is judged.',
      default: 'bad',
    },
  ],
  fold: { kind: 'values' },
  aliases: ['response time', 'latency-percentile', 'latency-mean', 'latency-within', 'delay'],
  example: 'type: latency\ndata: requests\nstatistic: p95',
});
