// Coverage ratio: covered among those in scope, as last reported.
// It must never add up reports: the last one of a window counts.

import { countersOf } from '../inputs';
import { defineMetric } from '../metric';

export const coverageRatio = defineMetric({
  id: 'coverage-ratio',
  title: 'Coverage ratio',
  family: 'data',
  docs: 'Share of those in scope that are covered, such as accounts with a second factor; the last report of a window counts.',
  formula: '100 % × last covered / last in scope',
  edges: 'A window without a report is unknown; of two reports at one instant the one with the lower share counts.',
  typical: '>= 98 %',
  source: 'security control practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: countersOf('not covered', 'in scope'),
  parameters: [],
  fold: { kind: 'latest' },
  aliases: ['mfa coverage', 'training rate', 'control coverage'],
  example: 'type: coverage-ratio\ndata: reports',
});
