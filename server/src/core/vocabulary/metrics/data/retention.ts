// Retention: how far back the records reach.
// It must never be read from a promise: a check has to have found the oldest record.

import { oldestRecords } from '../inputs-further';
import { defineMetric } from '../metric';

export const retention = defineMetric({
  id: 'retention',
  title: 'Retention',
  family: 'data',
  docs: 'Age of the oldest record that the last check of the window found.',
  formula: 'instant of the last check − instant of the oldest record that it found',
  edges: 'A window without a check is unknown.',
  typical: '365 d to 400 d',
  source: 'records management; a law may set the highest',
  result: 'state',
  dimension: 'duration',
  unit: 'd',
  better: 'higher',
  statistic: 'last',
  inputs: oldestRecords,
  parameters: [],
  fold: { kind: 'lags' },
  aliases: ['data retention', 'history depth'],
  example: 'type: retention\ndata: checks',
});
