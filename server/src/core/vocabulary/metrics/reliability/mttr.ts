// Mean time to restore.
// It must never cut a failure at the edge of a window.

import { outages } from '../inputs';
import { defineMetric } from '../metric';

export const mttr = defineMetric({
  id: 'mttr',
  title: 'Mean time to restore',
  family: 'reliability',
  docs: 'Mean length of the failures that ended in the window; overlapping rows are one failure.',
  formula: 'Σ (end − start, clock stopped in exclusions) / failures that ended in the window',
  edges:
    'A repair wholly excluded leaves; open failures are listed and make the window provisional once they are older than the mean.',
  typical: '<= 4 h a quarter',
  source: 'ISO 14224',
  result: 'distribution',
  dimension: 'duration',
  unit: 'h',
  better: 'lower',
  inputs: [outages],
  parameters: [
    {
      name: 'clock',
      kind: 'choice',
      values: ['respond', 'repair', 'restore', 'resolve'],
      docs: 'Which event stops the clock; the mapped columns decide.',
    },
    { name: 'mergeGap', kind: 'duration', docs: 'Outages that follow within this time are one.', default: '0 s' },
    { name: 'minimumLength', kind: 'duration', docs: 'Outages shorter than this do not count.', default: '0 s' },
  ],
  statistic: 'mean',
  ambiguous: ['clock'],
  fold: { kind: 'repairs' },
  aliases: ['mean time to repair', 'mean time to recovery', 'mean time to resolve'],
  example: 'type: mttr\nclock: restore\ndata: outages',
});
