// Escalation rate: the share of requests that the first line passed on.
// It must never be lowered by closing what should be passed on unseen.

import { countersOf, eventsOf } from '../inputs';
import { defineMetric } from '../metric';

export const escalationRate = defineMetric({
  id: 'escalation-rate',
  title: 'Escalation rate',
  family: 'support',
  docs: 'Share of the requests that were escalated.',
  formula: '100 % × escalated / all requests',
  edges: 'A window in which nothing was counted is unknown; excluded records are dropped.',
  typical: '<= 10 %',
  source: 'service desk practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'lower',
  inputs: [eventsOf('a request', 'it was not escalated'), ...countersOf('escalated requests', 'requests')],
  parameters: [],
  fold: { kind: 'counts', share: 'bad' },
  aliases: ['escalated tickets'],
  example: 'type: escalation-rate\ndata: tickets',
});
