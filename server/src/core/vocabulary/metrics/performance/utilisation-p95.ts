// The 95th percentile of a line as burst billing takes it.
// It must never be read as a mean, and never be averaged over months.

import { rates } from '../inputs-special';
import { defineMetric } from '../metric';

export const utilisationP95 = defineMetric({
  id: 'utilisation-p95',
  title: 'Utilisation, 95th percentile',
  family: 'performance',
  docs: 'Rate that the line exceeds in five percent of the slices; the higher of both directions.',
  formula: 'slices sorted by rate, the top 5 % thrown away: the highest that is left',
  edges: 'A missing slice is missing data; with noData: good it counts as idle.',
  typical: '<= the committed rate',
  source: 'burst billing practice',
  result: 'rate',
  dimension: 'data-rate',
  unit: 'Mbit/s',
  better: 'lower',
  inputs: rates,
  parameters: [
    {
      name: 'method',
      kind: 'choice',
      values: ['discard-top', 'interpolated'],
      docs: 'Whether the top slices are thrown away, as bills do, or the percentile is interpolated.',
      default: 'discard-top',
    },
    {
      name: 'direction',
      kind: 'choice',
      values: ['each', 'higher-sample', 'sum'],
      docs: 'Whether each direction has its percentile and the higher one counts, or samples are joined first.',
      default: 'each',
    },
    { name: 'slice', kind: 'duration', docs: 'Length of the slices that are averaged.', default: '5 min' },
  ],
  fold: { kind: 'utilisation' },
  aliases: ['95th percentile billing', 'burstable bandwidth', 'p95 billing'],
  example: 'type: utilisation-p95\ndata: line',
});
