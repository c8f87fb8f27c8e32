// Average speed of answer: how long answered callers waited.
// It must never be read without the abandon rate: who gives up waits for nothing.

import { calls } from '../inputs-special';
import { defineMetric } from '../metric';

export const averageSpeedOfAnswer = defineMetric({
  id: 'average-speed-of-answer',
  title: 'Average speed of answer',
  family: 'support',
  docs: 'Mean wait of the calls that were answered. Calls that were given up are left out.',
  formula: 'Σ wait of answered calls / answered calls',
  edges: 'A window without an answered call is unknown.',
  typical: '<= 20 s',
  source: 'contact centre practice',
  result: 'distribution',
  dimension: 'duration',
  unit: 's',
  better: 'lower',
  inputs: [calls],
  parameters: [],
  statistic: 'mean',
  fold: { kind: 'values', isOfGood: true },
  aliases: ['asa', 'average wait time', 'mean time to answer'],
  example: 'type: average-speed-of-answer\ndata: calls',
});
