// Change lead time: from commit to production.
// It must never leave out the changes that wait for a release.

import { spanParameters, spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const changeLeadTime = defineMetric({
  id: 'change-lead-time',
  title: 'Change lead time',
  family: 'reliability',
  docs: 'Time from the commit of a change until it runs in production.',
  formula: 'in production − committed',
  edges:
    'The window is that of the end; an open record stands in the window of the last instant of the data, pending until it passes the bound.',
  typical: 'median <= 1 d',
  source: 'DORA',
  result: 'distribution',
  dimension: 'duration',
  unit: 'h',
  better: 'lower',
  inputs: [
    spansFrom(
      'the change was committed',
      'it runs in production',
      ['committed_at', 'merged_at', 'commit'],
      ['deployed_at', 'released_at', 'in_production'],
    ),
  ],
  parameters: spanParameters,
  fold: { kind: 'spans', belongs: 'end' },
  aliases: ['lead time for changes', 'deployment lead time'],
  example: 'type: change-lead-time\ndata: changes\nstatistic: median',
});
