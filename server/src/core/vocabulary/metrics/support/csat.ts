// CSAT: the share of satisfied answers.
// It must never count a customer who did not answer.

import { eventsOf, values } from '../inputs';
import { defineMetric } from '../metric';

export const csat = defineMetric({
  id: 'csat',
  title: 'Customer satisfaction',
  family: 'support',
  docs: 'Share of the answers that are satisfied.',
  formula: '100 % × answers with a score of at least goodFrom / answers',
  edges: 'Rows without a score are no answers; a window without an answer is unknown.',
  typical: '>= 90 %',
  source: 'customer service practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  valueUnit: '',
  better: 'higher',
  inputs: [values, eventsOf('an answer', 'the customer is satisfied')],
  parameters: [{ name: 'goodFrom', kind: 'number', docs: 'Lowest score that is satisfied.', mandatory: 'values' }],
  fold: { kind: 'scores', value: 'satisfied' },
  aliases: ['customer satisfaction score', 'satisfaction rate'],
  example: 'type: csat\ndata: surveys\ngoodFrom: 4',
});
