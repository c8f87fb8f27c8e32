// Maintenance notice: how long before planned work it is announced.
// It must never drop work that nobody announced: its notice is nought.

import { notices } from '../inputs-further';
import { defineMetric } from '../metric';

export const maintenanceNotice = defineMetric({
  id: 'maintenance-notice',
  title: 'Maintenance notice',
  family: 'availability',
  docs: 'Time between the announcement of planned work and its beginning, on a calendar where the objective names one.',
  formula: 'beginning of the work − announcement',
  edges:
    'Work without an announcement, or announced once it had begun, had a notice of 0; it belongs to the window in which it begins.',
  typical: '>= 5 business days, for all',
  source: 'managed service practice',
  result: 'distribution',
  dimension: 'duration',
  unit: 'd',
  better: 'higher',
  inputs: [notices],
  parameters: [],
  fold: { kind: 'spans', belongs: 'end' },
  aliases: ['advance notice', 'notice period'],
  example: 'type: maintenance-notice\ndata: maintenance\nstatistic: min',
});
