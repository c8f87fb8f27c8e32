// Freshness: how old the newest data is, at every moment.
// It must never let a late old row refresh anything.

import { arrivals, moments } from '../inputs-special';
import { defineMetric } from '../metric';

export const freshness = defineMetric({
  id: 'freshness',
  title: 'Freshness',
  family: 'data',
  docs: 'Age of the newest event that had arrived, as a function of time: it rises by a second a second and falls when something newer arrives. Judged by its highest, mean or last value, or by the share of time within a bound.',
  formula: 'age(t) = t − newest event that had arrived by t; share = time with age within the bound / judged time',
  edges: 'Time before the first arrival is missing; on a calendar age ticks in its hours only.',
  typical: 'max <= 26 h; or 99 % of the time <= 4 h',
  source: 'data contract practice',
  result: 'state',
  dimension: 'duration',
  unit: 'h',
  better: 'lower',
  inputs: [...arrivals, moments],
  parameters: [],
  fold: { kind: 'age' },
  aliases: ['data freshness', 'staleness', 'age of data', 'timeliness'],
  example: 'type: freshness\ndata: loads\nstatistic: max',
});
