// Availability by intervals: the share of slices of time that were up.
// It must never be read as time: a slice that is down for a moment counts as down.

import { counters, events } from '../inputs';
import { defineMetric } from '../metric';

export const intervalAvailability = defineMetric({
  id: 'interval-availability',
  title: 'Availability of intervals',
  family: 'availability',
  docs: 'Share of the judged slices of time that were up; each slice counts one.',
  formula: '100 % × (judged slices − down slices) / judged slices',
  edges: 'A slice without requests leaves, or is up or down: idle says which; a missing slice is missing data.',
  typical: '>= 99.95 %',
  source: 'terms of hosting providers (5 minutes)',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [...counters, events],
  parameters: [
    {
      name: 'downWhen',
      kind: 'expression',
      docs: 'When a slice of time counts as down, over good, bad and total.',
      mandatory: true,
    },
    { name: 'slice', kind: 'duration', docs: 'Length of a slice of time; default is the interval of the source.' },
    {
      name: 'idle',
      kind: 'choice',
      values: ['skip', 'up', 'down'],
      docs: 'What a slice without any request is.',
      default: 'skip',
    },
  ],
  fold: { kind: 'slices', value: 'share', share: 'good' },
  aliases: ['uptime by slice', 'available intervals'],
  example: 'type: interval-availability\ndata: minutes\ndownWhen: bad / total > 5 %\nslice: 5 min',
});
