// Change failure rate: the share of changes that had to be mended.
// It must never count an incident that no change caused.

import { countersOf, eventsOf } from '../inputs';
import { defineMetric } from '../metric';

export const changeFailureRate = defineMetric({
  id: 'change-failure-rate',
  title: 'Change failure rate',
  family: 'reliability',
  docs: 'Share of the changes that failed in production and had to be mended or taken back.',
  formula: '100 % × failed changes / all changes',
  edges: 'A window in which nothing was counted is unknown; excluded records are dropped.',
  typical: '<= 15 %',
  source: 'DORA',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'lower',
  inputs: [eventsOf('a change', 'it went well'), ...countersOf('failed changes', 'changes')],
  parameters: [],
  fold: { kind: 'counts', share: 'bad' },
  aliases: ['failed deployments', 'deployment failure rate'],
  example: 'type: change-failure-rate\ndata: changes',
});
