// All met: whether every objective of a list was met.
// It must never hold while one of them is not known.

import { defineMetric } from '../metric';

export const compositeAllMet = defineMetric({
  id: 'composite-all-met',
  title: 'All met',
  family: 'composite',
  docs: 'Whether all of the named objectives were met in the window.',
  formula: 'every member met',
  edges: 'One member missed is missed; else one unknown is unknown; members that do not apply leave the list.',
  typical: 'holds: true',
  source: 'public procurement practice',
  result: 'composite',
  dimension: 'boolean',
  unit: '',
  better: 'higher',
  inputs: [],
  parameters: [{ name: 'members', kind: 'members', docs: 'The objectives that are put together.', mandatory: true }],
  fold: { kind: 'composite', of: 'verdicts' },
  aliases: ['all of', 'overall compliance'],
  example: 'type: composite-all-met\nmembers: [uptime, response]',
});
