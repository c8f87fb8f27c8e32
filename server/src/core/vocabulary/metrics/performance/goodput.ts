// Goodput: payload over the time that its transfer took.
// It must never count what was sent twice.

import { transfers } from '../inputs-further';
import { defineMetric } from '../metric';

export const goodput = defineMetric({
  id: 'goodput',
  title: 'Goodput',
  family: 'performance',
  docs: 'Payload of a transfer over the time that it took.',
  formula: '8 × payload / (end − start)',
  edges:
    'A transfer that runs is pending, in no number; one of no length is a bad row; it belongs to the window in which it starts.',
  typical: 'median >= 80 % of the rate of the line',
  source: 'RFC 2647',
  result: 'distribution',
  dimension: 'data-rate',
  unit: 'Mbit/s',
  better: 'higher',
  inputs: [transfers],
  parameters: [],
  fold: { kind: 'transfers' },
  aliases: ['transfer rate', 'effective throughput'],
  example: 'type: goodput\ndata: transfers\nstatistic: median',
});
