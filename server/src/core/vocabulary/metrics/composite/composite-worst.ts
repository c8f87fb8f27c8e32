// Composite worst: the worst value of several metrics.
// It must never pick among values of two dimensions.

import { defineMetric } from '../metric';

export const compositeWorst = defineMetric({
  id: 'composite-worst',
  title: 'Worst of several',
  family: 'composite',
  docs: 'The worst value of several metrics that have one direction and one dimension.',
  formula: 'least of the values where higher is better, else the greatest',
  edges: 'A member without a value leaves it open, unless the worst known one breaks the bound.',
  typical: 'by agreement',
  source: 'multi-site contracts',
  result: 'composite',
  dimension: 'declared',
  unit: '',
  better: 'declared',
  inputs: [],
  parameters: [
    { name: 'members', kind: 'members', docs: 'The metrics or objectives of which the worst counts.', mandatory: true },
  ],
  fold: { kind: 'composite', of: 'worst' },
  aliases: ['weakest link', 'worst site'],
  example: 'type: composite-worst\nmembers: [uptime]\nunit: "%"\nbetter: higher',
});
