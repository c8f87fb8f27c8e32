// On time in full: what came in time and was all that was ordered.
// It must never count a part as a whole.

import { dueParameters, fullDues } from '../inputs-special';
import { defineMetric } from '../metric';

export const onTimeInFull = defineMetric({
  id: 'on-time-in-full',
  title: 'On time in full',
  family: 'business',
  docs: 'Share of the items due in the window that were delivered in time and in full.',
  formula: '100 % × delivered in time with good >= total / items due',
  edges:
    'What is not done and past its time is late; what is not due yet is pending; the window is that of the promised instant.',
  typical: '>= 92 %',
  source: 'logistics practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [fullDues],
  parameters: dueParameters,
  fold: { kind: 'dues', isInFull: true },
  aliases: ['otif', 'perfect order'],
  example: 'type: on-time-in-full\ndata: orders',
});
