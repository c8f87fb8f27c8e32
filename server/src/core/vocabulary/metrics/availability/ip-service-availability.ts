// Availability of an IP service: slices of time in which few enough packets were lost.
// It must never be read as time, and no slice without packets is called up.

import { countersOf } from '../inputs';
import { defineMetric } from '../metric';

export const ipServiceAvailability = defineMetric({
  id: 'ip-service-availability',
  title: 'IP service availability',
  family: 'availability',
  docs: 'Share of the slices of time in which the loss of packets stayed within a bound.',
  formula: '100 % × slices with lost / sent within the bound / judged slices',
  edges: 'A slice in which nothing was sent leaves; a missing slice is missing data.',
  typical: '>= 99.9 %',
  source: 'ITU-T Y.1540',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: countersOf('lost packets', 'sent packets'),
  parameters: [
    {
      name: 'lossAtMost',
      kind: 'percent',
      docs: 'Share of lost packets up to which a slice counts as available.',
      mandatory: true,
    },
    { name: 'slice', kind: 'duration', docs: 'Length of a slice of time.', default: '5 min' },
  ],
  ambiguous: ['lossAtMost'],
  fold: { kind: 'slices', value: 'share', share: 'good' },
  aliases: ['y.1540 availability', 'network availability'],
  example: 'type: ip-service-availability\ndata: quality\nlossAtMost: 20 %',
});
