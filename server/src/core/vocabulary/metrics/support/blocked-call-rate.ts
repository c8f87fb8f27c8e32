// Blocked call rate: the share of callers who heard the busy signal.
// It must never count callers who hung up, which is abandon-rate.

import { countersOf, eventsOf } from '../inputs';
import { defineMetric } from '../metric';

export const blockedCallRate = defineMetric({
  id: 'blocked-call-rate',
  title: 'Blocked call rate',
  family: 'support',
  docs: 'Share of the attempts that met a busy signal.',
  formula: '100 % × blocked / attempts',
  edges: 'A window in which nothing was counted is unknown; excluded records are dropped.',
  typical: '<= 1 %',
  source: 'Erlang B',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'lower',
  inputs: [eventsOf('an attempt', 'it got through'), ...countersOf('blocked attempts', 'attempts')],
  parameters: [],
  fold: { kind: 'counts', share: 'bad' },
  aliases: ['busy rate', 'grade of service'],
  example: 'type: blocked-call-rate\ndata: calls',
});
