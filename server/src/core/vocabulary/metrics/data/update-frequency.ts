// Update frequency: the share of due updates that came.
// It must never count one update for two due times.

import { scheduleParameter } from '../inputs-further';
import { moments } from '../inputs-special';
import { defineMetric } from '../metric';

export const updateFrequency = defineMetric({
  id: 'update-frequency',
  title: 'Update frequency',
  family: 'data',
  docs: 'Share of the due times at which an update came.',
  formula: '100 % × due times with an update within grace / due times',
  edges:
    'A due time in a skipped local hour moves to the next valid instant; one whose grace has not passed is pending.',
  typical: '>= 99 %',
  source: 'data contract practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [{ ...moments, nature: 'event' }],
  parameters: [
    scheduleParameter,
    {
      name: 'grace',
      kind: 'duration',
      docs: 'Time after the due time that still counts; by default until `by` of the schedule, or until the next interval.',
    },
  ],
  fold: { kind: 'slots' },
  aliases: ['refresh rate', 'update punctuality', 'delivery schedule'],
  example: 'type: update-frequency\ndata: loads\nschedule: { every: 1 d }',
});
