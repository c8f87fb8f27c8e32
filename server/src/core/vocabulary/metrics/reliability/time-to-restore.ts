// Time to restore of single incidents.
// It must never merge incidents.

import { spanParameters, spans } from '../inputs';
import { defineMetric } from '../metric';

export const timeToRestore = defineMetric({
  id: 'time-to-restore',
  title: 'Time to restore',
  family: 'reliability',
  docs: 'Time from the start of an incident to its end, one value an incident, rows as recorded.',
  formula: 'end − start of each incident, clock stopped in exclusions',
  edges: 'Open incidents are pending until they pass the bound, then missed; the window is that of the start.',
  typical: '90 % within 4 h',
  source: 'terms of network providers',
  result: 'distribution',
  dimension: 'duration',
  unit: 'min',
  better: 'lower',
  inputs: [spans],
  parameters: spanParameters,
  ambiguous: ['clock'],
  fold: { kind: 'spans', belongs: 'start' },
  aliases: ['time to repair', 'time to recover', 'ttr'],
  example: 'type: time-to-restore\nclock: detected\ndata: incidents',
});
