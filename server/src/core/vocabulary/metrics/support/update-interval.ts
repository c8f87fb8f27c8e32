// Update interval: how long a customer hears nothing while an incident is open.
// It must never end at an update that says nothing new unseen.

import { spanParameters, spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const updateInterval = defineMetric({
  id: 'update-interval',
  title: 'Update interval',
  family: 'support',
  docs: 'Time between two updates while an incident is open, one row a gap.',
  formula: 'next update − update, pauses taken out',
  edges: 'Open records are pending until they pass the bound, then missed; the window is that of the start.',
  typical: 'every gap within 1 h for P1',
  source: 'support terms of software vendors',
  result: 'distribution',
  dimension: 'duration',
  unit: 'h',
  better: 'lower',
  inputs: [
    spansFrom(
      'an update was given',
      'the next update came',
      ['updated_at', 'last_update'],
      ['next_update_at', 'next_update'],
    ),
  ],
  parameters: spanParameters,
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['status update frequency', 'communication interval'],
  example: 'type: update-interval\ndata: updates',
});
