// Requester wait time: how long the customer waits for the desk.
// It must never count the time in which the desk waits for the customer.

import { spanParameters, spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const requesterWaitTime = defineMetric({
  id: 'requester-wait-time',
  title: 'Requester wait time',
  family: 'support',
  docs: 'Time that a request spends new, open or on hold: the customer waits. Time pending with the customer is a pause.',
  formula: 'end − start − pauses, counted in opening hours',
  edges: 'Open records are pending until they pass the bound, then missed; the window is that of the start.',
  typical: '16 business hours, for 90 %',
  source: 'service desk practice',
  result: 'distribution',
  dimension: 'duration',
  unit: 'h',
  better: 'lower',
  inputs: [
    spansFrom('the request was created', 'it was solved', ['created_at', 'opened_at'], ['solved_at', 'resolved_at']),
  ],
  parameters: spanParameters,
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['customer wait time', 'waiting time'],
  example: 'type: requester-wait-time\ndata: tickets',
});
