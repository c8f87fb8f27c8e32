// Errored seconds: the share of available seconds with errors.
// It must never count seconds in which the line was not available.

import { countersOf } from '../inputs';
import { defineMetric } from '../metric';

export const erroredSeconds = defineMetric({
  id: 'errored-seconds',
  title: 'Errored seconds',
  family: 'performance',
  docs: 'Share of the available seconds in which the line had errors.',
  formula: '100 % × errored seconds / available seconds',
  edges: 'A second in which nothing was sent leaves; a missing second is missing data.',
  typical: '<= 4 %',
  source: 'ITU-T G.826',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'lower',
  inputs: countersOf('errored blocks', 'blocks'),
  parameters: [
    {
      name: 'downWhen',
      kind: 'expression',
      docs: 'When a second counts as errored, over good, bad and total.',
      mandatory: true,
    },
    { name: 'slice', kind: 'duration', docs: 'Length of a slice of time.', default: '1 s' },
  ],
  fold: { kind: 'slices', value: 'share', share: 'bad' },
  aliases: ['es', 'error seconds'],
  example: 'type: errored-seconds\ndata: line\ndownWhen: bad > 0',
});
