// Affected-weighted availability: availability by the share of the service that an outage hit.
// It must never count more than the whole service as down.

import { shareImpacts } from '../inputs-further';
import { defineMetric } from '../metric';

export const affectedWeightedAvailability = defineMetric({
  id: 'affected-weighted-availability',
  title: 'Affected-weighted availability',
  family: 'availability',
  docs: 'Share of the time in which the service was up, an outage counting by the share of customers or traffic that it hit.',
  formula: '100 % × (1 − Σ share affected × time / judged time)',
  edges: 'Overlapping outages add up to the whole at most; an empty weight means all; excluded time leaves both sides.',
  typical: '>= 99.99 %',
  source: 'network and chat service agreements',
  result: 'interval',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [shareImpacts],
  parameters: [],
  fold: { kind: 'impact', of: 'share' },
  aliases: ['weighted availability', 'customer-weighted availability'],
  example: 'type: affected-weighted-availability\ndata: outages',
});
