// Objectives met: the share of objectives that were met.
// It must never count an objective whose verdict is not known.

import { defineMetric } from '../metric';

export const objectivesMet = defineMetric({
  id: 'objectives-met',
  title: 'Objectives met',
  family: 'composite',
  docs: 'Share of the named objectives that were met in the window.',
  formula: '100 % × met / (met + missed)',
  edges: 'Unknown members give bounds; members that do not apply leave both sides.',
  typical: '>= 95 %',
  source: 'outsourcing practice',
  result: 'composite',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [],
  parameters: [{ name: 'members', kind: 'members', docs: 'The objectives that are put together.', mandatory: true }],
  fold: { kind: 'composite', of: 'met' },
  aliases: ['objective attainment', 'sla attainment'],
  example: 'type: objectives-met\nmembers: [uptime, response]',
});
