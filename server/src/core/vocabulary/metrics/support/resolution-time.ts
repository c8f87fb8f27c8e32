// Resolution time of a service desk.
// It must never subtract a pause that lies outside the opening hours.

import { spanParameters, spans } from '../inputs';
import { defineMetric } from '../metric';

export const resolutionTime = defineMetric({
  id: 'resolution-time',
  title: 'Resolution time',
  family: 'support',
  docs: 'Time from the creation of a request to its resolution, on the calendar of the objective, pauses taken out.',
  formula: 'resolution − creation − pauses, counted in opening hours',
  edges: 'Unresolved requests are pending until they pass the bound, then missed.',
  typical: 'P2 within 8 business hours, for 90 %',
  source: 'service desk practice',
  result: 'distribution',
  dimension: 'duration',
  unit: 'h',
  better: 'lower',
  inputs: [spans],
  parameters: [
    ...spanParameters,
    {
      name: 'resolvedMeans',
      kind: 'choice',
      values: ['workaround', 'fixed', 'confirmed'],
      docs: 'What ends a request; the mapped column decides.',
    },
  ],
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['time to resolution', 'fix time', 'solve time'],
  example: 'type: resolution-time\ndata: tickets',
});
