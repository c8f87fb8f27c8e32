// First touch time of leads.
// It must never drop a lead because nobody touched it.

import { spanParameters, spans } from '../inputs';
import { defineMetric } from '../metric';

export const firstTouchTime = defineMetric({
  id: 'first-touch-time',
  title: 'First touch time',
  family: 'support',
  docs: 'Time from the qualification of a lead to the first personal touch.',
  formula: 'first touch − qualification, counted in opening hours',
  edges: 'Untouched leads are pending until they pass the bound, then missed.',
  typical: '90 % within 4 business hours',
  source: 'sales practice',
  result: 'distribution',
  dimension: 'duration',
  unit: 'h',
  better: 'lower',
  inputs: [spans],
  parameters: spanParameters,
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['speed to lead', 'lead response time'],
  example: 'type: first-touch-time\ndata: leads',
});
