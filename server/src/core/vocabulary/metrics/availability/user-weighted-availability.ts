// User-weighted availability: availability by how many users an outage hit.
// It must never count more users as hit than there are.

import { userImpacts } from '../inputs-further';
import { defineMetric } from '../metric';

export const userWeightedAvailability = defineMetric({
  id: 'user-weighted-availability',
  title: 'User-weighted availability',
  family: 'availability',
  docs: 'Share of the user time in which the service was up: an outage weighs as much as it hits of all users.',
  formula: '100 % × (1 − Σ users affected × time / Σ users × judged time)',
  edges: 'Overlapping outages add up to all users at most; an empty weight means all; excluded time leaves both sides.',
  typical: '>= 99.9 %',
  source: 'online service agreements of office suites',
  result: 'interval',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [userImpacts],
  parameters: [
    {
      name: 'users',
      kind: 'text',
      docs: 'Number of users, or the id of a data source that tells it over time (at, value).',
      mandatory: true,
    },
  ],
  fold: { kind: 'impact', of: 'users' },
  aliases: ['user minutes', 'user-weighted uptime'],
  example: 'type: user-weighted-availability\ndata: outages\nusers: 1200',
});
