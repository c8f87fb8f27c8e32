// On-time delivery: what was promised for a day and came in time.
// It must never move an item to the window in which it came.

import { dueParameters, dues } from '../inputs-special';
import { defineMetric } from '../metric';

export const onTimeDelivery = defineMetric({
  id: 'on-time-delivery',
  title: 'On-time delivery',
  family: 'business',
  docs: 'Share of the items due in the window that were delivered in time.',
  formula: '100 % × delivered by the promised instant + grace / items due',
  edges:
    'What is not done and past its time is late; what is not due yet is pending; the window is that of the promised instant.',
  typical: '>= 95 %',
  source: 'logistics practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [dues],
  parameters: dueParameters,
  fold: { kind: 'dues' },
  aliases: ['punctuality', 'on-time performance', 'delivery reliability', 'otd'],
  example: 'type: on-time-delivery\ndata: orders',
});
