// Assignment time: how long a request waits for somebody to own it.
// It must never stop at a queue that nobody works.

import { spanParameters, spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const assignmentTime = defineMetric({
  id: 'assignment-time',
  title: 'Assignment time',
  family: 'support',
  docs: 'Time from the creation of a request until somebody is assigned.',
  formula: 'assignment − creation, counted in opening hours',
  edges: 'Open records are pending until they pass the bound, then missed; the window is that of the start.',
  typical: '30 min, for 95 %',
  source: 'service desk practice',
  result: 'distribution',
  dimension: 'duration',
  unit: 'min',
  better: 'lower',
  inputs: [
    spansFrom(
      'the request was created',
      'somebody was assigned',
      ['created_at', 'opened_at'],
      ['assigned_at', 'owned_at'],
    ),
  ],
  parameters: spanParameters,
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['time to assign', 'dispatch time'],
  example: 'type: assignment-time\ndata: tickets',
});
