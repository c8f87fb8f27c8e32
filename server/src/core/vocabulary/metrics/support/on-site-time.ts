// On-site time: how long until somebody stands at the site.
// It must never stop at a call from the road.

import { spanParameters, spansFrom } from '../inputs';
import { defineMetric } from '../metric';

export const onSiteTime = defineMetric({
  id: 'on-site-time',
  title: 'On-site time',
  family: 'support',
  docs: 'Time from the dispatch until a technician is on site.',
  formula: 'on site − dispatched',
  edges: 'Open records are pending until they pass the bound, then missed; the window is that of the start.',
  typical: '95 % within 4 h',
  source: 'field service terms',
  result: 'distribution',
  dimension: 'duration',
  unit: 'h',
  better: 'lower',
  inputs: [
    spansFrom(
      'a technician was dispatched',
      'he or she is on site',
      ['dispatched_at', 'called_at'],
      ['on_site_at', 'arrived_at'],
    ),
  ],
  parameters: spanParameters,
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['arrival time', 'field response time'],
  example: 'type: on-site-time\ndata: visits',
});
