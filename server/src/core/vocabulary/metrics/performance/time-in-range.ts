// Time in range: the share of time with a value between two bounds.
// It must never count time of which nobody knows the value.

import { values } from '../inputs';
import { defineMetric } from '../metric';

export const timeInRange = defineMetric({
  id: 'time-in-range',
  title: 'Time in range',
  family: 'performance',
  docs: 'Share of the time in which a value was in a range.',
  formula: '100 % × time with low <= value <= high / time with a value',
  edges: 'One of both bounds may be left out; the bounds themselves are in the range; time without a value is missing.',
  typical: '>= 99 %',
  source: 'cold chain and process control practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  valueUnit: '',
  better: 'higher',
  inputs: [values],
  parameters: [
    { name: 'low', kind: 'number', docs: 'Lowest value of the range.' },
    { name: 'high', kind: 'number', docs: 'Highest value of the range.' },
  ],
  fold: { kind: 'levels', of: 'values', share: 'range' },
  aliases: ['within range', 'compliance with range'],
  example: 'type: time-in-range\ndata: readings\nlow: 2\nhigh: 8',
});
