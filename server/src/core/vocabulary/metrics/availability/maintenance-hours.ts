// Maintenance hours: time of announced planned work.
// It must never be lowered by the exclusion that the same work is.

import { works } from '../inputs-further';
import { defineMetric } from '../metric';

export const maintenanceHours = defineMetric({
  id: 'maintenance-hours',
  title: 'Maintenance hours',
  family: 'availability',
  docs: 'Time taken by planned work, whatever the agreement excludes.',
  formula: 'length of the union of the announced work in the window',
  edges: 'Where announcements are mapped, work that was not announced before it began does not count; none is 0 h.',
  typical: '<= 10 h a year',
  source: 'chat service agreements',
  result: 'interval',
  dimension: 'duration',
  unit: 'h',
  better: 'lower',
  inputs: [works],
  parameters: [
    {
      name: 'mergeGap',
      kind: 'duration',
      docs: 'Pieces of work that follow within this time are one, and the gap counts.',
      default: '0 s',
    },
  ],
  fold: { kind: 'downtime', value: 'work' },
  aliases: ['planned downtime', 'maintenance time'],
  example: 'type: maintenance-hours\ndata: maintenance',
});
