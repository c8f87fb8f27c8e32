// Transfer rate: the share of answered calls that were passed on.
// It must never count a call that came back by itself.

import { countersOf, eventsOf } from '../inputs';
import { defineMetric } from '../metric';

export const transferRate = defineMetric({
  id: 'transfer-rate',
  title: 'Transfer rate',
  family: 'support',
  docs: 'Share of the answered calls that were transferred.',
  formula: '100 % × transferred / answered',
  edges: 'A window in which nothing was counted is unknown; excluded records are dropped.',
  typical: '<= 15 %',
  source: 'contact centre practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'lower',
  inputs: [
    eventsOf('an answered call', 'it was not transferred'),
    ...countersOf('transferred calls', 'answered calls'),
  ],
  parameters: [],
  fold: { kind: 'counts', share: 'bad' },
  aliases: ['transferred calls'],
  example: 'type: transfer-rate\ndata: calls',
});
