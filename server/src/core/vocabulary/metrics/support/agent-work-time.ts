// Agent work time: how long the desk had the request in its hands.
// It must never count the time on hold or with the customer.

import { spanParameters, spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const agentWorkTime = defineMetric({
  id: 'agent-work-time',
  title: 'Agent work time',
  family: 'support',
  docs: 'Time that a request spends new or open. Time on hold or pending is a pause.',
  formula: 'end − start − pauses, counted in opening hours',
  edges: 'Open records are pending until they pass the bound, then missed; the window is that of the start.',
  typical: '8 business hours, for 90 %',
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
  aliases: ['handling time of requests', 'work time'],
  example: 'type: agent-work-time\ndata: tickets',
});
