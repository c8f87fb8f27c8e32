// Time of availability: the share of days on which data was there in time.
// It must never excuse a day without data.

import { scheduleParameter } from '../inputs-further';
import { moments } from '../inputs-special';
import { defineMetric } from '../metric';

export const timeOfAvailability = defineMetric({
  id: 'time-of-availability',
  title: 'Time of availability',
  family: 'data',
  docs: 'Share of the days on which the first arrival came by a time of day.',
  formula: '100 % × days with an arrival by the time / days of the calendar',
  edges:
    'A day without an arrival is late once the time has passed; days on which the calendar is closed are not judged.',
  typical: '95 % by 07:00',
  source: 'open data contract standard',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [{ ...moments, nature: 'event' }],
  parameters: [scheduleParameter],
  fold: { kind: 'slots' },
  aliases: ['available by', 'data ready by', 'daily deadline'],
  example: 'type: time-of-availability\ndata: loads\nschedule: { by: "07:00" }',
});
