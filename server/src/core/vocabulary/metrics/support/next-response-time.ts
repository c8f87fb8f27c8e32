// Next response time: how long a further message of the customer waits.
// It must never begin anew while an older message still waits.

import { spanParameters, spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const nextResponseTime = defineMetric({
  id: 'next-response-time',
  title: 'Next response time',
  family: 'support',
  docs: 'Time from the oldest unanswered message of the customer to the next answer, one row a message.',
  formula: 'answer − oldest unanswered message, counted in opening hours',
  edges: 'Open records are pending until they pass the bound, then missed; the window is that of the start.',
  typical: '8 business hours, for 90 %',
  source: 'service desk practice',
  result: 'distribution',
  dimension: 'duration',
  unit: 'h',
  better: 'lower',
  inputs: [
    spansFrom(
      'the customer wrote',
      'the answer came',
      ['message_at', 'received_at', 'asked_at'],
      ['replied_at', 'answered_at'],
    ),
  ],
  parameters: spanParameters,
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['reply time', 'follow-up time'],
  example: 'type: next-response-time\ndata: messages',
});
