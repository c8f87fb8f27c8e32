// Attempts within: records that were tried often enough in time.
// It must never count a record before its time is over.

import { attempts } from '../inputs-further';
import { defineMetric } from '../metric';

export const attemptsWithin = defineMetric({
  id: 'attempts-within',
  title: 'Attempts within a time',
  family: 'business',
  docs: 'Share of the records that were tried at least so many times within a time, or were closed before.',
  formula: '100 % × records with enough attempts, or closed, within the time / records whose time is over',
  edges: 'By the window of entry; records whose time is not over are pending.',
  typical: '95 % have 5 in 14 d',
  source: 'sales development practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [attempts],
  parameters: [
    { name: 'attempts', kind: 'number', docs: 'Attempts that are asked for.', mandatory: true },
    { name: 'within', kind: 'duration', docs: 'Time in which they have to be made.', mandatory: true },
  ],
  matures: 'within',
  fold: { kind: 'attempts' },
  aliases: ['touches within', 'contact attempts', 'cadence'],
  example: 'type: attempts-within\ndata: touches\nattempts: 5\nwithin: 14 d',
});
