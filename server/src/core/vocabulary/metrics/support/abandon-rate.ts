// Abandon rate: callers who gave up waiting.
// It must never be lowered by playing a message before the queue unseen.

import { callCounters, calls } from '../inputs-special';
import { defineMetric } from '../metric';

export const abandonRate = defineMetric({
  id: 'abandon-rate',
  title: 'Abandon rate',
  family: 'support',
  docs: 'Share of the offered calls that were given up; short ones may be left out.',
  formula: '100 % × (given up − short) / (answered + given up − short)',
  edges: 'A window without a call is unknown.',
  typical: '<= 5 %',
  source: 'contact centre practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'lower',
  inputs: [calls, callCounters],
  parameters: [
    {
      name: 'short',
      kind: 'duration',
      docs: 'Wait up to which a caller who gives up counts as one who dialled wrongly.',
    },
  ],
  valueUnit: 's',
  fold: { kind: 'calls', value: 'abandoned', share: 'bad' },
  aliases: ['abandonment rate', 'lost calls', 'hang-up rate'],
  example: 'type: abandon-rate\ndata: calls\nshort: 5 s',
});
