// Throughput: amount per time.
// It must never blame an idle hour: a condition says when load was offered.

import { counters, items, totals } from '../inputs';
import { defineMetric } from '../metric';

export const throughput = defineMetric({
  id: 'throughput',
  title: 'Throughput',
  family: 'performance',
  docs: 'Amount handled per time.',
  formula: 'Σ total / (records × interval of the source); of single items: rows / judged time',
  edges: 'A window without a record is unknown.',
  typical: '>= 500 requests/s when offered',
  source: 'SPEC',
  result: 'rate',
  dimension: 'rate',
  unit: '/s',
  better: 'higher',
  inputs: [...counters, totals, items],
  parameters: [],
  fold: { kind: 'throughput' },
  aliases: ['load', 'requests per second', 'transaction rate'],
  example: 'type: throughput\ndata: minutes',
});
