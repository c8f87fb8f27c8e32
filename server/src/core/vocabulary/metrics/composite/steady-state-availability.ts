// Steady-state availability: what mean times between failures and to restore come to.
// It must never be taken for measured availability.

import { defineMetric } from '../metric';

export const steadyStateAvailability = defineMetric({
  id: 'steady-state-availability',
  title: 'Steady-state availability',
  family: 'composite',
  docs: 'Availability in the long run, from a mean time between failures and a mean time to restore.',
  formula: '100 % × MTBF / (MTBF + MTTR)',
  edges: 'Without a failure or a repair it has no value; it tells whether the promises fit together.',
  typical: 'consistency only',
  source: 'IEC 61703',
  result: 'composite',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [],
  parameters: [
    { name: 'members', kind: 'members', docs: 'A metric of type mtbf and one of type mttr.', mandatory: true },
  ],
  fold: { kind: 'composite', of: 'steady' },
  aliases: ['inherent availability', 'asymptotic availability'],
  example: 'type: steady-state-availability\nmembers: [failures, repairs]',
});
