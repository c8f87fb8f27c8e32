// Utilisation: how full a resource is.
// It must never average percentiles.

import { values } from '../inputs';
import { defineMetric } from '../metric';

export const utilisation = defineMetric({
  id: 'utilisation',
  title: 'Utilisation',
  family: 'performance',
  docs: 'How much of a resource is in use, as a share of it, one value a measurement.',
  formula: 'statistic of the values, or share of measurements within the bound',
  edges: 'A window without a value is unknown.',
  typical: 'p95 <= 80 %',
  source: 'capacity management practice',
  result: 'distribution',
  dimension: 'percent',
  unit: '%',
  better: 'lower',
  inputs: [values],
  parameters: [],
  fold: { kind: 'values' },
  aliases: ['load level', 'cpu usage', 'capacity used'],
  example: 'type: utilisation\ndata: usage\nstatistic: p95',
});
