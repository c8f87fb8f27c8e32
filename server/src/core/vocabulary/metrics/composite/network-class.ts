// Network class: delay, jitter, loss and errors within the limits of a class.
// It must never hold while one of the limits has no value.

import { defineMetric } from '../metric';

export const networkClass = defineMetric({
  id: 'network-class',
  title: 'Network class',
  family: 'composite',
  docs: 'Whether delay, delay variation, loss and errors all keep the limits of a class of service.',
  formula: 'all limits of the class kept: mean delay, jitter by y1540-ipdv, packet loss, packet errors',
  edges:
    'A limit of the class without a member is not judged; a member without a value leaves it open, unless another one breaks the class.',
  typical: 'class 0',
  source: 'ITU-T Y.1541',
  result: 'composite',
  dimension: 'boolean',
  unit: '',
  better: 'higher',
  inputs: [],
  parameters: [
    { name: 'members', kind: 'members', docs: 'The metrics of delay, jitter, loss and errors.', mandatory: true },
    {
      name: 'class',
      kind: 'choice',
      values: ['0', '1', '2', '3', '4', '5'],
      docs: 'The class of service.',
      mandatory: true,
    },
  ],
  fold: { kind: 'composite', of: 'class' },
  aliases: ['quality of service class', 'y.1541 class'],
  example: 'type: network-class\nmembers: [delay, loss]\nclass: "0"',
});
