// Incident count.
// It must never merge what was reported apart.

import { items } from '../inputs';
import { defineMetric } from '../metric';

export const incidentCount = defineMetric({
  id: 'incident-count',
  title: 'Incident count',
  family: 'reliability',
  docs: 'Number of incidents reported in the window.',
  formula: 'number of rows whose instant lies in the window',
  edges: 'None is 0, not missing.',
  typical: '<= 1 a month',
  source: 'service desk practice',
  result: 'count',
  dimension: 'count',
  unit: 'incidents',
  better: 'lower',
  inputs: [items],
  parameters: [],
  fold: { kind: 'items', value: 'count' },
  aliases: ['tickets', 'number of incidents'],
  example: 'type: incident-count\ndata: incidents',
});
