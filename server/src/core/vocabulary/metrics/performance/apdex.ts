// Apdex: how many users are satisfied with the speed.
// It must never leave out a request without an answer: it frustrates.

import { values } from '../inputs';
import { defineMetric } from '../metric';

export const apdex = defineMetric({
  id: 'apdex',
  title: 'Apdex',
  family: 'performance',
  docs: 'Satisfied requests and half of the tolerable ones over all: satisfied within t, tolerable within four times t.',
  formula: '(requests within t + ½ × requests within 4 t) / requests',
  edges: 'The bounds themselves are within; a request without a value counts as frustrated.',
  typical: '>= 0.9',
  source: 'Apdex Alliance, technical specification 1.1',
  result: 'rate',
  dimension: 'number',
  unit: '',
  valueUnit: 'ms',
  better: 'higher',
  inputs: [values],
  parameters: [{ name: 't', kind: 'duration', docs: 'Time within which a user is satisfied.', mandatory: true }],
  fold: { kind: 'scores', value: 'apdex' },
  aliases: ['application performance index'],
  example: 'type: apdex\ndata: requests\nt: 500 ms',
});
