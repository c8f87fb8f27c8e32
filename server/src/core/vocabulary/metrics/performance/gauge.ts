// Gauge: a value that holds for a time, such as a temperature.
// It must never take more time for a value than its source states.

import { values } from '../inputs';
import { defineMetric } from '../metric';

export const gauge = defineMetric({
  id: 'gauge',
  title: 'Gauge',
  family: 'performance',
  docs: 'A measured value over time: each stands for the interval of its source, or until the next one.',
  formula: 'time-weighted statistic, or 100 % × time within the bounds / time with a value',
  edges:
    'A value holds for every where the source states it, else until the next record; time without a value is missing.',
  typical: 'cold store <= 8 °C for 99 %',
  source: 'monitoring practice',
  result: 'distribution',
  dimension: 'declared',
  unit: '',
  better: 'declared',
  inputs: [values],
  parameters: [],
  fold: { kind: 'levels', of: 'values' },
  aliases: ['temperature', 'level', 'pressure', 'humidity'],
  example: 'type: gauge\ndata: readings\nunit: °C\nbetter: lower\nstatistic: max',
});
