// First response time of a service desk.
// It must never count an automatic answer as a human one unseen.

import { spanParameters, spans } from '../inputs';
import { defineMetric } from '../metric';

export const firstResponseTime = defineMetric({
  id: 'first-response-time',
  title: 'First response time',
  family: 'support',
  docs: 'Time from the creation of a request to the first answer, on the calendar of the objective.',
  formula: 'first answer − creation, counted in opening hours',
  edges:
    'Unanswered requests are pending until they pass the bound, then missed; a start outside the hours ticks from the next opening.',
  typical: 'P1 within 15 min, P3 within 4 business hours, for 95 %',
  source: 'service desk practice',
  result: 'distribution',
  dimension: 'duration',
  unit: 'h',
  better: 'lower',
  inputs: [spans],
  parameters: [
    ...spanParameters,
    {
      name: 'countsAs',
      kind: 'choice',
      values: ['human', 'any'],
      docs: 'Whether automatic answers count; the mapped column decides.',
      default: 'human',
    },
  ],
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['response time', 'reaction time', 'initial response'],
  example: 'type: first-response-time\ndata: tickets',
});
