// Availability of a whole made of parts.
// It must never call up what nobody knows: time of which a member says nothing counts only where the others decide.

import { defineMetric } from '../metric';

export const compositeAvailability = defineMetric({
  id: 'composite-availability',
  title: 'Composite availability',
  family: 'composite',
  docs: 'Availability of several metrics together: all of them have to be up, one of them, or so many of them.',
  formula:
    'overlap: 100 % × (1 − time with too few members up / judged time); product: chance that enough independent members are up',
  edges:
    'Where all members tell when they were down, their time is laid over each other; else their values are multiplied, which assumes that none depends on another. A member without a value gives bounds.',
  typical: '>= 99.9 %',
  source: 'reliability block diagrams, IEC 61078',
  result: 'composite',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [],
  parameters: [
    { name: 'members', kind: 'members', docs: 'The metrics or objectives that are put together.', mandatory: true },
    {
      name: 'topology',
      kind: 'choice',
      values: ['serial', 'parallel', 'k-of-n'],
      docs: 'Whether all members have to be up, one of them, or k of them.',
      mandatory: true,
    },
    { name: 'k', kind: 'number', docs: 'How many members have to be up, with topology k-of-n.' },
    {
      name: 'method',
      kind: 'choice',
      values: ['overlap', 'product'],
      docs: 'Whether the down times are laid over each other, or values are multiplied as if independent; default is overlap where it can be had.',
    },
  ],
  fold: { kind: 'composite', of: 'availability' },
  aliases: ['end-to-end availability', 'service chain availability', 'system availability'],
  example: 'type: composite-availability\nmembers: [uptime]\ntopology: serial',
});
